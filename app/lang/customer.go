package lang

// Texts of customers' files, of the drawing of visits, and of the page of searches.
var (
	SearchTitle   = Text{"Search conversations", "Rechercher dans les conversations"}
	SearchWhat    = Text{"Words that were said", "Mots échangés"}
	SearchHint    = Text{"Find what was said in any conversation. Beginnings of words are enough; case and accents do not matter.", "Retrouvez ce qui s’est dit dans n’importe quelle conversation. Le début des mots suffit ; majuscules et accents ne comptent pas."}
	SearchFor     = Text{"Search conversations for “%”", "Rechercher « % » dans les conversations"}
	SearchFrom    = Text{"From", "Du"}
	SearchUntil   = Text{"Until", "Au"}
	SearchAgent   = Text{"Agent", "Conseiller"}
	SearchTag     = Text{"Tag", "Motif"}
	SearchSite    = Text{"Site", "Site"}
	AnyAgent      = Text{"All agents", "Tous les conseillers"}
	AnyTag        = Text{"All tags", "Tous les motifs"}
	AnySite       = Text{"All sites", "Tous les sites"}
	Searching     = Text{"Searching…", "Recherche en cours…"}
	ManyFound     = Text{"More than 1,000 conversations", "Plus de 1 000 conversations"}
	NoneFound     = Text{"No conversation found", "Aucune conversation trouvée"}
	NoneFoundHelp = Text{"Try fewer or shorter words, or widen the dates.", "Essayez des mots moins nombreux ou plus courts, ou élargissez les dates."}
	Preparing     = Text{"The search is being prepared: %", "La recherche se prépare : %"}
	PreparingFile = Text{"This file is being prepared: %", "Cette fiche se prépare : %"}
	NotSearched   = Text{"The search failed.", "La recherche a échoué."}
	ResultsOf     = Text{"Conversations found", "Conversations trouvées"}
	TalksOne      = Text{"% conversation", "% conversation"}
	TalksMany     = Text{"% conversations", "% conversations"}
	VisitsOne     = Text{"% visit", "% visite"}
	VisitsMany    = Text{"% visits", "% visites"}
	SaidOne       = Text{"% message", "% message"}
	SaidMany      = Text{"% messages", "% messages"}

	CustomerFile   = Text{"Customer file", "Fiche client"}
	CustomerNamed  = Text{"Customer %", "Client %"}
	SignedCustomer = Text{"Confirmed by your site", "Confirmé par votre site"}
	FileNotOpened  = Text{"This file could not be opened.", "Cette fiche n’a pas pu être ouverte."}
	TalksTitle     = Text{"Conversations", "Conversations"}
	NoTalks        = Text{"No conversation yet.", "Aucune conversation pour l’instant."}
	SearchInside   = Text{"Search in this customer’s conversations", "Rechercher dans les conversations de ce client"}
	GoesOn         = Text{"Open now", "En cours"}
	ReadIt         = Text{"Read the conversation", "Lire la conversation"}
	GoToTalk       = Text{"Go to the conversation", "Aller à la conversation"}
	FoundHere      = Text{"Found here", "Trouvé ici"}
	PastEmpty      = Text{"Nothing of this conversation could be loaded.", "Rien n’a pu être chargé de cette conversation."}
	NoWords        = Text{"Nothing was said", "Rien n’a été dit"}

	BrowsersTitle = Text{"Browsers", "Navigateurs"}
	HereNow       = Text{"On the site now", "Sur le site en ce moment"}
	UnknownDevice = Text{"Unknown device", "Appareil inconnu"}
	DataTitle     = Text{"Custom data", "Données personnalisées"}

	NotesTitle = Text{"Notes about this customer", "Notes sur ce client"}
	NotesHelp  = Text{"Only your team sees them.", "Visibles de votre équipe seulement."}
	NewNote    = Text{"New note", "Nouvelle note"}
	AddNote    = Text{"Add the note", "Ajouter la note"}
	NoNotes    = Text{"No note yet.", "Aucune note pour l’instant."}

	BlocksTitle    = Text{"Blocks", "Blocages"}
	BlockedByOne   = Text{"Blocked by %", "Bloqué par %"}
	BlockUntil     = Text{"until", "jusqu’au"}
	BlockForEver   = Text{"for ever", "pour toujours"}
	BlockOver      = Text{"expired", "expiré"}
	BlockEndedBy   = Text{"taken back by %", "levé par %"}
	BlockOfVisitor = Text{"this browser", "ce navigateur"}
	BlockOfOne     = Text{"this customer", "ce client"}
	BlockOfAddress = Text{"a network address", "une adresse réseau"}

	ExportJSON   = Text{"Export as JSON", "Exporter en JSON"}
	ExportPage   = Text{"Printable page", "Version imprimable"}
	EraseIt      = Text{"Erase everything…", "Tout effacer…"}
	EraseTitle   = Text{"Erase everything about %?", "Tout effacer de % ?"}
	EraseWhat    = Text{"This goes for ever, for everybody:", "Disparaîtra définitivement, pour tous :"}
	EraseTalks   = Text{"%, with their files and translations", "%, avec leurs fichiers et traductions"}
	EraseVisits  = Text{"% and the pages viewed", "% et les pages consultées"}
	EraseProfile = Text{"the profile, the custom data and the notes", "le profil, les données personnalisées et les notes"}
	EraseBlocks  = Text{"what is known about blocks", "ce que l’on sait des blocages"}
	EraseNoWay   = Text{"There is no way back. Export first what you must keep.", "C’est irréversible. Exportez d’abord ce que vous devez conserver."}
	EraseSure    = Text{"To confirm, write the name or “%”", "Pour confirmer, écrivez le nom ou « % »"}
	EraseWord    = Text{"erase", "effacer"}
	EraseNotSaid = Text{"This is neither the name nor the word.", "Ce n’est ni le nom ni le mot."}
	EraseNow     = Text{"Erase for ever", "Effacer définitivement"}
	ErasingNow   = Text{"Erasing…", "Effacement…"}
	NotErased    = Text{"It could not be erased. Please try again in a moment.", "L’effacement n’a pas pu se faire. Réessayez dans un instant."}
	ErasedTitle  = Text{"Everything about this customer has been erased", "Tout ce qui concernait ce client a été effacé"}
	ErasedHelp   = Text{"Conversations, files, visits and profile are gone for everybody.", "Conversations, fichiers, visites et profil ont disparu pour tous."}

	HistoryTitle  = Text{"Visits", "Visites"}
	NoVisits      = Text{"No visit is known yet.", "Aucune visite connue pour l’instant."}
	BandOf        = Text{"Pages of this visit", "Pages de cette visite"}
	BandHelp      = Text{"Each block is a page, as wide as the time spent on it; the line below shows conversations.", "Chaque bloc est une page, large comme le temps passé ; la ligne du dessous montre les conversations."}
	BandCut       = Text{"Very long stays (//) are drawn shorter.", "Les très longs séjours (//) sont dessinés plus courts."}
	ListPagesOne  = Text{"List % page", "Voir % page en liste"}
	ListPagesMany = Text{"List % pages", "Voir % pages en liste"}
	HidePages     = Text{"Hide the list", "Masquer la liste"}
	EarlierPages  = Text{"Only the latest pages of this visit are shown.", "Seules les dernières pages de cette visite sont montrées."}
	AllVisitsOne  = Text{"See % earlier visit", "Voir % visite précédente"}
	AllVisitsMany = Text{"See % earlier visits", "Voir % visites précédentes"}
	NthVisit      = Text{"Visit no. %", "Visite n° %"}
	TalkThere     = Text{"Conversation: %", "Conversation : %"}
)

// Talks, VisitCount and MessagesSaid are numbers of them in words.
var (
	Talks        = Counted{TalksOne, TalksMany}
	VisitCount   = Counted{VisitsOne, VisitsMany}
	MessagesSaid = Counted{SaidOne, SaidMany}
	ListPages    = Counted{ListPagesOne, ListPagesMany}
	AllVisits    = Counted{AllVisitsOne, AllVisitsMany}
)
