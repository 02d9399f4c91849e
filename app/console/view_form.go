package console

import (
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewLine is a labelled field of one line, with what is wrong with it in words. first: the field that has the keyboard when
// the form opens.
func viewLine(m *Model, name, label, kind, first string) *dom.Node {
	return viewField(m, name, label, "", func(more dom.Item) *dom.Node {
		return dom.Input(dom.Type(kind), dom.Autocomplete("off"), dom.Value(m.Form.Values[name]), more, dom.If(first == name && m.Form.Focus == "", dom.Focus(itoa(m.Form.Turn))))
	})
}

func viewArea(m *Model, name, label, help string, rows int) *dom.Node {
	return viewField(m, name, label, help, func(more dom.Item) *dom.Node {
		return dom.Textarea(dom.Rows(rows), dom.Dir("auto"), dom.Value(m.Form.Values[name]), more)
	})
}

func viewField(m *Model, name, label, help string, make func(dom.Item) *dom.Node) *dom.Node {
	id := "field-" + name
	wrong, bad := m.Form.Wrong[name]
	describes := ""
	if help != "" {
		describes = id + "-help"
	}
	if bad {
		describes = id + "-wrong"
	}
	return dom.Div(dom.Key(name), dom.Class("entry"),
		dom.Label(dom.For(id), dom.Text(label)),
		make(dom.Group{dom.ElementID(id), dom.Name(name), dom.If(bad, dom.Aria("invalid", "true")), dom.If(describes != "", dom.Aria("describedby", describes)), dom.Focus(m.Form.token(name)),
			dom.On(dom.Typed, FieldTyped{Name: name}), dom.On(dom.FocusCame, FieldEntered{Name: name})}),
		dom.If(help != "", dom.P(dom.Key("help"), dom.Class("help"), dom.ElementID(id+"-help"), dom.Text(help))),
		dom.P(dom.Key("wrong"), dom.Class("wrong"), dom.ElementID(id+"-wrong"), dom.Role("alert"), dom.If(bad, dom.Icon(iconAlert), dom.Text(wrong.In(m.Lang)))))
}

// viewTick is a box to tick in a form.
func viewTick(m *Model, name, label string) *dom.Node {
	return viewTicked(name, label, m.Form.Ticked[name], BoxTicked{Name: name}, dom.Name(name))
}

// viewTicked is a box to tick, with its label.
func viewTicked(key, label string, on bool, chosen dom.Msg, more ...dom.Item) *dom.Node {
	return dom.Label(dom.Key(key), dom.Class("tick"), dom.Input(dom.Type("checkbox"), dom.Checked(on), dom.On(dom.Chosen, chosen), dom.Group(more)), dom.Span(dom.Text(label)))
}

// viewButtons end a form.
func viewButtons(m *Model, leave dom.Msg, do string, dangerous, focus bool) *dom.Node {
	class := "primary"
	if dangerous {
		class = "danger"
	}
	return dom.Div(dom.Key("buttons"), dom.Class("buttons"),
		dom.P(dom.Class("wrong"), dom.Role("alert"), dom.If(m.Form.Trouble != lang.Text{}, dom.Icon(iconAlert), m.t(m.Form.Trouble))),
		dom.Span(dom.Class("gap")),
		dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, leave), m.t(lang.Cancel)),
		dom.Button(dom.Type("submit"), dom.Class(class), dom.Aria("disabled", yes(m.Form.Busy)), dom.If(focus, dom.Focus("go")), dom.Text(do)))
}
