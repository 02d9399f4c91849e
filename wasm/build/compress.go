package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/andybalholm/brotli"
)

// Types that are not compressed already.
var compressible = map[string]bool{
	".css": true, ".html": true, ".ico": true, ".js": true, ".json": true, ".map": true, ".svg": true,
	".txt": true, ".wasm": true, ".webmanifest": true, ".xml": true,
}

// compress gives each file that gains by it its brotli twin. Twins are kept in bin/cache under the hash of what
// they were made from; those that this build did not use are removed.
func (b builder) compress(files []file) error {
	cache := b.path("bin", "cache")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return err
	}
	used := make([]string, len(files))
	failures := make([]error, len(files))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i := range files {
		f := &files[i]
		if !compressible[path.Ext(f.path)] {
			continue
		}
		free <- struct{}{}
		wait.Go(func() {
			defer func() { <-free }()
			used[i] = b.cacheName(f.content)
			twin, err := b.twin(filepath.Join(cache, used[i]), f.content)
			if err != nil {
				failures[i] = fmt.Errorf("compressing %s: %w", f.path, err)
			}
			if len(twin) < len(f.content) {
				f.brotli = twin
			}
		})
	}
	wait.Wait()
	if err := errors.Join(failures...); err != nil {
		return err
	}
	return pruneCache(cache, used)
}

func (b builder) cacheName(content []byte) string {
	sum := sha256.Sum256(content)
	return fmt.Sprintf("%s-%d%s", hex.EncodeToString(sum[:]), b.quality, brotliSuffix)
}

// twin returns the cached twin, or makes and caches it.
func (b builder) twin(name string, content []byte) ([]byte, error) {
	twin, err := os.ReadFile(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return twin, err
	}
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, b.quality)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), writeFile(name, out.Bytes())
}

func pruneCache(cache string, used []string) error {
	keep := map[string]bool{}
	for _, name := range used {
		keep[name] = true
	}
	entries, err := os.ReadDir(cache)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if keep[entry.Name()] {
			continue
		}
		if err := os.Remove(filepath.Join(cache, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}
