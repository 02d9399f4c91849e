package lang

// Texts of the palette, of the commands in it, and of an agent's own preferences.
var (
	PaletteTitle     = Text{"Search or command", "Rechercher un visiteur ou une action"}
	PaletteHelp      = Text{"A visitor, or what you want to do…", "Un visiteur, ou ce que vous voulez faire…"}
	CommandsGroup    = Text{"Commands", "Actions"}
	TakeIt           = Text{"Take the conversation", "Prendre la conversation"}
	PauseUntilHelp   = Text{"Pause until the visitor answers", "Mettre en pause jusqu’à la réponse du visiteur"}
	OpenFirst        = Text{"Open a conversation first.", "Ouvrez d’abord une conversation."}
	OnlyOne          = Text{"There is no other conversation in view.", "Aucune autre conversation n’est affichée."}
	YoursAlready     = Text{"You already have this conversation.", "Cette conversation est déjà la vôtre."}
	TakeFirst        = Text{"Take the conversation first.", "Prenez d’abord la conversation."}
	PausedAlready    = Text{"This conversation is paused already.", "Cette conversation est déjà en pause."}
	NotPaused        = Text{"This conversation is not paused.", "Cette conversation n’est pas en pause."}
	NotHereNow       = Text{"This cannot be done here now.", "C’est impossible ici pour l’instant."}
	ShowAll          = Text{"Filter: show all", "Filtre : tout montrer"}
	ShowVisitor      = Text{"Filter: what the visitor wrote", "Filtre : messages du visiteur"}
	ShowAgent        = Text{"Filter: what agents wrote", "Filtre : messages des conseillers"}
	ShowActions      = Text{"Filter: actions and navigation", "Filtre : actions et navigation"}
	BeAvailable      = Text{"Status: available", "Statut : disponible"}
	BeBusy           = Text{"Status: busy", "Statut : occupé"}
	BeAway           = Text{"Status: away", "Statut : absent"}
	SwitchSound      = Text{"Turn sounds on or off", "Activer ou couper les sons"}
	SwitchNotify     = Text{"Turn desktop notifications on or off", "Activer ou couper les notifications du bureau"}
	SwitchBadge      = Text{"Show or hide the number in the page’s title", "Montrer ou masquer le nombre dans le titre de la page"}
	SwitchTheme      = Text{"Light or dark theme", "Thème clair ou sombre"}
	SwitchCompact    = Text{"Compact or comfortable rows", "Affichage compact ou aéré"}
	SwitchLanguage   = Text{"Passer en français", "Switch to English"}
	PreferencesTitle = Text{"Preferences", "Préférences"}
	LookTitle        = Text{"Display and sounds", "Affichage et sons"}
	BadgeName        = Text{"Number in the page’s title", "Nombre dans le titre de la page"}
	CompactName      = Text{"Compact rows", "Affichage compact"}
	ChangeKeysHelp   = Text{"These keys hold on this device. Keys that write something work outside of fields only.", "Ces raccourcis valent pour cet appareil. Les touches qui écrivent ne servent que hors des champs."}
	NoKeyYet         = Text{"No key", "Aucune touche"}
	PressKey         = Text{"Press the new key. Esc cancels.", "Appuyez sur la nouvelle touche. Échap annule."}
	RemoveKey        = Text{"Remove", "Retirer"}
	DefaultKey       = Text{"Reset", "Rétablir"}
	KeyNeeded        = Text{"This key is needed for writing, for moving about, or by the browser.", "Cette touche sert à écrire, à se déplacer, ou au navigateur."}
	KeyClash         = Text{"Already used: %", "Déjà utilisée : %"}
	ChangeKeys       = Text{"Change the keys", "Modifier les raccourcis"}
)
