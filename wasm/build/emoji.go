package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/kyokomi/emoji/v2"
)

// emojiFile is data/emoji.txt, which the console fetches when somebody first looks for an emoji: a line for each, the
// emoji, its name, and other words that find it, with tabs between. The names are those of the library, in English; words
// in French come from a list of ours, see frenchWords.
func emojiFile() file {
	type one struct{ text, name, words string }
	var list []one
	codes := emoji.RevCodeMap()
	seen := map[string]bool{}
	for _, text := range slices.Sorted(maps.Keys(codes)) {
		plain := strings.ReplaceAll(text, "\ufe0f", "")
		if variant(text) || seen[plain] {
			continue
		}
		seen[plain] = true
		all := codes[text]
		if drawn := plain + "\ufe0f"; text != drawn && codes[drawn] != nil { // text itself may be drawn as a letter
			all = append(slices.Clip(all), codes[drawn]...)
			text = drawn
		}
		name, words := names(all)
		list = append(list, one{text, name, words})
	}
	slices.SortFunc(list, func(a, b one) int {
		return cmp.Or(cmp.Compare(rank(a.text), rank(b.text)), cmp.Compare(a.text, b.text))
	})
	var b strings.Builder
	for _, e := range list {
		b.WriteString(e.text + "\t" + e.name + "\t" + e.words + "\n")
	}
	return file{path: "data/emoji.txt", content: []byte(b.String())}
}

// variant tells whether it is another one in another skin or gender; a desk's picker needs none of them.
func variant(text string) bool {
	joined := strings.Contains(text, "\u200d")
	for _, r := range text {
		if r >= 0x1f3fb && r <= 0x1f3ff || joined && (r == '♀' || r == '♂' || r == '👨' || r == '👩') {
			return true
		}
	}
	return false
}

// names are the longest of the codes (":thumbs_up:"), which says most, and all words of all of them, in French too.
func names(codes []string) (name, words string) {
	codes = slices.Clone(codes)
	slices.SortFunc(codes, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	known := map[string]bool{}
	var all []string
	add := func(list []string) {
		for _, w := range list {
			if w = strings.ToLower(w); !known[w] {
				known[w] = true
				all = append(all, w)
			}
		}
	}
	split := func(code string) []string {
		return strings.FieldsFunc(code, func(r rune) bool { return strings.ContainsRune(":_- ’'", r) })
	}
	for _, c := range codes {
		add(split(c))
	}
	for _, w := range slices.Clone(all) {
		add(strings.Fields(frenchWords[w]))
	}
	return strings.ToLower(strings.Join(split(codes[0]), " ")), strings.Join(all, " ")
}

// rank brings what is written most to the top: faces, hands and hearts, then the others by their numbers, flags last.
func rank(text string) int {
	for _, r := range text {
		switch {
		case r >= 0x1f600 && r <= 0x1f64f && r < 0x1f645, r >= 0x1f910 && r <= 0x1f92f, r >= 0x1f970 && r <= 0x1f97a, r >= 0x1fae0 && r <= 0x1faef:
			return 0
		case r >= 0x1f446 && r <= 0x1f450, r >= 0x1f918 && r <= 0x1f91f, r == 0x1f64f, r == 0x1f64c, r == 0x270c, r == 0x270b, r == 0x1f44b, r == 0x1f4aa:
			return 1
		case r == 0x2764, r >= 0x1f493 && r <= 0x1f49f, r == 0x1f5a4, r == 0x1f90d, r == 0x1f90e, r == 0x1f9e1, r == 0x2705, r == 0x2728, r == 0x1f389, r == 0x1f525, r == 0x2b50:
			return 2
		case r >= 0x1f1e6 && r <= 0x1f1ff, r == 0x1f3f4, r == 0x1f3f3:
			return 5
		case r >= 0x1f300:
			return 3
		}
		return 4
	}
	return 4
}
