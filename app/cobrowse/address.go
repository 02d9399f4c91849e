package cobrowse

// address is one of the web, as browsers read it (url.spec.whatwg.org): http or https. The zero address is none.
type address struct {
	scheme string // "https"
	host   string // in small letters, with the port if it is not the scheme's own
	path   string // begins with a slash
	query  string // begins with a question mark, or is empty
}

// parseAddress reads an address, against the base if it is not a whole one. The fragment begins with # or is empty. What is not http or https is not ok, nor what has
// a user's name in it, or a host that browsers would write otherwise: a host that is not compared letter by letter is none that can be allowed.
func parseAddress(s string, base *address) (a address, fragment string, ok bool) {
	s = bare(s)
	if i := index(s, "#"); i >= 0 {
		s, fragment = s[:i], escape(s[i:])
	}
	a.scheme, s = scheme(s)
	switch {
	case a.scheme == "":
		if base.scheme == "" {
			return address{}, "", false
		}
		a.scheme = base.scheme
	case a.scheme != "http" && a.scheme != "https":
		return address{}, "", false
	case a.scheme == base.scheme && !(slash(s, 0) && slash(s, 1)): // "https:picture.png" is relative
	default:
		s = "//" + s
	}
	switch {
	case slash(s, 0) && slash(s, 1):
		for slash(s, 0) {
			s = s[1:]
		}
		n := 0
		for n < len(s) && !slash(s, n) && s[n] != '?' {
			n++
		}
		if a.host, ok = host(s[:n], a.scheme); !ok {
			return address{}, "", false
		}
		a.path, a.query = split(s[n:])
	case slash(s, 0):
		a.host = base.host
		a.path, a.query = split(s)
	case s == "":
		a.host, a.path, a.query = base.host, base.path, base.query
	case s[0] == '?':
		a.host, a.path, a.query = base.host, base.path, escape(s)
	default:
		a.host = base.host
		n := len(base.path)
		for n > 0 && base.path[n-1] != '/' {
			n--
		}
		a.path, a.query = split(base.path[:n] + s)
	}
	a.path = straight(a.path)
	return a, fragment, true
}

func (a address) String() string { return a.scheme + "://" + a.host + a.path + a.query }

// bare is the text without what browsers do not see: white space and control characters around it, line ends and tabs in it.
func bare(s string) string {
	for s != "" && s[0] <= ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	for i := range len(s) {
		if c := s[i]; c == '\t' || c == '\n' || c == '\r' {
			b := []byte(s[:i])
			for ; i < len(s); i++ {
				if c := s[i]; c != '\t' && c != '\n' && c != '\r' {
					b = append(b, c)
				}
			}
			return string(b)
		}
	}
	return s
}

// scheme is what stands before the first colon, in small letters, and what stands behind it; "" if that cannot be a scheme.
func scheme(s string) (name, rest string) {
	for i := range len(s) {
		switch c := s[i] | 0x20; {
		case s[i] == ':':
			return lower(s[:i]), s[i+1:]
		case c >= 'a' && c <= 'z':
		case i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.'):
		default:
			return "", s
		}
	}
	return "", s
}

// slash tells whether there is one, or what browsers take for one.
func slash(s string, i int) bool { return i < len(s) && (s[i] == '/' || s[i] == '\\') }

// host is the host and port in small letters.
func host(s, scheme string) (string, bool) {
	s = lower(s)
	name, port := s, ""
	if n := index(s, "]"); n >= 0 {
		name, port = s[:n+1], s[n+1:]
	} else if n := index(s, ":"); n >= 0 {
		name, port = s[:n], s[n:]
	}
	six := name != "" && name[0] == '['
	for i := range len(name) {
		c := name[i]
		known := c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_'
		if six {
			known = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == ':' || c == '.' || c == '[' && i == 0 || c == ']'
		}
		if !known {
			return "", false
		}
	}
	if name == "" || len(name) > 253 || len(port) > 6 {
		return "", false
	}
	for i := 1; i < len(port); i++ {
		if port[i] < '0' || port[i] > '9' || i == 1 && port[i] == '0' {
			return "", false
		}
	}
	switch {
	case port == "", port == ":", port == ":443" && scheme == "https", port == ":80" && scheme == "http":
		return name, true
	case port[0] != ':':
		return "", false
	}
	return name + port, true
}

// split is the path, which begins with a slash, and the query.
func split(s string) (path, query string) {
	if i := index(s, "?"); i >= 0 {
		s, query = s[:i], escape(s[i:])
	}
	if !slash(s, 0) {
		s = "/" + s
	}
	if index(s, "\\") >= 0 {
		b := []byte(s)
		for i, c := range b {
			if c == '\\' {
				b[i] = '/'
			}
		}
		s = string(b)
	}
	return escape(s), query
}

// escape writes what could end an address, or what stands around it, in hexadecimal.
func escape(s string) string {
	for i := range len(s) {
		if odd(s[i]) {
			b := []byte(s[:i])
			for ; i < len(s); i++ {
				if c := s[i]; odd(c) {
					b = append(b, '%', hex[c>>4], hex[c&15])
				} else {
					b = append(b, c)
				}
			}
			return string(b)
		}
	}
	return s
}

const hex = "0123456789ABCDEF"

func odd(c byte) bool {
	switch c {
	case '"', '\'', '(', ')', '<', '>', '\\', '`', '{', '}', 0x7f:
		return true
	}
	return c <= ' '
}

// straight is a path without the parts that mean the folder itself and the folder above.
func straight(path string) string {
	if index(path, "/.") < 0 && index(lower(path), "/%2e") < 0 {
		return path
	}
	b := make([]byte, 0, len(path))
	for path != "" {
		n := 1
		for n < len(path) && path[n] != '/' {
			n++
		}
		part := path[:n]
		path = path[n:]
		switch lower(part) {
		case "/.", "/%2e":
			part = ""
		case "/..", "/.%2e", "/%2e.", "/%2e%2e":
			part = ""
			n := max(len(b)-1, 0)
			for n > 0 && b[n] != '/' {
				n--
			}
			b = b[:n]
		}
		b = append(b, part...)
		if part == "" && path == "" {
			b = append(b, '/')
		}
	}
	return string(b)
}
