package cobrowse_test

import (
	"strings"
	"testing"

	"pupitre/app/cobrowse"
)

// Each is an element with one attribute, and what is left of the attribute. "" is nothing.
func TestAttributesOfHostilePages(t *testing.T) {
	t.Parallel()
	const link = "\x00" // the value is there as text, under another name
	for _, c := range []struct {
		tree  tree
		name  string
		value string
		want  string
	}{
		// Handlers.
		{leaf("img"), "onerror", "alert(1)", ""},
		{leaf("img"), "ONERROR", "alert(1)", ""},
		{leaf("body"), "onload", "alert(1)", ""},
		{svg("svg"), "onload", "alert(1)", ""},
		{svg("animate"), "onbegin", "alert(1)", ""},
		{element("x-card"), "on:click", "alert(1)", ""},
		{math("mi"), "onclick", "alert(1)", ""},

		// Addresses of links stay text.
		{element("a"), "href", "javascript:alert(1)", link},
		{element("a"), "href", "https://evil.example/", link},
		{element("area"), "href", "/fr/", link},
		{svg("a"), "href", "java\tscript:alert(1)", link},
		{svg("a"), "xlink:href", "javascript:alert(1)", link},
		{math("mi"), "href", "javascript:alert(1)", link},
		{element("a"), "ping", "https://evil.example/", ""},
		{element("a"), "target", "_top", ""},
		{element("a"), "download", "x", ""},
		{element("base"), "href", "https://evil.example/", ""},
		{element("p"), "href", "https://evil.example/", ""},

		// Pictures.
		{leaf("img"), "src", "a.png", "https://shop.example/fr/a.png"},
		{leaf("img"), "src", "../a b.png?q=<x>#y", "https://shop.example/a%20b.png?q=%3Cx%3E#y"},
		{leaf("img"), "src", " \n/a/./b/%2e%2E/c.png\t", "https://shop.example/a/c.png"},
		{leaf("img"), "src", "\\\\cdn.example\\x.png", "https://cdn.example/x.png"},
		{leaf("img"), "src", "//CDN.example:443/x.png", "https://cdn.example/x.png"},
		{leaf("img"), "src", "https:/\\/cdn.example/x", "https://cdn.example/x"},
		{leaf("img"), "src", "http:cdn.example/x", "http://cdn.example/x"},
		{leaf("img"), "src", "https:x.png", "https://shop.example/fr/x.png"},
		{leaf("img"), "src", "ht\ntps://cdn.example/x", "https://cdn.example/x"},
		{leaf("img"), "src", "https://img.example:8443/x", "https://img.example:8443/x"},
		{leaf("img"), "src", "?x", "https://shop.example/fr/basket?x"},
		{leaf("img"), "src", "https://img.example/x", ""},
		{leaf("img"), "src", "http://shop.example/x", ""}, // the site's origin is https
		{leaf("img"), "src", "https://evil.example/x", ""},
		{leaf("img"), "src", "https://shop.example@evil.example/x", ""},
		{leaf("img"), "src", "https://evil.example\\@shop.example/x", ""},
		{leaf("img"), "src", "https://shop.example.evil.example/x", ""},
		{leaf("img"), "src", "https://shop.example%2eevil.example/x", ""},
		{leaf("img"), "src", "https://shop。example/x", ""},
		{leaf("img"), "src", "https://shop.example:444/x", ""},
		{leaf("img"), "src", "https://shop.example:00443/x", ""},
		{leaf("img"), "src", "https://[::1]/x", ""},
		{leaf("img"), "src", "https:///x", ""},
		{leaf("img"), "src", "#x", ""},
		{leaf("img"), "src", "", ""},
		{leaf("img"), "src", "JaVaScRiPt:alert(1)", ""},
		{leaf("img"), "src", "&#106;avascript:alert(1)", "https://shop.example/fr/&#106;avascript:alert%281%29"}, // entities are the parser's, not the address's
		{leaf("img"), "src", "file:///etc/passwd", ""},
		{leaf("img"), "src", "blob:https://shop.example/0-0", ""},
		{leaf("img"), "src", "ftp://shop.example/x", ""},
		{leaf("img"), "src", "vbscript:x", ""},
		{leaf("img"), "src", "data:image/png;base64,AAAA", "data:image/png;base64,AAAA"},
		{leaf("img"), "src", "DATA:image/svg+xml,<svg/>", "data:image/svg+xml,<svg/>"},
		{leaf("img"), "src", "data:text/html,<script>", ""},
		{leaf("img"), "src", "data:,x", ""},
		{leaf("img"), "lowsrc", "https://shop.example/x", ""},
		{leaf("img"), "crossorigin", "use-credentials", ""},
		{leaf("img"), "referrerpolicy", "unsafe-url", ""},
		{leaf("img"), "name", "createElement", ""},
		{leaf("img"), "attributionsrc", "https://evil.example", ""},
		{leaf("img"), "srcset", "a.png 1x, https://evil.example/b.png 2x, data:image/png,x,y 3x, c.png", "https://shop.example/fr/a.png 1x, data:image/png,x,y 3x, https://shop.example/fr/c.png"},
		{leaf("img"), "srcset", " , a.png,,, b.png 100w(,) , c.png 200w 3h,", "https://shop.example/fr/a.png, https://shop.example/fr/c.png 200w 3h"},
		{leaf("img"), "srcset", "https://evil.example/a", ""},
		{leaf("p"), "srcset", "a.png", ""},
		{leaf("video"), "poster", "a.png", "https://shop.example/fr/a.png"},
		{leaf("video"), "src", "data:video/mp4,x", "data:video/mp4,x"},
		{leaf("video"), "src", "data:text/html,x", ""},
		{leaf("video"), "autoplay", "", ""},
		{leaf("td"), "background", "https://evil.example/", ""},
		{leaf("td"), "background", "a.png", "https://shop.example/fr/a.png"},
		{leaf("input"), "src", "https://evil.example/", ""},
		{leaf("track"), "src", "https://shop.example/", ""},
		{leaf("embed"), "src", "https://shop.example/", ""},
		{leaf("object"), "data", "https://shop.example/", ""},
		{svg("image"), "href", "https://evil.example/", ""},
		{svg("image"), "xlink:href", "a.png", "https://shop.example/fr/a.png"},
		{svg("feImage"), "href", "#a", "#a"},
		{svg("feImage"), "href", "https://evil.example/#a", ""},

		// Parts of drawings.
		{svg("use"), "href", "#a", "#a"},
		{svg("use"), "href", "/fr/basket?step=1#a", "#a"},
		{svg("use"), "href", "/sprite.svg#a", ""},
		{svg("use"), "href", "data:image/svg+xml,<svg id=a>#a", ""},
		{svg("use"), "xlink:href", "https://evil.example/#a", ""},
		{svg("textPath"), "href", "javascript:alert(1)", ""},
		{svg("animate"), "attributeName", "href", ""},
		{svg("set"), "attributeName", "xlink:href", ""},
		{svg("set"), "attributeName", " onclick", ""},
		{svg("set"), "attributeName", "hre\nf", ""},
		{svg("animate"), "attributeName", "opacity", "opacity"},
		{svg("animate"), "values", "0;1;rgb(1, 2, 3)", "0;1;rgb(1, 2, 3)"},
		{svg("animate"), "values", "url(https://evil.example)", `url("data:,")`},
		{svg("rect"), "fill", "url(#a)", `url("#a")`},
		{svg("rect"), "fill", "url(https://shop.example/fr/basket?step=1#a) red", `url("#a") red`},
		{svg("rect"), "filter", "url('//evil.example/#a')", `url("data:,")`},
		{svg("rect"), "mask", `u\72l(//evil.example/#a)`, `url("data:,")`},
		{svg("rect"), "cursor", `url(x`, `url("https://shop.example/fr/x")`},
		{svg("rect"), "fill", `url(x"y)`, ""},
		{svg("path"), "d", "M0 0L9 9", "M0 0L9 9"},

		// What navigates, posts, opens, takes the keyboard.
		{leaf("meta"), "http-equiv", "refresh", ""},
		{leaf("meta"), "name", "referrer", ""},
		{leaf("meta"), "name", "viewport", "viewport"},
		{element("form"), "action", "https://evil.example/", ""},
		{element("form"), "name", "body", ""},
		{element("button"), "formaction", "https://evil.example/", ""},
		{element("button"), "popovertarget", "x", ""},
		{element("button"), "commandfor", "x", ""},
		{element("iframe"), "src", "https://shop.example/", ""},
		{element("iframe"), "srcdoc", "<script>alert(1)</script>", ""},
		{element("iframe"), "name", "x", ""},
		{element("iframe"), "sandbox", "", ""},
		{element("iframe"), "allow", "camera", ""},
		{element("frame"), "src", "https://shop.example/", ""},
		{leaf("input"), "autofocus", "", ""},
		{leaf("input"), "accesskey", "a", ""},
		{leaf("input"), "name", "q", "q"},
		{leaf("link"), "rel", "stylesheet", "stylesheet"},
		{leaf("link"), "rel", "preload stylesheet", ""},
		{leaf("link"), "rel", "dns-prefetch", ""},
		{leaf("link"), "href", "https://cdn.example/a.css", "https://cdn.example/a.css"},
		{leaf("link"), "href", "https://evil.example/a.css", ""},
		{leaf("link"), "href", "data:text/css,a{}", ""},
		{leaf("link"), "imagesrcset", "a.png", ""},
		{leaf("button"), "is", "x-y", ""},
		{leaf("style"), "nonce", "x", ""},
		{leaf("p"), "xmlns:x", "x", ""},
		{leaf("p"), "xml:base", "https://evil.example", ""},

		// Names.
		{leaf("p"), "__proto__", "x", ""},
		{leaf("p"), "constructor", "x", ""},
		{leaf("p"), "a b", "x", ""},
		{leaf("p"), "@click", "x", ""},
		{leaf("p"), "é", "x", ""},
		{leaf("p"), "", "x", ""},
		{leaf("p"), "x\x00y", "x", ""},
		{leaf("p"), "_ngcontent-abc-1", "", "\x01"}, // there, and empty
		{leaf("p"), "data-x", "<script>", "<script>"},
		{leaf("p"), "title", "javascript:alert(1)", "javascript:alert(1)"},
		{leaf("p"), "id", "__proto__", "__proto__"},

		// Styles.
		{leaf("p"), "style", "color:red", "color:red"},
		{leaf("p"), "style", "background: URL( 'a.png' ) red; color : blue", `background:url("https://shop.example/fr/a.png") red;color:blue;`},
		{leaf("p"), "style", "background:url(https://evil.example/?q)", `background:url("data:,");`},
		{leaf("p"), "style", "width:expression(alert(1));color:red", "color:red;"},
		{leaf("p"), "style", "-moz-binding:url(x);color:red", "color:red;"},
		{leaf("p"), "style", "be\\68 avior:url(#x)", ""},
		{leaf("p"), "style", "behavior:none", ""},
		{leaf("p"), "style", "}p{color:red", ""},
		{leaf("p"), "style", "color:red}p{color:red;top:0", ""},
		{leaf("p"), "style", "@import 'x';color:red", "color:red;"},
		{leaf("p"), "style", "color:'red\n;top:0", "top:0;"},
	} {
		kind := c.tree.Kind
		name, want := c.name, c.want
		if want == link {
			name, want = cobrowse.LinkAttribute, c.value
		}
		check := func(how string, attrs map[string]string) {
			got, ok := attrs[name]
			switch {
			case want == "\x01" && ok && got == "", ok && got == want && want != "", !ok && want == "":
			default:
				t.Errorf("%s %d %s %s=%q: %q, want %q", how, kind, c.tree.Name, c.name, c.value, got, want)
			}
			if want == "" && len(attrs) > 0 || len(attrs) > 1 {
				t.Errorf("%s %d %s %s=%q: %q", how, kind, c.tree.Name, c.name, c.value, attrs)
			}
		}
		m := newMirror(t, c.tree.With(c.name, c.value), c.tree)
		check("at once", m.node(5).Attrs)
		m.Attr(6, c.name, c.value)
		m.send()
		check("later", m.node(6).Attrs)
		m.Attr(6, c.name, c.value[:len(c.value)/2])
		m.AttrPart(6, c.name, uint32(len([]rune(c.value[:len(c.value)/2]))), 0, c.value[len(c.value)/2:])
		if !strings.Contains(c.value, "。") { // cut within the sign
			m.send()
			check("in parts", m.node(6).Attrs)
		}
		m.AttrGone(6, c.name)
		if !strings.Contains(c.value, "。") {
			m.send()
			if a := m.node(6).Attrs; len(a) > 0 {
				t.Errorf("%s is gone, and is %q", c.name, a)
			}
		}
	}
}

