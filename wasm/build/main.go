// Command build makes everything that browsers load, from the root of the repository:
//
//	go run ./wasm/build                                        fills static/built, which the relay embeds
//	go run ./wasm/build -site DIR -relay https://chat.example  also writes the console to DIR, for any static host
//
// It links the Wasm modules, slims them (package slim), makes one script of those of a page, copies styles, pages and images,
// puts a brotli twin beside each file that gains by it, and prints the sizes that are promised. It fails when an
// input is missing or a size is over its ceiling. What is listed where is in three tables: modules
// (modules.go), assets (assets.go), and siteFiles (site.go); ceilings are in ceilings.go.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

func main() {
	site := flag.String("site", "", "also write the console to this `DIR`, for a static host")
	relay := flag.String("relay", "", "`address` of the relay for that console, such as https://chat.example")
	flag.Parse()

	// Brotli's best takes some seconds for a module, once; every visitor gains by it.
	b := builder{root: ".", modules: modules, quality: brotli.BestCompression, warnings: os.Stderr}
	if err := run(b, *site, *relay, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// builder builds from one copy of the repository.
type builder struct {
	root     string
	modules  []module
	quality  int // of brotli, 0 to 11
	warnings io.Writer
}

func (b builder) path(elements ...string) string {
	return filepath.Join(append([]string{b.root}, elements...)...)
}

// run builds everything, and writes nothing to static/built before all of it is there.
func run(b builder, site, relay string, out io.Writer) error {
	config, err := siteConfig(site, relay)
	if err != nil {
		return err
	}
	if err := b.checkInputs(); err != nil {
		return err
	}
	files, err := b.collectAssets()
	if err != nil {
		return err
	}
	if files, err = bundle(files); err != nil {
		return err
	}
	linked, err := b.linkModules()
	if err != nil {
		return err
	}
	files = append(append(files, linked.files...), emojiFile())
	if err := checkUnique(files); err != nil {
		return err
	}
	if err := b.compress(files); err != nil {
		return err
	}
	if err := replaceTree(b.path("static", "built"), files); err != nil {
		return err
	}
	if site != "" {
		if err := writeTree(site, append(siteTree(files), config...)); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s holds the console for the relay at %s\n", site, relay)
	}
	return printSizes(out, b.warnings, files, linked.unslimmed)
}
