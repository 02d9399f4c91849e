package main

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// bundles are the scripts that pages name. Each takes in the modules that it imports, so that a page asks for one script and
// not for twenty, a round trip behind the other. What is taken in is not served by itself. The launcher, the recorder and what acts for an agent are no modules: they must
// leave nothing behind among the names of a merchant's page but what they say.
var bundles = []bundled{
	{"js/console.js", "js/console.js", api.FormatESModule, ""},
	{"js/frame.js", "js/frame.js", api.FormatESModule, ""},
	{"js/mirror.js", "js/mirror.js", api.FormatESModule, ""},
	{"share.js", "share.js", api.FormatIIFE, ""},
	{"js/mirror-frame.js", "js/mirror-frame.js", api.FormatIIFE, ""},
	{"widget.js", "widget.js", api.FormatIIFE, "false"},
	{"widget.js", visitorsScript, api.FormatIIFE, "true"},
	{"js/record.js", recordScript, api.FormatIIFE, ""},
	{"js/control.js", controlScript, api.FormatIIFE, ""},
}

// bundled is a script that is made of another one and its modules. visitors is what __VISITORS__ stands for in it, "" where it has none.
type bundled struct {
	from, to string
	format   api.Format
	visitors string
}

// visitorsScript is the launcher of sites that show their visitors to agents; the relay serves it in the other one's place.
const visitorsScript = "widget-visitors.js"

// recordScript is the recorder, which a merchant's page loads by that name when a visitor lets an agent look.
const recordScript = "record.js"

// controlScript is what acts for an agent, which that page loads when the visitor lets them point or act.
const controlScript = "control.js"

// bundle makes bundles of the scripts that have one, without what only people read, and leaves the others.
func bundle(files []file) ([]file, error) {
	inside := map[string]bool{}
	made := map[string][]byte{}
	for _, b := range bundles {
		if _, ok := find(files, b.from); !ok {
			continue
		}
		r := api.Build(api.BuildOptions{
			EntryPoints: []string{b.from}, Bundle: true, Format: b.format, Define: b.define(), Target: api.ESNext, Charset: api.CharsetUTF8,
			MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true,
			Plugins: []api.Plugin{among(files, inside)},
		})
		if len(r.Errors) > 0 {
			return nil, failed(r.Errors)
		}
		made[b.to] = r.OutputFiles[0].Contents
	}
	var out []file
	for _, name := range []string{visitorsScript, recordScript, controlScript} { // those that have no file of the same name
		if content, ok := made[name]; ok {
			out = append(out, file{path: name, content: content})
		}
	}
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

func (b bundled) define() map[string]string {
	if b.visitors == "" {
		return nil
	}
	return map[string]string{"__VISITORS__": b.visitors}
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
			text, err := slimStyles(string(f.content))
			if err != nil {
				return api.OnLoadResult{}, fmt.Errorf("%s: %w", a.Path, err)
			}
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
	}}
}

// styles are the rules that a script carries.
var styles = regexp.MustCompile("/\\* css \\*/ `([^`]*)`")

// slimStyles takes out of them what only people read.
func slimStyles(script string) (string, error) {
	var errs []error
	script = styles.ReplaceAllStringFunc(script, func(found string) string {
		rules := styles.FindStringSubmatch(found)[1]
		r := api.Transform(rules, api.TransformOptions{Loader: api.LoaderCSS, MinifySyntax: true, MinifyWhitespace: true, Target: api.ESNext, Charset: api.CharsetUTF8})
		for _, m := range append(r.Errors, r.Warnings...) {
			errs = append(errs, fmt.Errorf("line %d of its styles: %s", m.Location.Line, m.Text))
		}
		return "`" + strings.TrimSuffix(string(r.Code), "\n") + "`"
	})
	return script, errors.Join(errs...)
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
