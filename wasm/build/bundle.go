package main

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// bundles are the scripts that pages name. Each takes in the modules that it imports, so that a page asks for one script and
// not for twenty, a round trip behind the other. What is taken in is not served by itself.
var bundles = []string{"js/console.js", "js/frame.js"}

// bundle makes bundles of the scripts that have one, and leaves the others.
func bundle(files []file) ([]file, error) {
	inside := map[string]bool{}
	made := map[string][]byte{}
	for _, first := range bundles {
		if _, ok := find(files, first); !ok {
			continue
		}
		b := bundler{files: files, state: map[string]int{}}
		if err := b.add(first); err != nil {
			return nil, err
		}
		for name := range b.state {
			inside[name] = true
		}
		made[first] = []byte("// @ts-check\n// The modules of static/js that this page needs, one after the other.\n" + b.text.String())
	}
	var out []file
	for _, f := range files {
		if content, ok := made[f.path]; ok {
			f.content = content
		} else if inside[f.path] {
			continue
		}
		out = append(out, f)
	}
	return out, nil
}

// bundler writes modules in the order in which a browser runs them: each behind those that it imports.
type bundler struct {
	files []file
	state map[string]int // of each module: being added, or added
	text  strings.Builder
}

const (
	adding = 1 + iota
	added
)

var (
	importedNames = regexp.MustCompile(`^import \{ (.+) \} from "\./([\w-]+\.js)";$`)
	importedWhole = regexp.MustCompile(`^import \* as (\w+) from "\./([\w-]+\.js)";$`)
	exported      = regexp.MustCompile(`^export ((?:async function|function|const|class) (\w+).*)$`)
	comment       = regexp.MustCompile(`/\*.*?\*/|^ \*.*|//.*`)
	statement     = regexp.MustCompile(`^(?:import|export)\b`)
	renamed       = regexp.MustCompile(` as `)
)

// add writes a module as a function that is called at once and returns what the module exports. Only the forms of import and
// export that our scripts use are known; another is an error.
func (b *bundler) add(name string) error {
	switch b.state[name] {
	case adding:
		return fmt.Errorf("static/%s imports itself by way of others", name)
	case added:
		return nil
	}
	f, ok := find(b.files, name)
	if !ok {
		return fmt.Errorf("static/%s is imported and missing", name)
	}
	b.state[name] = adding
	var exports []string
	lines := strings.Split(strings.TrimSpace(string(f.content)), "\n")
	for i, line := range lines {
		if !statement.MatchString(line) {
			if strings.Contains(comment.ReplaceAllString(line, ""), "import(") {
				return unknown(name, i, line)
			}
			continue
		}
		if m := exported.FindStringSubmatch(line); m != nil {
			lines[i] = m[1]
			exports = append(exports, m[2])
			continue
		}
		m, as := importedNames.FindStringSubmatch(line), "const { %s } = %s;"
		if m == nil {
			m, as = importedWhole.FindStringSubmatch(line), "const %s = %s;"
		}
		if m == nil {
			return unknown(name, i, line)
		}
		from := path.Join(path.Dir(name), m[2])
		if err := b.add(from); err != nil {
			return err
		}
		lines[i] = fmt.Sprintf(as, renamed.ReplaceAllString(m[1], ": "), variable(from))
	}
	b.state[name] = added
	lines = slices.DeleteFunc(lines, func(l string) bool { return l == "// @ts-check" })
	fmt.Fprintf(&b.text, "\n// static/%s\nconst %s = (() => {\n%s\nreturn { %s };\n})();\n", name, variable(name), strings.Join(lines, "\n"), strings.Join(exports, ", "))
	return nil
}

func unknown(name string, i int, line string) error {
	return fmt.Errorf("static/%s:%d: a form of import or export that wasm/build does not know: %s", name, i+1, line)
}

// variable is what the bundle calls a module's exports: no name in a script of ours begins so.
func variable(name string) string {
	return "$" + strings.ReplaceAll(strings.TrimSuffix(path.Base(name), ".js"), "-", "_")
}
