package console

import (
	"strings"

	"pupitre/app/ui"
)

// fold is the text as searches compare it: small letters without accents. Letters that it does not know stay as they are.
func fold(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			out = append(out, byte(r)+'a'-'A')
		case r < 0x80:
			out = append(out, byte(r))
		case r == 0x2019: // the apostrophe that is typed is another one
			out = append(out, '\'')
		case r >= 0xc0 && r <= 0x17f && plainLetters[r-0xc0] != ' ':
			out = append(out, plainLetters[r-0xc0])
		case r == 'œ' || r == 'Œ':
			out = append(out, "oe"...)
		case r == 'æ' || r == 'Æ':
			out = append(out, "ae"...)
		default:
			out = append(out, string(r)...)
		}
	}
	return string(out)
}

// plainLetters are the letters of U+00C0 to U+017F without their accents; a space stands for none.
const plainLetters = "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkk lllllllllln" + "nnnnnnnn" + "oooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// find tells how well the fields answer the query, both folded: every word of it must stand in one of them. 0: not at
// all; a hit at the beginning of the first field counts most, then at the beginning of a word of it, then inside it, then
// one in a later field.
func find(query string, fields ...string) int {
	best := 0
	for word := range strings.FieldsSeq(query) {
		found := 0
		for i, f := range fields {
			if at := strings.Index(f, word); at >= 0 {
				found = 2 * (len(fields) - i)
				if i == 0 {
					found += place(f, at)
				}
				break
			}
		}
		if found == 0 {
			return 0
		}
		best += found
	}
	return max(best, 1)
}

func place(s string, at int) int {
	switch {
	case at == 0:
		return 2
	case !ui.InWord(s[at-1]):
		return 1
	}
	return 0
}
