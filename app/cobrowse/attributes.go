package cobrowse

// LinkAttribute holds where a link leads to, as text: the viewer's links lead nowhere. Style sheets that ask for href ask for it (see css.colon).
const LinkAttribute = "data-pupitre-href"

// care is what an attribute's name says about it.
type care uint8

const (
	careText     care = iota // it is only a text
	careNone                 // it is left out
	careSource               // src
	careSet                  // srcset
	carePoster               // poster
	careGround               // background
	careHref                 // href, xlink:href
	careStyle                // style
	carePaint                // a property of a drawing
	careRel                  // rel
	careName                 // name
	careAnimated             // attributeName
)

const (
	// What would run, load, post, navigate, or take the keyboard; and what a browser acts on although nobody has clicked.
	noAttributes = " accept-charset accesskey action actionurl adauctionheaders allow allowfullscreen archive as attributionsrc autocomplete autofocus autoplay blocking browsingtopics " +
		"cite classid code codebase codetype command commandfor constructor contextmenu credentialless crossorigin csp data declare definitionurl download dropzone " +
		"dynsrc elementtiming enctype fetchpriority formaction formenctype formmethod formnovalidate formtarget handler http-equiv imagesizes imagesrcset integrity " +
		"interestfor interesttarget invoketarget is ismap language loading longdesc lowsrc manifest method nonce object ping popovertarget popovertargetaction preload profile " +
		"prototype referrerpolicy sandbox scheme shadowrootclonable shadowrootdelegatesfocus shadowrootmode shadowrootserializable shadowrootcustomelementregistry " +
		"sharedstoragewritable srcdoc target writingsuggestions xml:base xmlns "
	paints = " clip-path color-profile cursor fill filter marker marker-end marker-mid marker-start mask stroke from to by values "
)

// careOf is about a name in small letters: setAttribute knows no others on HTML's elements.
func careOf(s string) care {
	switch {
	case !attributeName(s), begins(s, "on"), begins(s, "xmlns:"), has(noAttributes, s), len(s) > 1 && s[:2] == "__":
		return careNone
	case has(paints, s):
		return carePaint
	}
	switch s {
	case "src":
		return careSource
	case "srcset":
		return careSet
	case "poster":
		return carePoster
	case "background":
		return careGround
	case "href", "xlink:href":
		return careHref
	case "style":
		return careStyle
	case "rel":
		return careRel
	case "name":
		return careName
	case "attributename":
		return careAnimated
	}
	return careText
}

// attributeName tells whether all browsers take it for one.
func attributeName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || i > 0 && (digit(c) || c == '-' || c == '.' || c == ':')) {
			return false
		}
	}
	return s != "" && len(s) <= 200
}

// attribute is what stands in place of an attribute: its name, if another, and its value. It is not ok if the attribute has to go.
func (s *Sanitizer) attribute(d *document, n *node, at int32, value string) (other, safe string, ok bool) {
	element := s.names.list[n.name].s
	switch s.names.list[at].attr {
	case careText:
		return "", value, true
	case careNone:
		return "", "", false
	case careStyle:
		safe = s.policy.style(value, &d.base, &d.self)
		return "", safe, safe != "" || value == ""
	case carePaint:
		safe = s.policy.paint(value, &d.base, &d.self)
		return "", safe, safe != "" || value == ""
	case careAnimated:
		low := lower(bare(value))
		return "", value, n.kind == NodeSVG && !begins(low, "on") && attributeName(low) && !has(" href xlink:href src style ", low)
	case careName:
		return "", value, n.kind != NodeElement || !has(" embed form frame iframe img object ", element) && (element != "meta" || has(" color-scheme theme-color viewport ", lower(value)))
	case careRel:
		return "", value, element != "link" || sheetRelation(value)
	case careHref:
		return s.href(d, n, element, value)
	}
	safe = s.source(d, n, element, s.names.list[at].attr, value)
	return "", safe, safe != ""
}

// href is a link's address, a style sheet's, or that of a part of a drawing.
func (s *Sanitizer) href(d *document, n *node, element, value string) (other, safe string, ok bool) {
	of := part
	switch {
	case s.link(n):
		return LinkAttribute, value, true
	case n.kind == NodeElement && element == "link":
		of = styles
	case n.kind == NodeElement:
		return "", "", false
	case element == "image":
		of = picture
	case element == "feImage":
		of = anything
	}
	safe = s.policy.load(value, of, &d.base, &d.self)
	return "", safe, safe != ""
}

// link tells whether its href leads elsewhere.
func (s *Sanitizer) link(n *node) bool {
	element := s.names.list[n.name].s
	return n.kind == NodeMath || element == "a" || element == "area"
}

// source is the address of what an element of HTML shows, as far as it may be loaded.
func (s *Sanitizer) source(d *document, n *node, element string, what care, value string) string {
	if n.kind != NodeElement {
		return ""
	}
	load := func(of content) string { return s.policy.load(value, of, &d.base, &d.self) }
	switch {
	case what == careGround, what == carePoster && element == "video", what == careSource && has(" img input ", element):
		return load(picture)
	case what == careSource && has(" audio source video ", element):
		return load(media)
	case what == careSet && has(" img source ", element):
		return s.policy.srcset(value, &d.base, &d.self)
	}
	return ""
}

// sheetRelation tells whether a link is a style sheet and nothing else.
func sheetRelation(s string) bool {
	sheet := false
	for _, word := range fields(lower(s)) {
		switch word {
		case "stylesheet":
			sheet = true
		case "alternate":
		default:
			return false
		}
	}
	return sheet
}
