package console

import (
	"slices"
	"strings"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// Pane is one of the conversations side by side. The input zone stands in the one that has the focus.
type Pane struct {
	ID    chat.ConversationID
	Share int // of the room, in relation to the others' shares
}

const (
	maxPanes  = 4
	fairShare = 100
	minShare  = 40 // a divider cannot make a pane narrower
	shareStep = 10 // by keyboard
	panesKey  = "panes"
)

// focused is the conversation of the pane that has the focus, "" for none.
func (m *Model) focused() chat.ConversationID {
	if m.Focus < len(m.Panes) {
		return m.Panes[m.Focus].ID
	}
	return ""
}

// pane is the place of the pane that shows the conversation, -1 for none.
func (m *Model) pane(id chat.ConversationID) int {
	return slices.IndexFunc(m.Panes, func(p Pane) bool { return p.ID == id })
}

// open brings the conversation into view: in its own pane, or else in the place of the one that has the focus.
func (m *Model) open(id chat.ConversationID) []ui.Effect {
	if i := m.pane(id); i >= 0 {
		return m.focus(i)
	}
	if len(m.Panes) == 0 {
		return m.openBeside(id)
	}
	delete(m.Unseen, m.focused())
	m.Panes[m.Focus].ID = id
	return append(m.shown(id), m.focus(m.Focus)...)
}

// openBeside shows the conversation in a pane of its own, as far as there is room.
func (m *Model) openBeside(id chat.ConversationID) []ui.Effect {
	if m.pane(id) >= 0 || len(m.Panes) == maxPanes {
		return m.open(id)
	}
	at := min(m.Focus+1, len(m.Panes))
	m.Panes = slices.Insert(m.Panes, at, Pane{ID: id, Share: fairShare})
	return append(m.shown(id), m.focus(at)...)
}

// shown begins what belongs to a conversation that comes into view.
func (m *Model) shown(id chat.ConversationID) []ui.Effect {
	effects := m.begin(id)
	m.Picker, m.Shut = Picker{}, 0
	m.talk(id).Window.ToEnd()
	return effects
}

// focus gives the input zone to pane i, and the keyboard to its message field.
func (m *Model) focus(i int) []ui.Effect {
	if i < 0 || i >= len(m.Panes) {
		return nil
	}
	if was := m.focused(); i != m.Focus && m.reading(was) {
		delete(m.Unseen, was)
	}
	if i != m.Focus {
		m.Picker, m.Shut = Picker{}, 0
	}
	m.Focus, m.InList, m.Told = i, false, Told{}
	m.grab()
	return m.keepPanes()
}

// touched gives the input zone to the pane that somebody has clicked or tabbed into. The keyboard goes to its message
// field only where they have not begun something else, such as selecting a text.
func (m *Model) touched(id chat.ConversationID, grab bool) []ui.Effect {
	i := m.pane(id)
	if i == m.Focus && grab {
		m.leavePicker()
		if m.Picker.Kind == CannedPicker {
			m.Picker = Picker{}
		}
	}
	if i < 0 || i == m.Focus {
		return nil
	}
	effects := m.focus(i)
	if !grab {
		m.GrabIn = ""
	}
	return effects
}

// turn moves the focus to the next pane, or by -1 to the one before.
func (m *Model) turn(by int) []ui.Effect {
	if n := len(m.Panes); n > 0 {
		return m.focus((m.Focus + by + n) % n)
	}
	return nil
}

// shift moves pane id by so many places.
func (m *Model) shift(id chat.ConversationID, by int) []ui.Effect {
	i := m.pane(id)
	to := i + by
	if i < 0 || to < 0 || to >= len(m.Panes) {
		return nil
	}
	focused := m.focused()
	m.Panes[i], m.Panes[to] = m.Panes[to], m.Panes[i]
	m.Focus = m.pane(focused)
	return m.keepPanes()
}

// unshow closes the pane. The conversation stays what it is.
func (m *Model) unshow(id chat.ConversationID) []ui.Effect {
	i := m.pane(id)
	if i < 0 {
		return nil
	}
	if i == m.Focus {
		m.Picker, m.Shut = Picker{}, 0
	}
	delete(m.Unseen, id)
	m.Panes = slices.Delete(m.Panes, i, i+1)
	if m.Focus > i || m.Focus == len(m.Panes) {
		m.Focus = max(0, m.Focus-1)
	}
	if len(m.Panes) == 0 && m.Dialog.Kind == InfoDialog {
		m.closeDialog()
	}
	m.grab()
	return m.keepPanes()
}

// grab gives the keyboard to the message field of the pane that has the focus, or to the thread where there is no field.
func (m *Model) grab() {
	m.Grab++
	m.GrabIn, m.Awaited = m.focused(), ""
	m.InThread = !m.writes(m.GrabIn)
}

// divide moves the divider behind pane i so that the pane ends at so many thousandths of the width of both.
func (m *Model) divide(i, permille int) []ui.Effect {
	if i < 0 || i+1 >= len(m.Panes) {
		return nil
	}
	divideShares(&m.Panes[i].Share, &m.Panes[i+1].Share, permille)
	return m.keepPanes()
}

// dividerKey moves a divider by keyboard.
func (m *Model) dividerKey(i int, key string) []ui.Effect {
	if i < 0 || i+1 >= len(m.Panes) {
		return nil
	}
	permille, ok := steppedShare(m.Panes[i].Share, m.Panes[i+1].Share, key)
	if !ok {
		return nil
	}
	return append(m.divide(i, permille), ui.PreventDefault{})
}

// divideShares gives so many thousandths of what both have to a.
func divideShares(a, b *int, permille int) {
	both := *a + *b
	least := min(minShare, both/2)
	*a = min(max(both*permille/1000, least), both-least)
	*b = both - *a
}

// steppedShare is where a key moves the divider between both, in thousandths; false for another key.
func steppedShare(a, b int, key string) (permille int, ok bool) {
	both := a + b
	switch key {
	case "ArrowLeft":
		a -= shareStep
	case "ArrowRight":
		a += shareStep
	case "Home":
		a = 0
	case "End":
		a = both
	default:
		return 0, false
	}
	return (a*1000 + both/2) / both, true
}

// keepPanes keeps what is in view on this device: "v1_1:100 v2_1:60|1".
func (m *Model) keepPanes() []ui.Effect {
	if len(m.Panes) == 0 {
		return []ui.Effect{ui.Forget{Key: panesKey}}
	}
	words := make([]string, len(m.Panes))
	for i, p := range m.Panes {
		words[i] = string(p.ID) + ":" + itoa(p.Share)
	}
	return []ui.Effect{ui.Save{Key: panesKey, Value: strings.Join(words, " ") + "|" + itoa(m.Focus)}}
}

// restorePanes reads what keepPanes kept; what it cannot read it leaves out.
func (m *Model) restorePanes(kept string) {
	list, focus, _ := strings.Cut(kept, "|")
	for list != "" && len(m.Panes) < maxPanes {
		var word string
		word, list, _ = strings.Cut(list, " ")
		id, share, _ := strings.Cut(word, ":")
		p := Pane{ID: chat.ConversationID(id), Share: number(share)}
		if _, ok := p.ID.Owner(); ok && m.pane(p.ID) < 0 {
			p.Share = max(p.Share, minShare)
			m.Panes = append(m.Panes, p)
		}
	}
	m.Focus = min(number(focus), max(0, len(m.Panes)-1))
}

// number reads a small number; anything else is 0.
func number(s string) int {
	if n := counted(s); n <= 10_000 {
		return int(n)
	}
	return 0
}

// dropPanes closes the panes of conversations that are not listed any more.
func (m *Model) dropPanes() (effects []ui.Effect) {
	for _, p := range slices.Clone(m.Panes) {
		if _, ok := m.Conversations[p.ID]; !ok {
			effects = append(effects, m.unshow(p.ID)...)
		}
	}
	return effects
}
