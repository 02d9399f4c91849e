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
	var inside dom.Nodes
	switch {
	case d.Erased:
		inside = dom.Nodes{dom.Div(dom.Key("erased"), dom.Class("hint erased"), dom.Icon(iconCheck), dom.H2(m.t(lang.ErasedTitle)), dom.P(m.t(lang.ErasedHelp)))}
	case !d.Came:
		inside = dom.Nodes{viewFileState(m, v, d)}
	default:
		inside = dom.Nodes{
			viewFileAsks(m, v, d),
			dom.Div(dom.Key("parts"), dom.Class("file-parts"),
				dom.Div(dom.Key("main"), dom.Class("file-main"), viewTalks(m, v, d), viewVisits(m, v, d)),
				dom.Div(dom.Key("side"), dom.Class("file-side"), viewNotes(m, v), viewBrowsers(m, d), viewCustomData(m, d), viewFileBlocks(m, d)))}
	}
	return dom.Section(dom.Key("customer"), dom.Class("whole"), dom.Aria("label", lang.CustomerFile.In(m.Lang)), viewFileHead(m, v, d), inside)
}

// viewFileAsks says that a newer file than the one in view is not to be had.
func viewFileAsks(m *Model, v chat.PersonID, d *Dossier) *dom.Node {
	if d.Problem == chat.NoProblem {
		return nil
	}
	return dom.P(dom.Key("problem"), dom.Class("wrong"), dom.Role("alert"), dom.Icon(iconAlert), m.t(lang.FileNotOpened), dom.Button(dom.Class("link"), dom.On(dom.Clicked, FileAgainPressed{Of: v}), m.t(lang.Retry)))
}

func viewFileHead(m *Model, v chat.PersonID, d *Dossier) *dom.Node {
	who := m.customerName(v)
	name := lang.NameOf(m.Lang, who)
	if d.Erased {
		name = lang.CustomerFile.In(m.Lang)
	}
	var signed chat.Customer
	for _, p := range d.Profiles {
		if signed.ID == "" {
			signed = p.Customer
		}
	}
	talks, visits, pages := int(d.ExchangesInAll), int(d.VisitsInAll), int(d.ViewsInAll)
	return dom.Header(dom.Key("head"), dom.Class("file-head"),
		viewBackTo(m, m.File.From),
		dom.If(!d.Erased, avatar(who)),
		dom.Div(dom.Class("who"),
			dom.H1(dom.TabIndex(-1), dom.Catches(true), dom.Focus(itoa(m.PageTurn)), dom.Bdi(dom.Text(name))),
			dom.If(signed.ID != "" && !d.Erased, dom.P(dom.Class("identity"),
				dom.Span(dom.Bdi(dom.Text(lang.CustomerID.With(m.Lang, signed.ID)))),
				dom.If(signed.Email != "", dom.A(dom.Href("mailto:"+signed.Email), dom.Bdi(dom.Text(signed.Email)))),
				dom.Span(dom.Class("chip signed"), dom.Icon(iconCheck), m.t(lang.SignedCustomer)))),
			dom.If(d.Came && !d.Erased, dom.P(dom.Class("totals"),
				dom.Span(dom.Text(lang.Talks.With(m.Lang, talks, itoa(talks)))), dom.Span(dom.Text(lang.Visits.With(m.Lang, visits, itoa(visits)))), dom.Span(dom.Text(lang.Pages.With(m.Lang, pages, itoa(pages))))))),
		dom.If(m.Me.Role == chat.Manager && d.Came && !d.Erased, dom.Div(dom.Class("buttons"),
			viewExport(m, v, "html", lang.ExportPage), viewExport(m, v, "json", lang.ExportJSON),
			dom.Button(dom.Class("quiet worded dangerous"), dom.On(dom.Clicked, ErasePressed{}), m.t(lang.EraseIt)))))
}

