package lang

import "pupitre/app/chat"

// Texts of the entries of a thread, beside those of common.go.
var (
	Download       = Text{"Download", "Télécharger"}
	DownloadNamed  = Text{"Download %", "Télécharger %"}
	ViewImage      = Text{"View %", "Voir %"}
	BytesUnit      = Text{"% B", "% o"}
	KiloUnit       = Text{"% KB", "% ko"}
	MegaUnit       = Text{"% MB", "% Mo"}
	NoName         = Text{"Unnamed file", "Fichier sans nom"}
	OfferLabel     = Text{"Offer", "Offre"}
	LinkLabel      = Text{"Link", "Lien"}
	QuestionLabel  = Text{"Question", "Question"}
	NoChoices      = Text{"This question came without choices.", "Cette question est arrivée sans choix."}
	Chosen         = Text{"Chosen", "Choisi"}
	ChosenBy       = Text{"% chose this", "Choix de %"}
	NotAnswered    = Text{"Not answered yet", "Pas encore de réponse"}
	NoteLabel      = Text{"Internal note", "Note interne"}
	TranslatedFrom = Text{"Translated from %", "Traduit (écrit en %)"}
	TranslatedTo   = Text{"Translated into %", "Traduit en %"}
	ShowOriginal   = Text{"Show original", "Voir l’original"}
	ShowTranslated = Text{"Show translation", "Voir la traduction"}

	OffersTo       = Text{"% offers the conversation to %", "% propose la conversation à %"}
	YouTransferTo  = Text{"You offer the conversation to %", "Vous proposez la conversation à %"}
	TransferPublic = Text{"Your conversation is being passed on to %", "Votre conversation est transmise à %"}
	TransferWaits  = Text{"No answer yet", "Pas encore de réponse"}
	TransferDone   = Text{"Accepted by %", "Acceptée par %"}
	TransferBack   = Text{"Returned by %", "Retournée par %"}
	TransferOff    = Text{"Withdrawn by %", "Retirée par %"}
	AcceptedIt     = Text{"% accepted the transfer", "% a accepté le transfert"}
	ReturnedIt     = Text{"% returned the transfer", "% a refusé le transfert"}
	WithdrewIt     = Text{"% withdrew the transfer", "% a retiré le transfert"}
	YouAccepted    = Text{"You accepted the transfer", "Vous avez accepté le transfert"}
	YouReturned    = Text{"You returned the transfer", "Vous avez refusé le transfert"}
	YouWithdrew    = Text{"You withdrew the transfer", "Vous avez retiré le transfert"}
	TakesOver      = Text{"% takes over", "% prend la suite"}

	PausedFor      = Text{"% paused the conversation until", "% a mis la conversation en pause jusqu’à"}
	PausedForReply = Text{"% paused the conversation until the visitor answers", "% a mis la conversation en pause jusqu’à la réponse du visiteur"}
	ResumedIt      = Text{"% ended the pause", "% a mis fin à la pause"}
	YouPaused      = Text{"You paused the conversation until", "Vous avez mis la conversation en pause jusqu’à"}
	YouPausedReply = Text{"You paused the conversation until the visitor answers", "Vous avez mis la conversation en pause jusqu’à la réponse du visiteur"}
	YouResumed     = Text{"You ended the pause", "Vous avez mis fin à la pause"}

	ShareAsked     = Text{"% asked to see the page", "% a demandé à voir la page"}
	ShareGranted   = Text{"% shows the page", "% montre sa page"}
	ShareRefused   = Text{"% refused to show the page", "% a refusé de montrer sa page"}
	ShareEnded     = Text{"% ended the sharing after %", "% a mis fin au partage après %"}
	ControlAsked   = Text{"% asked to take control", "% a demandé à prendre la main"}
	ControlGranted = Text{"% gave control", "% a donné la main"}
	ControlRefused = Text{"% refused control", "% a refusé de donner la main"}
	ControlEnded   = Text{"% ended the control after %", "% a mis fin à la prise en main après %"}
	ShareExpired   = Text{"Nobody answered whether the page may be seen", "Personne n’a répondu à la demande de voir la page"}
	ControlExpired = Text{"Nobody answered whether control is given", "Personne n’a répondu à la demande de prendre la main"}
	ShareAnnounced = Text{"The page is shown", "La page est montrée"}
	ShareOver      = Text{"The sharing ended by itself after %", "Le partage s’est terminé de lui-même après %"}
	ControlOver    = Text{"The control ended by itself after %", "La prise en main s’est terminée d’elle-même après %"}
	ShareOff       = Text{"% ended the sharing", "% a mis fin au partage"}
	ControlOff     = Text{"% ended the control", "% a mis fin à la prise en main"}
	PointAsked     = Text{"% asked to show things on the page", "% a demandé à montrer des éléments sur la page"}
	PointGranted   = Text{"% lets them show things on the page", "% a accepté qu’on lui montre des éléments sur la page"}
	PointRefused   = Text{"% refused to be shown things on the page", "% a refusé qu’on lui montre des éléments sur la page"}
	PointExpired   = Text{"Nobody answered whether things may be shown on the page", "Personne n’a répondu à la demande de montrer des éléments sur la page"}

	SurveyScore    = Text{"% of 5", "% sur 5"}
	SurveyBy       = Text{"% rated the conversation:", "% a noté la conversation :"}
	QualifiedAs    = Text{"% added tags:", "% a ajouté des motifs :"}
	QualifiedNot   = Text{"% removed the tags", "% a retiré les motifs"}
	YouQualified   = Text{"You added tags:", "Vous avez ajouté des motifs :"}
	YouQualifyNot  = Text{"You removed the tags", "Vous avez retiré les motifs"}
	RoutedTo       = Text{"Given to %", "Attribuée à %"}
	BlockedFor     = Text{"% blocked the visitor until", "% a bloqué le visiteur jusqu’à"}
	YouBlockedFor  = Text{"You blocked the visitor until", "Vous avez bloqué le visiteur jusqu’à"}
	YouBlocked     = Text{"You blocked the visitor", "Vous avez bloqué le visiteur"}
	YouUnblocked   = Text{"You unblocked the visitor", "Vous avez débloqué le visiteur"}
	BlockedForever = Text{"% blocked the visitor", "% a bloqué le visiteur"}
	EveryBrowser   = Text{"in every browser", "sur tous les navigateurs"}
	SameAddress    = Text{"and everybody from their network address", "et toute personne venant de son adresse réseau"}
	Unblocked      = Text{"% unblocked the visitor", "% a débloqué le visiteur"}
)

