package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// file is one file to serve. Its path has slashes and starts at the root of what is served.
type file struct {
	path    string
	content []byte
	brotli  []byte // nil if it is not worth it
}

const brotliSuffix = ".br"

func checkUnique(files []file) error {
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.path] {
			return fmt.Errorf("two inputs become %s", f.path)
		}
		seen[f.path] = true
	}
	return nil
}

// writeTree writes files and their brotli twins below dir. It leaves those that are already right, so that
// a build without change touches nothing.
func writeTree(dir string, files []file) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.path))
		if err := writeFile(name, f.content); err != nil {
			return err
		}
		if f.brotli == nil {
			continue
		}
		if err := writeFile(name+brotliSuffix, f.brotli); err != nil {
			return err
		}
	}
	return nil
}

// replaceTree is writeTree, and removes every other file below dir but .keep, which keeps the
// folder in git.
func replaceTree(dir string, files []file) error {
	wanted := map[string]bool{filepath.Join(dir, ".keep"): true}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.path))
		wanted[name] = true
		wanted[name+brotliSuffix] = f.brotli != nil
	}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || wanted[name] {
			return err
		}
		return os.Remove(name)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("emptying %s: %w", dir, err)
	}
	return writeTree(dir, files)
}

// writeFile writes a file whole or not at all: an interrupted build must not leave half a twin in the cache.
func writeFile(name string, content []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*.new")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // in vain once it is renamed
	_, err = temporary.Write(content)
	if err := errors.Join(err, temporary.Chmod(0o644), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}
