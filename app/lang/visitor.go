package lang

// Texts about what is known of a visitor: the information pane, custom data, and who is on the site.
var (
	VisitorInfo   = Text{"Visitor information", "Informations sur le visiteur"}
	HideInfo      = Text{"Hide the information", "Masquer les informations"}
	KeyInfo       = Text{"Show or hide the visitor’s information", "Afficher ou masquer les informations sur le visiteur"}
	NothingKnown  = Text{"Nothing is known about this visitor yet.", "On ne sait encore rien de ce visiteur."}
	CustomerID    = Text{"Customer", "Client"}
	Signed        = Text{"Signed", "Signé"}
	SignedHelp    = Text{"Confirmed by your server", "Confirmé par votre serveur"}
	Declared      = Text{"From the page", "Par la page"}
	DeclaredHelp  = Text{"Sent by the page; not confirmed by your server", "Envoyé par la page ; non confirmé par votre serveur"}
	BlockedNow    = Text{"Blocked", "Bloqué"}
	BlockedTill   = Text{"Blocked until", "Bloqué jusqu’au"}
	BlockedBy     = Text{"by %", "par %"}
	BlockThem     = Text{"Block visitor", "Bloquer le visiteur"}
	CameFrom      = Text{"Provenance", "Provenance"}
	ThisVisit     = Text{"This visit", "Cette visite"}
	FirstVisit    = Text{"First visit", "Première visite"}
	CameDirect    = Text{"Direct", "Accès direct"}
	CameSearch    = Text{"Search engine", "Moteur de recherche"}
	CameSocial    = Text{"Social network", "Réseau social"}
	CameAssistant = Text{"AI assistant", "Assistant IA"}
	CameCampaign  = Text{"Campaign", "Campagne"}
	CameEmail     = Text{"E-mail", "E-mail"}
	CameReferral  = Text{"Other site", "Autre site"}
	CameHow       = Text{"Details", "Détails"}
	PageBefore    = Text{"Page before", "Page d’origine"}
	FirstPage     = Text{"First page here", "Première page ici"}
	Advert        = Text{"Advertisement", "Publicité"}
	Source        = Text{"Source", "Source"}
	Medium        = Text{"Medium", "Support"}
	Term          = Text{"Keywords", "Mots-clés"}
	Content       = Text{"Content", "Contenu"}
	Navigation    = Text{"Navigation", "Navigation"}
	PageNow       = Text{"Page", "Page"}
	PageLast      = Text{"Last page", "Dernière page"}
	Since         = Text{"since", "depuis"}
	TimeOnSite    = Text{"Time on site", "Temps passé"}
	PagesViewed   = Text{"Pages viewed", "Pages vues"}
	Visits        = Text{"Visits", "Visites"}
	VisitFirst    = Text{"The first one", "La première"}
	VisitNth      = Text{"%, the first on", "%, la première le"}
	LastSeen      = Text{"Last seen", "Vu le"}
	Profile       = Text{"Profile", "Profil"}
	Country       = Text{"Country", "Pays"}
	Browser       = Text{"Browser", "Navigateur"}
	System        = Text{"System", "Système"}
	DeviceKind    = Text{"Device", "Appareil"}
	Desktop       = Text{"Computer", "Ordinateur"}
	Phone         = Text{"Phone", "Téléphone"}
	Tablet        = Text{"Tablet", "Tablette"}
	Program       = Text{"Automatic program", "Programme automatique"}
	Speaks        = Text{"Language", "Langue"}
	Screen        = Text{"Screen", "Écran"}
	LocalTime     = Text{"Local time", "Heure locale"}
	NotKnown      = Text{"Not known", "Non connu"}
	CustomData    = Text{"Custom data", "Données personnalisées"}
	Updated       = Text{"updated", "modifié"}
	Yes           = Text{"Yes", "Oui"}
	No            = Text{"No", "Non"}
	WantNumber    = Text{"Not a number", "N’est pas un nombre"}
	WantMoney     = Text{"Not an amount with its currency", "N’est pas un montant avec sa devise"}
	WantDate      = Text{"Not a date", "N’est pas une date"}
	WantYesNo     = Text{"Neither yes nor no", "Ni oui ni non"}
	WantLink      = Text{"Not an address", "N’est pas une adresse"}
	OneExchange   = Text{"% in all, begun on", "% en tout, commencée le"}
	ManyExchanges = Text{"% in all, the latest begun on", "% en tout, la dernière commencée le"}
	FirstExchange = Text{"This is the first one.", "C’est la première."}
	NoExchange    = Text{"None so far", "Aucune pour l’instant"}
	SeeFile       = Text{"See the customer file", "Voir la fiche client"}
	History       = Text{"History", "Historique"}

	NewField   = Text{"Declare custom data", "Déclarer une donnée"}
	NoFields   = Text{"Nothing is declared yet. Agents see what your pages send under the name it has there; declare it to give it words, a type and a place.", "Rien n’est encore déclaré. Les conseillers voient ce que vos pages envoient sous le nom utilisé là-bas ; déclarez-le pour lui donner un libellé, un type et un rang."}
	DataField  = Text{"Name on your pages", "Nom sur vos pages"}
	DataHelp   = Text{"Letter for letter as your pages send it", "À la lettre près, tel que vos pages l’envoient"}
	LabelField = Text{"What agents read", "Libellé pour les conseillers"}
	TypeField  = Text{"Type", "Type"}
	OrderField = Text{"Place", "Rang"}
	OrderHelp  = Text{"Small numbers come first", "Les petits nombres passent devant"}
	TypeText   = Text{"Text", "Texte"}
	TypeNumber = Text{"Number", "Nombre"}
	TypeMoney  = Text{"Amount", "Montant"}
	TypeDate   = Text{"Date", "Date"}
	TypeYesNo  = Text{"Yes or no", "Oui ou non"}
	TypeLink   = Text{"Link", "Lien"}
	Undeclared = Text{"Seen at your visitors, not declared yet", "Vues chez vos visiteurs, pas encore déclarées"}
	Declare    = Text{"Declare %", "Déclarer %"}
	DataTaken  = Text{"This name is declared already.", "Ce nom est déjà déclaré."}
	NotANumber = Text{"Please enter a whole number.", "Veuillez saisir un nombre entier."}

	VisitorsTitle = Text{"Visitors on the site", "Visiteurs sur le site"}
	VisitorsOff   = Text{"The list of visitors is off", "La liste des visiteurs est désactivée"}
	VisitorsHow   = Text{"Whoever runs the server switches it on by starting it with -visitors. Before that, nothing is known of visitors who have not opened the chat.", "La personne qui gère le serveur l’active en le démarrant avec -visitors. Sans cela, on ne sait rien des visiteurs qui n’ont pas ouvert le chat."}
	VisitorsNone  = Text{"Nobody is on the site right now.", "Personne n’est sur le site en ce moment."}
	OneOnSite     = Text{"% visitor", "% visiteur"}
	ManyOnSite    = Text{"% visitors", "% visiteurs"}
	OrderLabel    = Text{"Order", "Ordre"}
	NewestFirst   = Text{"Newest first", "Derniers arrivés"}
	LongestFirst  = Text{"Longest first", "Premiers arrivés"}
	OnePage       = Text{"% page", "% page"}
	ManyPages     = Text{"% pages", "% pages"}
	VisitNo       = Text{"visit %", "visite %"}
	Invite        = Text{"Invite", "Inviter"}
	InviteTitle   = Text{"Invite %", "Inviter %"}
	InviteHello   = Text{"Hello! Can I help you?", "Bonjour ! Puis-je vous aider ?"}
	InviteCanned  = Text{"Canned response (optional)", "Réponse enregistrée (facultatif)"}
	InviteNone    = Text{"None", "Aucune"}
	InviteSend    = Text{"Send the invitation", "Envoyer l’invitation"}
	InviteTaken   = Text{"This visitor is already in a conversation.", "Ce visiteur est déjà en conversation."}
	InviteGone    = Text{"This visitor has left the site.", "Ce visiteur a quitté le site."}
	InviteFailed  = Text{"The invitation could not be sent. Please try again.", "L’invitation n’a pas pu être envoyée. Veuillez réessayer."}
	Invited       = Text{"Invited, no answer yet", "Invité, sans réponse"}
	InChat        = Text{"In a conversation", "En conversation"}
	OpenChat      = Text{"Open the conversation", "Ouvrir la conversation"}
)

// Exchanges is how many conversations there were with somebody, Pages how many pages somebody has viewed, OnSiteNow how many
// visitors there are.
var (
	Exchanges = Counted{OneExchange, ManyExchanges}
	Pages     = Counted{OnePage, ManyPages}
	OnSiteNow = Counted{OneOnSite, ManyOnSite}
)
