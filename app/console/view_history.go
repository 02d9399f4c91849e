package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Parts that a band may have, so that each can be seen and pointed at; and how wide one must be, in thousandths, to have room for
// the page's title.
const (
	mostParts, titleFrom           = 80, 90
	mostPartsSmall, titleFromSmall = 32, 280
)

// viewHistory draws the visits of a customer, known by one of their visitors: in the information pane, or on the page of their file.
func viewHistory(m *Model, visitor chat.PersonID) *dom.Node {
	d := m.dossier(visitor)
	large := m.Page == CustomerPage
	class := "history"
	if large {
		class = "history large"
	}
	if !d.Came {
		return dom.Div(dom.Key("history"), dom.Class(class), viewFileState(m, visitor, d))
	}
	if len(d.Visits) == 0 {
		return dom.Div(dom.Key("history"), dom.Class(class), pIn("empty-list", m.t(lang.NoVisits)))
	}
	list := d.Visits
	if large && !m.File.Visits {
		list = list[:min(len(list), fewVisits)]
	}
	rows := make(dom.Nodes, 0, len(list))
	cut := false
	for _, v := range list {
		row, short := viewVisit(m, d, v, large)
		rows, cut = append(rows, row), cut || short
	}
	help := when(large, m.t(lang.BandHelp))
	return dom.Div(dom.Key("history"), dom.Class(class),
		when(large || cut, pIn("help", help, when(large && cut, dom.Text(" ")), when(cut, m.t(lang.BandCut)))),
		dom.Ol(dom.Key("visits"), dom.Class("visits"), dom.Aria("label", lang.HistoryTitle.In(m.Lang)), rows),
		viewEarlierVisits(m, visitor, int(d.VisitsInAll)-len(list), large))
}

// viewEarlierVisits is the way to those that are not drawn.
func viewEarlierVisits(m *Model, visitor chat.PersonID, n int, large bool) *dom.Node {
	var press dom.Msg = OpenCustomer{Visitor: visitor}
	switch {
	case n <= 0:
		return nil
	case large && m.File.Visits:
		return viewMore(m, visitsAsker, visitor, MoreVisitsPressed{Of: visitor})
	case large:
		press = MoreVisitsPressed{Of: visitor}
	}
	return dom.Button(dom.Key("earlier"), dom.Class("link"), dom.On(dom.Clicked, press), dom.Text(m.many(lang.AllVisits, uint64(n))))
}

// viewVisit is a visit: when and how it came, its band, how long it was; and whether some stay is drawn shorter than it was.
func viewVisit(m *Model, d *Dossier, v chat.VisitLine, large bool) (*dom.Node, bool) {
	most := mostPartsSmall
	if large {
		most = mostParts
	}
	here := m.isHere(d, v)
	b := bandOf(v, d.Exchanges, m.relayNow(), here, most)
	n := max(v.Views, uint64(len(v.Pages)))
	key := visitKey(v)
	return liIn(key, "visit",
		divIn("when", dateTime(v.Began), viewCameBy(m, v.Came), when(large && len(d.Profiles) > 1, wordsIn("by-browser", deviceWords(m, v.Device)))),
		divIn("drawn", viewBand(m, v, b, large), viewBandTalks(m, b), viewPointed(m, v, b)),
		divIn("total", wordsIn("pages-in-all", m.many(lang.Pages, n)), wordsIn("lasted", stayedWords(b.total)), when(here, m.saidIn("chip here", lang.HereNow))),
		viewPages(m, v, key, n),
	), b.cut
}

// isHere tells whether the visit goes on.
func (m *Model) isHere(d *Dossier, v chat.VisitLine) bool {
	for _, p := range d.Profiles {
		if p.Visitor == v.Visitor && p.Visit.ID == v.ID {
			return !p.Gone && m.Conversations[chat.ConversationOf(v.Visitor, 1)].Online
		}
	}
	return false
}

// viewBand are the pages from left to right. It is one stop of the keyboard; the arrows go from part to part.
func viewBand(m *Model, v chat.VisitLine, b band, large bool) *dom.Node {
	if len(b.parts) == 0 {
		return nil
	}
	key := visitKey(v)
	h := m.History
	marked := -1
	if h.Visit == key && h.At < len(b.parts) {
		marked = h.At
	}
	room := titleFromSmall
	if large {
		room = titleFrom
	}
	parts := make(dom.Nodes, 0, len(b.parts))
	for i, p := range b.parts {
		name := partName(m, v, p)
		class := "part"
		if p.cut {
			class = "part cut"
		}
		parts = append(parts, dom.Span(dom.Class(class), dom.Role("option"), dom.Aria("selected", yes(i == marked)), dom.Aria("label", name+", "+stayedWords(p.stayed)), dom.Share(p.share),
			dom.If(i == marked, dom.ElementID(partID(key))), dom.On(dom.Pointed, PagePointed{Visit: key, At: i}), dom.On(dom.Clicked, PagePointed{Visit: key, At: i}),
			when(p.share >= room, autoIn("in-part", name)), when(p.cut, wordsIn("cut-mark", "//"))))
	}
	return dom.Div(dom.Key("band"), dom.Class("band"), dom.Role("listbox"), dom.TabIndex(0), dom.Aria("label", lang.BandOf.In(m.Lang)), dom.Aria("orientation", "horizontal"),
		dom.If(marked >= 0, dom.Aria("activedescendant", partID(key))),
		dom.On(dom.KeyPressed, BandKeyPressed{Visit: key, Parts: len(b.parts)}), parts)
}