var outcomes = [...]struct{ short, line, mine Text }{
	chat.Accepted:  {TransferDone, AcceptedIt, YouAccepted},
	chat.Returned:  {TransferBack, ReturnedIt, YouReturned},
	chat.Withdrawn: {TransferOff, WithdrewIt, YouWithdrew},
}

// OutcomeOf a transfer, as its state; and as a line of its own, of the reader's or another's.
func OutcomeOf(o chat.Outcome) (state, mine, other Text) {
	if int(o) >= len(outcomes) {
		o = 0
	}
	return outcomes[o].short, outcomes[o].mine, outcomes[o].line
}

// steps of sharing, of control, of pointing.
var steps = [3][6]Text{
	{chat.Asked: ShareAsked, chat.Granted: ShareGranted, chat.Refused: ShareRefused, chat.Ended: ShareEnded, chat.Expired: ShareExpired},
	{chat.Asked: ControlAsked, chat.Granted: ControlGranted, chat.Refused: ControlRefused, chat.Ended: ControlEnded, chat.Expired: ControlExpired},
	{chat.Asked: PointAsked, chat.Granted: PointGranted, chat.Refused: PointRefused, chat.Ended: ControlEnded, chat.Expired: PointExpired},
}

// SharingOf is a step of sharing a page or, control, of its control, pointing: of showing things on it; the zero Text for one that is not known. by is who took it.
// lasted: it says how long it was.
func SharingOf(s chat.Sharing, control, pointing bool, by chat.Role, seconds uint64) (words Text, lasted bool) {
	list := steps[0]
	switch {
	case pointing:
		list = steps[2]
	case control:
		list = steps[1]
	}
	pick := func(share, controls Text) Text {
		if control {
			return controls
		}
		return share
	}
	switch {
	case int(s) >= len(list):
		return Text{}, false
	case s == chat.Ended && seconds == 0:
		return pick(ShareOff, ControlOff), false
	case s == chat.Ended && by == chat.System:
		return pick(ShareOver, ControlOver), true
	case s == chat.Granted && by == chat.System:
		return ShareAnnounced, false
	}
	return list[s], s == chat.Ended
}

// languages are the names of those that most sites meet; others are called by their code.
var languages = map[string]Text{
	"ar": {"Arabic", "arabe"}, "de": {"German", "allemand"}, "en": {"English", "anglais"}, "es": {"Spanish", "espagnol"}, "fr": {"French", "français"},
	"cs": {"Czech", "tchèque"}, "da": {"Danish", "danois"}, "el": {"Greek", "grec"}, "fi": {"Finnish", "finnois"}, "he": {"Hebrew", "hébreu"},
	"hu": {"Hungarian", "hongrois"}, "ko": {"Korean", "coréen"}, "ro": {"Romanian", "roumain"}, "sv": {"Swedish", "suédois"},
	"it": {"Italian", "italien"}, "ja": {"Japanese", "japonais"}, "nl": {"Dutch", "néerlandais"}, "pl": {"Polish", "polonais"}, "pt": {"Portuguese", "portugais"},
	"ru": {"Russian", "russe"}, "tr": {"Turkish", "turc"}, "uk": {"Ukrainian", "ukrainien"}, "zh": {"Chinese", "chinois"},
}

// LanguageName of a language's code, in the reader's language.
func LanguageName(l Lang, code string) string {
	if t, ok := languages[chat.BaseLanguage(code)]; ok {
		return t.In(l)
	}
	return code
}

// Languages that have a LanguageName, in no order: those that can be chosen for a visitor. Others are recognised all the same.
func Languages() []string {
	codes := make([]string, 0, len(languages))
	for code := range languages {
		codes = append(codes, code)
	}
	return codes
}
