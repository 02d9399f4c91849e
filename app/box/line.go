package box

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// Line is what stands in the line of an entry that happened, for everybody: a drawing and words.
func Line(l Look, e chat.Entry) dom.Nodes {
	who := lang.NameOf(l.Lang, e.Author)
	pick := func(mine, other lang.Text) string {
		if e.Author.ID == l.Me.ID {
			return mine.In(l.Lang)
		}
		return other.With(l.Lang, who)
	}
	switch b := e.Body.(type) {
	case chat.Joined:
		return line(iconJoin, pick(lang.YouJoined, lang.Joined))
	case chat.Left:
		switch e.Author.Role {
		case chat.Bot:
			return line(iconHandBack, lang.BotLeftIt.With(l.Lang, who))
		case chat.Visitor:
			return line(iconHandBack, pick(lang.YouWantOne, lang.WantsPerson))
		}
		return line(iconHandBack, pick(lang.SomeoneLeft, lang.LeftIt))
	case chat.Closed:
		return line(iconCheck, pick(lang.YouClosed, lang.ClosedIt))
	case chat.Reopened:
		return line(iconJoin, lang.ReopenedIt.In(l.Lang))
	case chat.Share:
		return l.sharing(IconScreen, chat.Control{How: b.How, Seconds: b.Seconds}, false, who, e)
	case chat.Control:
		return l.sharing(IconPointer, b, true, who, e)
	case chat.Transfer:
		return line(iconTransfer, lang.TransferPublic.With(l.Lang, lang.PartyName(l.Lang, b.To)))
	case chat.Settled:
		return line(iconJoin, lang.TakesOver.With(l.Lang, who))
	}
	return l.unsupported(e)
}

func line(icon, words string) dom.Nodes {
	return dom.Nodes{dom.Icon(icon), dom.Span(dom.Text(words))}
}

// unsupported is the named place of something that this version does not know: a newer kind, or a broken entry.
func (l Look) unsupported(e chat.Entry) dom.Nodes {
	kind := 0
	if e.Body != nil {
		kind = int(e.Body.Kind())
	}
	return line(iconInfo, lang.Unsupported.With(l.Lang, strconv.Itoa(kind)))
}

func (l Look) sharing(icon string, b chat.Control, control bool, who string, e chat.Entry) dom.Nodes {
	words, lasted := lang.SharingOf(b.How, control, b.Pointing, e.Author.Role, b.Seconds)
	system := e.Author.Role == chat.System
	switch {
	case words == lang.Text{}:
		return l.unsupported(e)
	case lasted && system:
		return line(icon, words.With(l.Lang, Lasted(b.Seconds)))
	case lasted:
		return line(icon, words.With(l.Lang, who, Lasted(b.Seconds)))
	case system:
		return line(icon, words.In(l.Lang))
	}
	return line(icon, words.With(l.Lang, who))
}

// Lasted is a duration: "4:07", "1:02:05".
func Lasted(seconds uint64) string {
	two := func(n uint64) string {
		if n < 10 {
			return "0" + strconv.Itoa(int(n))
		}
		return strconv.Itoa(int(n))
	}
	if seconds >= 3600 {
		return strconv.Itoa(int(seconds/3600)) + ":" + two(seconds/60%60) + ":" + two(seconds%60)
	}
	return strconv.Itoa(int(seconds/60)) + ":" + two(seconds%60)
}
