package lang

import "pupitre/app/chat"

// Texts of both products.
var (
	Messages    = Text{"Messages", "Messages"}
	Message     = Text{"Message", "Message"}
	Send        = Text{"Send", "Envoyer"}
	Retry       = Text{"Try again", "Réessayer"}
	Discard     = Text{"Discard", "Abandonner"}
	Visitor     = Text{"Visitor", "Visiteur"}
	VisitorTag  = Text{"Visitor %", "Visiteur %"}
	Agent       = Text{"Agent", "Conseiller"}
	Bot         = Text{"Bot", "Robot"}
	NamedBot    = Text{"% (bot)", "% (robot)"}
	You         = Text{"You", "Vous"}
	IsTyping    = Text{"% is typing…", "% est en train d’écrire…"}
	Joined      = Text{"% joined the conversation", "% a rejoint la conversation"}
	YouJoined   = Text{"You joined the conversation", "Vous avez rejoint la conversation"}
	LeftIt      = Text{"% handed the conversation back", "% a rendu la conversation à la file d’attente"}
	WantsPerson = Text{"% asked for a person", "% a demandé à parler à quelqu’un"}
	YouWantOne  = Text{"You asked for a person", "Vous avez demandé à parler à quelqu’un"}
	BotLeftIt   = Text{"% hands over to our team", "% passe le relais à notre équipe"}
	ClosedIt    = Text{"% closed the conversation", "% a clos la conversation"}
	ReopenedIt  = Text{"The conversation was reopened", "La conversation a repris"}
	Viewed      = Text{"Viewed “%”", "A consulté « % »"}
	Unsupported = Text{"Content of a kind that this version cannot show (type %)", "Contenu d’un type que cette version ne sait pas afficher (type %)"}
	Loading     = Text{"Loading…", "Chargement…"}
	Earlier     = Text{"Loading earlier messages…", "Chargement des messages précédents…"}
)

// States of an own message.
var states = [...]Text{
	chat.Queued:    {"Waiting to be sent", "En attente d’envoi"},
	chat.Stored:    {"Sent", "Envoyé"},
	chat.Delivered: {"Delivered", "Reçu"},
	chat.Read:      {"Read", "Lu"},
	chat.Failed:    {"Not sent", "Non envoyé"},
}

// State is a send state in words.
func State(s chat.SendState) Text { return states[s] }

// The connection.
var (
	Connecting     = Text{"Connecting…", "Connexion…"}
	Connected      = Text{"Connected", "Connecté"}
	ReconnectingIn = Text{"Connection lost. Reconnecting in % s", "Connexion perdue. Nouvelle tentative dans % s"}
	Reconnecting   = Text{"Reconnecting…", "Reconnexion…"}
	TryNow         = Text{"Try now", "Réessayer maintenant"}
	WillBeSent     = Text{"What you write is kept and sent as soon as the connection is back.", "Ce que vous écrivez est conservé et sera envoyé dès le retour de la connexion."}
	MustReload     = Text{"This page is out of date. Please reload it.", "Cette page n’est plus à jour. Veuillez la recharger."}
	Reload         = Text{"Reload", "Recharger"}
	TurnedAway     = Text{"The chat is not available at the moment.", "Le chat n’est pas disponible pour le moment."}
	NotKept        = Text{"This device cannot keep your drafts: its storage is full or blocked.", "Cet appareil ne peut pas conserver vos brouillons : son stockage est plein ou bloqué."}
)

// problems are why something was refused, and what to do.
var problems = [...]Text{
	chat.Malformed:   {"Something went wrong on our side. Please reload the page.", "Une erreur s’est produite de notre côté. Veuillez recharger la page."},
	chat.TooLarge:    {"This message is too long. Please split it.", "Ce message est trop long. Veuillez le diviser."},
	chat.BadText:     {"This message is empty or contains characters that cannot be sent.", "Ce message est vide ou contient des caractères qui ne peuvent pas être envoyés."},
	chat.BadID:       {"Something went wrong on our side. Please reload the page.", "Une erreur s’est produite de notre côté. Veuillez recharger la page."},
	chat.NotAllowed:  {"You are not allowed to do this.", "Vous n’êtes pas autorisé à faire cela."},
	chat.NotFound:    {"This conversation does not exist any more.", "Cette conversation n’existe plus."},
	chat.Taken:       {"% has already taken this conversation.", "% a déjà pris cette conversation."},
	chat.NotYours:    {"Take the conversation before you write.", "Prenez la conversation avant d’écrire."},
	chat.AlreadyOver: {"This conversation is closed.", "Cette conversation est close."},
	chat.IDUsed:      {"This message could not be sent. Please write it again.", "Ce message n’a pas pu être envoyé. Veuillez le réécrire."},
	chat.TooFast:     {"That was a little fast. It will be sent in a moment.", "C’était un peu rapide. L’envoi se fera dans un instant."},
	chat.Unavailable: {"The server cannot answer now. It will be sent as soon as it can.", "Le serveur ne répond pas pour l’instant. L’envoi se fera dès que possible."},
	chat.BadToken:    {"Your chat could not be found again. A new one begins.", "Votre conversation n’a pas pu être retrouvée. Une nouvelle commence."},
	chat.BadSignIn:   {"This e-mail and password do not match.", "Cet e-mail et ce mot de passe ne correspondent pas."},
	chat.UnknownSite: {"This site is not known here.", "Ce site n’est pas connu ici."},

	chat.NotStored:     {"The file did not arrive whole. Please send it again.", "Le fichier n’est pas arrivé en entier. Veuillez le renvoyer."},
	chat.BadType:       {"Files of this type cannot be sent here.", "Les fichiers de ce type ne peuvent pas être envoyés ici."},
	chat.NoTranslation: {"The translation service cannot translate this now.", "Le service de traduction ne peut pas traduire ceci pour l’instant."},
	chat.NotNeeded:     {"This needs no translation.", "Ceci n’a pas besoin d’être traduit."},
	chat.AlreadyAsked:  {"The visitor has been asked already.", "Le visiteur a déjà reçu cette demande."},
}

// Problem is a problem in words; by is who stands in the way.
func Problem(l Lang, p chat.Problem, by chat.Person) string {
	if int(p) >= len(problems) || problems[p] == (Text{}) {
		p = chat.Malformed
	}
	return problems[p].With(l, NameOf(l, by))
}

// NameOf is how a person is called: the name, or "Visitor 8f2c". A bot is called one.
func NameOf(l Lang, p chat.Person) string {
	switch {
	case p.Role == chat.Bot && p.Name != "":
		return NamedBot.With(l, p.Name)
	case p.Role == chat.Bot:
		return Bot.In(l)
	case p.Name != "":
		return p.Name
	case p.Role == chat.Visitor:
		return VisitorTag.With(l, p.Tag())
	}
	return Agent.In(l)
}

// PartyName is how one is called to whom a conversation is given.
func PartyName(l Lang, p chat.Party) string {
	if p.Kind == chat.PartyBot {
		return NamedBot.With(l, p.Name)
	}
	return p.Name
}
