package main

import (
	"embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

//go:embed rivals
var rivals embed.FS

// bundle fetches React and Preact with npm, and makes the rivals' pages in a temporary folder, which the caller removes.
func bundle() (folder string, err error) {
	if folder, err = os.MkdirTemp("", "benchui"); err != nil {
		return "", err
	}
	if err := os.CopyFS(folder, rivals); err != nil {
		return folder, err
	}
	folder = filepath.Join(folder, "rivals")
	npm := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir = folder
	if out, err := npm.CombinedOutput(); err != nil {
		return folder, fmt.Errorf("fetch React and Preact (is npm installed?): %w\n%s", err, out)
	}
	page, err := os.ReadFile(filepath.Join(folder, "page.html"))
	if err != nil {
		return folder, err
	}
	preact := map[string]string{"react": "preact/compat", "react-dom": "preact/compat", "react-dom/client": "preact/compat/client"}
	for _, r := range []struct {
		name, from, jsx string
		alias           map[string]string
	}{{"react", "app.jsx", "react", nil}, {"preact", "app.jsx", "preact", preact}, {"hand", "hand.js", "", nil}} {
		made := api.Build(api.BuildOptions{
			AbsWorkingDir: folder, EntryPoints: []string{r.from}, Outfile: r.name + ".js", AllowOverwrite: true, Write: true, Bundle: true,
			MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, Format: api.FormatESModule,
			JSX: api.JSXAutomatic, JSXImportSource: r.jsx, Alias: r.alias, Define: map[string]string{"process.env.NODE_ENV": `"production"`},
		})
		for _, m := range made.Errors {
			err = errors.Join(err, fmt.Errorf("%s: %s", r.from, m.Text))
		}
		if err != nil {
			return folder, err
		}
		if err := os.WriteFile(filepath.Join(folder, r.name+".html"), []byte(strings.Replace(string(page), "NAME", r.name, 1)), 0o644); err != nil {
			return folder, err
		}
	}
	return folder, nil
}
