package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

// program is one of those compared.
type program struct {
	name string
	page string // of the rival; "" for the console
	rows int    // how many rows it keeps; 0: all
}

func (p program) address(panes int) string {
	if p.page == "" {
		return "/console/"
	}
	return fmt.Sprintf("/rival/%s.html?rows=%d&panes=%d", p.page, p.rows, panes)
}

// kept says how many rows it keeps.
func (p program) kept() string {
	switch {
	case p.page == "":
		return "rows near the visible ones"
	case p.rows == 0:
		return "all rows"
	}
	return fmt.Sprintf("the last %d rows", p.rows)
}

// result is what was measured of one program: each work's figures in ms, one for each run.
type result struct {
	script, paint map[string][]float64
	busy          float64 // part of the time, while a thousand entries a second come
	dropped, of   int     // frames then
	rows, nodes   int     // in the document with 10,000 entries
}

// What is measured. The first three run code that the page has never run before; of the others a page does several, as an agent
// does all day.
const (
	drawing     = "10,000 entries, first draw"
	filterFirst = "filter them, the first time"
	appendFirst = "append one, the first time"
	filtering   = "filter them"
	clearing    = "all of them again"
	appending   = "append one"
	typing      = "a key, four panes open"
)

var works = []string{drawing, filterFirst, appendFirst, filtering, clearing, appending, typing}

// How often a page does what is not done for the first time; with all rows each time takes seconds.
const often, seldom = 8, 2

// work is one thing to be done, how long it takes until it is painted in ms, and what is true of the page's rows then.
type work struct {
	name  string // "": not counted
	do    func() (float64, error)
	shows func() string
}

// long draws a long thread, filters it and adds to it. A page that does not show what it was to do fails the benchmark.
func (r *result) long(ctx context.Context, s *stub, p program) error {
	t, err := open(ctx, s, p, 1)
	defer t.end()
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%s, %s\n", p.name, p.kept())
	for _, w := range p.plan(t, s) {
		before, err := t.spent()
		if err != nil {
			return err
		}
		ms, err := w.do()
		if err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
		after, err := t.spent()
		if err != nil {
			return err
		}
		shown, err := eval[bool](t, `((rows) => `+w.shows()+`)([...document.querySelectorAll("li.row")])`)
		if err != nil {
			return err
		}
		if !shown {
			rows, _ := eval[string](t, `[...document.querySelectorAll("li.row")].slice(-3).map((r) => r.textContent).join(" | ")`)
			return fmt.Errorf("%s: the page does not show it, but %s, want %s, %s", w.name, rows, w.shows(), s.latest)
		}
		if w.name != "" {
			r.script[w.name] = append(r.script[w.name], 1000*(after.Script-before.Script).Seconds())
			r.paint[w.name] = append(r.paint[w.name], ms)
		}
		if _, err := eval[bool](t, "meter.quiet()"); err != nil {
			return err
		}
	}
	if r.rows, err = eval[int](t, `document.querySelectorAll("li.row").length`); err != nil {
		return err
	}
	r.nodes, err = eval[int](t, `document.querySelectorAll("*").length`)
	return err
}

// plan is what a page does, in its order.
func (p program) plan(t *tab, s *stub) []work {
	arrives := func(name string, size int, send func(int)) work {
		return work{name, func() (float64, error) {
			if _, err := eval[bool](t, fmt.Sprintf("meter.next(%d)", size)); err != nil {
				return 0, err
			}
			send(0)
			return eval[float64](t, "meter.ready")
		}, func() string { return fmt.Sprintf("rows.at(-1).textContent.includes(%q)", s.latest) }}
	}
	filter := func(name, press, shows string) work {
		return work{name, func() (float64, error) {
			return eval[float64](t, fmt.Sprintf(`meter.click([...document.querySelectorAll(".filter")].find((b) => b.textContent.startsWith(%q)))`, press))
		}, func() string { return shows }}
	}
	visitors := `rows.length > 0 && rows.every((r) => r.classList.contains("theirs"))`
	all := `rows.some((r) => !r.classList.contains("theirs"))`
	plan := []work{
		arrives(drawing, 100_000, s.show), filter(filterFirst, "Visitor", visitors), filter("", "All", all), arrives(appendFirst, 1, s.addOne),
	}
	times := often
	if p.page != "" && p.rows == 0 {
		times = seldom
	}
	for range times {
		plan = append(plan, filter(filtering, "Visitor", visitors), filter(clearing, "All", all))
	}
	for range times {
		plan = append(plan, arrives(appending, 1, s.addOne))
	}
	return plan
}

// wide types with four panes open.
func (r *result) wide(ctx context.Context, s *stub, p program) error {
	t, err := r.four(ctx, s, p)
	defer t.end()
	if err != nil {
		return err
	}
	if _, err := eval[bool](t, `(document.querySelector("section.talk textarea").focus(), meter.quiet())`); err != nil {
		return err
	}
	for i := range 30 {
		if err := t.key(string(rune('a' + i%26))); err != nil {
			return err
		}
		if _, err := eval[bool](t, "meter.quiet()"); err != nil {
			return err
		}
	}
	keys, err := eval[[]struct{ Handler, Painted float64 }](t, "meter.keys.map((k) => ({ Handler: k.handler, Painted: k.painted }))")
	if err != nil {
		return err
	}
	if len(keys) != 30 {
		return fmt.Errorf("%d keys arrived", len(keys))
	}
	for _, k := range keys {
		r.script[typing] = append(r.script[typing], k.Handler)
		r.paint[typing] = append(r.paint[typing], k.Painted)
	}
	return nil
}

// four opens a program with four conversations side by side.
func (r *result) four(ctx context.Context, s *stub, p program) (*tab, error) {
	t, err := open(ctx, s, p, 4)
	if err != nil {
		return t, err
	}
	for i := range 4 {
		if _, err := eval[bool](t, "meter.next(1000)"); err != nil {
			return t, err
		}
		s.show(i)
		if _, err := eval[float64](t, "meter.ready"); err != nil {
			return t, err
		}
	}
	_, err = eval[bool](t, "meter.quiet()")
	return t, err
}

// flooded is a thousand entries a second for a time: how many frames are dropped, and how busy the main thread is.
func (r *result) flooded(ctx context.Context, s *stub, p program, d time.Duration) error {
	t, err := r.four(ctx, s, p)
	defer t.end()
	if err != nil {
		return err
	}
	before, err := t.spent()
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() { s.flood(d); close(done) }()
	count, err := eval[struct {
		Frames, Dropped int
		Ms              float64
	}](t, fmt.Sprintf("meter.count(%d)", d.Milliseconds()))
	<-done
	if err != nil {
		return err
	}
	after, err := t.spent()
	if err != nil {
		return err
	}
	r.busy = 1000 * (after.Task - before.Task).Seconds() / count.Ms
	r.dropped, r.of = count.Dropped, count.Frames+count.Dropped
	return nil
}
