package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewUndeclared offers to declare what pages send already.
func viewUndeclared(m *Model) *dom.Node {
	list := m.undeclared()
	if len(list) == 0 {
		return nil
	}
	var rows dom.Nodes
	for _, d := range list {
		rows = append(rows, dom.Li(dom.Key(d.Name), dom.Button(dom.Class("quiet framed"), dom.Aria("label", lang.Declare.With(m.Lang, d.Name)), dom.On(dom.Clicked, DeclarePressed{Data: d}),
			dom.Icon(iconPlus), dom.Bdi(dom.Text(d.Name)), dom.Span(dom.Class("more"), m.t(dataTypes[typeAt(d.Type)].Name)))))
	}
	return dom.Section(dom.Key("undeclared"), dom.Class("undeclared"), dom.Aria("label", lang.Undeclared.In(m.Lang)), dom.H2(dom.Class("category"), m.t(lang.Undeclared)), dom.Ul(rows))
}

// fieldDetail is what a list says of declared custom data.
func (m *Model) fieldDetail(i chat.Item) string {
	return dataTypes[typeAt(i.Type)].Name.In(m.Lang) + " · " + i.Data
}

func viewTypes(m *Model, f field) *dom.Node {
	var choices [][2]string
	for _, t := range dataTypes {
		choices = append(choices, [2]string{t.Kept, t.Name.In(m.Lang)})
	}
	return viewChoice(m, f.Key, fieldLabel(m, f), choices)
}
