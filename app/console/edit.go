package console

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Edit is what a page of settings is changing.
type Edit struct {
	Open   bool
	Item   chat.Item     // as it was; a new one has no ID
	Person chat.PersonID // on the page of people: whose; "" for a new one
	Ref    uint64        // of the Put or Drop that is on its way
	Drop   bool
	Said   lang.Text // what was done last

	Command CommandID // on the page of preferences: which waits for its key
	Clash   CommandID // which has the key that was pressed
}

// beginEdit opens the form for an item, or for a new one.
func (m *Model) beginEdit(id chat.ItemID) []ui.Effect {
	said := m.Edit.Said
	m.beginForm()
	i := m.Library[id]
	if id == "" {
		i.Kind = pages[pageOf(m.Page)].Kind
		if m.Me.Role != chat.Manager {
			i.Owner = m.Me.ID
		}
		said = lang.Text{}
	}
	m.Edit = Edit{Open: true, Item: i, Said: said}
	v := m.Form.Values
	v["name"], v["category"], v["text"], v["url"], v["image"], v["price"] = i.Name, i.Category, i.Text, i.URL, i.Image, i.Price
	v["data"], v["type"] = i.Data, dataTypes[typeAt(i.Type)].Kept
	if i.Order != 0 {
		v["order"] = itoa(int(i.Order))
	}
	if i.Owner != "" {
		v["owner"] = "me"
	}
	for _, id := range i.Members {
		m.Form.Ticked[id] = true
	}
	m.Form.Focus = "name"
	return nil
}

// endEdit closes the form; the keyboard goes back to where it came from.
func (m *Model) endEdit() []ui.Effect {
	effects := m.clearShelf(false)
	m.Edit = Edit{Said: m.Edit.Said}
	m.PageTurn++
	return effects
}

// edited is the item as the form says.
func (m *Model) edited() chat.Item {
	i, f := m.Edit.Item, &m.Form
	i.Name, i.Category, i.Text = f.text("name"), f.text("category"), f.text("text")
	i.URL, i.Image, i.Price = f.text("url"), f.text("image"), f.text("price")
	if i.Owner = ""; f.Values["owner"] == "me" {
		i.Owner = m.Me.ID
	}
	if i.Kind == chat.CannedItem {
		i.Files = m.shelved()
	}
	if i.Kind == chat.FieldItem {
		i = f.declared(i)
	}
	if i.Kind == chat.TeamItem {
		i.Members = slices.DeleteFunc(slices.Clone(i.Members), func(id string) bool { return !f.Ticked[id] })
		for _, c := range m.Staff {
			if f.Ticked[string(c.ID)] && !slices.Contains(i.Members, string(c.ID)) {
				i.Members = append(i.Members, string(c.ID))
			}
		}
	}
	return i
}

// saveItem sends the form's item to the relay.
func (m *Model) saveItem() []ui.Effect {
	f := &m.Form
	if f.Busy || !m.Edit.Open {
		return nil
	}
	i := m.edited()
	f.Wrong, f.Trouble = map[string]lang.Text{}, lang.Text{}
	for _, field := range pages[pageOf(m.Page)].Fields {
		if field.Shape != membersField && (field.Key != "text" || len(i.Files) == 0) {
			f.checkField(field)
		}
	}
	if i.Kind == chat.FieldItem {
		m.checkDeclared(i)
	}
	if f.Trouble = m.shelfProblem(); f.Trouble != (lang.Text{}) {
		return nil
	}
	if len(f.Wrong) > 0 {
		return nil
	}
	if i.ID == "" {
		i.ID = chat.ItemID(m.IDs.Next())
	}
	if p := chat.CheckItem(i); p != chat.NoProblem {
		f.Trouble = lang.NotSaved
		return nil
	}
	if m.Link.State != ui.Online {
		f.Trouble = lang.NoAnswer
		return nil
	}
	m.Ref++
	m.Edit.Item.ID, m.Edit.Ref, m.Edit.Drop, f.Busy = i.ID, m.Ref, false, true // the same again if the answer is lost
	return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Put{Ref: m.Ref, Item: i})}}
}

// checkField says in words what is wrong with a field.
func (f *Form) checkField(field field) {
	text := f.text(field.Key)
	most := chat.MaxLabel
	switch {
	case field.Key == "text":
		most = chat.MaxText
	case field.Key == "url" || field.Key == "image":
		most = chat.MaxURL
	}
	switch {
	case text == "" && !field.Optional:
		f.wrong(field.Key, lang.FillThis)
	case len(text) > most && field.Shape == longField:
		f.wrong(field.Key, lang.TextTooLong)
	case len(text) > most:
		f.wrong(field.Key, lang.LabelTooLong)
	case text != "" && (field.Key == "url" || field.Key == "image") && chat.Check(chat.PageView{URL: text}) != chat.NoProblem:
		f.wrong(field.Key, lang.BadURL)
	}
}

// remove takes the item out of the library.
func (m *Model) remove(id chat.ItemID) []ui.Effect {
	m.closeDialog()
	i, ok := m.Library[id]
	if !ok {
		return nil
	}
	if m.Link.State != ui.Online {
		m.Edit.Said = lang.NoAnswer
		return nil
	}
	m.Ref++
	m.Edit = Edit{Ref: m.Ref, Drop: true}
	m.PageTurn++
	return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Drop{Ref: m.Ref, Kind: i.Kind, ID: i.ID})}}
}

// done takes the answer to a Put or a Drop.
func (m *Model) done(f wire.Done) []ui.Effect {
	if f.Ref != m.Edit.Ref || f.Ref == 0 {
		return nil
	}
	m.Edit.Ref, m.Form.Busy = 0, false
	if f.Problem != chat.NoProblem {
		words := lang.NotSaved
		switch f.Problem {
		case chat.NotAllowed:
			words = lang.NotYourRight
		case chat.TooLarge: // the item itself was looked at before
			words = lang.NoMoreItems
		}
		m.Form.Trouble = words
		if m.Edit.Drop {
			m.Edit.Said = words
		}
		return nil
	}
	m.Edit.Said = lang.Saved
	if m.Edit.Drop {
		m.Edit.Said = lang.Removed
		return m.clearShelf(true)
	}
	return append(m.clearShelf(true), m.endEdit()...)
}

// cutOff ends what waited for an answer that cannot come any more. What was entered stays.
func (m *Model) cutOff() {
	if m.Edit.Ref != 0 {
		m.Edit.Ref, m.Form.Busy, m.Form.Trouble = 0, false, lang.NoAnswer
	}
}
