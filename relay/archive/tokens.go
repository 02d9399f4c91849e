package archive

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is looked for and what it is found in go through the same hands: tokens takes a text apart into words, in lower case, without
// accents, with "œ" as "oe". So "eleve" finds "Élèves", and "été" finds "l'été".

// maxToken is how much of a word counts, in bytes.
const maxToken = 64

// folds says as what a letter counts, if not as itself.
var folds = func() map[rune]string {
	m := map[rune]string{}
	for _, f := range folded {
		for _, r := range f.letters {
			m[r] = f.as
		}
	}
	return m
}()

// tokens calls fn with each word of s and its place in s, in bytes.
func tokens(s string, fn func(token string, from, to int)) {
	var word []byte
	from := -1
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r):
			if from < 0 {
				from = i
			}
			word = appendFolded(word, r)
		case from >= 0 && unicode.IsMark(r): // accents of their own, and the vowels of some scripts
			if r < 0x300 || r > 0x36f {
				word = utf8.AppendRune(word, r)
			}
		case from >= 0:
			fn(clip(word), from, i)
			word, from = word[:0], -1
		}
	}
	if from >= 0 {
		fn(clip(word), from, len(s))
	}
}

func appendFolded(word []byte, r rune) []byte {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return append(word, byte(r))
	case r >= 'A' && r <= 'Z':
		return append(word, byte(r)+'a'-'A')
	}
	r = unicode.ToLower(r)
	if as, ok := folds[r]; ok {
		return append(word, as...)
	}
	return utf8.AppendRune(word, r)
}

func clip(word []byte) string {
	if len(word) <= maxToken {
		return string(word)
	}
	n := maxToken
	for !utf8.RuneStart(word[n]) {
		n--
	}
	return string(word[:n])
}

// wordsOf is what a query's text asks for: beginnings of words, without those that another one implies.
func wordsOf(text string) (words []string) {
	var all []string
	tokens(text, func(t string, _, _ int) { all = append(all, t) })
	for i, w := range all {
		implied := false
		for k, other := range all {
			implied = implied || strings.HasPrefix(other, w) && (len(other) > len(w) || k < i)
		}
		if !implied {
			words = append(words, w)
		}
	}
	return words
}

// appendTokens adds a text's words to what an index is given.
func appendTokens(doc []byte, text string) []byte {
	tokens(text, func(t string, _, _ int) { doc = append(append(doc, t...), ' ') })
	return doc
}

// hasAll tells whether each word is the beginning of a token in doc, which appendTokens made.
func hasAll(doc string, words []string) bool {
	for _, w := range words {
		if !strings.HasPrefix(doc, w) && !strings.Contains(doc, " "+w) {
			return false
		}
	}
	return true
}
