package main

import (
	"strings"
	"testing"
)

func TestAPagesModulesBecomeOneScript(t *testing.T) {
	t.Parallel()
	files := []file{
		{path: "js/frame.js", content: []byte("// @ts-check\nimport { a, b as c } from \"./one.js\";\nimport * as two from \"./two-more.js\";\n/** @type {import(\"./one.js\").T} */ let t;\nc(a, two.x);\n")},
		{path: "js/one.js", content: []byte("import { x } from \"./two-more.js\";\nexport const a = x;\nexport async function b() {}\n")},
		{path: "js/two-more.js", content: []byte("export class x {\n}\n")},
		{path: "js/alone.js", content: []byte("import { a } from \"./one.js\";\n")},
		{path: "widget.js", content: []byte("(() => {})();\n")},
	}
	got, err := bundle(files)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range got {
		names = append(names, f.path)
	}
	sortedEqual(t, "what is served", names, []string{"js/frame.js", "js/alone.js", "widget.js"})
	want := `
// static/js/two-more.js
const $two_more = (() => {
class x {
}
return { x };
})();

// static/js/one.js
const $one = (() => {
const { x } = $two_more;
const a = x;
async function b() {}
return { a, b };
})();

// static/js/frame.js
const $frame = (() => {
const { a, b: c } = $one;
const two = $two_more;
/** @type {import("./one.js").T} */ let t;
c(a, two.x);
return {  };
})();
`
	if text := string(got[0].content); !strings.HasSuffix(text, want) {
		t.Errorf("got %s", text)
	}
}

func TestAScriptThatCannotBeBundledIsNamed(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"import a from \"./one.js\";":                                     "static/js/frame.js:1: a form of import",
		"const a = await import(\"./one.js\");":                           "static/js/frame.js:1: a form of import",
		"  import(\"./one.js\").then((m) => m.a());":                      "static/js/frame.js:1: a form of import",
		"export let a = 1;":                                               "static/js/frame.js:1: a form of import",
		"import { a } from \"./none.js\";":                                "static/js/none.js is imported and missing",
		"import { a } from \"./frame.js\";":                               "static/js/frame.js imports itself",
		"// words\nexport default function a() {}":                        "static/js/frame.js:2: a form of import",
		"import { a } from \"https://elsewhere.example/a.js\";\na(1, 2);": "static/js/frame.js:1: a form of import",
	} {
		_, err := bundle([]file{{path: "js/frame.js", content: []byte(content)}})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", content, err)
		}
	}
}

// Both programs do the same orders; what only the desk's needs, visitors do not download.
func TestOnlyTheDeskCarriesTheBrowsersTranslator(t *testing.T) {
	t.Parallel()
	files, err := builder{root: "../.."}.collectAssets()
	if err == nil {
		files, err = bundle(files)
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"js/console.js": true, "js/frame.js": false} {
		f, ok := find(files, name)
		if got := strings.Contains(string(f.content), "function translateHere("); !ok || got != want {
			t.Errorf("%s: there %v, with it %v, want %v", name, ok, got, want)
		}
	}
}
