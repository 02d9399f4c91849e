package ui

import (
	"unicode/utf8"

	"pupitre/app/dom"
)

// Rich is what somebody wrote as nodes: the addresses in it are links, all else is text as it was typed. A link shows
// its whole address, so it cannot say one thing and lead to another; it is set from left to right whatever is around it.
func Rich(text string) dom.Nodes {
	var nodes dom.Nodes
	done := 0
	for i := 0; i < len(text); {
		size, url := linkAt(text, i)
		if size == 0 {
			_, step := utf8.DecodeRuneInString(text[i:])
			i += step
			continue
		}
		if i > done {
			nodes = append(nodes, dom.Text(text[done:i]))
		}
		nodes = append(nodes, dom.A(dom.Href(url), dom.Dir("ltr"), dom.Text(text[i:i+size])))
		i += size
		done = i
	}
	if done < len(text) {
		nodes = append(nodes, dom.Text(text[done:]))
	}
	return nodes
}

// linkAt is the length of the address that begins at i and where it leads; 0 when none begins there.
func linkAt(text string, i int) (size int, url string) {
	switch text[i] {
	case 'h', 'H', 'm', 'M', 'w', 'W':
	default:
		return 0, ""
	}
	if i > 0 && text[i-1] < 0x80 && InWord(text[i-1]) { // Chinese needs no space before an address
		return 0, ""
	}
	for _, start := range [...]string{"https://", "http://", "mailto:", "www."} {
		if !beginsWith(text[i:], start) {
			continue
		}
		size = linkEnd(text[i:])
		if size <= len(start) || !InWord(text[i+len(start)]) && text[i+len(start)] != '[' {
			return 0, ""
		}
		if url = text[i : i+size]; start == "www." {
			url = "https://" + url
		}
		return size, url
	}
	return 0, ""
}

// linkEnd is how much of s belongs to the address at its beginning: up to a space, without the punctuation of the
// sentence around it, and without a closing bracket that was not opened in it.
func linkEnd(s string) int {
	end := len(s)
	for i, r := range s {
		if endsLink(r) {
			end = i
			break
		}
	}
	for end > 0 {
		c := s[end-1]
		switch {
		case count(".,;:!?'*_~", c) > 0:
		case c == ')' && count(s[:end], '(') < count(s[:end], ')'):
		case c == ']' && count(s[:end], '[') < count(s[:end], ']'):
		default:
			return end
		}
		end--
	}
	return 0
}

func count(s string, c byte) int {
	n := 0
	for i := range len(s) {
		if s[i] == c {
			n++
		}
	}
	return n
}

// endsLink: spaces, quotation marks, angle brackets, the punctuation of Chinese and Japanese, what turns the direction of text.
func endsLink(r rune) bool {
	switch {
	case r <= ' ', r == '<', r == '>', r == '"', r == '`', r == '«', r == '»', r == 0x7f, r == 0xa0, r == 0xfeff, r == utf8.RuneError:
		return true
	case r >= 0x2000 && r <= 0x200f, r >= 0x2018 && r <= 0x201f, r >= 0x2028 && r <= 0x202f, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return r >= 0x3000 && r <= 0x3011 || r >= 0xff01 && r <= 0xff0f
}

// InWord tells whether the byte is one of a word: a letter, a digit, or a part of what is not ASCII.
func InWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// beginsWith compares ASCII letters without their case.
func beginsWith(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// EmojiOnly tells whether the text is one to three emoji and nothing else; they are then shown larger.
func EmojiOnly(text string) bool {
	if len(text) > 100 { // a family or a flag of a region takes some thirty bytes
		return false
	}
	count, joined, flag := 0, false, false
	for _, r := range text {
		switch {
		case r == 0x200d: // joins two into one
			if count == 0 {
				return false
			}
			joined = true
			continue
		case r == 0xfe0f, r >= 0x1f3fb && r <= 0x1f3ff, r >= 0xe0020 && r <= 0xe007f: // how the one before is drawn
			if count == 0 {
				return false
			}
			continue
		case r >= 0x1f1e6 && r <= 0x1f1ff: // two letters are one flag
			if flag = !flag; flag {
				count++
			}
			continue
		case r == ' ':
			continue
		case !isEmoji(r):
			return false
		case !joined:
			count++
		}
		joined, flag = false, false
	}
	return count >= 1 && count <= 3
}

func isEmoji(r rune) bool {
	return r >= 0x1f300 && r <= 0x1faff || r >= 0x2600 && r <= 0x27bf || r >= 0x1f000 && r <= 0x1f2ff ||
		r >= 0x23e9 && r <= 0x23fa || r == 0x231a || r == 0x231b || r == 0x2b50 || r == 0x2b55 || r == 0x2b1b || r == 0x2b1c
}
