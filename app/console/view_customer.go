package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewCustomer is the page of a customer's file.
func viewCustomer(m *Model) *dom.Node {
	if m.Page != CustomerPage {
		return nil
	}
	v := m.File.Of
	d := m.dossier(v)
	inside := dom.Nodes{viewFileState(m, v, d)}
	switch {
	case d.Erased:
		inside = dom.Nodes{divIn("hint erased", dom.Icon(iconCheck), dom.H2(m.t(lang.ErasedTitle)), pIn("help", m.t(lang.ErasedHelp)))}
	case d.Came:
		inside = dom.Nodes{
			when(d.Problem != chat.NoProblem, m.alert("wrong", lang.FileNotOpened, FileAgainPressed{Of: v})),
			divIn("file-parts",
				divIn("file-main", viewFilePart(m, lang.HistoryTitle, viewHistory(m, v)), viewTalks(m, v, d)),
				divIn("file-side", viewNotes(m, v), viewBrowsers(m, d), viewCustomData(m, d), viewFileBlocks(m, d)))}
	}
	return dom.Section(dom.Key("customer"), dom.Class("whole"), dom.Aria("label", lang.CustomerFile.In(m.Lang)), viewFileHead(m, v, d), inside)
}

func viewFileHead(m *Model, v chat.PersonID, d *Dossier) *dom.Node {
	back := viewBackTo(m, m.File.From)
	if d.Erased {
		return dom.Header(dom.Key("head"), dom.Class("file-head"), back, divIn("who", viewFileTitle(m, lang.CustomerFile.In(m.Lang))))
	}
	who := m.customerName(v)
	return dom.Header(dom.Key("head"), dom.Class("file-head"), back, avatar(who),
		divIn("who", viewFileTitle(m, lang.NameOf(m.Lang, who)), viewIdentity(m, d),
			when(d.Came, pIn("totals", wordsIn("total", m.many(lang.Talks, d.ExchangesInAll)), wordsIn("total", m.many(lang.VisitCount, d.VisitsInAll)), wordsIn("total", m.many(lang.Pages, d.ViewsInAll))))),
		when(m.Me.Role == chat.Manager && d.Came, divIn("buttons",
			viewExport(m, v, "html", lang.ExportPage), viewExport(m, v, "json", lang.ExportJSON), m.buttonIn("quiet dangerous", lang.EraseIt, ErasePressed{}))))
}

func viewFileTitle(m *Model, title string) *dom.Node {
	return dom.H1(dom.TabIndex(-1), dom.Catches(true), dom.Focus(itoa(m.PageTurn)), bdi(title))
}

// viewIdentity is who the customer is by the word of the merchant's server.
func viewIdentity(m *Model, d *Dossier) *dom.Node {
	for _, p := range d.Profiles {
		if c := p.Customer; c.ID != "" {
			return pIn("identity", bdi(lang.CustomerNamed.With(m.Lang, c.ID)),
				when(c.Email != "", dom.A(dom.Href("mailto:"+c.Email), bdi(c.Email))),
				spanIn("chip signed", dom.Icon(iconCheck), m.t(lang.SignedCustomer)))
		}
	}
	return nil
}

// viewExport is a link that the relay answers: only managers get something.
func viewExport(m *Model, v chat.PersonID, format string, name lang.Text) *dom.Node {
	return dom.A(dom.Key(format), dom.Class("quiet button"), dom.Within(m.Relay, "/agent/export?visitor="+string(v)+"&format="+format+"&lang="+m.Lang.Tag()+"&zone="+formEscape(m.Place)), dom.Icon(iconExport), m.t(name))
}

// viewBackTo leads to where somebody came from.
func viewBackTo(m *Model, p Page) *dom.Node {
	name := lang.Conversations
	switch {
	case p == SearchPage:
		name = lang.SearchTitle
	case p != NoPage:
		name = pages[pageOf(p)].Name
	}
	return dom.Button(dom.Key("back"), dom.Class("quiet"), m.label(name), dom.On(dom.Clicked, PagePressed{Page: p}), dom.Icon(iconBack), dom.Span(m.t(name)))
}

