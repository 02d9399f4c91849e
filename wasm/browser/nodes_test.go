package browser_test

import (
	"fmt"
	"testing"

	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

// Four conversations side by side, one of them of 10,000 entries: however far an agent scrolls, the document stays small.
func TestTheDocumentStaysSmallWithLongThreads(t *testing.T) {
	t.Parallel()
	dir, _ := written(t, 10_000)
	r := shop(t, func(c *web.Config) { c.Data, c.Unlimited = dir, true })
	for i := range 3 {
		c := call(t, r)
		var texts []string
		for n := range 40 {
			texts = append(texts, fmt.Sprintf("Question %d of visitor %d", n, i))
		}
		for len(texts) > 0 {
			c.writeAll(texts[:5]...)
			texts = texts[5:]
		}
	}
	ana := signIn(t, r.URL, "ana@localhost")
	ana.Size(1600, 900)
	ana.Until(`every("listitem", "").length === 4`)
	for i := range 4 {
		beside(t, ana, i, i+1)
	}
	ana.Until(`[...document.querySelectorAll("section.talk")].every((p) => p.querySelector("li.row"))`)
	const most = 3000 // elements: the rows in view and near it in four panes, and the desk around them
	for range 3 {
		seen := browser.Eval[int](ana, `(async () => {
			let most = 0;
			for (let i = 0; i < 40; i++) {
				for (const box of document.querySelectorAll("section.talk .scroll")) box.scrollTop -= 3000;
				await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
				most = Math.max(most, document.querySelectorAll("*").length);
			}
			return most;
		})()`)
		t.Logf("%d elements at most", seen)
		if seen > most {
			t.Errorf("%d elements in the document", seen)
		}
	}
	if rows := browser.Eval[int](ana, `document.querySelectorAll("li.row").length`); rows < 10 {
		t.Errorf("%d rows: nothing was looked at", rows)
	}
}
