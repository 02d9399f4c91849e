package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// pair is one text as the source has it.
type pair struct{ where, en, fr string }

// source is what the files of package lang and package chat say, so that a text added tomorrow is looked at, too.
type source struct {
	texts   map[string]pair // of named texts
	all     []pair
	counted map[string][2]string // names of the texts for one and for many
	tables  map[string][]string  // of arrays: the constants that index them
}

func parse(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(token.NewFileSet(), dir+"/"+name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = f
		}
	}
	return files
}

func read(t *testing.T) source {
	t.Helper()
	s := source{map[string]pair{}, nil, map[string][2]string{}, map[string][]string{}}
	for _, f := range parse(t, ".") {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
				if lit, ok := v.Values[0].(*ast.CompositeLit); ok {
					s.variable(t, v.Names[0].Name, lit)
				}
			}
			return true
		})
	}
	if len(s.all) < 100 || len(s.counted) < 2 || len(s.tables) < 2 {
		t.Fatalf("found only %d texts, %d counted ones, %d tables", len(s.all), len(s.counted), len(s.tables))
	}
	return s
}

func (s *source) variable(t *testing.T, name string, lit *ast.CompositeLit) {
	switch typ := lit.Type.(type) {
	case *ast.Ident:
		switch typ.Name {
		case "Text":
			s.texts[name] = s.text(t, name, lit)
		case "Counted":
			one, _ := lit.Elts[0].(*ast.Ident)
			many, _ := lit.Elts[1].(*ast.Ident)
			if one == nil || many == nil {
				t.Fatalf("%s: its texts have no names", name)
			}
			s.counted[name] = [2]string{one.Name, many.Name}
		}
	case *ast.ArrayType:
		if elt, ok := typ.Elt.(*ast.Ident); ok && elt.Name == "Text" {
			for _, e := range lit.Elts {
				kv := e.(*ast.KeyValueExpr)
				key := kv.Key.(*ast.SelectorExpr).Sel.Name
				s.tables[name] = append(s.tables[name], key)
				s.text(t, name+"["+key+"]", kv.Value.(*ast.CompositeLit))
			}
		}
	}
}

func (s *source) text(t *testing.T, where string, lit *ast.CompositeLit) pair {
	t.Helper()
	if len(lit.Elts) != 2 {
		t.Fatalf("%s: %d languages", where, len(lit.Elts))
	}
	p := pair{where: where}
	for i, to := range []*string{&p.en, &p.fr} {
		b, ok := lit.Elts[i].(*ast.BasicLit)
		if !ok {
			t.Fatalf("%s: not a plain string", where)
		}
		*to, _ = strconv.Unquote(b.Value)
	}
	s.all = append(s.all, p)
	return p
}

func TestEveryTextIsThereInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, p := range read(t).all {
		switch {
		case p.en == "" || p.fr == "":
			t.Errorf("%s: %q in English, %q in French", p.where, p.en, p.fr)
		case strings.Count(p.en, "%") != strings.Count(p.fr, "%"):
			t.Errorf("%s: not as many %% in %q as in %q", p.where, p.en, p.fr)
		}
	}
}

func TestCountedTextsDifferOnlyInNumber(t *testing.T) {
	t.Parallel()
	s := read(t)
	for name, c := range s.counted {
		one, many := s.texts[c[0]], s.texts[c[1]]
		for _, text := range []string{one.en, one.fr, many.en, many.fr} {
			if strings.Count(text, "%") != 1 {
				t.Errorf("%s: %q has no place for the number, or several", name, text)
			}
		}
		if one.en == many.en || one.fr == many.fr {
			t.Errorf("%s: one and many are the same", name)
		}
	}
}

// Rules of typography, each with what it must not match.
var (
	common = map[string]string{
		"a straight apostrophe or quotation mark": `['"]`,
		"three dots instead of an ellipsis":       `\.\.\.`,
		"a space at an end":                       `^\s|\s$`,
		"two spaces":                              `\s\s`,
		"a control character":                     `[\x00-\x1f\x7f-\x{9f}]`,
	}
	english = map[string]string{
		"a space before punctuation": `\s[?!:;,.]`,
		"French quotation marks":     `[«»]`,
	}
	french = map[string]string{
		"no space before high punctuation": `[^\s\x{a0}\x{202f}?!][?!:;»]`,
		"no space behind a quotation mark": `«[^\s\x{a0}]`,
		"a space before low punctuation":   `[\s\x{a0}\x{202f}][,.…]`,
		"English quotation marks":          `[“”]`,
	}
)

func TestTextsKeepTheRulesOfTypography(t *testing.T) {
	t.Parallel()
	check := func(where, text string, rules map[string]string) {
		for what, rule := range rules {
			if regexp.MustCompile(rule).MatchString(text) {
				t.Errorf("%s: %s in %q", where, what, text)
			}
		}
	}
	for _, p := range read(t).all {
		check(p.where, p.en, common)
		check(p.where, p.en, english)
		check(p.where, p.fr, common)
		check(p.where, p.fr, french)
	}
}

// constants are those of a type of package chat, in their order.
func constants(t *testing.T, typ string) (names []string) {
	t.Helper()
	for _, f := range parse(t, "../chat") {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			first, _ := g.Specs[0].(*ast.ValueSpec).Type.(*ast.Ident)
			if first == nil || first.Name != typ {
				continue
			}
			for _, s := range g.Specs {
				names = append(names, s.(*ast.ValueSpec).Names[0].Name)
			}
		}
	}
	if len(names) < 5 {
		t.Fatalf("only %v of %s", names, typ)
	}
	return names
}

func TestEveryProblemAndEveryStateHasWords(t *testing.T) {
	t.Parallel()
	s := read(t)
	for table, want := range map[string][]string{"problems": constants(t, "Problem")[1:], "states": constants(t, "SendState")} {
		if got := strings.Join(s.tables[table], " "); got != strings.Join(want, " ") {
			t.Errorf("%s: words for %s, needed for %s", table, got, strings.Join(want, " "))
		}
	}
}