// viewFilePart is a part of the file under its title.
//
//go:noinline
func viewFilePart(m *Model, name lang.Text, inside ...*dom.Node) *dom.Node {
	return dom.Section(dom.Key(name.En), dom.Class("file-part"), dom.Aria("label", name.In(m.Lang)), dom.H2(m.t(name)), append(dom.Nodes(nil), inside...))
}

// viewBrowsers are the browsers that the customer has used.
func viewBrowsers(m *Model, d *Dossier) *dom.Node {
	var rows dom.Nodes
	for _, p := range d.Profiles {
		seen := spanIn("detail", m.t(lang.LastSeen), dom.Text(" "), dateTime(p.SeenAt))
		if m.Conversations[chat.ConversationOf(p.Visitor, 1)].Online && !p.Gone {
			seen = m.saidIn("detail", lang.HereNow)
		} else if p.SeenAt == 0 {
			seen = nil
		}
		title := spanIn("title", dom.Text(deviceWords(m, p.Visit.Device)))
		if code := p.Visit.Device.Country; code != "" {
			title = spanIn("title", dom.Text(deviceWords(m, p.Visit.Device)), spanIn("chip", dom.Span(dom.Country(code))))
		}
		rows = append(rows, liIn(string(p.Visitor), "item", spanIn("what", title, seen)))
	}
	return viewFilePart(m, lang.BrowsersTitle, dom.Ul(dom.Class("kept"), rows))
}

// deviceWords are browser and system.
func deviceWords(m *Model, d chat.Device) string {
	switch {
	case d.Browser != "" && d.System != "":
		return d.Browser + ", " + d.System
	case d.Browser+d.System != "":
		return d.Browser + d.System
	}
	return lang.UnknownDevice.In(m.Lang)
}

// viewCustomData is that of the browser that the file was opened for.
func viewCustomData(m *Model, d *Dossier) *dom.Node {
	if len(d.Profiles) == 0 {
		return nil
	}
	data := viewData(m, d.Profiles[0])
	if data == nil {
		return nil
	}
	return viewFilePart(m, lang.DataTitle, data)
}

// viewFileBlocks are the blocks of the customer, those that have ended too.
func viewFileBlocks(m *Model, d *Dossier) *dom.Node {
	if len(d.Blocks) == 0 {
		return nil
	}
	var rows dom.Nodes
	for _, b := range d.Blocks {
		rows = append(rows, liIn(string(b.ID), "item", dom.Icon(iconBlocked), spanIn("what",
			spanIn("title", bdi(lang.BlockedByOne.With(m.Lang, lang.NameOf(m.Lang, b.By)))),
			spanIn("detail", dateTime(b.At), dom.Text(" · "), m.t(blockTarget(b.Target)), dom.Text(" · "), viewBlockEnd(m, b)),
			when(b.Reason != "", autoIn("reason", b.Reason)))))
	}
	return viewFilePart(m, lang.BlocksTitle, dom.Ul(dom.Class("kept"), rows))
}

func blockTarget(t chat.BlockTarget) lang.Text {
	switch t {
	case chat.BlockCustomer:
		return lang.BlockOfOne
	case chat.BlockAddress:
		return lang.BlockOfAddress
	}
	return lang.BlockOfVisitor
}

// viewBlockEnd says until when a block holds, or how it ended.
func viewBlockEnd(m *Model, b chat.BlockLine) *dom.Node {
	switch {
	case !b.EndedBy.IsZero():
		return spanIn("end", dom.Text(lang.BlockEndedBy.With(m.Lang, lang.NameOf(m.Lang, b.EndedBy))+" "), dateTime(b.EndedAt))
	case !b.Holds(m.relayNow()):
		return m.t(lang.BlockOver)
	case b.Until == 0:
		return m.t(lang.BlockForEver)
	}
	return spanIn("end", m.t(lang.BlockUntil), dom.Text(" "), dateTime(b.Until))
}

