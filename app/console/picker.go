package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// Picker is what stands open above the message field of the focused pane.
type Picker struct {
	Kind  PickerKind
	Query string
	At    int  // the choice that is marked
	From  int  // canned responses: where the "/" stands in the draft
	Asked bool // by its button, so it stays when it finds nothing
}

// PickerKind says what is picked.
type PickerKind uint8

const (
	NoPicker PickerKind = iota
	CannedPicker
	EmojiPicker
	LinkPicker
	OfferPicker
	QuestionForm // a question is written, not picked
)

// most is how many choices a picker shows; who needs more types a word.
const most = 60

// openPicker opens a picker by its button, or closes it.
func (m *Model) openPicker(k PickerKind) []ui.Effect {
	if m.Picker.Kind == k {
		return m.closePicker()
	}
	switch k {
	case CannedPicker:
		return m.askCanned()
	case QuestionForm:
		m.beginForm()
		m.Form.Values["choices"] = "2"
	}
	m.Picker = Picker{Kind: k}
	if k == EmojiPicker {
		return m.fetchEmoji()
	}
	return nil
}

// closePicker gives the keyboard back to the message field.
func (m *Model) closePicker() []ui.Effect {
	if m.Picker.Kind == CannedPicker {
		m.Shut = m.Picker.From + 1
	}
	m.Picker = Picker{}
	m.grab()
	return nil
}

// leavePicker closes what is open when somebody goes on elsewhere in the pane. A question that was begun stays.
func (m *Model) leavePicker() {
	if k := m.Picker.Kind; k != CannedPicker && k != QuestionForm {
		m.Picker = Picker{}
	}
}

// queried takes what is looked for: in the palette, or in the picker that is open.
func (m *Model) queried(text string) []ui.Effect {
	if m.Dialog.Kind == PaletteDialog {
		m.Dialog.Query, m.Dialog.At = text, 0
	} else {
		m.Picker.Query, m.Picker.At = text, 0
	}
	return nil
}

// items are those that a picker of the library offers.
func (m *Model) items() []chat.Item {
	kind := chat.CannedItem
	switch m.Picker.Kind {
	case LinkPicker:
		kind = chat.LinkItem
	case OfferPicker:
		kind = chat.OfferItem
	}
	list := m.Library.search(kind, m.Picker.Query)
	return list[:min(len(list), most)]
}

func (m *Model) choices() int {
	switch m.Picker.Kind {
	case CannedPicker, LinkPicker, OfferPicker:
		return len(m.items())
	case EmojiPicker:
		return len(m.emoji())
	}
	return 0
}

// pick takes choice i.
func (m *Model) pick(i int) []ui.Effect {
	if i < 0 || i >= m.choices() {
		return nil
	}
	switch m.Picker.Kind {
	case CannedPicker:
		return m.insertCanned(m.items()[i])
	case EmojiPicker:
		return m.insertEmoji(m.emoji()[i])
	}
	return m.sendCard(m.items()[i])
}

// pickerKey takes a key while a picker is open; false for one that is none of its business.
func (m *Model) pickerKey(key string, mods dom.Mods) ([]ui.Effect, bool) {
	p, n := &m.Picker, m.choices()
	handled := []ui.Effect{ui.PreventDefault{}}
	if key == "Escape" {
		return append(m.closePicker(), handled...), true
	}
	if n == 0 || mods != 0 || p.Kind == QuestionForm {
		return nil, false
	}
	row := 1
	if p.Kind == EmojiPicker {
		row = emojiColumns
	}
	switch {
	case key == "ArrowDown":
		p.At = down(p.At, row, n)
	case key == "ArrowUp":
		p.At = up(p.At, row, n)
	case key == "ArrowRight" && row > 1:
		p.At = (p.At + 1) % n
	case key == "ArrowLeft" && row > 1:
		p.At = (p.At + n - 1) % n
	case key == "Enter", key == "Tab" && p.Kind == CannedPicker:
		return append(m.pick(p.At), handled...), true
	default:
		return nil, false
	}
	return handled, true
}

// down and up are the choice below and above in a grid of n choices, with the other end behind each end.
func down(at, row, n int) int {
	if at+row < n {
		return at + row
	}
	return at % row % n
}

func up(at, row, n int) int {
	if at >= row {
		return at - row
	}
	last := (n-1)/row*row + at
	if last >= n {
		last -= row
	}
	return last
}
