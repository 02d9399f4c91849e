package lang

// Texts about translation in the agent's desk. What stands on a translated message is in boxes.go.
var (
	TranslateInto     = Text{"Translate into %", "Traduire en %"}
	TranslateHere     = Text{"Translate into %, for you alone", "Traduire en %, pour vous uniquement"}
	Translating       = Text{"Translating…", "Traduction en cours…"}
	NotHere           = Text{"Your browser cannot translate this.", "Votre navigateur ne peut pas traduire ceci."}
	BothWays          = Text{"Translate both ways", "Traduire dans les deux sens"}
	BothWaysHelp      = Text{"You read the visitor in your language, and they read you in theirs", "Vous lisez le visiteur dans votre langue, et il vous lit dans la sienne"}
	BothPair          = Text{"% ↔ %", "% ↔ %"}
	BothPairLabel     = Text{"% ↔ %: translated both ways", "% ↔ % : traduction dans les deux sens"}
	NotKnownYet       = Text{"language not known yet", "langue pas encore connue"}
	VisitorsLanguage  = Text{"The visitor’s language", "Langue du visiteur"}
	AsRecognised      = Text{"As recognised", "Reconnue automatiquement"}
	AsRecognisedNamed = Text{"As recognised: %", "Reconnue : %"}
)
