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
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "https" && scheme != "http" && scheme != "android-app" {
		return address{}
	}
	rest, _, _ = strings.Cut(rest, "#")
	host, query, _ := strings.Cut(rest, "?")
	if end := strings.IndexAny(host, `/\`); end >= 0 { // to a browser both end the host
		host = host[:end]
	}
	host = host[strings.LastIndexByte(host, '@')+1:] // what stands before is a name to sign in with, and may look like a host
	if strings.HasPrefix(host, "[") {                // IPv6
		host, _, _ = strings.Cut(host, "]")
	} else {
		host, _, _ = strings.Cut(host, ":")
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if len(host) > 253 || !plain(host) {
		return address{}
	}
	return address{host, query, scheme == "android-app"}
}

// plain tells whether it may be a host: no label is empty, and all of it are signs that a name can have.
func plain(host string) bool {
	if host == "" || strings.Contains("."+host+".", "..") {
		return false
	}
	for i := range len(host) {
		if host[i] <= ' ' || host[i] >= 0x7f || strings.IndexByte(`"<>%`, host[i]) >= 0 {
			return false
		}
	}
	return true
}

// read are the parameters of a query whose names begin with "utm_"; of two with the same name the first counts.
func read(query string) map[string]string {
	marks := map[string]string{}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name = strings.ToLower(name)
		if strings.HasPrefix(name, "utm_") && marks[name] == "" {
			marks[name] = decode(value)
		}
	}
	return marks
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
		if len(out)+utf8.RuneLen(r) > maxValue {
			break
		}
		out = utf8.AppendRune(out, r)
	}
	return strings.TrimSpace(string(out))
}

// same tells whether two hosts are of one site.
func same(a, b string) bool { return b != "" && registrable(a) == registrable(b) }

// registrable is the part of a host that somebody has registered. Without the public list, which has 200 KB: two labels, or
// three below a country's "co", "com" and the like, and one more on hosts that many share. Numbers are whole.
func registrable(host string) string {
	labels := strings.Split(host, ".")
	n := len(labels)
	if last := labels[n-1]; n < 3 || host[0] == '[' || last[0] >= '0' && last[0] <= '9' {
		return host
	}
	keep := 2
	if len(labels[n-1]) == 2 && secondLevels[labels[n-2]] || sharedHosts[labels[n-2]+"."+labels[n-1]] {
		keep = 3
	}
	return strings.Join(labels[max(0, n-keep):], ".")
}
