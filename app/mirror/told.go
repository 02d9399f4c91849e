package mirror

import (
	"strings"

	"pupitre/app/lang"
	"pupitre/app/ui"
)

// told is what the glue says of the frame; nothing of it is believed beyond what it is about.
func (m *Model) told(name, value string) []ui.Effect {
	turn, rest, _ := strings.Cut(value, " ")
	switch name {
	case "done":
		return m.done(number(turn), number(rest))
	case "complete":
		if number(turn) == m.Stream.Turn {
			m.Stream.Whole = true
		}
	case "fact":
		return m.happened(readFact(value))
	case "want":
		return m.want(value)
	case "trouble":
		if number(turn) == m.Stream.Turn && !m.Stream.Stale {
			return m.again()
		}
	case "freed":
		if m.Follow {
			return append(m.follow(false), ui.Say{Text: lang.ScrollFree.In(m.Lang)})
		}
	case "scale":
		m.Scale = number(value)
	}
	return nil
}

func (m *Model) follow(on bool) []ui.Effect {
	m.Follow = on
	return []ui.Effect{keep(followKey, on), tell("follow", on)}
}

func (m *Model) fit(on bool) []ui.Effect {
	m.Fit = on
	return []ui.Effect{keep(fitKey, on), tell("fit", on)}
}

func keep(key string, on bool) ui.Effect {
	if on {
		return ui.Forget{Key: key}
	}
	return ui.Save{Key: key, Value: off}
}

// steps are how far a key scrolls the picture, in px; a page is told by name.
var steps = map[string]string{
	"ArrowDown": "0 60", "ArrowUp": "0 -60", "ArrowRight": "60 0", "ArrowLeft": "-60 0",
	"PageDown": "0 600", "PageUp": "0 -600", " ": "0 600", "Home": "0 -10000000", "End": "0 10000000",
}

// stageKey scrolls the picture: who does so looks elsewhere than the visitor.
func (m *Model) stageKey(key string) []ui.Effect {
	if m.Hand.Mode == Acting && key == "Enter" {
		return []ui.Effect{ui.PreventDefault{}, ui.Tell{Name: "enter"}}
	}
	step, ok := steps[key]
	if !ok || !m.Stream.Whole {
		return nil
	}
	effects := []ui.Effect{ui.PreventDefault{}}
	if m.Follow {
		effects = append(effects, m.told("freed", "")...)
	}
	return append(effects, ui.Tell{Name: "scroll", Value: step})
}

// number reads digits; anything else is 0.
func number(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' || n > 1<<40 {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