// viewExport is a link that the relay answers: only managers get something.
func viewExport(m *Model, v chat.PersonID, format string, name lang.Text) *dom.Node {
	return dom.A(dom.Class("quiet button"), dom.Within("/agent/export?visitor="+string(v)+"&format="+format), dom.Icon(iconExport), m.t(name))
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
	return dom.Button(dom.Key("back"), dom.Class("quiet"), dom.Title(name.In(m.Lang)), dom.On(dom.Clicked, PagePressed{Page: p}), dom.Icon(iconBack), dom.Span(m.t(name)))
}

// viewPart is a part of the file under its title.
func viewPart(m *Model, name lang.Text, inside ...dom.Item) *dom.Node {
	return dom.Section(dom.Key(name.En), dom.Class("file-part"), dom.Aria("label", name.In(m.Lang)), dom.H2(m.t(name)), dom.Group(inside))
}

func viewVisits(m *Model, v chat.PersonID, d *Dossier) *dom.Node {
	return viewPart(m, lang.HistoryTitle, viewHistory(m, v))
}

// viewBrowsers are the browsers that the customer has used.
func viewBrowsers(m *Model, d *Dossier) *dom.Node {
	var rows dom.Nodes
	for _, p := range d.Profiles {
		seen := dom.Nodes{m.t(lang.LastSeen), dom.Text(" "), dom.Time(dom.DateTime(p.SeenAt))}
		if p.SeenAt == 0 {
			seen = nil
		}
		if m.Conversations[chat.ConversationOf(p.Visitor, 1)].Online && !p.Gone {
			seen = dom.Nodes{m.t(lang.HereNow)}
		}
		rows = append(rows, dom.Li(dom.Key(string(p.Visitor)), dom.Class("item"),
			dom.Span(dom.Class("what"),
				dom.Span(dom.Class("title"), dom.Text(deviceWords(m, p.Visit.Device)), dom.If(p.Visit.Device.Country != "", dom.Span(dom.Class("chip"), viewCountry(m, p.Visit.Device.Country)))),
				dom.Span(dom.Class("detail"), seen))))
	}
	return viewPart(m, lang.BrowsersTitle, dom.Ul(dom.Class("kept"), rows))
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
	if len(d.Profiles) == 0 || len(d.Profiles[0].Data()) == 0 {
		return nil
	}
	return viewPart(m, lang.DataTitle, viewData(m, d.Profiles[0]))
}

