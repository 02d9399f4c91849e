package lang

// Texts of the visitor's chat. Those of its page before the program is there stand in static/html/widget.html.
var (
	HelloTitle    = Text{"Hello!", "Bonjour !"}
	HelloHelp     = Text{"How can we help? Write to us, and we answer right here.", "Comment pouvons-nous vous aider ? Écrivez-nous, nous vous répondons ici."}
	WriteHere     = Text{"Write a message…", "Écrivez un message…"}
	WriteAgain    = Text{"Write to continue the conversation…", "Écrivez pour reprendre la conversation…"}
	CloseChat     = Text{"Close chat", "Fermer le chat"}
	WeAnswerHere  = Text{"We answer you here", "Nous vous répondons ici"}
	WithYou       = Text{"% is with you", "% est avec vous"}
	TalkToPerson  = Text{"Talk to a person", "Parler à quelqu’un"}
	ChatOver      = Text{"Conversation closed", "Conversation close"}
	LostSay       = Text{"Connection lost. What you write is kept and sent later.", "Connexion perdue. Ce que vous écrivez est conservé et sera envoyé plus tard."}
	NewOne        = Text{"% new message", "% nouveau message"}
	NewMany       = Text{"% new messages", "% nouveaux messages"}
	SeenTyping    = Text{"We can see what you type before you send it.", "Nous voyons ce que vous écrivez avant l’envoi."}
	LatestMessage = Text{"Latest message", "Dernier message"}
)

// NewCount is a number of new messages in words.
var NewCount = Counted{NewOne, NewMany}
