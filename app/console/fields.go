package console

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

const maxOrder = 10_000

// declare opens the form for custom data that pages send, as they call it.
func (m *Model) declare(d chat.Datum) []ui.Effect {
	effects := m.beginEdit("")
	m.Form.Values["data"], m.Form.Values["name"], m.Form.Values["type"] = d.Name, d.Name, dataTypes[typeAt(d.Type)].Kept
	return effects
}

// declared is the item as the form says.
func (f *Form) declared(i chat.Item) chat.Item {
	i.Data, i.Type, i.Order = f.text("data"), chat.DatumText, min(counted(f.text("order")), maxOrder)
	for _, t := range dataTypes {
		if t.Kept == f.Values["type"] {
			i.Type = t.Type
		}
	}
	return i
}

// checkDeclared says in words what is wrong with it beside what is wrong with any item.
func (m *Model) checkDeclared(i chat.Item) {
	f := &m.Form
	switch {
	case len(i.Data) > chat.MaxDatumName:
		f.wrong("data", lang.LabelTooLong)
	case slices.ContainsFunc(m.Library.of(chat.FieldItem), func(other chat.Item) bool { return other.Data == i.Data && other.ID != i.ID }):
		f.wrong("data", lang.DataTaken)
	}
	if order := f.text("order"); order != "" && (!digits(order) || counted(order) > maxOrder) {
		f.wrong("order", lang.NotANumber)
	}
}

// undeclared is custom data of visitors that are known here which no manager has declared, by name.
func (m *Model) undeclared() []chat.Datum {
	seen := map[string]chat.DatumType{}
	for _, f := range m.Profiles {
		for _, k := range f.Profile.Data() {
			seen[k.Name] = max(seen[k.Name], k.Type) // any, but the same one each time
		}
	}
	for _, i := range m.Library.of(chat.FieldItem) {
		delete(seen, i.Data)
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	slices.SortFunc(names, byName)
	list := make([]chat.Datum, 0, len(names))
	for _, name := range names {
		list = append(list, chat.Datum{Name: name, Type: seen[name]})
	}
	return list
}
