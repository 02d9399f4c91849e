package browser_test

import (
	"fmt"
	"testing"

	"pupitre/wasm/browser"
)

// beside opens the list's conversation of that place in a pane of its own.
func beside(t *testing.T, p *browser.Page, place, panes int) {
	t.Helper()
	browser.Eval[bool](p, fmt.Sprintf(`(document.querySelectorAll(".list .box > button:first-child")[%d].dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey: true })), true)`, place))
	p.Until(fmt.Sprintf(`document.querySelectorAll("section.talk").length === %d`, panes))
}

// What only a browser has: the caret, the selection, scroll positions, the document's focus.
func TestTwoChatsSideBySideKeepTheirPlaces(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana := signIn(t, r.URL, "ana@localhost")
	for i := range 2 {
		v := visit(t, r, "/demo/")
		for n := range 12 {
			v.Fill("Message", fmt.Sprintf("Question %d of visitor %d\r", n, i))
			v.See(fmt.Sprintf("Question %d of visitor %d", n, i))
		}
		ana.See(fmt.Sprintf("Question 11 of visitor %d", i))
	}
	ana.Size(1200, 500)
	beside(t, ana, 0, 1)
	beside(t, ana, 1, 2)
	const panes = `[...document.querySelectorAll("section.talk")]`
	ana.Until(panes + `.every(p => p.querySelectorAll("li.row").length >= 10) && document.activeElement?.tagName === "TEXTAREA"`)
	ana.Type("one two three")
	ana.Until(panes + `[1].querySelector("textarea").value === "one two three"`)

	// a caret in the middle of the draft, and a thread scrolled up
	browser.Eval[bool](ana, `(document.activeElement.setSelectionRange(4, 7), `+panes+`[1].querySelector(".scroll").scrollTo(0, 40), true)`)
	ana.Until(panes + `[1].querySelector(".latest")`)
	top := browser.Eval[float64](ana, panes+`[1].querySelector(".scroll").scrollTop`)

	focusIsIn := func(i int) {
		t.Helper()
		ana.Until(fmt.Sprintf(`%s.every((p, i) => p.classList.contains("focused") === (i === %d) && p.querySelector("footer").hidden === (i !== %d)) && %s[%d].contains(document.activeElement)`, panes, i, i, panes, i))
	}
	ana.Key("F6")
	focusIsIn(0)
	before := browser.Eval[float64](ana, panes+`[1].querySelector(".scroll").scrollTop`)
	if before != top {
		t.Errorf("the pane without the focus was scrolled from %v to %v", top, before)
	}
	ana.Key("F6")
	focusIsIn(1)
	if got := browser.Eval[string](ana, `(a => a.value + " " + a.selectionStart + "-" + a.selectionEnd)(document.activeElement)`); got != "one two three 4-7" {
		t.Errorf("the field has %q", got)
	}
	if got := browser.Eval[float64](ana, panes+`[1].querySelector(".scroll").scrollTop`); got != top {
		t.Errorf("scrolled from %v to %v", top, got)
	}

	// moved to the left: the same place, the same caret
	ana.Key("Shift+F8")
	focusIsIn(0)
	ana.Until(fmt.Sprintf(`Math.abs(%s[0].querySelector(".scroll").scrollTop - %v) <= 2`, panes, top))
	if got := browser.Eval[string](ana, `(a => a.value + " " + a.selectionStart + "-" + a.selectionEnd)(document.activeElement)`); got != "one two three 4-7" {
		t.Errorf("moved: the field has %q", got)
	}

	// a text that is being selected in the other pane stays selected
	browser.Eval[bool](ana, `(() => {
		const row = `+panes+`[1].querySelector("li.row .bubble");
		getSelection().selectAllChildren(row);
		row.click();
		return true;
	})()`)
	ana.Until(panes + `[1].classList.contains("focused") && String(getSelection()).startsWith("Question")`)

	// the divider, by pointer
	width := browser.Eval[float64](ana, panes+`[0].getBoundingClientRect().width`)
	ana.Drag(`document.querySelector(".divider")`, 120)
	ana.Until(fmt.Sprintf(`Math.abs(%s[0].getBoundingClientRect().width - %v - 120) < 8`, panes, width))
	wide := browser.Eval[float64](ana, panes+`[0].getBoundingClientRect().width`)
	ana.Go(r.URL + "/console/")
	ana.Until(fmt.Sprintf(`%s.length === 2 && Math.abs(%s[0].getBoundingClientRect().width - %v) < 4`, panes, panes, wide))
}
