package bot

import (
	"encoding/json"
	"errors"

	"pupitre/app/lang"
)

// Text is what a script says, in each language that its author wrote: as {"en": "...", "fr": "..."}, or as one string for all.
type Text struct{ En, Fr string }

// UnmarshalJSON reads either form.
func (t *Text) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		err := json.Unmarshal(b, &t.En)
		t.Fr = t.En
		return err
	}
	var both struct{ En, Fr string }
	if strict(b, &both) != nil {
		return errors.New(`a text is a string, or {"en": "...", "fr": "..."}`)
	}
	*t = Text(both)
	return nil
}

// in is the text in a language, or in the other one where it was not written.
func (t Text) in(l lang.Lang) string {
	s, other := t.En, t.Fr
	if l == lang.Fr {
		s, other = t.Fr, t.En
	}
	if s == "" {
		return other
	}
	return s
}
