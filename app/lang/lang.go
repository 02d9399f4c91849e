// Package lang holds every text that people read, in French and in English, side by side, so that one cannot be changed
// without the other in view. Texts are short, polite and without jargon; errors say what happened and what to do.
package lang

// Lang is a language that the products speak.
type Lang uint8

const (
	En Lang = iota
	Fr
)

// Of is the language for a browser's tag ("fr-CA"): French for French, else English.
func Of(tag string) Lang {
	if len(tag) >= 2 && (tag[0] == 'f' || tag[0] == 'F') && (tag[1] == 'r' || tag[1] == 'R') && (len(tag) == 2 || tag[2] == '-' || tag[2] == '_') {
		return Fr
	}
	return En
}

// Tag is the language's name for the lang attribute.
func (l Lang) Tag() string {
	if l == Fr {
		return "fr"
	}
	return "en"
}

// Text is one text in each language. "%" stands for what With puts in.
type Text struct{ En, Fr string }

// In is the text in the language.
//
//go:noinline
func (t Text) In(l Lang) string {
	if l == Fr {
		return t.Fr
	}
	return t.En
}

// With is the text in the language with the values in place of its "%" signs, in order.
func (t Text) With(l Lang, values ...string) string {
	s, out := t.In(l), ""
	for _, v := range values {
		for i := 0; i < len(s); i++ {
			if s[i] == '%' {
				out, s = out+s[:i]+v, s[i+1:]
				break
			}
		}
	}
	return out + s
}

// Counted is a text that depends on a number: One for 1 (French: 0 and 1), Many for others.
type Counted struct{ One, Many Text }

// With is the text for n, with the written number in place of "%".
func (c Counted) With(l Lang, n int, written string) string {
	if n == 1 || l == Fr && n == 0 {
		return c.One.With(l, written)
	}
	return c.Many.With(l, written)
}
