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
	TranslateFirst    = Text{"Translate before sending", "Traduire avant l’envoi"}
	TwinInto          = Text{"Translation into %", "Traduction en %"}
	TwinCame          = Text{"Translation into %: %", "Traduction en % : %"}
	TwinAgain         = Text{"Translate again", "Traduire à nouveau"}
	TwinApprove       = Text{"Translation still matches", "La traduction convient toujours"}
	TwinDrop          = Text{"Remove the translation", "Retirer la traduction"}
	TwinStale         = Text{"The translation no longer matches your message.", "La traduction ne correspond plus à votre message."}
	TwinEmpty         = Text{"The translation is empty.", "La traduction est vide."}
	TwinTooLong       = Text{"The translation has % characters too many.", "La traduction compte % caractères de trop."}
	TwinFirst         = Text{"The translation has come. Read it, then send.", "La traduction est arrivée. Relisez-la, puis envoyez."}
	TwinLate          = Text{"It is still being translated. Send again to send without the translation.", "La traduction est encore en cours. Envoyez à nouveau pour envoyer sans elle."}
	TwinRenewed       = Text{"Your message has changed and is translated again. Read it, then send.", "Votre message a changé, il est traduit à nouveau. Relisez, puis envoyez."}
	GoesAsItIs        = Text{"Your message will be sent as it is.", "Votre message sera envoyé tel quel."}
	WriteFirst        = Text{"Write your message first.", "Écrivez d’abord votre message."}
	EnterSendsBoth    = Text{"Enter sends both as one message", "Entrée envoie les deux en un seul message"}
	EnterWaits        = Text{"Enter does not send before the translation is there", "Entrée n’envoie pas avant l’arrivée de la traduction"}
	EnterRenews       = Text{"Enter translates again", "Entrée traduit à nouveau"}
	AsRecognised      = Text{"As recognised", "Reconnue automatiquement"}
	AsRecognisedNamed = Text{"As recognised: %", "Reconnue : %"}
)
