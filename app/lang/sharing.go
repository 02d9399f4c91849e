package lang

// Texts of the desk about a visitor's page: seeing it, and acting on it.
var (
	VisitorsPage    = Text{"Visitor’s page", "Page du visiteur"}
	PageOf          = Text{"Page of %", "Page de %"}
	OpenCurrentPage = Text{"Open current page", "Ouvrir la page en cours"}
	OpenPageHelp    = Text{"Open the visitor’s current page, as they see it", "Ouvrir la page en cours du visiteur, telle qu’il la voit"}
	OpenAddressHelp = Text{"Opens this address for you. The visitor’s basket and login do not follow.", "Ouvre cette adresse pour vous. Le panier et la connexion du visiteur ne suivent pas."}
	Beside          = Text{"Show beside the conversation", "Afficher à côté de la conversation"}
	DockHelp        = Text{"Show the visitor’s page beside the conversation, or close it", "Afficher la page du visiteur à côté de la conversation, ou la fermer"}
	TakeControl     = Text{"Take control", "Prendre le contrôle"}
	TakeControlHelp = Text{"Take control of the visitor’s page, or give it back", "Prendre le contrôle de la page du visiteur, ou le rendre"}
	EndControl      = Text{"Give back control", "Rendre le contrôle"}
	Unshare         = Text{"Stop sharing", "Arrêter le partage"}
	PageAsked       = Text{"The visitor is asked · % s left", "Demande au visiteur · encore % s"}
	ControlPending  = Text{"The visitor is asked for control · % s left", "Contrôle demandé au visiteur · encore % s"}
	PageShown       = Text{"You see the page · %", "Page visible · %"}
	YouControl      = Text{"You control the page · %", "Vous contrôlez la page · %"}
	ControlledBy    = Text{"% controls the page · %", "% contrôle la page · %"}
	ShowsPage       = Text{"The page is shared", "La page est partagée"}
	MirrorIsOff     = Text{"Visitors’ pages cannot be seen on this site.", "Les pages des visiteurs ne peuvent pas être vues sur ce site."}
	VisitorIsAway   = Text{"The visitor is not on the site now.", "Le visiteur n’est pas sur le site en ce moment."}
	NoPageShown     = Text{"The visitor’s page is not shared.", "La page du visiteur n’est pas partagée."}
	PageFirst       = Text{"Open the current page first: once the visitor shows it, you can ask for control.", "Ouvrez d’abord la page en cours : une fois qu’elle est partagée, vous pourrez demander le contrôle."}
	AnswerFirst     = Text{"The visitor has not answered yet.", "Le visiteur n’a pas encore répondu."}
)
