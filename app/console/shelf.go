package console

import (
	"slices"

	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// shelf is where files of canned responses lie.
const shelf chat.ConversationID = "library"

// DropFilePressed takes a file out of the canned response that is being changed.
type DropFilePressed struct {
	dom.Message
	ID chat.FileID
}

// shelved are the files that the canned response will have: those it had, and those that came while it is being changed.
func (m *Model) shelved() []chat.File {
	list := slices.Clone(m.Edit.Item.Files)
	for _, f := range m.Files.Of(shelf, false) {
		list = append(list, f.File)
	}
	return list
}

// unshelve takes a file out. What was sent from the canned response before stays where it was sent.
func (m *Model) unshelve(id chat.FileID) []ui.Effect {
	m.Edit.Item.Files = slices.DeleteFunc(slices.Clone(m.Edit.Item.Files), func(f chat.File) bool { return f.ID == id })
	return nil
}

// shelfProblem is what stands in the way of saving; the zero Text for nothing.
func (m *Model) shelfProblem() lang.Text {
	for _, f := range m.Files.Of(shelf, false) {
		switch {
		case f.Problem != chat.NoProblem:
			return lang.FileFailed
		case !f.Whole:
			return lang.FileOnWay
		}
	}
	return lang.Text{}
}

// clearShelf ends what was begun in a form: saved, its files are the canned response's; else the relay forgets them.
func (m *Model) clearShelf(saved bool) (effects []ui.Effect) {
	for _, f := range m.Files.Of(shelf, false) {
		for _, e := range m.Files.Pressed(ui.UploadPressed{Do: ui.Remove, ID: f.ID}) {
			if _, erase := e.(ui.Erase); !erase || !saved {
				effects = append(effects, e)
			}
		}
	}
	return effects
}

// viewShelf is the part of a form for the files of a canned response.
func viewShelf(m *Model) *dom.Node {
	var rows dom.Nodes
	for _, f := range m.Edit.Item.Files {
		rows = append(rows, dom.Li(dom.Key(string(f.ID)), dom.Class("bubble card"), dom.Icon(iconPage),
			dom.Span(dom.Class("words"), dom.Bdi(dom.Class("name"), dom.Text(f.Name)), dom.Span(dom.Class("more"), dom.Text(box.Size(m.Lang, f.Size)))),
			box.Tool("quiet", lang.RemoveFile.With(m.Lang, f.Name), iconClose, DropFilePressed{ID: f.ID})))
	}
	if len(rows) == 0 && m.Files.Rules.MaxFile == 0 {
		return nil
	}
	return dom.Fieldset(dom.Key("files"), dom.Class("shelf"), dom.Legend(m.t(lang.Attached)),
		dom.If(len(rows) > 0, dom.Ul(dom.Key("had"), dom.Class("tray"), rows)),
		box.Tray(box.Look{Lang: m.Lang, In: shelf, Files: m.Files}),
		dom.If(m.Files.Rules.MaxFile > 0, dom.Button(dom.Key("attach"), dom.Class("quiet worded"), dom.On(dom.Clicked, ui.UploadPressed{Do: ui.Attach, In: shelf}), dom.Icon(box.IconAttach), dom.Span(m.t(lang.AttachFiles)))))
}
