package archive

import (
	"strings"
	"unicode/utf8"
)

// Of what was said a snippet has about that many bytes, of which some come before the first match.
const (
	snippetBytes  = 200
	snippetBefore = 60
)

// matches counts the words that are the beginning of one in text.
func matches(text string, words []string) int {
	var seen uint64 // bits; there are fewer words than 64 letters and digits beside each other, mostly
	tokens(text, func(t string, _, _ int) {
		for i, w := range words {
			if strings.HasPrefix(t, w) {
				seen |= 1 << (i & 63)
			}
		}
	})
	n := 0
	for ; seen != 0; seen &= seen - 1 {
		n++
	}
	return n
}

// snippet is some of text on one line, around the first match, and where words in it match: pairs of begin and end, in bytes.
func snippet(text string, words []string) (short string, marks []uint64) {
	text = oneLine(text)
	first := -1
	matching(text, words, func(from, _ int) {
		if first < 0 {
			first = from
		}
	})
	from, to := cut(text, max(first, 0))
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(text) {
		after = "…"
	}
	matching(text[from:to], words, func(a, b int) { marks = append(marks, uint64(a+len(before)), uint64(b+len(before))) })
	return before + text[from:to] + after, marks
}

func matching(text string, words []string, fn func(from, to int)) {
	tokens(text, func(t string, from, to int) {
		for _, w := range words {
			if strings.HasPrefix(t, w) {
				fn(from, to)
				return
			}
		}
	})
}

// cut is a part of text around a place, between words where there are some near.
func cut(text string, around int) (from, to int) {
	from = max(0, around-snippetBefore)
	if from > 0 {
		if i := strings.IndexByte(text[from:around], ' '); i >= 0 {
			from += i + 1
		}
	}
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	if to = from + snippetBytes; to >= len(text) {
		return from, len(text)
	}
	if i := strings.LastIndexByte(text[around:to], ' '); i > 0 {
		to = around + i
	}
	for !utf8.RuneStart(text[to]) {
		to--
	}
	return from, to
}

// oneLine puts one blank in the place of each run of blanks and line ends.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
