package lang

// Texts of the agent's desk.
var (
	Title          = Text{"Pupitre", "Pupitre"}
	Email          = Text{"E-mail", "E-mail"}
	Password       = Text{"Password", "Mot de passe"}
	SignIn         = Text{"Sign in", "Se connecter"}
	SigningIn      = Text{"Signing in…", "Connexion…"}
	SignOut        = Text{"Sign out", "Se déconnecter"}
	StillOne       = Text{"You still have % chat. Its visitor would wait for you.", "Vous avez encore % conversation. Le visiteur vous attendrait."}
	StillMany      = Text{"You still have % chats. Their visitors would wait for you.", "Vous avez encore % conversations. Les visiteurs vous attendraient."}
	HandAllBack    = Text{"Hand back and sign out", "Rendre et se déconnecter"}
	HandingBack    = Text{"Handing back…", "En cours…"}
	KeepChats      = Text{"Sign out and keep them", "Se déconnecter et les garder"}
	NotSignedOut   = Text{"The server does not answer, and you are still signed in. Please try again.", "Le serveur ne répond pas ; votre session reste ouverte. Veuillez réessayer."}
	NotHandedBack  = Text{"The chats could not be handed back, and you are still signed in. Please try again.", "Les conversations n’ont pas pu être rendues ; votre session reste ouverte. Veuillez réessayer."}
	SignInLead     = Text{"Answer the visitors of your site.", "Répondez aux visiteurs de votre site."}
	SignInTooFast  = Text{"Too many attempts. Please wait a minute and try again.", "Trop de tentatives. Patientez une minute puis réessayez."}
	NoAnswer       = Text{"The server does not answer. Check your connection and try again.", "Le serveur ne répond pas. Vérifiez votre connexion puis réessayez."}
	ServerTrouble  = Text{"The server could not do this. Please try again in a moment.", "Le serveur n’a pas pu le faire. Réessayez dans un instant."}
	WrongSignIn    = Text{"This e-mail and password do not match.", "Cet e-mail et ce mot de passe ne correspondent pas."}
	FillBoth       = Text{"Please enter your e-mail and your password.", "Veuillez saisir votre e-mail et votre mot de passe."}
	SkipToMessage  = Text{"Skip to the message field", "Aller au champ de message"}
	Conversations  = Text{"Conversations", "Conversations"}
	Mine           = Text{"Mine", "Les miennes"}
	Queue          = Text{"Queue", "File d’attente"}
	Team           = Text{"Team", "Équipe"}
	OfferedGroup   = Text{"Transferred to you", "À accepter"}
	PausedGroup    = Text{"Paused", "En pause"}
	ClosedGroup    = Text{"Closed", "Terminées"}
	Dismiss        = Text{"Remove from the list", "Retirer de la liste"}
	OpenBeside     = Text{"Open beside", "Ouvrir à côté"}
	HidePane       = Text{"Remove from view", "Retirer de l’écran"}
	MoveLeft       = Text{"Move to the left", "Déplacer à gauche"}
	MoveRight      = Text{"Move to the right", "Déplacer à droite"}
	Divider        = Text{"Width of the conversations", "Largeur des conversations"}
	Filters        = Text{"Filters", "Filtres"}
	FilterAll      = Text{"All", "Tout"}
	FilterVisitor  = Text{"Visitor", "Visiteur"}
	FilterAgent    = Text{"Agent", "Conseiller"}
	FilterActions  = Text{"Actions & Navigation", "Actions et navigation"}
	FilteredOne    = Text{"% new entry hidden by the filter", "% nouveau, masqué par le filtre"}
	FilteredMany   = Text{"% new hidden by the filter", "% nouveaux, masqués par le filtre"}
	Unsent         = Text{"Not sent yet", "Pas encore envoyé"}
	NothingShown   = Text{"Nothing of this kind yet", "Rien de ce type pour l’instant"}
	ConversationOf = Text{"Conversation with %", "Conversation avec %"}
	OnSite         = Text{"On the site", "Sur le site"}
	GoneFromSite   = Text{"Has left the site", "A quitté le site"}
	UnreadOne      = Text{"% unread message", "% message non lu"}
	UnreadMany     = Text{"% unread messages", "% messages non lus"}
	WaitingFor     = Text{"Waiting for %", "Attend depuis %"}
	SinceLast      = Text{"Quiet for %", "Sans activité depuis %"}
	SinceStart     = Text{"Begun % ago", "Commencée il y a %"}
	YouColon       = Text{"You: %", "Vous : %"}
	With           = Text{"With %", "Avec %"}
	Take           = Text{"Take", "Prendre"}
	HandBack       = Text{"Hand back", "Rendre"}
	HandBackHelp   = Text{"Put the conversation back into the queue", "Remettre la conversation dans la file d’attente"}
	Close          = Text{"Close", "Clore"}
	CloseHelp      = Text{"Close the conversation", "Clore la conversation"}
	Back           = Text{"All conversations", "Toutes les conversations"}
	WriteTo        = Text{"Write to %…", "Écrire à %…"}
	SendTakes      = Text{"Nobody has this conversation yet. Sending takes it.", "Personne n’a encore pris cette conversation. L’envoi vous l’attribue."}
	TakenBy        = Text{"% has this conversation.", "% s’occupe de cette conversation."}
	IsClosed       = Text{"This conversation is closed. It opens again when the visitor writes.", "Cette conversation est close. Elle reprend si le visiteur écrit."}
	EnterSends     = Text{"Enter sends, Shift+Enter makes a new line", "Entrée envoie, Maj+Entrée va à la ligne"}
	TooLong        = Text{"% characters too many", "% caractères de trop"}
	NewMessages    = Text{"New messages", "Nouveaux messages"}
	ToLatest       = Text{"Go to the latest message", "Aller au dernier message"}
	NobodyYet      = Text{"No conversation yet", "Aucune conversation pour l’instant"}
	NobodyYetHelp  = Text{"When a visitor writes, the conversation appears here.", "Dès qu’un visiteur écrit, la conversation apparaît ici."}
	PickOne        = Text{"Choose a conversation", "Choisissez une conversation"}
	PickOneHelp    = Text{"The longest waiting visitors are at the top of the queue.", "Les visiteurs qui attendent depuis le plus longtemps sont en tête de file."}
	PickNone       = Text{"All quiet", "Tout est calme"}
	DarkTheme      = Text{"Dark theme", "Thème sombre"}
	SoundOn        = Text{"Sound", "Son"}
	Settings       = Text{"Settings", "Réglages"}
	SaysColon      = Text{"%: %", "% : %"}
	RoleManager    = Text{"Manager", "Responsable"}
	RoleAgent      = Text{"Agent", "Conseiller"}
	SomeoneLeft    = Text{"You handed the conversation back", "Vous avez rendu la conversation à la file d’attente"}
	YouClosed      = Text{"You closed the conversation", "Vous avez clos la conversation"}
)

// StillYours is how many chats somebody has who is about to sign out.
var StillYours = Counted{StillOne, StillMany}

// Unread is a number of unread messages in words.
var Unread = Counted{UnreadOne, UnreadMany}

// Filtered is how many entries came that the filter hides.
var Filtered = Counted{FilteredOne, FilteredMany}
