package cobrowse

// Policy says from where a mirror may load.
type Policy struct {
	allowed []string // "https://shop.example", or without the scheme, in small letters
}

// NewPolicy allows the site's own origins ("https://shop.example https://www.shop.example"), and hosts ("cdn.example img.example:8443") by http and
// https; both are lists with spaces between. What is none is left out.
func NewPolicy(origins, hosts string) Policy {
	var p Policy
	for _, s := range fields(origins) {
		if a, _, ok := parseAddress(s, &address{}); ok {
			p.allowed = append(p.allowed, a.scheme+"://"+a.host)
		}
	}
	for _, s := range fields(hosts) {
		for _, scheme := range [...]string{"https", "http"} {
			if h, ok := host(s, scheme); ok {
				p.allowed = append(p.allowed, scheme+"://"+h)
			}
		}
	}
	return p
}

func (p Policy) allows(a address) bool {
	for _, s := range p.allowed {
		if n := len(a.scheme); len(s) == n+3+len(a.host) && s[:n] == a.scheme && s[n+3:] == a.host {
			return true
		}
	}
	return false
}

// fields are the parts of a text between white space.
func fields(s string) []string {
	var list []string
	for i := 0; i < len(s); {
		for i < len(s) && white(s[i]) {
			i++
		}
		from := i
		for i < len(s) && !white(s[i]) {
			i++
		}
		if i > from {
			list = append(list, s[from:i])
		}
	}
	return list
}

// white is white space as HTML and CSS have it.
func white(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// content is what an address is loaded for.
type content uint8

const (
	picture content = iota
	font
	media    // films and sounds
	styles   // a style sheet
	part     // of a drawing, in the document itself
	anything // what style sheets name: pictures, fonts, and parts of drawings
)

// nothing is what cannot be loaded, from nowhere: it stands in a style sheet where an address is not allowed.
const nothing = "data:,"

// load is the address as the viewer may load it, whole; "" if it may not. What is in the document itself is only a fragment.
func (p Policy) load(s string, of content, base, self *address) string {
	s = bare(s)
	if name, rest := scheme(s); name == "data" {
		if inline(rest, of) {
			return "data:" + rest
		}
		return ""
	}
	local := of == part || of == anything
	if s == "" || s[0] == '#' {
		if local {
			return escape(s)
		}
		return ""
	}
	a, fragment, ok := parseAddress(s, base)
	switch {
	case !ok:
		return ""
	case local && fragment != "" && a.scheme == self.scheme && a.host == self.host && a.path == self.path: // what the recorder says of the query may be masked
		return fragment
	case of == part || !p.allows(a):
		return ""
	}
	return a.String() + fragment
}

// inline tells whether what stands in the address itself may be loaded: what stands behind "data:".
func inline(s string, of content) bool {
	n := 0
	for n < len(s) && s[n] != ',' && s[n] != ';' {
		n++
	}
	if n == len(s) {
		return false
	}
	kind := lower(s[:n])
	for kind != "" && white(kind[len(kind)-1]) {
		kind = kind[:len(kind)-1]
	}
	switch {
	case s == ",": // what could not be loaded
		return true
	case begins(kind, "image/"):
		return of == picture || of == anything
	case begins(kind, "font/"), kind == "application/octet-stream", begins(kind, "application/font"), begins(kind, "application/x-font"), kind == "application/vnd.ms-fontobject":
		return of == font || of == anything
	case begins(kind, "audio/"), begins(kind, "video/"):
		return of == media
	}
	return false
}