// Elements that must not be, and what stands in their place.
func TestElementsOfHostilePages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		tree tree
		want string
	}{
		{element("script"), cobrowse.HiddenElement},
		{element("noscript"), cobrowse.HiddenElement},
		{element("template"), cobrowse.HiddenElement},
		{element("base"), cobrowse.HiddenElement},
		{element("portal"), cobrowse.HiddenElement},
		{element("object"), cobrowse.BoxElement},
		{element("embed"), cobrowse.BoxElement},
		{element("applet"), cobrowse.BoxElement},
		{element("SCRIPT"), cobrowse.PlainElement},
		{element("script "), cobrowse.PlainElement},
		{element("a abbr"), cobrowse.PlainElement},
		{element("p><script"), cobrowse.PlainElement},
		{element("unheard"), cobrowse.PlainElement},
		{element("__proto__"), cobrowse.PlainElement},
		{element("constructor"), cobrowse.PlainElement},
		{element("é-x"), cobrowse.PlainElement},
		{element(""), cobrowse.PlainElement},
		{element("x-card"), "x-card"},
		{element("iframe"), "iframe"},
		{element("frameset"), "frameset"},
		{element("meta"), "meta"},
		{svg("script"), cobrowse.HiddenElement},
		{svg("handler"), cobrowse.HiddenElement},
		{svg("iframe"), cobrowse.HiddenElement},
		{svg("foreignObject"), "foreignObject"},
		{svg("animate"), "animate"},
		{math("script"), cobrowse.HiddenElement},
		{math("mglyph"), cobrowse.HiddenElement},
		{math("annotation-xml"), "annotation-xml"},
	} {
		m := newMirror(t, c.tree)
		if n := m.node(5); n.Name != c.want || n.Kind != c.tree.Kind {
			t.Errorf("%s: %s", c.tree.Name, n.Name)
		}
		m.Check(5, m.told.Documents[0].Nodes[5].Sum())
		m.send()
	}
}

