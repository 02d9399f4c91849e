package lang

import "pupitre/app/chat"

// Texts about files that are sent and shown.
var (
	AttachFiles  = Text{"Attach files", "Joindre des fichiers"}
	DropHere     = Text{"Drop the files to attach them", "Déposez les fichiers pour les joindre"}
	FilesNotHere = Text{"Files cannot be sent here.", "Les fichiers ne peuvent pas être envoyés ici."}
	Attached     = Text{"Attached files", "Fichiers joints"}
	FilesOnWay   = Text{"Files being sent", "Fichiers en cours d’envoi"}
	RemoveFile   = Text{"Remove %", "Retirer %"}
	CancelFile   = Text{"Cancel sending %", "Annuler l’envoi de %"}
	DescribeFile = Text{"What is to be seen on %", "Ce que montre %"}
	DescribeHint = Text{"Description (optional)", "Description (facultative)"}
	UploadOf     = Text{"Upload of %", "Envoi de %"}
	UploadWaits  = Text{"waiting for the connection", "en attente de connexion"}
	PictureGone  = Text{"This picture could not be loaded.", "Cette image n’a pas pu être chargée."}
	FileGone     = Text{"This file could not be downloaded.", "Ce fichier n’a pas pu être téléchargé."}
	CloseView    = Text{"Close the picture", "Fermer l’image"}
	FileOnWay    = Text{"Please wait until the files are uploaded.", "Attendez que les fichiers soient envoyés."}
	FileFailed   = Text{"A file could not be uploaded. Try again, or remove it.", "Un fichier n’a pas pu être envoyé. Réessayez, ou retirez-le."}
	WithFiles    = Text{"With files", "Avec fichiers"}
	Dismissed    = Text{"Understood", "Compris"}
)

// fileProblems are why a file is not sent, where the words for other entries do not fit; % is the limit.
var fileProblems = [...]Text{
	chat.NoProblem:   {"This file was not sent, because the page was left before. Please attach it again.", "Ce fichier n’a pas été envoyé, car la page a été quittée avant. Veuillez le joindre à nouveau."},
	chat.Malformed:   {"This file is empty.", "Ce fichier est vide."},
	chat.TooLarge:    {"This file is too large: at most %.", "Ce fichier est trop volumineux : % au maximum."},
	chat.BadText:     {"A note cannot hold files.", "Une note ne peut pas contenir de fichiers."},
	chat.NotAllowed:  {"Files cannot be sent here.", "Les fichiers ne peuvent pas être envoyés ici."},
	chat.NotYours:    {"You cannot write in this conversation.", "Vous ne pouvez pas écrire dans cette conversation."},
	chat.Taken:       {"There is no more room for your files here.", "Il n’y a plus de place ici pour vos fichiers."},
	chat.TooFast:     {"Too many files: at most % at a time.", "Trop de fichiers : % à la fois au maximum."},
	chat.Unavailable: {"There is no connection yet. Please try again in a moment.", "Pas encore de connexion. Réessayez dans un instant."},
}

// FileProblem is why a file is not sent, in words.
func FileProblem(l Lang, p chat.Problem, limit string) string {
	if int(p) < len(fileProblems) && fileProblems[p] != (Text{}) {
		return fileProblems[p].With(l, limit)
	}
	return Problem(l, p, chat.Person{})
}
