package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
)

const kilobyte = 1024

// ceiling is the most that a visitor or an agent may have to download of one file, in bytes of brotli.
type ceiling struct {
	path  string
	bytes int
}

var ceilings = []ceiling{
	{"widget.js", 4 * kilobyte},
	{visitorsScript, 5*kilobyte + 256}, // of sites that show their visitors to agents
	{"share.js", 3*kilobyte + 768},
	{recordScript, 9 * kilobyte},  // when an agent looks along
	{controlScript, 8 * kilobyte}, // when an agent points or acts
	{"wasm/mirror.wasm", 380 * kilobyte},
	{"wasm/widget.wasm", 390 * kilobyte},
	{"wasm/console.wasm", 760 * kilobyte}, // 650 for the dialogue window alone, the rest knows visitors, customers and what was said before
}

// check returns an error when a twin of size bytes is over the ceiling.
func (c ceiling) check(size int) error {
	if size <= c.bytes {
		return nil
	}
	return fmt.Errorf("%s is %d bytes to download, its ceiling is %d", c.path, size, c.bytes)
}

// printSizes prints the sizes of the files that have a ceiling and fails when one is over it. A module that
// could not be slimmed only warns: it is a newer toolchain that made it larger, not a change here.
func printSizes(out, warnings io.Writer, files []file, unslimmed map[string]bool) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "KB of 1,024 bytes\traw\tbrotli\tceiling\t")
	var failures []error
	for _, c := range ceilings {
		f, ok := find(files, c.path)
		if !ok {
			failures = append(failures, fmt.Errorf("%s has a ceiling but was not built", c.path))
			continue
		}
		size := len(f.brotli)
		if f.brotli == nil {
			size = len(f.content)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t\n", c.path, inKB(len(f.content)), inKB(size), inKB(c.bytes))
		err := c.check(size)
		if err != nil && unslimmed[c.path] {
			fmt.Fprintln(warnings, "WARNING:", err)
			continue
		}
		failures = append(failures, err)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return errors.Join(failures...)
}

func find(files []file, path string) (file, bool) {
	for _, f := range files {
		if f.path == path {
			return f, true
		}
	}
	return file{}, false
}

func inKB(bytes int) string { return fmt.Sprintf("%.1f", float64(bytes)/kilobyte) }
