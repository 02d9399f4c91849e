package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"pupitre/wasm/slim"
)

// module is a Wasm program: the folder of its package main becomes wasm/NAME.wasm.
type module struct {
	name, folder string
}

var modules = []module{
	{"console", "wasm/console"},
	{"widget", "wasm/widget"},
	{"mirror", "wasm/mirror"},
}

// linked is what came of the modules: the files to serve, and the names of those that
// could not be slimmed.
type linked struct {
	files     []file
	unslimmed map[string]bool
}

// linkModules builds all modules at once and adds the toolchain's loader for them.
func (b builder) linkModules() (linked, error) {
	loader, err := goLoader()
	if err != nil {
		return linked{}, err
	}
	all := linked{files: []file{loader}, unslimmed: map[string]bool{}}

	type result struct {
		content []byte
		err     error
	}
	results := make([]chan result, len(b.modules))
	for i, m := range b.modules {
		results[i] = make(chan result, 1)
		go func() {
			content, err := b.link(m)
			results[i] <- result{content, err}
		}()
	}
	var failures []error
	for i, m := range b.modules {
		r := <-results[i]
		if r.err != nil {
			failures = append(failures, r.err)
			continue
		}
		f, ok := b.slim(m, r.content)
		all.files = append(all.files, f)
		all.unslimmed[f.path] = !ok
	}
	return all, errors.Join(failures...)
}

// slim returns what is served for a linked module, and whether it could be slimmed. A module that a newer Go
// laid out in another way works as well, so it is served as it is, with a warning. So is what a module keeps
// because it has a use for it, most often because a package that was added calls recover().
func (b builder) slim(m module, content []byte) (served file, ok bool) {
	served = file{path: "wasm/" + m.name + ".wasm", content: content}
	slimmed, report, err := slim.Options{Browser: true}.Slim(content)
	if err != nil { // always ErrUnknownLayout
		fmt.Fprintf(b.warnings, "WARNING: %s is served as linked, half as large again to download: %v\n", served.path, err)
		return served, false
	}
	for _, kept := range report.Kept {
		fmt.Fprintf(b.warnings, "WARNING: %s is larger to download, it keeps %s\n", served.path, kept)
	}
	served.content = slimmed
	return served, true
}

// link builds one module and returns it unslimmed. A copy stays in bin/debug, outside what is served:
// put in the place of the slimmed one, it prints a panic with the names, files and lines that the other lacks.
func (b builder) link(m module) ([]byte, error) {
	out, err := filepath.Abs(b.path("bin", "debug", m.name+".debug.wasm"))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return nil, err
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "./"+m.folder)
	build.Dir = b.root
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building %s: %w\n%s", m.folder, err, said)
	}
	return os.ReadFile(out)
}

// goLoader returns the toolchain's script that a module of that toolchain needs.
func goLoader() (file, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return file{}, fmt.Errorf("asking go for its GOROOT: %w", err)
	}
	content, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return file{}, fmt.Errorf("the Go toolchain lacks its loader for Wasm: %w", err)
	}
	return file{path: "js/wasm_exec.js", content: content}, nil
}
