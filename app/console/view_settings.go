package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewSettings is the page of settings that is open, in the place of the conversations.
func viewSettings(m *Model) *dom.Node {
	if !m.Page.settings() {
		return nil
	}
	at := pageOf(m.Page)
	var work, links dom.Nodes
	for _, p := range pages {
		if to := &links; m.mayOpen(p.Page) {
			if p.Page.work() {
				to = &work
			}
			*to = append(*to, dom.Li(dom.Button(dom.Class("quiet"), dom.If(p.Page == m.Page, dom.Aria("current", "page")), dom.On(dom.Clicked, PagePressed{Page: p.Page}), m.t(p.Name))))
		}
	}
	var inside dom.Nodes
	switch m.Page {
	case PeoplePage:
		inside = viewPeople(m)
	case PreferencesPage:
		inside = viewPreferences(m)
	case ClientsPage:
		inside = viewClients(m)
	case VisitorsPage:
		inside = viewSite(m)
	default:
		inside = viewLibrary(m, at)
	}
	return dom.Div(dom.Key("settings"), dom.Class("settings"), dom.If(m.Page == CannedPage && m.Edit.Open, m.dropOf(shelf)), dom.On(dom.KeyPressed, FormKeyPressed{}),
		dom.Nav(dom.Class("pages"), dom.Aria("label", lang.Settings.In(m.Lang)),
			dom.Button(dom.Class("quiet"), m.label(lang.BackToDesk), dom.On(dom.Clicked, PagePressed{Page: NoPage}), dom.Icon(iconBack), m.t(lang.Conversations)),
			dom.Ul(dom.Key("work"), work),
			dom.H2(m.t(lang.Settings)), dom.Ul(dom.Key("settings"), links)),
		dom.Section(dom.Key(pages[at].Name.En), dom.Class("page-of"), dom.Aria("label", pages[at].Name.In(m.Lang)),
			dom.Header(dom.H1(dom.TabIndex(-1), dom.Catches(true), dom.Focus(itoa(m.PageTurn)), m.t(pages[at].Name)),
				dom.P(dom.Class("said-last"), dom.Role("status"), dom.If(m.Edit.Said != lang.Text{} && m.Edit.Command == NoCommand, m.t(m.Edit.Said)))),
			inside))
}

// viewLibrary are the items of a page, and the form for the one that is being changed.
func viewLibrary(m *Model, at int) dom.Nodes {
	p := pages[at]
	if m.Edit.Open {
		return dom.Nodes{viewItemForm(m, at)}
	}
	nodes := dom.Nodes{dom.Div(dom.Key("new"), dom.Class("buttons"), dom.Button(dom.Class("primary"), dom.On(dom.Clicked, EditPressed{}), dom.Icon(iconPlus), m.t(p.New)))}
	if p.Kind == chat.FieldItem {
		nodes = append(nodes, viewUndeclared(m))
	}
	list := m.Library.of(p.Kind)
	if len(list) == 0 {
		return append(nodes, dom.P(dom.Key("empty"), dom.Class("empty-list"), m.t(p.Empty)))
	}
	rows := make(dom.Nodes, 0, len(list))
	for i, item := range list {
		if p.Kind != chat.TagItem && p.Kind != chat.TeamItem && p.Kind != chat.FieldItem && (i == 0 || item.Category != list[i-1].Category) {
			rows = append(rows, dom.Li(dom.Key("category-"+item.Category), dom.Class("category"), dom.H2(dom.Text(categoryName(m, item)))))
		}
		rows = append(rows, viewKept(m, item))
	}
	return append(nodes, dom.Ul(dom.Key("list"), dom.Class("kept"), rows))
}

func categoryName(m *Model, i chat.Item) string {
	if i.Category == "" {
		return lang.NoCategory.In(m.Lang)
	}
	return i.Category
}

