package main

import (
	"strings"
	"testing"
)

func TestAPagesModulesBecomeOneScript(t *testing.T) {
	t.Parallel()
	files := []file{
		{path: "js/frame.js", content: []byte("// @ts-check\nimport { a, b as c } from \"./one.js\";\nimport * as two from \"./two-more.js\";\n/** @type {import(\"./one.js\").T} */ let t;\nc(a, two.x, \"é\");\n")},
		{path: "js/one.js", content: []byte("import { x } from \"./two-more.js\";\nexport const a = x;\nexport async function b(...all) { console.log(all); }\n")},
		{path: "js/two-more.js", content: []byte("export class x {\n}\n")},
		{path: "js/alone.js", content: []byte("import { a } from \"./one.js\"; // as it is\n")},
		{path: "here.js", content: []byte("export function here() { console.log(2); }\n")},
		{path: "widget.js", content: []byte("// A launcher.\nimport { here } from \"./here.js\";\n(() => { const words = 1; console.log(words); if (__VISITORS__) here(); })();\n")},
		{path: "share.js", content: []byte("const css = /* css */ `\n  .a, .b { color : #ffffff; }\n  @media print { .a { top: calc(1px + var(--a, 0px)) } }`;\nconsole.log(css);\n")},
	}
	got, err := bundle(files)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"js/frame.js":        "var o=class{};var r=o;async function s(...t){console.log(t)}s(r,o,\"é\");\n",
		"js/alone.js":        "import { a } from \"./one.js\"; // as it is\n",
		"share.js":           "(()=>{var o=\".a,.b{color:#fff}@media print{.a{top:calc(1px + var(--a, 0px))}}\";console.log(o);})();\n",
		"widget.js":          "(()=>{console.log(1);})();\n",
		"widget-visitors.js": "(()=>{function o(){console.log(2)}console.log(1),o();})();\n",
	}
	for _, f := range got {
		if text, ok := want[f.path]; !ok || string(f.content) != text {
			t.Errorf("%s is served:\n%s", f.path, f.content)
		}
		delete(want, f.path)
	}
	for name := range want {
		t.Errorf("%s is not served", name)
	}
}

func TestAScriptThatCannotBeBundledIsNamed(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"\nimport { a } from \"./none.js\";":                              "static/js/frame.js:2: there is no static/js/none.js",
		"import { a } from \"https://elsewhere.example/a.js\";\na(1, 2);": "static/js/frame.js:1: there is no static/",
		"import { a } from \"react\";":                                    "static/js/frame.js:1: there is no static/js/react",
		"\nconst css = /* css */ `\n.a { color: #fff`;":                   "static/js: js/frame.js: line 2 of its styles: Expected",
		"const a = ;": "static/js/frame.js:1: Unexpected \";\"",
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
		if got := strings.Contains(string(f.content), "LanguageDetector"); !ok || got != want {
			t.Errorf("%s: there %v, with it %v, want %v", name, ok, got, want)
		}
	}
}
