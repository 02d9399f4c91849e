package ui

// Fold is the text as searches compare it: small letters without accents. Letters that it does not know stay as they are.
func Fold(s string) string {
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

// Find tells how well the fields answer the query, both folded: every word of it must stand in one of them. 0: not at
// all; a hit at the beginning of the first field counts most, then at the beginning of a word of it, then inside it, then
// one in a later field.
func Find(query string, fields ...string) int {
	best := 0
	for query != "" {
		var word string
		if word, query = cutWord(query); word == "" {
			continue
		}
		found := 0
		for i, f := range fields {
			if at := index(f, word); at >= 0 {
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

// cutWord is what stands before the first space, and behind it.
func cutWord(s string) (word, rest string) {
	for i := range len(s) {
		if s[i] == ' ' {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// index is where sub stands in s, -1 for nowhere. Packages that search faster would make the visitor's module larger.
func index(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i:i+len(sub)] == sub {
			return i
		}
	}
	return -1
}

func place(s string, at int) int {
	switch {
	case at == 0:
		return 2
	case !inWord(s[at-1]):
		return 1
	}
	return 0
}

// ByteAt is where in s the place behind so many UTF-16 units is, in bytes.
func ByteAt(s string, units int) int {
	for i, r := range s {
		if units <= 0 {
			return i
		}
		units--
		if r > 0xffff {
			units--
		}
	}
	return len(s)
}

// Units is how many UTF-16 units s has.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