// viewKept is a line for an item, with what this agent may do with it.
func viewKept(m *Model, i chat.Item) *dom.Node {
	detail := i.Text
	if i.Kind == chat.TeamItem {
		detail = m.memberNames(i)
	}
	if i.Kind == chat.FieldItem {
		detail = m.fieldDetail(i)
	}
	return dom.Li(dom.Key(string(i.ID)), dom.Class("item"),
		dom.If(i.Kind == chat.OfferItem && i.Image != "", dom.Img(dom.Source(i.Image), dom.AltText(""))),
		dom.Span(dom.Class("what"),
			dom.Span(dom.Class("title"), dom.Bdi(dom.Text(i.Name)), dom.If(i.Owner != "", dom.Span(dom.Class("chip"), m.t(lang.OwnItem))), dom.If(i.Price != "", dom.Span(dom.Class("price"), dom.Text(i.Price))), viewWithFiles(m, i)),
			dom.If(detail != "", dom.Span(dom.Class("detail"), dom.Dir("auto"), dom.Text(detail))),
			dom.If(i.URL != "", dom.Span(dom.Class("address"), dom.Dir("ltr"), dom.Text(i.URL)))),
		dom.If(chat.MayKeep(i, m.Me), viewLineButtons(m, i.Name, lang.EditIt, EditPressed{Item: i.ID}, lang.Delete, RemovePressed{Item: i.ID})))
}

func viewLineButtons(m *Model, name string, change lang.Text, edit dom.Msg, end lang.Text, remove dom.Msg) *dom.Node {
	button := func(words lang.Text, press dom.Msg) *dom.Node {
		return dom.Button(dom.Class("quiet"), dom.Aria("label", lang.SaysColon.With(m.Lang, words.In(m.Lang), name)), dom.On(dom.Clicked, press), m.t(words))
	}
	return dom.Span(dom.Class("buttons"), button(change, edit), dom.If(remove != nil, button(end, remove)))
}

// memberNames are the names of a team's members who are known here.
func (m *Model) memberNames(i chat.Item) string {
	names := ""
	for _, id := range i.Members {
		if c := m.colleague(chat.PersonID(id)); c.Name != "" {
			if names != "" {
				names += ", "
			}
			names += c.Name
		}
	}
	return names
}

func viewItemForm(m *Model, at int) *dom.Node {
	p := pages[at]
	title := p.New.In(m.Lang)
	if m.Edit.Item.ID != "" && m.Edit.Item.Name != "" {
		title = m.Edit.Item.Name
	}
	var fields dom.Nodes
	for _, f := range p.Fields {
		switch f.Shape {
		case membersField:
			fields = append(fields, viewMembers(m, f))
		case typeField:
			fields = append(fields, viewTypes(m, f))
		case longField:
			rows := 3
			if p.Kind == chat.CannedItem {
				rows = 6
			}
			fields = append(fields, viewArea(m, f.Key, fieldLabel(m, f), f.Help.In(m.Lang), rows))
		default:
			fields = append(fields, viewField(m, f.Key, fieldLabel(m, f), f.Help.In(m.Lang), func(more dom.Item) *dom.Node {
				return dom.Input(dom.Autocomplete("off"), dom.Value(m.Form.Values[f.Key]), dom.Dir("auto"), more)
			}))
		}
	}
	if p.Kind == chat.CannedItem && m.Me.Role == chat.Manager && m.Edit.Item.ID == "" {
		fields = append(dom.Nodes{viewChoice(m, "owner", lang.ForWhom.In(m.Lang), [][2]string{{"", lang.ForAll.In(m.Lang)}, {"me", lang.ForMe.In(m.Lang)}})}, fields...)
	}
	if p.Kind == chat.CannedItem {
		fields = append(fields, viewShelf(m))
	}
	return viewEditForm(m, title, fields)
}

func viewEditForm(m *Model, title string, fields dom.Nodes) *dom.Node {
	return dom.Form(dom.Key("form"), dom.Class("edit"), dom.On(dom.Submitted, FormSubmitted{}),
		dom.H2(dom.Text(title)), fields, viewButtons(m, EditLeft{}, lang.Save.In(m.Lang), false, false))
}

func fieldLabel(m *Model, f field) string {
	if f.Optional {
		return lang.OptionalField.With(m.Lang, f.Label.In(m.Lang))
	}
	return f.Label.In(m.Lang)
}

func viewMembers(m *Model, f field) *dom.Node {
	var ticks dom.Nodes
	for _, c := range m.Staff {
		if c.Role != chat.Bot {
			ticks = append(ticks, viewTick(m, string(c.ID), c.Name))
		}
	}
	return dom.Fieldset(dom.Key(f.Key), dom.Class("ticks"), dom.Legend(m.t(f.Label)), ticks)
}

