package lang

// Texts of the page that shows a visitor's page.
var (
	MirrorTitle  = Text{"Visitor’s page", "Page du visiteur"}
	MirrorNamed  = Text{"Visitor’s page: %", "Page du visiteur\u00a0: %"}
	MirrorTools  = Text{"View", "Affichage"}
	MirrorStage  = Text{"Picture of the visitor’s page", "Image de la page du visiteur"}
	MirrorScroll = Text{"The arrow keys scroll it.", "Les touches fléchées la font défiler."}
	MirrorLevel  = Text{"Sharing", "Partage"}

	MirrorNothing   = Text{"The visitor’s page is not shared.", "La page du visiteur n’est pas partagée."}
	MirrorWaits     = Text{"Waiting for the visitor’s consent…", "En attente de l’accord du visiteur…"}
	MirrorWaitsHelp = Text{"You see the page as soon as the visitor allows it.", "Vous verrez la page dès que le visiteur l’autorise."}
	MirrorDeclined  = Text{"The visitor prefers not to share the page.", "Le visiteur préfère ne pas partager sa page."}
	MirrorSilence   = Text{"The visitor did not answer.", "Le visiteur n’a pas répondu."}
	MirrorLive      = Text{"Live", "En direct"}
	MirrorBehind    = Text{"% s behind", "% s de retard"}
	MirrorComes     = Text{"Loading the page…", "Chargement de la page…"}
	MirrorOtherTab  = Text{"The visitor is on another tab", "Le visiteur est sur un autre onglet"}
	MirrorLeft      = Text{"The visitor left the page", "Le visiteur a quitté la page"}
	MirrorLeftHelp  = Text{"It goes on with the next page of your site.", "Le partage reprendra à la prochaine page de votre site."}
	MirrorOver      = Text{"Sharing has ended", "Le partage est terminé"}
	MirrorOverBy    = Text{"% ended the sharing", "% a mis fin au partage"}
	MirrorOverIn    = Text{"Sharing ended after %", "Partage terminé au bout de %"}
	MirrorOverByIn  = Text{"% ended the sharing after %", "% a mis fin au partage au bout de %"}
	TheVisitor      = Text{"The visitor", "Le visiteur"}
	Seconds         = Text{"% s", "% s"}
	Minutes         = Text{"% min", "% min"}

	AskToSee      = Text{"Ask to see the page", "Demander à voir la page"}
	AskAgain      = Text{"Ask again", "Redemander"}
	FollowVisitor = Text{"Follow the visitor", "Suivre le visiteur"}
	ScrollFree    = Text{"You scroll by yourself now.", "Vous faites maintenant défiler vous-même."}
	ZoomToFit     = Text{"Fit to window", "Ajuster à la fenêtre"}
	VisitorWindow = Text{"Visitor’s window: %", "Fenêtre du visiteur\u00a0: %"}
	OpenAddress   = Text{"Open the address", "Ouvrir l’adresse"}
	OpenAsYou     = Text{"Opens as you: the visitor’s basket and sign-in do not follow.", "S’ouvre en votre nom\u00a0: le panier et la connexion du visiteur ne suivent pas."}
	StopSharing   = Text{"Stop", "Arrêter"}
	StopHint      = Text{"End the sharing", "Mettre fin au partage"}

	HandTools   = Text{"What you do", "Ce que vous faites"}
	HandLook    = Text{"Look", "Regarder"}
	HandPoint   = Text{"Point", "Montrer"}
	HandDraw    = Text{"Draw", "Dessiner"}
	HandAct     = Text{"Control", "Contrôler"}
	HandAsks    = Text{"%: asks the visitor", "% : demande au visiteur"}
	HandErase   = Text{"Erase", "Effacer"}
	HandGranted = Text{"The visitor allows it.", "Le visiteur l’autorise."}
	HandOver    = Text{"The visitor’s page is no longer yours to point or act on.", "Vous ne pouvez plus montrer ni agir sur la page du visiteur."}
	WayTools    = Text{"Navigation", "Navigation"}
	WayBack     = Text{"Back", "Retour"}
	WayForward  = Text{"Forward", "Suivant"}
	WayReload   = Text{"Reload the page", "Recharger la page"}
	WayAddress  = Text{"Address on the same site", "Adresse du même site"}
	WayGo       = Text{"Go", "Aller"}
	MirrorKeys  = Text{"Enter gives the page your keys, Ctrl+Alt+Escape takes them back.", "Entrée donne vos touches à la page, Ctrl+Alt+Échap les reprend."}

	RefusedGone       = Text{"The page has changed: please look again.", "La page a changé : veuillez vérifier."}
	RefusedMasked     = Text{"The site hides this part of the page.", "Le site masque cette partie de la page."}
	RefusedSecret     = Text{"Only the visitor can fill in passwords, card numbers and codes.", "Seul le visiteur peut saisir mots de passe, numéros de carte et codes."}
	RefusedFile       = Text{"Only the visitor can choose a file.", "Seul le visiteur peut choisir un fichier."}
	RefusedFrame      = Text{"This part belongs to another site: only the visitor can use it.", "Cette partie appartient à un autre site : seul le visiteur peut l’utiliser."}
	RefusedActs       = Text{"The visitor is acting: please wait a moment.", "Le visiteur agit : veuillez patienter un instant."}
	RefusedLevel      = Text{"The visitor has not allowed this.", "Le visiteur ne l’a pas autorisé."}
	RefusedSite       = Text{"That leads to another site: only the visitor can go there.", "Cela mène à un autre site : seul le visiteur peut y aller."}
	RefusedImpossible = Text{"A browser lets only the visitor do that.", "Le navigateur ne le permet qu’au visiteur."}
	RefusedSlow       = Text{"The visitor’s page does not keep up: please wait a moment.", "La page du visiteur ne suit pas : veuillez patienter un instant."}
	RefusedOtherwise  = Text{"That could not be done.", "Cela n’a pas pu être fait."}

	MirrorSignIn   = Text{"Please sign in to see this page.", "Veuillez vous connecter pour voir cette page."}
	GoToDesk       = Text{"Go to the desk", "Aller au pupitre"}
	MirrorTaken    = Text{"Another agent has this conversation.", "Un autre conseiller s’occupe de cette conversation."}
	MirrorNoTalk   = Text{"This address names no conversation.", "Cette adresse ne désigne aucune conversation."}
	MirrorRefused  = Text{"This page cannot be shown here.", "Cette page ne peut pas être affichée ici."}
	MirrorBroken   = Text{"The page could not be copied faithfully.", "La page n’a pas pu être reproduite fidèlement."}
	MirrorUnasked  = Text{"Nothing was sent: no connection. Please try again.", "Rien n’a été envoyé\u00a0: pas de connexion. Veuillez réessayer."}
	ShowBeside     = Text{"Show beside the conversation", "Afficher à côté de la conversation"}
	ResizeBeside   = Text{"Width of the visitor’s page", "Largeur de la page du visiteur"}
	CloseBeside    = Text{"Hide the visitor’s page", "Masquer la page du visiteur"}
	BesideTitle    = Text{"Visitor’s page beside the conversation", "Page du visiteur à côté de la conversation"}
	MirrorProgress = Text{"Loading the viewer…", "Chargement de la visionneuse…"}
)
