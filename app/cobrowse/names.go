package cobrowse

// maxNames is how many different names of elements and attributes a stream may have; pages have some hundreds.
const maxNames = 50_000

// name is the name of an element or an attribute, and what is done with those that have it.
type name struct {
	s               string
	html, svg, math treatment
	attr            care
}

// names are all that a stream has had.
type names struct {
	list []name
	at   map[string]int32
}

// of is a word's place among the names, or none where there are too many.
func (t *names) of(d *words, w said) int32 {
	if w.at >= 0 && d.list[w.at].name != 0 {
		return d.list[w.at].name - 1
	}
	i, known := t.at[w.s]
	if !known {
		if len(t.list) == maxNames {
			return none
		}
		low := lower(w.s)
		i = int32(len(t.list))
		t.list = append(t.list, name{w.s, ofHTML(w.s), ofSVG(w.s), ofMath(w.s), careOf(low)})
		t.at[w.s] = i
	}
	if w.at >= 0 {
		d.list[w.at].name = i + 1
	}
	return i
}

// treatment is what is done with an element that has this name.
func (t *names) treatment(n *node) treatment {
	switch n.kind {
	case NodeElement:
		return t.list[n.name].html
	case NodeSVG:
		return t.list[n.name].svg
	case NodeMath:
		return t.list[n.name].math
	}
	return 0
}

// lower is the text in small letters, as far as it is ASCII.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; c >= 'A' && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// has tells whether a word is in a list of words with a space before and behind each.
func has(list, word string) bool {
	n := len(word)
	if n == 0 || index(word, " ") >= 0 {
		return false
	}
	for i := 1; i+n < len(list); i++ {
		if list[i] == word[0] && list[i-1] == ' ' && list[i+n] == ' ' && list[i:i+n] == word {
			return true
		}
	}
	return false
}

// index is where a string of one byte or more begins in another; -1: nowhere.
func index(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		if s[i] == part[0] && s[i:i+len(part)] == part {
			return i
		}
	}
	return -1
}

// begins tells whether it begins with that, whatever letters are capital; part has small ones.
func begins(s, part string) bool { return len(s) >= len(part) && lower(s[:len(part)]) == part }
