package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// asset says where a file, or all files of a folder, below static/ go below static/built/.
type asset struct {
	from, to string
	why      string // what it is, for the sentence that says it is missing
}

// A file of a folder that has a line of its own here goes only where that line says.
var assets = []asset{
	{"html/console.html", "console/index.html", "the console's page"},
	{"html/config.json", "console/config.json", "the console's configuration: the relay that served it"},
	{"html/widget.html", "widget/index.html", "the page in the widget's iframe"},
	{"html/mirror.html", "mirror/index.html", "the page that shows a visitor's page"},
	{"html/config.json", "mirror/config.json", "its configuration: the relay that served it"},
	{"html/mirror-frame.html", "mirror/frame.html", "the page in which a visitor's page is shown"},
	{"js/widget.js", "widget.js", "the launcher that merchants' pages load"},
	{"js/widget-about.js", "widget-about.js", "what the launcher knows about the visitor"},
	{"js/widget-here.js", "widget-here.js", "by which the launcher says that somebody is there"},
	{"js/widget-invite.js", "widget-invite.js", "an agent's invitation"},
	{"js/share.js", "share.js", "what the launcher loads when an agent asks to see the page"},
	{"js/share-css.js", "share-css.js", "how that looks"},
	{"js/share-record.js", "share-record.js", "by which it has the page recorded"},
	{"js/share-view.js", "share-view.js", "what the visitor sees of it"},
	{"js/share-words.js", "share-words.js", "what they read"},
	{"css", "css", "the style sheets"},
	{"js", "js", "the scripts"},
	{"img", "img", "the images"},
	{"demo", "demo", "the demo shop"},
}

// checkInputs returns an error with a sentence for each input that is missing.
func (b builder) checkInputs() error {
	var missing []error
	for _, a := range assets {
		if !exists(b.path("static", a.from)) {
			missing = append(missing, fmt.Errorf("static/%s is missing: %s", a.from, a.why))
		}
	}
	for _, m := range b.modules {
		if !exists(b.path(m.folder)) {
			missing = append(missing, fmt.Errorf("%s is missing: the program of wasm/%s.wasm", m.folder, m.name))
		}
	}
	return errors.Join(missing...)
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// collectAssets reads all files of the table.
func (b builder) collectAssets() ([]file, error) {
	single := map[string]bool{}
	for _, a := range assets {
		single[a.from] = true
	}
	var files []file
	root := b.path("static")
	for _, a := range assets {
		err := filepath.WalkDir(filepath.Join(root, a.from), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
				return err
			}
			relative, err := filepath.Rel(root, name)
			if err != nil {
				return err
			}
			from := filepath.ToSlash(relative)
			if from != a.from && single[from] {
				return nil
			}
			content, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			files = append(files, file{path: path.Join(a.to, strings.TrimPrefix(from, a.from)), content: content})
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("reading static/%s: %w", a.from, err)
		}
	}
	return files, nil
}
