package app_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pupitre/app/cobrowse"
)

func text(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// table is the names and numbers that the pattern finds in a part of a file.
func table(t *testing.T, where, part, pattern string) map[string]int {
	t.Helper()
	found := map[string]int{}
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(part, -1) {
		n, err := strconv.Atoi(m[2])
		if _, twice := found[m[1]]; twice || err != nil {
			t.Errorf("%s: %s stands there twice, or is no number: %v", where, m[1], err)
		}
		found[m[1]] = n
	}
	return found
}

// between is what stands in the file behind from, up to to.
func between(t *testing.T, file, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text(t, file), from)
	part, _, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("%s: nothing between %q and %q", file, from, to)
	}
	return part
}

func wantSame(t *testing.T, what string, goes, js map[string]int) {
	t.Helper()
	if len(goes) < 5 || !maps.Equal(goes, js) {
		t.Errorf("%s: in Go %v, in JavaScript %v", what, goes, js)
	}
	numbers := map[int]bool{}
	for _, n := range goes {
		numbers[n] = true
	}
	if len(numbers) != len(goes) {
		t.Errorf("%s: a number is used twice: %v", what, goes)
	}
}

const jsNumber = `(\w+): (\d+)`

func TestTheGlueKnowsTheSameOperations(t *testing.T) {
	t.Parallel()
	const goNumber = `(?m)^\s*Op(\w+)\s+(?:dom\.)?Op\s*=\s*(\d+)`
	patch := table(t, "ops.go", text(t, "app/dom/ops.go"), goNumber)
	orders := table(t, "encode.go", text(t, "app/ui/encode.go"), goNumber)
	wantSame(t, "patches", patch, table(t, "patch.js", between(t, "static/js/patch.js", "export const OP = {", "}"), jsNumber))
	wantSame(t, "orders", orders, table(t, "orders.js", between(t, "static/js/orders.js", "export const ORDER = {", "}"), jsNumber))
	for name, n := range patch {
		for other, m := range orders {
			if n == m {
				t.Errorf("%s and %s both have number %d", name, other, n)
			}
		}
	}
}

func TestTheGlueKnowsTheSameEvents(t *testing.T) {
	t.Parallel()
	events := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\t(\w+)`).FindAllStringSubmatch(between(t, "app/dom/event.go", "type EventType uint8\n\nconst (", "\n)"), -1) {
		events[m[1]] = len(events)
	}
	wantSame(t, "events", events, table(t, "events.js", between(t, "static/js/events.js", "export const EVENT = {", "}"), jsNumber))
}

func TestTheGlueKnowsTheSameProperties(t *testing.T) {
	t.Parallel()
	properties := func(file, pattern string) string {
		var names []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text(t, file), -1) {
			names = append(names, m[1])
		}
		slices.Sort(names)
		return strings.Join(names, " ")
	}
	goes, js := properties("app/dom/attrs.go", `(?m)^\s*prop\w+\s*= "(\.\w+)"`), properties("static/js/property.js", `case "(\.\w+)":`)
	if goes == "" || goes != js {
		t.Errorf("in Go %q, in JavaScript %q", goes, js)
	}
}

// The recorder, the viewer, and what lies between them.
func TestTheGlueKnowsTheSameMirror(t *testing.T) {
	t.Parallel()
	const goNumber = `(?m)^\t(\w+)\s+(?:Op|Node|Command|Outcome|MirrorKind|MirrorPhase|Level)\s*=\s*(\d+)`
	goes := table(t, "cobrowse and wire", text(t, "app/cobrowse/cobrowse.go")+text(t, "app/cobrowse/command.go")+text(t, "app/wire/mirror.go")+text(t, "app/chat/mirror.go"), goNumber)
	maps.Copy(goes, table(t, "command.go", text(t, "app/cobrowse/command.go"), `(?m)^\t(Key\w+)\s*=\s*(\d+)`))
	maps.Copy(goes, map[string]int{
		"MaxNodes": cobrowse.MaxNodes, "MaxDocuments": cobrowse.MaxDocuments, "MaxDepth": cobrowse.MaxDepth, "MaxWords": cobrowse.MaxWords, "MaxWord": cobrowse.MaxWord,
		"MaxText": cobrowse.MaxText, "MaxMessage": cobrowse.MaxMessage, "MaxResource": cobrowse.MaxResource, "HashSize": cobrowse.HashSize,
	})
	js := table(t, "mirror-ops.js", text(t, "static/js/mirror-ops.js"), `(?m)^export const (\w+) = (\d+);$`)
	if len(js) < 80 || !maps.Equal(goes, js) {
		t.Errorf("in Go %v, in JavaScript %v", goes, js)
	}
}

// Every effect has its bytes: one that Encode does not know would be lost without a word.
func TestEveryEffectIsEncoded(t *testing.T) {
	t.Parallel()
	encode := text(t, "app/ui/encode.go")
	effects := regexp.MustCompile(`(?m)^func \((\w+)\)\s+effect\(\)`).FindAllStringSubmatch(text(t, "app/ui/effect.go"), -1)
	if len(effects) < 10 {
		t.Fatalf("found only %d effects", len(effects))
	}
	for _, e := range effects {
		if !strings.Contains(encode, "case "+e[1]+":") {
			t.Errorf("%s has no case in Encode", e[1])
		}
	}
}

// scripts are our scripts in static/, by path from the root.
func scripts(t *testing.T, pattern string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v, %v", pattern, files, err)
	}
	all := map[string]string{}
	for _, f := range files {
		rel, err := filepath.Rel(root, f)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.ToSlash(rel)] = text(t, rel)
	}
	return all
}

func TestTheGlueStaysThin(t *testing.T) {
	t.Parallel()
	whole := map[string]string{
		"static/js/control.js":       "each thing that an agent can do is a line of its switch",
		"static/js/share-view.js":    "dialog and bar are made of the same parts",
		"static/js/record-tree.js":   "the one rule of the recorder, over a whole document",
		"static/js/record-page.js":   "it knows a whole page",
		"static/js/record-style.js":  "it knows every way to have a style",
		"static/js/record-events.js": "it hears all that a page says of itself",
		"static/js/widget.js":        "a merchant's page loads one script, so it cannot be cut into modules; wasm/build holds it to 4 KB",
	}
	for name, js := range scripts(t, "static/js/*.js") {
		if !strings.HasPrefix(js, "// @ts-check\n") {
			t.Errorf("%s does not begin with // @ts-check", name)
		}
		if n := strings.Count(js, "\n"); n >= 150 && whole[name] == "" {
			t.Errorf("%s has %d lines: glue decides nothing, so a module of it is short", name, n)
		}
	}
}

// What a person wrote must have no way to become markup or a program.
func TestNoScriptMakesMarkupOrCodeOfText(t *testing.T) {
	t.Parallel()
	banned := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|srcdoc|\beval\(|new Function|document\.write|javascript:`)
	for _, pattern := range []string{"static/js/*.js", "static/demo/js/*.js", "static/demo/js/*/*.js", "static/html/*.html", "static/demo/*.html"} {
		for name, js := range scripts(t, pattern) {
			if found := banned.FindString(js); found != "" {
				t.Errorf("%s contains %s", name, found)
			}
		}
	}
}
