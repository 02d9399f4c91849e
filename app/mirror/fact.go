package mirror

import (
	"strings"

	"pupitre/app/cobrowse"
	"pupitre/app/ui"
)

// fact is what the agent did in the picture (static/js/mirror-frame-input.js).
type fact struct {
	what         string
	place        cobrowse.Place
	button, keys uint8
	dx, dy       int32  // px of a wheel
	text         string // a key's name, a text, a value, indices with commas
}

// readFact reads one as the glue writes it: words with spaces between them, of which text is the rest.
func readFact(s string) fact {
	next := func() (word string) {
		word, s, _ = strings.Cut(s, " ")
		return word
	}
	f := fact{what: next()}
	f.place = cobrowse.Place{Document: uint32(number(next())), Node: uint32(number(next())), X: uint16(number(next())), Y: uint16(number(next()))}
	f.button, f.keys = uint8(number(next())), uint8(number(next()))
	f.dx, f.dy = signed(next()), signed(next())
	f.text = s
	return f
}

func signed(s string) int32 {
	if rest, minus := strings.CutPrefix(s, "-"); minus {
		return -int32(number(rest))
	}
	return int32(number(s))
}

// happened is what comes of a fact.
func (m *Model) happened(f fact) []ui.Effect {
	switch m.Hand.Mode {
	case Pointing:
		return m.points(f)
	case Drawing:
		return m.draws(f)
	case Acting:
		return m.acts(f)
	}
	return nil
}

func (m *Model) points(f fact) []ui.Effect {
	switch f.what {
	case "move":
		return m.act(cobrowse.Act{Command: cobrowse.CommandPointer, Place: f.place})
	case "down":
		return m.act(cobrowse.Act{Command: cobrowse.CommandHighlight, Place: cobrowse.Place{Document: f.place.Document, Node: f.place.Node}})
	case "wheel":
		return m.lookElsewhere(f)
	}
	return nil
}

func (m *Model) draws(f fact) []ui.Effect {
	h := &m.Hand
	switch f.what {
	case "down":
		h.Stroke, h.Down = h.Stroke+1, true
	case "up":
		h.Down = false
		return nil
	case "wheel":
		return m.lookElsewhere(f)
	case "move":
		if !h.Down {
			return m.act(cobrowse.Act{Command: cobrowse.CommandPointer, Place: f.place})
		}
	default:
		return nil
	}
	return m.act(cobrowse.Act{Command: cobrowse.CommandStroke, Stroke: h.Stroke, Places: []cobrowse.Place{f.place}})
}

// lookElsewhere scrolls the picture and not the page.
func (m *Model) lookElsewhere(f fact) []ui.Effect {
	effects := []ui.Effect{ui.Tell{Name: "scroll", Value: itoa(int(f.dx)) + " " + itoa(int(f.dy))}}
	if m.Follow {
		effects = append(m.told("freed", ""), effects...)
	}
	return effects
}

func (m *Model) acts(f fact) []ui.Effect {
	a := cobrowse.Act{Place: f.place, Keys: f.keys}
	switch f.what {
	case "down":
		a.Command, a.Button, a.Clicks = cobrowse.CommandPress, f.button, m.count(f)
		m.Hand.Down = true
	case "up":
		a.Command, a.Button = cobrowse.CommandRelease, f.button
		m.Hand.Down = false
	case "move":
		a.Command = cobrowse.CommandMove
	case "wheel":
		a.Command, a.X, a.Y = cobrowse.CommandScroll, f.dx, f.dy
	case "key":
		return m.key(f)
	case "text":
		a = cobrowse.Act{Command: cobrowse.CommandText, Text: f.text}
	case "value":
		a.Command, a.Text = cobrowse.CommandValue, f.text
	case "select":
		a.Command = cobrowse.CommandSelect
		for _, i := range strings.Split(f.text, ",") {
			if i != "" {
				a.Indices = append(a.Indices, uint32(number(i)))
			}
		}
	default:
		return nil
	}
	return m.act(a)
}

// count is which press of a double or triple click it is.
func (m *Model) count(f fact) uint8 {
	h := &m.Hand
	near := func(a, b uint16) bool { return max(a, b)-min(a, b) < twiceNear }
	again := f.button == 0 && m.Now-h.at < twiceWithin && f.place.Document == h.clicked.Document && f.place.Node == h.clicked.Node && near(f.place.X, h.clicked.X) && near(f.place.Y, h.clicked.Y)
	if !again || h.clicks == 3 {
		h.clicks = 0
	}
	h.clicks++
	h.clicked, h.at = f.place, m.Now
	return h.clicks
}

// key is a key by its name. What a key writes comes as text, as does what it writes with AltGr, or with the option key of a Mac.
func (m *Model) key(f fact) []ui.Effect {
	const ctrl, alt, meta = cobrowse.KeyControl, cobrowse.KeyAlt, cobrowse.KeyMeta
	one := 0
	for range f.text {
		one++
	}
	if one == 1 && f.keys&meta == 0 && (f.keys&ctrl == 0 || f.keys&alt != 0) {
		return m.act(cobrowse.Act{Command: cobrowse.CommandText, Text: f.text})
	}
	return m.act(cobrowse.Act{Command: cobrowse.CommandKey, Text: f.text, Keys: f.keys})
}