// viewChoice is a field with a few answers.
func viewChoice(m *Model, name, label string, choices [][2]string) *dom.Node {
	return viewField(m, name, label, "", func(more dom.Item) *dom.Node {
		var options dom.Nodes
		for _, c := range choices {
			options = append(options, dom.Option(dom.OptionValue(c[0]), dom.Text(c[1])))
		}
		return dom.Select(options, dom.Value(m.Form.Values[name]), more, dom.On(dom.Chosen, FieldTyped{Name: name}))
	})
}

// viewPeople is who works here.
func viewPeople(m *Model) dom.Nodes {
	if m.Edit.Open {
		return dom.Nodes{viewPersonForm(m)}
	}
	var rows dom.Nodes
	for _, c := range m.Staff {
		role := lang.RoleAgent
		switch c.Role {
		case chat.Manager:
			role = lang.RoleManager
		case chat.Bot:
			role = lang.Bots
		}
		var end dom.Msg = DisablePressed{Person: c.ID}
		if c.ID == m.Me.ID {
			end = nil
		}
		rows = append(rows, dom.Li(dom.Key(string(c.ID)), dom.Class("item"), avatar(c.Person),
			dom.Span(dom.Class("what"), dom.Span(dom.Class("title"), dom.Bdi(dom.Text(c.Name))),
				dom.Span(dom.Class("detail"), dom.Text(role.In(m.Lang)+" · "+statusName(c.Status).In(m.Lang)+" · "+lang.Chats.With(m.Lang, int(c.Open), itoa(int(c.Open)))))),
			dom.If(c.Role != chat.Bot, viewLineButtons(m, c.Name, lang.EditIt, PersonPressed{Person: c.ID}, lang.Disable, end))))
	}
	return append(dom.Nodes{
		dom.Div(dom.Key("new"), dom.Class("buttons"), dom.Button(dom.Class("primary"), dom.On(dom.Clicked, PersonPressed{}), dom.Icon(iconPlus), m.t(lang.NewPerson))),
		dom.Ul(dom.Key("list"), dom.Class("kept"), rows),
	}, viewLockedOut(m)...)
}

// viewLockedOut is who was locked out, with the way back in.
func viewLockedOut(m *Model) dom.Nodes {
	if len(m.LockedOut) == 0 {
		return nil
	}
	var rows dom.Nodes
	for _, p := range m.LockedOut {
		rows = append(rows, dom.Li(dom.Key(string(p.ID)), dom.Class("item"), avatar(p), dom.Span(dom.Class("what"), dom.Span(dom.Class("title"), dom.Bdi(dom.Text(p.Name)))),
			dom.Span(dom.Class("buttons"), dom.Button(dom.Class("quiet"), dom.Aria("label", lang.SaysColon.With(m.Lang, lang.Enable.In(m.Lang), p.Name)), dom.On(dom.Clicked, EnablePressed{Person: p.ID}), m.t(lang.Enable)))))
	}
	return dom.Nodes{dom.H2(dom.Key("off"), dom.Class("category"), m.t(lang.LockedOut)), dom.Ul(dom.Key("off-list"), dom.Class("kept"), dom.Aria("label", lang.LockedOut.In(m.Lang)), rows)}
}

func viewPersonForm(m *Model) *dom.Node {
	roles := viewChoice(m, "role", lang.RoleField.In(m.Lang), [][2]string{{"agent", lang.RoleAgent.In(m.Lang)}, {"manager", lang.RoleManager.In(m.Lang)}})
	password := func(label string) *dom.Node {
		return viewField(m, "password", label, lang.PasswordHelp.In(m.Lang), func(more dom.Item) *dom.Node {
			return dom.Input(dom.Type("password"), dom.Autocomplete("new-password"), dom.Value(m.Form.Values["password"]), more)
		})
	}
	if id := m.Edit.Person; id != "" {
		fields := dom.Nodes{password(lang.OptionalField.With(m.Lang, lang.NewPassword.In(m.Lang)))}
		if id != m.Me.ID {
			fields = append(fields, roles)
		}
		return viewEditForm(m, m.colleague(id).Name, fields)
	}
	return viewEditForm(m, lang.NewPerson.In(m.Lang), dom.Nodes{
		viewLine(m, "name", lang.PersonName.In(m.Lang), "text", ""),
		viewLine(m, "email", lang.Email.In(m.Lang), "email", ""),
		password(lang.Password.In(m.Lang)),
		roles,
	})
}
