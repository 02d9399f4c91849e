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

// result is what was measured of one program: each work's figures in ms, one for each run.
type result struct {
	script, paint map[string][]float64
	notes         map[string]string
	rows, nodes   int
}

const (
	drawing   = "first draw of 10,000 entries"
	filtering = "filter them"
	clearing  = "all of them again"
	appending = "append one"
	typing    = "a key, four panes open"
)

var works = []string{drawing, filtering, clearing, appending, typing}

// long draws a long thread, filters it and adds to it.
func (r *result) long(ctx context.Context, s *stub, p program) error {
	t, err := open(ctx, s, p, 1)
	defer t.end()
	if err != nil {
		return err
	}
	arrives := func(size int, send func()) func() (float64, error) {
		return func() (float64, error) {
			if _, err := eval[bool](t, fmt.Sprintf("meter.next(%d)", size)); err != nil {
				return 0, err
			}
			send()
			return eval[float64](t, "meter.ready")
		}
	}
	pressed := func(name string) func() (float64, error) {
		return func() (float64, error) {
			return eval[float64](t, fmt.Sprintf(`meter.click([...document.querySelectorAll(".filter")].find((b) => b.textContent.startsWith(%q)))`, name))
		}
	}
	for _, work := range []struct {
		name string
		do   func() (float64, error)
	}{
		{drawing, arrives(100_000, func() { s.show(0) })},
		{filtering, pressed("Visitor")},
		{clearing, pressed("All")},
		{appending, arrives(1, func() { s.add(0) })},
	} {
		fmt.Fprintf(os.Stderr, "%s, %d rows: %s\n", p.name, p.rows, work.name)
		before, err := t.spent()
		if err != nil {
			return err
		}
		ms, err := work.do()
		if err != nil {
			return fmt.Errorf("%s: %w", work.name, err)
		}
		after, err := t.spent()
		if err != nil {
			return err
		}
		r.script[work.name] = append(r.script[work.name], 1000*(after.Script-before.Script).Seconds())
		r.paint[work.name] = append(r.paint[work.name], ms)
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

// busy is a thousand entries a second for a time: how many frames are dropped, and how busy the main thread is.
func (r *result) busy(ctx context.Context, s *stub, p program, d time.Duration) error {
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
	r.notes["busy"] = fmt.Sprintf("%.0f %%", 100*1000*(after.Task-before.Task).Seconds()/count.Ms)
	r.notes["dropped"] = fmt.Sprintf("%d of %d", count.Dropped, count.Frames+count.Dropped)
	return nil
}