func partID(visit string) string { return "part-" + visit }

// partName is what a part of a band is: a page, or several.
func partName(m *Model, v chat.VisitLine, p part) string {
	if n := p.to - p.from; n > 1 {
		return m.many(lang.Pages, uint64(n))
	}
	return pageName(v.Pages[p.from].PageView)
}

// viewBandTalks are the conversations of the visit, under the pages of their time.
func viewBandTalks(m *Model, b band) *dom.Node {
	if len(b.talks) == 0 {
		return nil
	}
	var line dom.Nodes
	rest := 0
	for _, p := range b.parts {
		rest += p.share
	}
	for _, t := range b.talks {
		name := lang.TalkThere.With(m.Lang, pastWords(m, t.talk))
		line = append(line, dom.Span(dom.Share(t.before)), dom.Span(dom.Class("talk-mark"), dom.Role("img"), dom.Aria("label", name), dom.Title(name), dom.Share(t.share), dom.Icon(iconBrand)))
		rest -= t.before + t.share
	}
	return dom.Div(dom.Key("talks"), dom.Class("band-talks"), line, dom.Span(dom.Share(max(0, rest))))
}

// viewPointed is what the marked part of the band is, while it is pointed at or has the keyboard.
func viewPointed(m *Model, v chat.VisitLine, b band) *dom.Node {
	h := m.History
	if h.Visit != visitKey(v) || h.At >= len(b.parts) {
		return nil
	}
	p := b.parts[h.At]
	first := v.Pages[p.from]
	more := first.URL
	if p.to-p.from > 1 {
		more = pageName(first.PageView) + " … " + pageName(v.Pages[p.to-1].PageView)
	}
	return divIn("pointed", autoIn("title", partName(m, v, p)), autoIn("address", more), spanIn("times", clockTime(first.At), dom.Text(" · "+stayedWords(p.stayed))))
}

// viewPages lists the pages of a visit in words, for everybody who wants to read them.
func viewPages(m *Model, v chat.VisitLine, key string, n uint64) *dom.Node {
	if len(v.Pages) == 0 {
		return nil
	}
	open := m.History.Lists[key]
	words := m.many(lang.ListPages, n)
	if open {
		words = lang.HidePages.In(m.Lang)
	}
	button := dom.Button(dom.Key("list"), dom.Class("link"), dom.Aria("expanded", yes(open)), dom.On(dom.Clicked, PagesPressed{Visit: key}), dom.Text(words))
	if !open {
		return divIn("listed", button)
	}
	stays := staysOf(v, max(v.Ended, v.Began))
	rows := make(dom.Nodes, 0, len(v.Pages))
	for i, p := range v.Pages {
		rows = append(rows, liIn(itoa(i), "listed-page", clockTime(p.At), dom.A(dom.Href(p.URL), dom.Title(p.URL), dom.Dir("auto"), dom.Text(pageName(p.PageView))), wordsIn("stayed", stayedWords(stays[i]))))
	}
	return divIn("listed", button, when(uint64(len(v.Pages)) < v.Views, pIn("help", m.t(lang.EarlierPages))), dom.Ol(dom.Key("all"), rows))
}

// viewMore asks for what is older; a word says so when it takes a while.
func viewMore(m *Model, by asker, of chat.PersonID, press dom.Msg) *dom.Node {
	l, busy := m.looking(by, of)
	words := lang.LoadMore
	if busy && m.slow(l) {
		words = lang.Loading
	}
	if busy {
		press = NothingPressed{}
	}
	return divIn("more-of", dom.Button(dom.Class("quiet"), dom.Aria("disabled", yes(busy)), dom.On(dom.Clicked, press), m.t(words)))
}

// viewFileState stands in the place of a file that is not there yet.
func viewFileState(m *Model, v chat.PersonID, d *Dossier) *dom.Node {
	l, asked := m.looking(fileAsker, v)
	switch {
	case asked && l.Again != 0:
		return status("file-state", lang.PreparingFile.With(m.Lang, percent(l.Ready)))
	case asked && m.Link.State != ui.Online:
		return status("file-state", lang.Reconnecting.In(m.Lang))
	case asked && m.slow(l):
		return status("file-state", lang.Loading.In(m.Lang))
	case !asked && d.Problem != chat.NoProblem:
		return m.alert("file-state wrong", lang.FileNotOpened, FileAgainPressed{Of: v})
	}
	return status("file-state", "")
}

// percent is a number of thousandths in hundredths.
func percent(thousandths uint64) string {
	return itoa(int(min(thousandths, 1000)/10)) + "\u00a0%"
}
