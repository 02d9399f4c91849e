package box

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// StaffLine is Line as the merchant's side sees it: with what visitors do not see, and with what can be done. It stands
// apart so that a visitor need not load it.
func StaffLine(l Look, e chat.Entry) dom.Nodes {
	who := lang.NameOf(l.Lang, e.Author)
	pick := func(mine, other lang.Text) string {
		if e.Author.ID == l.Me.ID {
			return mine.In(l.Lang)
		}
		return other.With(l.Lang, who)
	}
	switch b := e.Body.(type) {
	case chat.PageView:
		name := b.Title
		if name == "" {
			name = b.URL
		}
		return dom.Nodes{dom.Icon(iconPage), dom.A(dom.Href(b.URL), dom.Title(b.URL), dom.Bdi(dom.Text(lang.Viewed.With(l.Lang, name))))}
	case chat.Transfer:
		return l.transfer(e, b)
	case chat.Settled:
		_, mine, other := lang.OutcomeOf(b.How)
		return line(iconTransfer, pick(mine, other))
	case chat.Paused:
		if b.Until == 0 {
			return line(iconPause, pick(lang.YouPausedReply, lang.PausedForReply))
		}
		return append(line(iconPause, pick(lang.YouPaused, lang.PausedFor)), dom.Time(dom.Full(b.Until)))
	case chat.Resumed:
		return line(iconPause, pick(lang.YouResumed, lang.ResumedIt))
	case chat.Survey:
		return l.survey(b, who)
	case chat.Qualified:
		if len(b.Tags) == 0 {
			return line(iconTag, pick(lang.YouQualifyNot, lang.QualifiedNot))
		}
		nodes := line(iconTag, pick(lang.YouQualified, lang.QualifiedAs))
		for _, tag := range b.Tags {
			nodes = append(nodes, dom.Span(dom.Class("tag"), dom.Text(tag)))
		}
		return nodes
	case chat.Routed:
		nodes := line(iconTransfer, lang.RoutedTo.With(l.Lang, b.To.Name))
		if b.Why != "" {
			nodes = append(nodes, dom.Span(dom.Class("more"), dom.Text("· "+b.Why)))
		}
		return nodes
	case chat.Blocked:
		switch {
		case b.Ended:
			return l.whom(line(iconBlock, pick(lang.YouUnblocked, lang.Unblocked)), b.Target)
		case b.Until == 0:
			return withReason(l.whom(line(iconBlock, pick(lang.YouBlocked, lang.BlockedForever)), b.Target), b.Reason)
		}
		return withReason(l.whom(append(line(iconBlock, pick(lang.YouBlockedFor, lang.BlockedFor)), dom.Time(dom.Full(b.Until))), b.Target), b.Reason)
	}
	return Line(l, e)
}

// whom says it of a block that is for more than the visitor's browser.
func (l Look) whom(nodes dom.Nodes, t chat.BlockTarget) dom.Nodes {
	words := lang.Text{}
	switch t {
	case chat.BlockVisitor:
		return nodes
	case chat.BlockCustomer:
		words = lang.EveryBrowser
	case chat.BlockAddress:
		words = lang.SameAddress
	}
	return append(nodes, dom.Span(dom.Class("more"), dom.Text("· "+words.In(l.Lang))))
}

func withReason(nodes dom.Nodes, reason string) dom.Nodes {
	if reason == "" {
		return nodes
	}
	return append(nodes, dom.Span(dom.Class("more"), dom.Bdi(dom.Text("· "+reason))))
}

// transfer says to whom and what became of it; what can be done about it stands above the thread.
func (l Look) transfer(e chat.Entry, t chat.Transfer) dom.Nodes {
	words := lang.OffersTo.With(l.Lang, lang.NameOf(l.Lang, e.Author), lang.PartyName(l.Lang, t.To))
	if e.Author.ID == l.Me.ID {
		words = lang.YouTransferTo.With(l.Lang, lang.PartyName(l.Lang, t.To))
	}
	nodes := line(iconTransfer, words)
	for _, n := range l.Facts.Notes(e.ID) {
		if note, ok := n.Body.(chat.Note); ok {
			nodes = append(nodes, dom.Span(dom.Class("comment"), dom.Dir("auto"), dom.Text(note.Text)))
		}
	}
	settled, by, done := l.Facts.Outcome(e.ID)
	switch {
	case done:
		state, _, _ := lang.OutcomeOf(settled.How)
		return append(nodes, dom.Strong(dom.Text(state.With(l.Lang, lang.NameOf(l.Lang, by.Author)))))
	case l.Offer != e.ID || e.ID == "": // overtaken by another transfer, or by the end of the conversation
		return nodes
	}
	return append(nodes, dom.Span(dom.Class("more"), l.t(lang.TransferWaits)))
}

func (l Look) survey(s chat.Survey, who string) dom.Nodes {
	score := min(s.Score, 5)
	stars := ""
	for i := range uint64(5) {
		if i < score {
			stars += "★"
		} else {
			stars += "☆"
		}
	}
	nodes := append(line(iconStar, lang.SurveyBy.With(l.Lang, who)),
		dom.Span(dom.Class("stars"), dom.Aria("hidden", "true"), dom.Text(stars)), dom.Strong(dom.Text(lang.SurveyScore.With(l.Lang, strconv.Itoa(int(score))))))
	return withReason(nodes, s.Comment)
}
