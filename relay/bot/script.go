package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"pupitre/app/chat"
	"pupitre/app/lang"
)

// Script is what a scripted bot says and asks: scenes of steps. README.md describes the form.
type Script struct {
	start  string
	scenes map[string][]step
	texts  []Text // all that is said, to find the language again
}

// step is one line of a scene. Exactly one of the first eight fields says what it does.
type step struct {
	Say      *Text
	Card     *card
	Offer    *offer
	Ask      *Text
	Wait     bool
	Go       string
	HandOver *handOver
	Close    bool

	Choices []choice // of Ask
	Free    string   // of Ask: the scene when the visitor writes something else; "": people
	Silence *silence // of Ask and Wait
}

type (
	card struct {
		Title, Text *Text
		URL         string
	}
	offer struct {
		Title, Text, Price *Text
		URL, Image         string
	}
	choice struct {
		Text Text
		Go   string // "": the next step
	}
	// silence is what happens when the visitor says nothing for so long.
	silence struct {
		After duration
		Go    string // "": people
	}
	// handOver goes to one of the three, or to the queue. Who does not accept in time loses it to the queue.
	handOver struct {
		Team, Agent, Bot string
		After            duration
		Comment          *Text // for the people who get it, in the bot's own language
	}
)

// Limits of scripts.
const (
	maxScenes      = 200
	maxSteps       = 100 // of a scene
	maxPlayed      = 100 // entries that one run of a script may write; then people get the conversation
	defaultSilence = 2 * time.Minute
	defaultAccept  = time.Minute
	maxPause       = time.Hour
)

// ParseScript reads a script. The error begins with the place in it.
func ParseScript(data []byte) (*Script, error) {
	var file struct {
		Start  string
		Scenes map[string][]json.RawMessage
	}
	if err := strict(data, &file); err != nil {
		return nil, fmt.Errorf(": %w", err)
	}
	s := &Script{start: file.Start, scenes: map[string][]step{}}
	if len(file.Scenes) == 0 || len(file.Scenes) > maxScenes {
		return nil, fmt.Errorf(".scenes: a script has 1 to %d", maxScenes)
	}
	for _, name := range slices.Sorted(maps.Keys(file.Scenes)) {
		if len(file.Scenes[name]) > maxSteps {
			return nil, fmt.Errorf(".scenes.%s: more than %d steps", name, maxSteps)
		}
		for i, raw := range file.Scenes[name] {
			var st step
			err := strict(raw, &st)
			if err == nil {
				err = st.check()
			}
			if err != nil {
				return nil, fmt.Errorf(".scenes.%s[%d]: %w", name, i, err)
			}
			s.scenes[name] = append(s.scenes[name], st)
			s.texts = append(s.texts, st.spoken()...)
		}
	}
	return s, s.check()
}

// check looks at a step alone.
func (st *step) check() error {
	n := 0
	for _, is := range []bool{st.Say != nil, st.Card != nil, st.Offer != nil, st.Ask != nil, st.Wait, st.Go != "", st.HandOver != nil, st.Close} {
		if is {
			n++
		}
	}
	switch {
	case n != 1:
		return errors.New("a step does one thing: say, card, offer, ask, wait, go, handOver or close")
	case st.Ask == nil && (st.Choices != nil || st.Free != ""):
		return errors.New("choices and free belong to ask")
	case st.Silence != nil && st.Ask == nil && !st.Wait:
		return errors.New("silence belongs to ask and wait")
	case st.Silence != nil && time.Duration(st.Silence.After) > maxPause:
		return fmt.Errorf("silence.after: at most %v", maxPause)
	}
	if h := st.HandOver; h != nil {
		to := 0
		for _, id := range []string{h.Team, h.Agent, h.Bot} {
			if id != "" {
				to++
				if !chat.ValidID(id) {
					return fmt.Errorf("handOver: %q is no id", id)
				}
			}
		}
		switch {
		case to > 1:
			return errors.New("handOver: to a team, to an agent or to a bot")
		case time.Duration(h.After) > maxPause:
			return fmt.Errorf("handOver.after: at most %v", maxPause)
		case h.Comment != nil && to == 0:
			return errors.New("handOver.comment: it needs a team, an agent or a bot")
		}
	}
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		if b := st.body(l); b != nil {
			if p := chat.Check(b); p != chat.NoProblem {
				return fmt.Errorf("it cannot be said in %q: %w", l.Tag(), p)
			}
		}
		if st.HandOver != nil && st.HandOver.Comment != nil {
			if p := chat.CheckText(st.comment(l)); p != chat.NoProblem {
				return fmt.Errorf("handOver.comment: it cannot be said in %q: %w", l.Tag(), p)
			}
		}
	}
	return nil
}

