package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// came attaches a file that was chosen, dropped or pasted: to a message, or to a canned response. A note cannot hold one.
func (m *Model) came(f ui.FileCame) []ui.Effect {
	effects := m.Files.Came(f, m.noFiles(f.In))
	if f.In != shelf {
		effects = append(effects, m.focus(m.pane(f.In))...)
	}
	return effects
}

// noFiles is why no file can be attached there, as far as the conversation says; NoProblem where one can be.
func (m *Model) noFiles(id chat.ConversationID) chat.Problem {
	switch {
	case id == shelf:
	case m.Noting[id]:
		return chat.BadText
	case !m.mayWrite(id):
		return chat.NotYours
	}
	return chat.NoProblem
}

// pressedFile does what somebody wants with a file. What was pressed may be gone then, so the keyboard goes back to the
// message.
func (m *Model) pressedFile(p ui.UploadPressed) []ui.Effect {
	if p.Do != ui.Describe && m.Page == NoPage {
		m.grab()
	}
	return m.Files.Pressed(p)
}

// writeFile writes the entry of a file that the relay has.
func (m *Model) writeFile(f *ui.Upload) []ui.Effect {
	e := m.entry(f.Body())
	e.ID = chat.EntryID(f.ID)
	return m.talk(f.In).Write(e)
}

// attach attaches files of the library to the message that is being written.
func (m *Model) attach(list []chat.File) {
	id := m.focused()
	m.Files.Refused = nil
	for _, f := range list {
		m.Files.Copy(id, f, m.noFiles(id))
	}
}

// dropUploads ends all uploads, when somebody leaves.
func (m *Model) dropUploads() (effects []ui.Effect) {
	for len(m.Files.List) > 0 {
		effects = append(effects, m.Files.Pressed(ui.UploadPressed{Do: ui.Remove, ID: m.Files.List[0].ID})...)
	}
	m.Files.Refused = nil
	return effects
}

// dropOf makes an element one on which files can be dropped.
func (m *Model) dropOf(id chat.ConversationID) dom.Item {
	words := lang.DropHere
	if m.Files.Rules.MaxFile == 0 {
		words = lang.FilesNotHere
	}
	return dom.Group{dom.Data("drop", string(id)), dom.Data("words", words.In(m.Lang))}
}

// viewAttach is the button for choosing files, where files can be sent.
func viewAttach(m *Model, id chat.ConversationID) dom.Item {
	return dom.If(m.Files.Rules.MaxFile > 0, box.Tool("quiet small", lang.AttachFiles.In(m.Lang), box.IconAttach, ui.UploadPressed{Do: ui.Attach, In: id}))
}