// viewNotes are the notes about the customer, and the field for another one.
func viewNotes(m *Model, v chat.PersonID) *dom.Node {
	draft := m.Drafts[chat.TrailOf(v)]
	list := m.customerNotes(v)
	rows := make(dom.Nodes, 0, len(list))
	for _, n := range list {
		rows = append(rows, viewNote(m, n))
	}
	ready := chat.CheckText(chat.CleanText(draft)) == chat.NoProblem
	notes := pIn("empty-list", m.t(lang.NoNotes))
	if len(rows) > 0 {
		notes = dom.Ul(dom.Key("notes"), dom.Class("notes"), rows)
	}
	return viewFilePart(m, lang.NotesTitle,
		dom.Form(dom.Key("new"), dom.Class("new-note"), dom.On(dom.Submitted, CustomerNotePressed{}), dom.On(dom.KeyPressed, FormKeyPressed{}),
			dom.Textarea(dom.Rows(2), dom.Data("grow", ""), dom.Dir("auto"), dom.Aria("label", lang.NewNote.In(m.Lang)), dom.Placeholder(lang.NewNote.In(m.Lang)),
				dom.Value(draft), dom.On(dom.Typed, CustomerNoteTyped{})),
			divIn("buttons", m.saidIn("help", lang.NotesHelp), wordsIn("gap", ""),
				dom.Button(dom.Type("submit"), dom.Class("primary"), dom.Aria("disabled", yes(!ready)), m.t(lang.AddNote)))),
		notes)
}

// viewNote is a note, and how far an own one has come until it is stored.
func viewNote(m *Model, n CustomerNote) *dom.Node {
	note, _ := n.Body.(chat.Note)
	var state *dom.Node
	switch n.State {
	case chat.Queued:
		state = divIn("state", dom.Icon(iconClock), m.t(lang.State(chat.Queued)))
	case chat.Failed:
		state = divIn("state", dom.Icon(iconAlert), m.t(lang.State(chat.Failed)), wordsIn("why", lang.Problem(m.Lang, n.Problem, n.By)),
			m.buttonIn("link", lang.Retry, CustomerNoteRetried{ID: n.ID}), m.buttonIn("link", lang.Discard, CustomerNoteDropped{ID: n.ID}))
	}
	return liIn(string(n.ID), "bubble note", spanIn("by", bdi(lang.NameOf(m.Lang, n.Author)), dateTime(n.At)), autoIn("words", note.Text), state)
}

// viewErase asks whether all about the customer is to go, and names what goes.
func viewErase(m *Model) *dom.Node {
	v := m.Dialog.Person
	d := m.dossier(v)
	_, busy := m.looking(eraseAsker, v)
	words := lang.EraseNow
	if busy {
		words = lang.ErasingNow
	}
	return viewModal(m, lang.EraseTitle.With(m.Lang, lang.NameOf(m.Lang, m.customerName(v))), dom.Nodes{
		dom.P(m.t(lang.EraseWhat)),
		dom.Ul(dom.Class("goes"),
			dom.Li(dom.Text(lang.EraseTalks.With(m.Lang, m.many(lang.Talks, d.ExchangesInAll)))),
			dom.Li(dom.Text(lang.EraseVisits.With(m.Lang, m.many(lang.VisitCount, d.VisitsInAll)))),
			dom.Li(m.t(lang.EraseProfile)),
			dom.If(len(d.Blocks) > 0, dom.Li(m.t(lang.EraseBlocks)))),
		dom.P(dom.Strong(m.t(lang.EraseNoWay))),
		viewLine(m, sureField, lang.EraseSure.With(m.Lang, lang.EraseWord.In(m.Lang)), "text", sureField),
	}, viewButtons(m, DialogLeft{}, words.In(m.Lang), true, false))
}
