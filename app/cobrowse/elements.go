package cobrowse

// Names that stand in place of others. They are inert: to a browser they are elements that nothing is known of.
const (
	HiddenElement = "pupitre-hidden" // of what is never seen, or must not be: scripts, base, templates, plugins' parameters. The viewer hides it
	BoxElement    = "pupitre-box"    // of object, embed and applet: a box with their width and height
	PlainElement  = "pupitre-plain"  // of elements that nothing is known of: their content is seen
)

// treatment is what is done with an element: what stands in its place (one of the first four), and more.
type treatment uint8

const (
	kept treatment = iota
	hidden
	boxed
	plain
	replaced treatment = 3 // the bits of those above

	silent  treatment = 4  // texts right in it are emptied: they are no texts
	frame   treatment = 8  // a document of the stream may be in it
	shadowy treatment = 16 // it may have a shadow root
)

// other is what stands in place of the name; "": the name itself.
func (t treatment) other() string {
	switch t & replaced {
	case hidden:
		return HiddenElement
	case boxed:
		return BoxElement
	case plain:
		return PlainElement
	}
	return ""
}

const (
	htmlKept = " a abbr acronym address area article aside audio b bdi bdo big blink blockquote body br button canvas caption center cite code col colgroup " +
		"data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html " +
		"i iframe img input ins kbd label legend li link listing main map mark marquee menu meta meter nav nobr ol optgroup option output p picture plaintext pre progress " +
		"q rb rbc rp rt rtc ruby s samp search section select selectedcontent slot small source span strike strong style sub summary sup table tbody td textarea tfoot th thead " +
		"time title tr tt u ul var video wbr xmp "
	htmlHidden = " base basefont bgsound command fencedframe isindex keygen menuitem nextid noembed noframes noscript param portal script spacer template track webview "
	htmlBoxed  = " applet embed object "
	htmlSilent = " noembed noframes noscript script style template "
	htmlFrames = " iframe frame "
	htmlShadow = " article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span "

	// SVG's names have capital letters where they have them. Others are not drawn.
	svgKept = " a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix " +
		"feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset " +
		"fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line linearGradient marker mask metadata mpath path pattern polygon polyline " +
		"radialGradient rect set stop style svg switch symbol text textPath title tspan use view "
	svgSilent = " script style "

	mathKept = " annotation annotation-xml maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub " +
		"msubsup msup mtable mtd mtext mtr munder munderover none semantics "
)

func ofHTML(s string) treatment {
	t := plain
	switch {
	case has(htmlKept, s):
		t = kept
	case has(htmlHidden, s):
		t = hidden
	case has(htmlBoxed, s):
		t = boxed
	case custom(s):
		t = kept | shadowy
	}
	if has(htmlSilent, s) {
		t |= silent
	}
	if has(htmlFrames, s) {
		t |= frame
	}
	if has(htmlShadow, s) {
		t |= shadowy
	}
	return t
}

func ofSVG(s string) treatment {
	t := hidden
	if has(svgKept, s) || s == HiddenElement {
		t = kept
	}
	if has(svgSilent, s) {
		t |= silent
	}
	return t
}

func ofMath(s string) treatment {
	if has(mathKept, s) || s == HiddenElement {
		return kept
	}
	return hidden
}

// custom tells whether it is the name of a custom element, of which the viewer knows nothing: small letters, digits, and a dash.
func custom(s string) bool {
	if len(s) > 100 || s == "" || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	dash := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '-':
			dash = true
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '_', c == '.':
		default:
			return false
		}
	}
	return dash
}