// body is what the step writes, nil for nothing.
func (st *step) body(l lang.Lang) chat.Body {
	in := func(t *Text) string {
		if t == nil {
			return ""
		}
		return t.in(l)
	}
	switch {
	case st.Say != nil:
		return chat.Text{Text: in(st.Say)}
	case st.Card != nil:
		return chat.Link{URL: st.Card.URL, Title: in(st.Card.Title), Text: in(st.Card.Text)}
	case st.Offer != nil:
		return chat.Offer{URL: st.Offer.URL, Title: in(st.Offer.Title), Text: in(st.Offer.Text), Image: st.Offer.Image, Price: in(st.Offer.Price)}
	case st.Ask != nil:
		q := chat.Question{Text: in(st.Ask)}
		for _, c := range st.Choices {
			q.Choices = append(q.Choices, c.Text.in(l))
		}
		return q
	case st.Close:
		return chat.Closed{}
	case st.HandOver != nil:
		return st.HandOver.body()
	}
	return nil
}

// comment is what the step says to those to whom it hands over; "" for nothing.
func (st *step) comment(l lang.Lang) string {
	if st.HandOver == nil || st.HandOver.Comment == nil {
		return ""
	}
	return st.HandOver.Comment.in(l)
}

// body is the transfer, still without a name, or Left for the queue.
func (h *handOver) body() chat.Body {
	for id, kind := range map[string]chat.PartyKind{h.Team: chat.PartyTeam, h.Agent: chat.PartyOne, h.Bot: chat.PartyBot} {
		if id != "" {
			return chat.Transfer{To: chat.Party{Kind: kind, ID: id, Name: id}}
		}
	}
	return chat.Left{}
}

// spoken are the texts by which the step's language can be told.
func (st *step) spoken() (list []Text) {
	for _, t := range []*Text{st.Say, st.Ask} {
		if t != nil {
			list = append(list, *t)
		}
	}
	if st.Card != nil && st.Card.Title != nil {
		list = append(list, *st.Card.Title)
	}
	if st.Offer != nil && st.Offer.Title != nil {
		list = append(list, *st.Offer.Title)
	}
	return list
}

// waits tells whether the step waits for the visitor.
func (st *step) waits() bool { return st.Ask != nil || st.Wait }

// targets are the scenes to which the step can lead, by the names of their places.
func (st *step) targets() map[string]string {
	to := map[string]string{"go": st.Go, "free": st.Free}
	for i, c := range st.Choices {
		to[fmt.Sprintf("choices[%d].go", i)] = c.Go
	}
	if st.Silence != nil {
		to["silence.go"] = st.Silence.Go
	}
	maps.DeleteFunc(to, func(_, scene string) bool { return scene == "" })
	return to
}

// check looks at how the scenes hang together.
func (s *Script) check() error {
	if _, ok := s.scenes[s.start]; !ok {
		return fmt.Errorf(".start: there is no scene %q", s.start)
	}
	reached := map[string]bool{s.start: true}
	for todo := []string{s.start}; len(todo) > 0; todo = todo[1:] {
		for i, st := range s.scenes[todo[0]] {
			to := st.targets()
			for _, at := range slices.Sorted(maps.Keys(to)) {
				next := to[at]
				steps, ok := s.scenes[next]
				switch {
				case !ok:
					return fmt.Errorf(".scenes.%s[%d].%s: there is no scene %q", todo[0], i, at, next)
				case at == "silence.go" && (len(steps) == 0 || steps[0].Wait || steps[0].Go != ""):
					return fmt.Errorf(".scenes.%s[%d].%s: the scene %q must begin with something that is said", todo[0], i, at, next)
				case !reached[next]:
					reached[next] = true
					todo = append(todo, next)
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.scenes)) {
		if !reached[name] {
			return fmt.Errorf(".scenes.%s: nothing leads there", name)
		}
		if s.circles(name) {
			return fmt.Errorf(".scenes.%s: it goes round without waiting for the visitor", name)
		}
	}
	return nil
}

// circles tells whether the scene comes back to itself without a step that waits.
func (s *Script) circles(name string) bool {
	seen := map[string]bool{}
	for at := name; !seen[at]; {
		seen[at] = true
		next := ""
		for _, st := range s.scenes[at] {
			if st.waits() || st.HandOver != nil || st.Close {
				return false
			}
			if next = st.Go; next != "" {
				break
			}
		}
		if next == "" {
			return false
		}
		at = next
	}
	return true
}

// languageOf is the language that the bot has spoken so far; false if nothing tells.
func (s *Script) languageOf(bot chat.PersonID, entries []chat.Entry) (lang.Lang, bool) {
	for _, e := range entries {
		words := chat.Words(e.Body)
		if e.Author.ID != bot || words == "" {
			continue
		}
		for _, t := range s.texts {
			switch {
			case t.in(lang.En) == t.in(lang.Fr):
			case t.in(lang.En) == words:
				return lang.En, true
			case t.in(lang.Fr) == words:
				return lang.Fr, true
			}
		}
	}
	return lang.En, false
}
