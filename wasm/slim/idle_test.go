package slim

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// declared returns the functions of a package of the standard library as the linker names them, whatever
// they are built for, without literals within functions.
func declared(t *testing.T, pkg string) map[string][]*ast.FuncType {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src", filepath.FromSlash(pkg), "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources of %s: %v", pkg, err)
	}
	functions := map[string][]*ast.FuncType{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			full := pkg + "." + f.Name.Name
			if f.Recv != nil {
				receiver, ok := f.Recv.List[0].Type.(*ast.Ident)
				if !ok {
					continue // generic, or by pointer; none is in the table
				}
				full = pkg + "." + receiver.Name + "." + f.Name.Name
			}
			functions[full] = append(functions[full], f.Type)
		}
	}
	return functions
}

// A name that the runtime does not have would drop nothing, and a result that is not there would be read.
func TestIdleFunctionsAreThoseOfTheToolchain(t *testing.T) {
	t.Parallel()
	packages := map[string]map[string][]*ast.FuncType{}
	lookUp := func(name string) []*ast.FuncType {
		folder, file := path.Split(name)
		pkg := folder + strings.SplitN(file, ".", 2)[0]
		if packages[pkg] == nil {
			packages[pkg] = declared(t, pkg)
		}
		return packages[pkg][name]
	}
	seen := map[string]bool{}
	for _, group := range idleGroups {
		if group.name == "" || group.why == "" {
			t.Errorf("a group without name or reason: %+v", group)
		}
		for _, f := range group.functions {
			if seen[f.name] {
				t.Errorf("%s is there twice", f.name)
			}
			seen[f.name] = true
			outer, literal, _ := strings.Cut(f.name, ".func")
			types := lookUp(outer)
			if len(types) == 0 {
				t.Errorf("the toolchain has no %s", outer)
			}
			if literal != "" && f.body != never {
				t.Errorf("%s is a literal, its results cannot be told", f.name)
			}
			for _, typ := range types {
				if f.body != never && typ.Results != nil {
					t.Errorf("%s has results", f.name)
				}
				if f.body == asHex && (len(typ.Params.List) != 1 || typ.Params.List[0].Type.(*ast.Ident).Name != "float64") {
					t.Errorf("%s does not have one parameter of eight bytes", f.name)
				}
			}
		}
		for _, name := range group.unless {
			if !strings.HasSuffix(name, ".") && len(lookUp(name)) == 0 {
				t.Errorf("the toolchain has no %s", name)
			}
		}
	}
	for _, typ := range lookUp(printHex) {
		if typ.Results != nil || len(typ.Params.List) != 1 || typ.Params.List[0].Type.(*ast.Ident).Name != "uint64" {
			t.Errorf("%s does not have one parameter of eight bytes", printHex)
		}
	}
}
