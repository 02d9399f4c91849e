package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// siteFile says where a built file, or a folder of them ("css/"), goes in a site that holds the
// console and its page for visitors' pages alone. Its page then stands beside the folders and no longer in one of its own, see beside.
type siteFile struct {
	from, to string
}

var siteFiles = []siteFile{
	{"console/index.html", "index.html"},
	{"css/", "css/"},
	{"data/", "data/"},
	{"img/", "img/"},
	{"js/", "js/"},
	{"mirror/index.html", "mirror/index.html"},
	{"wasm/console.wasm", "wasm/console.wasm"},
	{"wasm/mirror.wasm", "wasm/mirror.wasm"},
}

// notOnSite are files of those folders that only a merchant's page or the widget loads. A name without
// extension stands for all files that begin so.
var notOnSite = []string{"css/widget", "js/widget", "js/frame", "js/mirror-frame", "js/record", "img/widget"}

func siteTree(files []file) []file {
	var tree []file
	for _, f := range files {
		if to, ok := onSite(f.path); ok {
			switch to {
			case "index.html":
				f.content, f.brotli = beside(f.content), nil
			case "mirror/index.html":
				f.content, f.brotli = belowConsole(f.content), nil
			}
			f.path = to
			tree = append(tree, f)
		}
	}
	return tree
}

// beside makes addresses that lead out of the page's folder ("../css/") lead into the one it stands in now.
func beside(page []byte) []byte { return bytes.ReplaceAll(page, []byte(`"../`), []byte(`"`)) }

// belowConsole makes the address of the console, which a relay has in a folder of its own, that of the folder around.
func belowConsole(page []byte) []byte {
	return bytes.ReplaceAll(page, []byte(`"../console/"`), []byte(`"../"`))
}

func onSite(from string) (to string, ok bool) {
	for _, prefix := range notOnSite {
		if strings.HasPrefix(from, prefix) {
			return "", false
		}
	}
	for _, s := range siteFiles {
		if from == s.from {
			return s.to, true
		}
		if rest, found := strings.CutPrefix(from, s.from); found && strings.HasSuffix(s.from, "/") {
			return path.Join(s.to, rest), true
		}
	}
	return "", false
}

// siteConfig returns config.json of both pages, which tells a console on another host where its relay is:
// {"relay": "https://chat.example"}.
func siteConfig(site, relay string) ([]file, error) {
	if site == "" {
		if relay != "" {
			return nil, errors.New("-relay goes with -site DIR")
		}
		return nil, nil
	}
	address, err := url.Parse(relay)
	if err != nil {
		return nil, fmt.Errorf("the relay's address: %w", err)
	}
	origin := address.Scheme + "://" + address.Host
	if address.Host == "" || address.Scheme != "https" && address.Scheme != "http" || strings.TrimSuffix(relay, "/") != origin {
		return nil, errors.New("-site needs the relay's address, as in -relay https://chat.example")
	}
	content, err := json.Marshal(map[string]string{"relay": origin})
	if err != nil {
		return nil, err
	}
	content = append(content, '\n')
	return []file{{path: "config.json", content: content}, {path: "mirror/config.json", content: content}}, nil
}