// Texts in a style or a script are no texts, however they get there.
func TestTextsInStylesAreEmpty(t *testing.T) {
	t.Parallel()
	m := newMirror(t, element("style", text("@import 'https://evil.example'")), svg("style", text("*{}")), element("script", text("alert(1)")), element("div", text("a{}"))) // 5, 7, 9, 11
	m.Insert(5, 6, text("b{}"))
	m.Detach(12)
	m.Move(12, 7, first)
	m.SetText(6, "c{}")
	m.Insert(body, first, element("style", text("d{}"))) // 14
	m.send()
	m.Detach(13)
	m.Insert(body, first, element("style", existing(13))) // 16
	m.send()
	for _, id := range []uint32{6, 8, 10, 12, 13, 15} {
		if s := m.node(id).Text; s != "" {
			t.Errorf("%d says %q", id, s)
		}
		m.Check(id, m.told.Documents[0].Nodes[id].Sum())
	}
	m.Move(12, body, 11) // what it said before, nobody knows
	m.SetText(12, "seen")
	m.Selection(12, 3, 6, 9)
	m.send()
	if s := m.node(12).Text; s != "seen" || m.shown.Documents[0].Selection != "12:3-6:0" {
		t.Errorf("%q, %s", s, m.shown.Documents[0].Selection)
	}
}
