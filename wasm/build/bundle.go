package main

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// bundles are the scripts that pages name. Each takes in the modules that it imports, so that a page asks for one script and
// not for twenty, a round trip behind the other. What is taken in is not served by itself. The launcher is no module: it must
// leave nothing behind among the names of a merchant's page.
var bundles = map[string]api.Format{"js/console.js": api.FormatESModule, "js/frame.js": api.FormatESModule, "widget.js": api.FormatIIFE}

// bundle makes bundles of the scripts that have one, without what only people read, and leaves the others.
func bundle(files []file) ([]file, error) {
	inside := map[string]bool{}
	made := map[string][]byte{}
	for first, format := range bundles {
		if _, ok := find(files, first); !ok {
			continue
		}
		r := api.Build(api.BuildOptions{
			EntryPoints: []string{first}, Bundle: true, Format: format, Target: api.ESNext, Charset: api.CharsetUTF8,
			MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true,
			Plugins: []api.Plugin{among(files, inside)},
		})
		if len(r.Errors) > 0 {
			return nil, failed(r.Errors)
		}
		made[first] = r.OutputFiles[0].Contents
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

// among has esbuild read modules from the files, and notes which.
func among(files []file, inside map[string]bool) api.Plugin {
	const ours = "static"
	var mu sync.Mutex // of inside: esbuild reads several at a time
	return api.Plugin{Name: ours, Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := a.Path
			if a.Kind != api.ResolveEntryPoint {
				name = path.Join(path.Dir(a.Importer), a.Path)
			}
			if _, ok := find(files, name); !ok || a.Kind != api.ResolveEntryPoint && !strings.HasPrefix(a.Path, "./") {
				return api.OnResolveResult{}, fmt.Errorf("there is no static/%s", name)
			}
			return api.OnResolveResult{Path: name, Namespace: ours}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: ours}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			f, _ := find(files, a.Path)
			mu.Lock()
			inside[a.Path] = true
			mu.Unlock()
			text := string(f.content)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
	}}
}

// failed is esbuild's messages as errors, each with its place.
func failed(messages []api.Message) error {
	var all []error
	for _, m := range messages {
		where := "static/js"
		if l := m.Location; l != nil {
			where = fmt.Sprintf("static/%s:%d", strings.TrimPrefix(l.File, "static:"), l.Line)
		}
		all = append(all, fmt.Errorf("%s: %s", where, m.Text))
	}
	return errors.Join(all...)
}
