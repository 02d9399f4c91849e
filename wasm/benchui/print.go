package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

// print prints the table, and which goals are met on this machine.
func print(programs []program, results []*result) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', tabwriter.AlignRight)
	row := func(name string, cell func(*result) string) {
		fmt.Fprint(w, name, "\t")
		for _, r := range results {
			fmt.Fprint(w, cell(r), "\t")
		}
		fmt.Fprintln(w)
	}
	fmt.Fprint(w, "script / painted, ms (script: x ours)\t")
	for _, p := range programs {
		fmt.Fprint(w, p.name, "\t")
	}
	fmt.Fprint(w, "\n\t")
	for _, p := range programs {
		fmt.Fprint(w, p.kept(), "\t")
	}
	fmt.Fprintln(w)
	ours := results[0]
	for _, work := range works {
		row(work, func(r *result) string {
			script := median(r.script[work])
			return fmt.Sprintf("%.1f / %.1f (%.1f)", script, median(r.paint[work]), script/max(median(ours.script[work]), 0.1))
		})
	}
	row("1,000 entries/s: thread busy", func(r *result) string { return fmt.Sprintf("%.0f %%", 100*r.busy) })
	row("1,000 entries/s: frames dropped", func(r *result) string { return fmt.Sprintf("%d of %d", r.dropped, r.of) })
	row("rows / elements at 10,000", func(r *result) string { return fmt.Sprintf("%d / %d", r.rows, r.nodes) })
	w.Flush()
	fmt.Println()
	for _, g := range goals(programs, results) {
		met := "missed"
		if g.is <= g.most {
			met = "met"
		}
		fmt.Printf("%-6s  %s: %.1f of %.1f\n", met, g.what, g.is, g.most)
	}
}

type goal struct {
	what     string
	is, most float64
}

// goals are what the console is to reach.
func goals(programs []program, results []*result) (list []goal) {
	ours := results[0]
	for i, p := range programs[1:] {
		r := results[i+1]
		for _, work := range works {
			script, theirs := median(ours.script[work]), median(r.script[work])
			switch {
			case p.page == "react" && p.rows == 0:
				list = append(list, goal{work + ": script, of React's with all rows", script / max(theirs, 0.1), 1})
			case p.page == "hand" && p.rows > 0:
				list = append(list, goal{work + ": script, of that by hand for the same rows", script / max(theirs, 0.1), 2})
			}
		}
	}
	return append(list,
		goal{drawing + ": script, ms", median(ours.script[drawing]), 16},
		goal{filtering + ": script, ms", median(ours.script[filtering]), 16},
		goal{typing + ": script, ms", median(ours.script[typing]), 1},
		goal{"1,000 entries/s: thread busy, %", 100 * ours.busy, 25},
		goal{"1,000 entries/s: frames dropped", float64(ours.dropped), 0})
}
