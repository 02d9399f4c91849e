// Command benchui measures the built console in a real browser, beside React 19, Preact and DOM code by hand that draw the
// same rows of the same data with the same style sheets: once all rows, once only those near the end, as the console does.
//
//	go run ./wasm/benchui    (make bench-ui builds the console first; needs Chromium and npm)
//
// It prints a table of medians: the script's processor time, and the time from the event until it is painted, which has a wait
// for the next frame in it. Compare ratios, not digits, on a machine that does nothing else.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

func main() {
	runs := flag.Int("runs", 3, "how often each program is loaded and measured")
	seconds := flag.Int("flood", 10, "seconds of a thousand entries each")
	flag.Parse()
	if err := bench(*runs, time.Duration(*seconds)*time.Second); err != nil {
		fmt.Fprintln(os.Stderr, "benchui:", err)
		os.Exit(1)
	}
}

func bench(runs int, flood time.Duration) error {
	folder, err := bundle()
	defer os.RemoveAll(filepath.Dir(folder))
	if err != nil {
		return err
	}
	s, err := serve(folder)
	if err != nil {
		return err
	}
	s.lengths = [conversations]int{10_000, 1000, 1000, 1000, 50, 50, 50, 50}
	ctx, end, err := start()
	if err != nil {
		return err
	}
	defer end()

	ours := newResult()
	if err := ours.long(ctx, s, program{name: "Pupitre"}); err != nil { // to know how many rows it keeps, and to warm up
		return fmt.Errorf("Pupitre: %w", err)
	}
	programs := []program{{name: "Pupitre"}}
	for _, rows := range []int{ours.rows, 0} {
		for _, rival := range [][2]string{{"React", "react"}, {"Preact", "preact"}, {"by hand", "hand"}} {
			programs = append(programs, program{name: rival[0], page: rival[1], rows: rows})
		}
	}
	results := make([]*result, len(programs))
	for i := range results {
		results[i] = newResult()
	}
	for n := range runs {
		for i := range programs {
			at := (i + n) % len(programs) // each is first once
			if err := results[at].long(ctx, s, programs[at]); err != nil {
				return fmt.Errorf("%s: %w", programs[at].name, err)
			}
		}
	}
	for i, p := range programs {
		if err := results[i].wide(ctx, s, p); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if err := results[i].flooded(ctx, s, p, flood); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	print(programs, results)
	return nil
}

func newResult() *result {
	return &result{script: map[string][]float64{}, paint: map[string][]float64{}}
}

func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}
