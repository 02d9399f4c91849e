package main

import (
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed rivals
var rivals embed.FS

// bundle fetches React, Preact and esbuild with npm, and makes the rivals' pages in a temporary folder, which the caller
// removes.
func bundle() (folder string, err error) {
	if folder, err = os.MkdirTemp("", "benchui"); err != nil {
		return "", err
	}
	if err := os.CopyFS(folder, rivals); err != nil {
		return folder, err
	}
	folder = filepath.Join(folder, "rivals")
	if err := run(folder, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"); err != nil {
		return folder, fmt.Errorf("fetch React, Preact and esbuild (is npm installed?): %w", err)
	}
	page, err := os.ReadFile(filepath.Join(folder, "page.html"))
	if err != nil {
		return folder, err
	}
	for name, from := range map[string][]string{
		"react":  {"app.jsx", "--jsx=automatic"},
		"preact": {"app.jsx", "--jsx=automatic", "--jsx-import-source=preact", "--alias:react=preact/compat", "--alias:react-dom=preact/compat", "--alias:react-dom/client=preact/compat/client"},
		"hand":   {"hand.js"},
	} {
		args := append(from, "--bundle", "--minify", "--format=esm", "--outfile="+name+".js", "--allow-overwrite", `--define:process.env.NODE_ENV="production"`)
		if err := run(folder, filepath.Join(folder, "node_modules", ".bin", "esbuild"), args...); err != nil {
			return folder, err
		}
		if err := os.WriteFile(filepath.Join(folder, name+".html"), []byte(strings.Replace(string(page), "NAME", name, 1)), 0o644); err != nil {
			return folder, err
		}
	}
	return folder, nil
}

func run(folder, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir = folder
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, out)
	}
	return nil
}
