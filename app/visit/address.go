package visit

import (
	"strings"
	"unicode/utf8"
)

// address is what of an address is of interest here.
type address struct {
	host  string // small letters, without port and final dot
	query string // without "?"
	app   bool   // an app of Android's: the host is its package
}

// parse reads an address as browsers do; what is none is the zero address.
func parse(s string) address {
	scheme, rest, ok := strings.Cut(s, "://")
	scheme = lower(scheme)
	if !ok || scheme != "https" && scheme != "http" && scheme != "android-app" {
		return address{}
	}
	rest, _, _ = strings.Cut(rest, "#")
	host, query, _ := strings.Cut(rest, "?")
	host, _, _ = strings.Cut(host, "/")
	host, _, _ = strings.Cut(host, "\\")             // to a browser it is a slash
	host = host[strings.LastIndexByte(host, '@')+1:] // what stands before is a name to sign in with, and may look like a host
	if strings.HasPrefix(host, "[") {                // IPv6
		host, _, _ = strings.Cut(host, "]")
	} else {
		host, _, _ = strings.Cut(host, ":")
	}
	host = strings.TrimSuffix(lower(host), ".")
	if len(host) > 253 || !plain(host) {
		return address{}
	}
	return address{host, query, scheme == "android-app"}
}

// plain tells whether it may be a host: no label is empty, and all of it are signs that a name can have.
func plain(host string) bool {
	before := byte('.')
	for i := range len(host) {
		c := host[i]
		if c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '%' || c == '.' && before == '.' {
			return false
		}
		before = c
	}
	return before != '.'
}

// parameter is the first value of that name in a query; small and capital letters are the same in names.
func parameter(query, name string) string {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if n, value, _ := strings.Cut(pair, "="); value != "" && len(n) == len(name) && lower(n) == name {
			return value
		}
	}
	return ""
}

// lower is the text in small letters, as far as it is ASCII.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// has tells whether the word is in a list of words with a space between each two.
func has(list, word string) bool {
	for list != "" {
		var w string
		if w, list, _ = strings.Cut(list, " "); w == word {
			return true
		}
	}
	return false
}

// maxValue is the longest word that is taken from an address, in bytes.
const maxValue = 120

// decode reads a value: "+" and %20 are spaces. What is not text is left out.
func decode(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '+':
			out = append(out, ' ')
		case c == '%' && i+2 < len(s) && digit(s[i+1]) >= 0 && digit(s[i+2]) >= 0:
			out = append(out, byte(digit(s[i+1])<<4|digit(s[i+2])))
			i += 2
		default:
			out = append(out, c)
		}
	}
	return clean(string(out))
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// clean is the text without what cannot be shown on one line or would turn the text around it, and not too long.
func clean(s string) string {
	out := make([]byte, 0, min(len(s), maxValue))
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == utf8.RuneError {
			continue
		}
		if len(out) == 0 && r == ' ' {
			continue
		}
		if len(out)+utf8.RuneLen(r) > maxValue {
			break
		}
		out = utf8.AppendRune(out, r)
	}
	for len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	return string(out)
}

// same tells whether two hosts are of one site.
func same(a, b string) bool { return b != "" && registrable(a) == registrable(b) }

// registrable is the part of a host that somebody has registered. Without the public list, which has 200 KB: two labels, or
// three below a country's "co", "com" and the like, and one more on hosts that many share. Numbers are whole.
func registrable(host string) string {
	last := strings.LastIndexByte(host, '.')
	if c := host[last+1]; last < 0 || host[0] == '[' || c >= '0' && c <= '9' {
		return host
	}
	second := strings.LastIndexByte(host[:last], '.')
	if len(host)-last == len(".uk") && has(secondLevels, host[second+1:last]) || has(sharedHosts, host[second+1:]) {
		second = strings.LastIndexByte(host[:max(0, second)], '.')
	}
	return host[second+1:]
}
