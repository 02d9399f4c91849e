package lang

// Texts about keeping somebody away, and of the page on which managers look after visitors and customers.
var (
	BlockHelp      = Text{"Keep this visitor away from the chat", "Tenir ce visiteur à l’écart du chat"}
	BlockTitle     = Text{"Block %", "Bloquer %"}
	BlockSays      = Text{"The chat disappears from their pages at once, and the conversation is closed. They are not told why.", "Le chat disparaît aussitôt de ses pages et la conversation prend fin. La raison ne lui est pas donnée."}
	BlockWhy       = Text{"Reason", "Raison"}
	WhyNot         = Text{"Not given", "Non précisée"}
	WhyInsults     = Text{"Insults", "Insultes"}
	WhySpam        = Text{"Spam", "Spam"}
	WhyElse        = Text{"Another reason", "Autre raison"}
	BlockReason    = Text{"Which one?", "Laquelle ?"}
	BlockFor       = Text{"For how long?", "Pour combien de temps ?"}
	ForDay         = Text{"1 day", "1 jour"}
	ForWeek        = Text{"1 week", "1 semaine"}
	ForMonth       = Text{"1 month", "1 mois"}
	ForEver        = Text{"For ever", "Pour toujours"}
	BlockWhom      = Text{"Whom?", "Qui ?"}
	WhomVisitor    = Text{"This browser", "Ce navigateur"}
	WhomCustomer   = Text{"The customer %, in every browser", "Le client %, sur tous les navigateurs"}
	AddressToo     = Text{"Also everybody from the same network address", "Aussi toutes les personnes de la même adresse réseau"}
	AddressHelp    = Text{"This can shut out others who have done nothing: a household, a company, a school or a mobile network may share one address.", "Cela peut écarter des personnes qui n’y sont pour rien : un foyer, une entreprise, une école ou un réseau mobile peuvent partager une adresse."}
	BlockIt        = Text{"Block", "Bloquer"}
	VisitorBlocked = Text{"Visitor blocked", "Visiteur bloqué"}
	AddressUnknown = Text{"Their network address is not known, so it was not blocked.", "Son adresse réseau n’est pas connue ; elle n’a pas été bloquée."}
	UndoIt         = Text{"Undo", "Annuler"}
	UndoBlock      = Text{"Undo the block", "Annuler le blocage"}
	UndoFor        = Text{"You can undo this for % seconds.", "Vous pouvez annuler pendant % secondes."}
	Undoing        = Text{"Being undone…", "Annulation…"}
	BlockUndone    = Text{"The block was undone.", "Le blocage a été annulé."}
	UndoTooLate    = Text{"It was too late to undo the block. A manager can end it.", "Trop tard pour annuler le blocage. Un responsable peut y mettre fin."}
	NothingToUndo  = Text{"There is no block to undo.", "Il n’y a pas de blocage à annuler."}
	BlockedAlready = Text{"This visitor is already blocked.", "Ce visiteur est déjà bloqué."}
	ClosedForGood  = Text{"This conversation is closed, and the visitor is blocked.", "Cette conversation est close et le visiteur est bloqué."}
	BlockFailed    = Text{"The visitor could not be blocked. Please try again.", "Le visiteur n’a pas pu être bloqué. Veuillez réessayer."}
	NotThereToday  = Text{"This customer is not known any more. Block the browser instead.", "Ce client n’est plus connu. Bloquez plutôt le navigateur."}
	Unblock        = Text{"Unblock", "Débloquer"}
	UnblockTitle   = Text{"Unblock %?", "Débloquer % ?"}
	UnblockHelp    = Text{"The chat is there again on the next page that they open.", "Le chat sera de nouveau là sur la prochaine page ouverte."}
	UnblockedIt    = Text{"Unblocked", "Débloqué"}
	EndedAlready   = Text{"This block has already ended.", "Ce blocage a déjà pris fin."}

	ClientsTitle   = Text{"Clients", "Clients"}
	ClientsPeople  = Text{"Visitors and customers", "Visiteurs et clients"}
	ClientsBlocks  = Text{"Blocks", "Blocages"}
	ClientsSearch  = Text{"Search by name, e-mail, customer or custom data", "Rechercher par nom, e-mail, client ou donnée"}
	ClientsAll     = Text{"All", "Tous"}
	ClientsKnown   = Text{"Customers", "Clients identifiés"}
	ClientsBlocked = Text{"Blocked", "Bloqués"}
	BlocksNow      = Text{"In force", "En vigueur"}
	BlocksEver     = Text{"Also those that have ended", "Aussi ceux qui ont pris fin"}
	ClientsNone    = Text{"Nobody was here yet. Visitors appear as soon as they use the chat.", "Personne n’est encore venu. Les visiteurs apparaissent dès qu’ils utilisent le chat."}
	ClientsNoMatch = Text{"Nobody was found. Try fewer words or another filter.", "Personne n’a été trouvé. Essayez avec moins de mots ou un autre filtre."}
	NobodyBlocked  = Text{"Nobody is blocked.", "Personne n’est bloqué."}
	NeverBlocked   = Text{"Nobody was ever blocked.", "Personne n’a jamais été bloqué."}
	NoSuchBlock    = Text{"No block was found. Try fewer words.", "Aucun blocage trouvé. Essayez avec moins de mots."}
	BeingPrepared  = Text{"The list is being prepared: %%", "La liste est en préparation : % %"}
	LoadMore       = Text{"Show more", "Afficher la suite"}
	SeenLast       = Text{"last seen", "vu le"}
	ExchangesNone  = Text{"no conversation", "aucune conversation"}
	ExchangeOne    = Text{"% conversation", "% conversation"}
	ExchangeMany   = Text{"% conversations", "% conversations"}
	BrowserOne     = Text{"% browser", "% navigateur"}
	BrowserMany    = Text{"% browsers", "% navigateurs"}
	ClientOne      = Text{"% result", "% résultat"}
	ClientMany     = Text{"% results", "% résultats"}
	TargetBrowser  = Text{"Browser", "Navigateur"}
	TargetAddress  = Text{"Network address", "Adresse réseau"}
	BlockedByOn    = Text{"By %, on", "Par %, le"}
	UntilEver      = Text{"for ever", "pour toujours"}
	UntilTime      = Text{"until", "jusqu’au"}
	EndedByOn      = Text{"Ended by %, on", "Levé par %, le"}
	RanOut         = Text{"It has run out.", "Il est arrivé à son terme."}
	BlockReasonIs  = Text{"Reason: %", "Raison : %"}
)

// HadExchanges is how many conversations there were with a client, Browsers how many browsers they use, ClientsFound how many a search has.
var (
	HadExchanges = Counted{ExchangeOne, ExchangeMany}
	Browsers     = Counted{BrowserOne, BrowserMany}
	ClientsFound = Counted{ClientOne, ClientMany}
)
