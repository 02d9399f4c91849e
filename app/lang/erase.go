package lang

// Erasing what is kept of somebody.
var ConversationErased = Text{"A manager has erased this conversation.", "Un responsable a effacé cette conversation."}
