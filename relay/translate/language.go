package translate

import (
	"strings"

	"pupitre/app/chat"
)

// Canonical writes a language's name the usual way, so that two spellings are one language: "PT-br" is "pt-BR", "ZH-HANS" is
// "zh-Hans" (RFC 5646, section 2.1.1).
func Canonical(name string) string {
	parts := strings.Split(name, "-")
	for i, p := range parts {
		p = strings.ToLower(p)
		switch {
		case i == 0:
		case len(p) == 2:
			p = strings.ToUpper(p)
		case len(p) == 4:
			p = strings.ToUpper(p[:1]) + p[1:]
		}
		parts[i] = p
	}
	return strings.Join(parts, "-")
}

// Base is the language without its variant.
func Base(name string) string { return chat.BaseLanguage(name) }

// Same tells whether a text in one need not be translated into the other. Only two variants that are both named differ.
func Same(a, b string) bool {
	a, b = Canonical(a), Canonical(b)
	return a == b || Base(a) == Base(b) && (a == Base(a) || b == Base(b))
}