// viewFileBlocks are the blocks of the customer, those that have ended too.
func viewFileBlocks(m *Model, d *Dossier) *dom.Node {
	if len(d.Blocks) == 0 {
		return nil
	}
	var rows dom.Nodes
	for _, b := range d.Blocks {
		rows = append(rows, dom.Li(dom.Key(string(b.ID)), dom.Class("item"), dom.Icon(iconBlocked), dom.Span(dom.Class("what"),
			dom.Span(dom.Class("title"), dom.Bdi(dom.Text(lang.BlockedBy.With(m.Lang, lang.NameOf(m.Lang, b.By))))),
			dom.Span(dom.Class("detail"), dom.Time(dom.DateTime(b.At)), dom.Text(" · "), m.t(blockTarget(b.Target)), dom.Text(" · "), viewBlockEnd(m, b)),
			dom.If(b.Reason != "", dom.Span(dom.Class("reason"), dom.Dir("auto"), dom.Text(b.Reason))))))
	}
	return viewPart(m, lang.BlocksTitle, dom.Ul(dom.Class("kept"), rows))
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
func viewBlockEnd(m *Model, b chat.BlockLine) dom.Nodes {
	switch {
	case !b.EndedBy.IsZero():
		return dom.Nodes{dom.Text(lang.BlockEndedBy.With(m.Lang, lang.NameOf(m.Lang, b.EndedBy)) + " "), dom.Time(dom.DateTime(b.EndedAt))}
	case !b.Holds(m.relayNow()):
		return dom.Nodes{m.t(lang.BlockOver)}
	case b.Until == 0:
		return dom.Nodes{m.t(lang.BlockForEver)}
	}
	return dom.Nodes{m.t(lang.BlockUntil), dom.Text(" "), dom.Time(dom.DateTime(b.Until))}
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
	return viewPart(m, lang.NotesTitle,
		dom.Form(dom.Key("new"), dom.Class("new-note"), dom.On(dom.Submitted, CustomerNotePressed{}), dom.On(dom.KeyPressed, FormKeyPressed{}),
			dom.Textarea(dom.Rows(2), dom.Data("grow", ""), dom.Dir("auto"), dom.Aria("label", lang.NewNote.In(m.Lang)), dom.Placeholder(lang.NewNote.In(m.Lang)), dom.Aria("describedby", "notes-help"),
				dom.Value(draft), dom.On(dom.Typed, CustomerNoteTyped{})),
			dom.Div(dom.Class("buttons"), dom.Span(dom.Class("help"), dom.ElementID("notes-help"), m.t(lang.NotesHelp)), dom.Span(dom.Class("gap")),
				dom.Button(dom.Type("submit"), dom.Class("primary"), dom.Aria("disabled", yes(!ready)), m.t(lang.AddNote)))),
		dom.If(len(rows) == 0, dom.P(dom.Key("none"), dom.Class("empty-list"), m.t(lang.NoNotes))),
		dom.If(len(rows) > 0, dom.Ul(dom.Key("notes"), dom.Class("notes"), rows)))
}

// viewNote is a note, and how far an own one has come until it is stored.
func viewNote(m *Model, n CustomerNote) *dom.Node {
	note, _ := n.Body.(chat.Note)
	var state dom.Nodes
	switch n.State {
	case chat.Queued:
		state = dom.Nodes{dom.Icon(stateIcons[chat.Queued]), m.t(lang.State(chat.Queued))}
	case chat.Failed:
		state = dom.Nodes{dom.Icon(stateIcons[chat.Failed]), m.t(lang.State(chat.Failed)), dom.Span(dom.Class("why"), dom.Text(lang.Problem(m.Lang, n.Problem, n.By))),
			dom.Button(dom.Class("link"), dom.On(dom.Clicked, CustomerNoteRetried{ID: n.ID}), m.t(lang.Retry)),
			dom.Button(dom.Class("link"), dom.On(dom.Clicked, CustomerNoteDropped{ID: n.ID}), m.t(lang.Discard))}
	}
	return dom.Li(dom.Key(string(n.ID)), dom.Class("bubble note"),
		dom.Span(dom.Class("by"), dom.Bdi(dom.Class("name"), dom.Text(lang.NameOf(m.Lang, n.Author))), dom.Time(dom.DateTime(n.At))),
		dom.Div(dom.Class("words"), dom.Dir("auto"), dom.Text(note.Text)),
		dom.Div(dom.Class("state"), dom.Role("status"), state))
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
	talks, visits := int(d.ExchangesInAll), int(d.VisitsInAll)
	return viewModal(m, lang.EraseTitle.With(m.Lang, lang.NameOf(m.Lang, m.customerName(v))), dom.Nodes{
		dom.P(m.t(lang.EraseWhat)),
		dom.Ul(dom.Class("goes"),
			dom.Li(dom.Text(lang.EraseTalks.With(m.Lang, lang.Talks.With(m.Lang, talks, itoa(talks))))),
			dom.Li(dom.Text(lang.EraseVisits.With(m.Lang, lang.Visits.With(m.Lang, visits, itoa(visits))))),
			dom.Li(m.t(lang.EraseProfile)),
			dom.If(len(d.Blocks) > 0, dom.Li(m.t(lang.EraseBlocks)))),
		dom.P(dom.Strong(m.t(lang.EraseNoWay))),
		viewLine(m, sureField, lang.EraseSure.With(m.Lang, lang.EraseWord.In(m.Lang)), "text", sureField),
	}, viewButtons(m, DialogLeft{}, words.In(m.Lang), true, false))
}
