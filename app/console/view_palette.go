package console

import (
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewFound is the palette: a field, and below it what it finds.
func viewFound(m *Model) *dom.Node {
	list := m.found()
	rows := make(dom.Nodes, 0, len(list)+2)
	for i, f := range list {
		if m.Dialog.Query == "" && (i == 0 || f.Group != list[i-1].Group) {
			rows = append(rows, dom.Li(dom.Key(f.Group.En), dom.Class("category"), dom.Role("presentation"), m.t(f.Group)))
		}
		rows = append(rows, viewFoundOne(m, i, f))
	}
	if len(list) == 0 {
		rows = dom.Nodes{dom.Li(dom.Key("nothing"), dom.Role("presentation"), dom.Class("empty-list"), m.t(lang.NothingFound))}
	}
	return dom.Dialog(dom.Key("palette"), dom.Class("dialog palette"), dom.Aria("label", lang.PaletteTitle.In(m.Lang)), dom.Modal(), dom.On(dom.KeyPressed, FormKeyPressed{}), dom.On(dom.Clicked, NothingPressed{}),
		dom.Form(dom.On(dom.Submitted, FormSubmitted{}),
			dom.Input(dom.Class("search"), combobox(len(list), m.Dialog.At), dom.Aria("label", lang.PaletteTitle.In(m.Lang)), dom.Placeholder(lang.PaletteHelp.In(m.Lang)),
				dom.Value(m.Dialog.Query), dom.Focus("search"), dom.On(dom.Typed, QueryTyped{})),
			dom.Ul(dom.ElementID(pickerID), dom.Class("choices-list"), dom.Role("listbox"), outOfTab, dom.Aria("label", lang.PaletteTitle.In(m.Lang)), rows),
			dom.P(dom.Class("unseen"), dom.Role("status"), dom.Text(lang.Found.With(m.Lang, len(list), itoa(len(list)))))))
}

func viewFoundOne(m *Model, i int, f Found) *dom.Node {
	key, mark := string(f.ID), dom.Icon(iconRun)
	switch {
	case f.Text != "":
		key, mark = "all-conversations", dom.Icon(iconSearch)
	case f.ID == "":
		key = command(f.Command).Kept
	default:
		mark = avatar(m.Conversations[f.ID].Visitor)
	}
	return viewOption(key, i, i == m.Dialog.At, "choice", FoundPressed{At: i},
		mark,
		dom.Span(dom.Class("what"), dom.Span(dom.Class("title"), dom.Bdi(dom.Text(f.Name))), dom.If(f.Detail != "", dom.Span(dom.Class("detail"), dom.Dir("auto"), dom.Text(f.Detail)))),
		dom.If(f.ID == "", viewChord(m, m.chord(f.Command))))
}

// viewChord is a key as it stands on the keyboard; nothing for none.
func viewChord(m *Model, c Chord) *dom.Node {
	if c == (Chord{}) {
		return nil
	}
	return dom.Kbd(dom.Text(c.In(m.Lang)))
}
