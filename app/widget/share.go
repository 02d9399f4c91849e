package widget

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// What the launcher is told of the visitor's page (tellShare): lines of what is asked for and what is granted (chat.Level), the question's id, who asks or
// has it, "1" where the site does not leave it to the visitor alone whether their page is seen, and for how many milliseconds more the question waits.
// static/js/share.js has the other side.

// What the launcher says of it (hearShare): one of these words, a line end, the level, a line end, the question.
const (
	shareGranted = "granted"
	shareRefused = "refused"
	shareStopped = "stopped"
)

// unsaid is of told.share: whatever it is, the page does not know it yet.
const unsaid = "?"

// answerIn is how long the relay waits for an answer.
const answerIn = 30_000

// mirror is what entries say of the visitor's page; false when the entries held do not reach back far enough to say so.
func (m *Model) mirror() (chat.Mirror, bool) {
	t := &m.Talk.Thread
	from := len(t.Stored) - 1
	for ; from >= 0 && !beginsAnew(t.Stored[from]); from-- {
	}
	if from < 0 && !t.Complete() {
		return chat.Mirror{}, false
	}
	var mirror chat.Mirror
	for _, e := range t.Stored[max(from, 0):] {
		mirror = mirror.After(e)
	}
	return mirror, true
}

// beginsAnew tells whether what was granted before the entry has no meaning behind it.
func beginsAnew(e chat.Entry) bool {
	switch b := e.Body.(type) {
	case chat.Joined, chat.Left, chat.Closed, chat.Reopened:
		return true
	case chat.Settled:
		return b.How == chat.Accepted
	case chat.Share:
		return b.How == chat.Asked || b.How == chat.Ended
	}
	return false
}

// tellShare tells the launcher what is asked for and what is granted, when that has changed. What the visitor has answered and is still on its way
// counts as said: their page shows nothing more from the moment they stop it, whether the relay knows or not.
func (m *Model) tellShare() []ui.Effect {
	if !m.Talk.Thread.Loaded {
		return nil
	}
	mirror, known := m.mirror()
	if !known {
		return nil
	}
	for _, p := range m.Talk.Thread.Pending {
		if p.State != chat.Failed && about(p.Body) {
			return nil // until it is stored
		}
	}
	value := ""
	if mirror.Level != chat.LevelNone || mirror.Asked != chat.LevelNone {
		value = level(mirror.Asked) + "\n" + level(mirror.Level) + "\n" + string(mirror.Ask) + "\n" + m.nameOf(m.Agent) + "\n" + m.unasked
	}
	if value == m.told.share {
		return nil
	}
	m.told.share = value
	if mirror.Asked != chat.LevelNone {
		value += "\n" + strconv.Itoa(int(min(max(mirror.At+answerIn-m.relayNow(), 0), answerIn)))
	}
	return []ui.Effect{ui.Tell{Name: tellShare, Value: value}}
}

func level(l chat.Level) string { return strconv.Itoa(int(l)) }

func about(b chat.Body) bool {
	switch b.(type) {
	case chat.Share, chat.Control:
		return true
	}
	return false
}

// sharing writes what the visitor has answered on their page. An answer to what is no longer asked, or an end of what has ended, is nothing; where that is
// not known, the relay knows.
func (m *Model) sharing(value string) []ui.Effect {
	word, rest := chat.Cut(value, '\n')
	number, of := chat.Cut(rest, '\n')
	mirror, known := m.mirror()
	how, id := chat.Granted, chat.EntryID(of)
	switch word {
	case shareRefused:
		how = chat.Refused
	case shareStopped:
		how, id = chat.Ended, ""
	}
	var b chat.Body
	wanted := chat.LevelView
	switch number {
	case level(chat.LevelView):
		b = chat.Share{How: how, Of: id}
	case level(chat.LevelPoint):
		b, wanted = chat.Control{How: how, Of: id, Pointing: true}, chat.LevelPoint
	case level(chat.LevelControl):
		b, wanted = chat.Control{How: how, Of: id}, chat.LevelControl
	}
	m.told.share = unsaid // the page is told again what the relay makes of it
	if b == nil || m.waits(b) || known && m.Talk.Thread.Loaded && !mirror.Waits(how, id, wanted) {
		return nil
	}
	return m.act(b)
}

// pointless tells whether a refused entry was about what has ended meanwhile: there is nothing that the visitor could do about it.
func (m *Model) pointless(id chat.EntryID) bool {
	for _, p := range m.Talk.Thread.Pending {
		if p.ID == id {
			return about(p.Body)
		}
	}
	return false
}

// waits tells whether the same is on its way already.
func (m *Model) waits(b chat.Body) bool {
	for _, p := range m.Talk.Thread.Pending {
		if about(p.Body) && p.Body == b && p.State != chat.Failed {
			return true
		}
	}
	return false
}
