package cobrowse_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
)

// What follows says in other words than the Sanitizer what must never be shown: it is what a look at the viewer's document would find.

var (
	elementName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)
	attrName    = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.:-]*$`)
	forbidden   = []string{"script", "noscript", "template", "object", "embed", "applet", "base", "portal", "fencedframe", "handler", "listener", "param", "__proto__", "constructor"}
	dead        = regexp.MustCompile(`(?i)^(on.*|src(doc)|action|formaction|ping|http-equiv|integrity|nonce|autofocus|target|is|__.*|crossorigin|referrerpolicy|attributionsrc|popovertarget|accesskey|sandbox|allow|data|codebase|imagesrcset|download|xmlns.*|xml:base|autoplay)$`)
	badProperty = regexp.MustCompile(`(?i)(^|;)\s*(behavior|-moz-binding)\s*:`)
	cssEscape   = regexp.MustCompile(`^\\([0-9a-f]{1,6} ?|(?s:.))`)
	cssAddress  = regexp.MustCompile(`(?:^|[^a-z0-9_\x{80}-\x{10ffff}-])url\(.?`)
	cssLoads    = regexp.MustCompile(`(?:^|[^a-z0-9_\x{80}-\x{10ffff}-])(?:expression\(|@import)`)
)

func harmless(t *testing.T, p *cobrowsetest.Page) {
	t.Helper()
	for _, d := range p.Documents {
		for _, n := range d.Nodes {
			harmlessNode(t, n)
		}
	}
}

func harmlessNode(t *testing.T, n *cobrowsetest.Node) {
	t.Helper()
	if n.Kind == cobrowse.NodeText {
		if p := n.Parent; p != nil && (p.Name == "style" || p.Name == "script") && n.Text != "" {
			t.Fatalf("a text in a %s: %q", p.Name, n.Text)
		}
		return
	}
	if n.Attrs == nil {
		return
	}
	if !elementName.MatchString(n.Name) || slices.Contains(forbidden, strings.ToLower(n.Name)) {
		t.Fatalf("an element %q", n.Name)
	}
	for name, value := range n.Attrs {
		low := strings.ToLower(name)
		if !attrName.MatchString(name) || dead.MatchString(name) {
			t.Fatalf("%s has %s=%q", n.Name, name, value)
		}
		switch low {
		case "href", "xlink:href":
			if n.Name == "a" || n.Name == "area" || n.Kind == cobrowse.NodeMath || n.Kind == cobrowse.NodeElement && n.Name != "link" {
				t.Fatalf("%s leads to %q", n.Name, value)
			}
			harmlessAddress(t, value)
		case "src", "poster", "background":
			harmlessAddress(t, value)
		case "srcset":
			for _, part := range strings.Split(value, ", ") {
				harmlessAddress(t, strings.Fields(part)[0])
			}
		case "style":
			if badProperty.MatchString(harmlessCSS(t, value)) {
				t.Fatalf("the style %q", value)
			}
		case "fill", "values", "filter", "from", "to":
			harmlessCSS(t, value)
		case "attributename":
			if strings.Contains(strings.ToLower(value), "href") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(value)), "on") {
				t.Fatalf("%s animates %q", n.Name, value)
			}
		case "rel":
			if n.Name == "link" && !strings.Contains(strings.ToLower(value), "stylesheet") {
				t.Fatalf("a link %q", value)
			}
		}
	}
}

func harmlessAddress(t *testing.T, s string) {
	t.Helper()
	if strings.HasPrefix(s, "#") || s == "data:," || regexp.MustCompile(`(?i)^data:(image|font|audio|video|application/(x-)?font|application/octet-stream|application/vnd.ms-fontobject)`).MatchString(s) {
		return
	}
	u, err := url.Parse(s)
	if err != nil || u.User != nil || !slices.Contains([]string{"https://shop.example", "https://www.shop.example", "https://cdn.example", "http://cdn.example", "https://img.example:8443", "http://img.example:8443"}, u.Scheme+"://"+u.Host) {
		t.Fatalf("the address %q, %v", s, err)
	}
}

// harmlessCSS looks at all that is written as an address; escapes and strings are taken apart as browsers do. It returns the text in small letters, without what strings say.
func harmlessCSS(t *testing.T, css string) string {
	t.Helper()
	var plain strings.Builder // with a quote in place of each string, and x in place of each escape
	strs := map[int]string{}
	for i := 0; i < len(css); {
		if css[i] == '"' {
			from := i + 1
			for i++; i < len(css) && css[i] != '"'; i++ {
				if css[i] == '\\' {
					i++
				}
			}
			strs[plain.Len()] = css[from:min(i, len(css))]
			plain.WriteByte('"')
			i++
		} else if m := cssEscape.FindString(css[i:]); m != "" {
			plain.WriteByte('x')
			i += len(m)
		} else {
			plain.WriteByte(css[i])
			i++
		}
	}
	low := strings.ToLower(plain.String())
	for _, m := range cssAddress.FindAllStringIndex(low, -1) {
		s, ok := strs[m[1]-1]
		if !ok {
			t.Fatalf("an address without quotes in %q", css)
		}
		harmlessAddress(t, regexp.MustCompile(`\\(["\\])`).ReplaceAllString(s, "$1"))
	}
	if cssLoads.MatchString(low) {
		t.Fatalf("the style %q", css)
	}
	return low
}
