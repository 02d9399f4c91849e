package browser

import "fmt"

// TabTo presses Tab, or with back Shift+Tab, until the focus is on an element of that role and name.
func (p *Page) TabTo(role, name string, back bool) {
	p.t.Helper()
	p.TabUntil(fmt.Sprintf("every(%s, %s).includes(focused())", quote(role), quote(name)), back)
}

// TabUntil does so until the expression is true. Wherever the focus comes by on the way one must be able to see it, but for one
// press between the page's end and its beginning.
func (p *Page) TabUntil(expression string, back bool) {
	p.t.Helper()
	key, round := "Tab", 0
	if back {
		key = "Shift+Tab"
	}
	for range 120 {
		p.Key(key)
		if Eval[bool](p, "focused() === document.body") {
			if round++; round == 2 {
				break
			}
			continue
		}
		p.SeesFocus()
		if Eval[bool](p, "!!("+expression+")") {
			return
		}
	}
	p.t.Fatalf("Tab does not come to %s\n%s", expression, p.Describe())
}

// Focus waits until the focus is on an element of that role and name.
func (p *Page) Focus(role, name string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("every(%s, %s).includes(focused())", quote(role), quote(name)))
	p.SeesFocus()
}

// SeesFocus reports an error if nothing has the focus, or if one cannot see what has it.
func (p *Page) SeesFocus() {
	p.t.Helper()
	if trouble := Eval[string](p, unseenFocus); trouble != "" {
		p.t.Errorf("one cannot see where the focus is: %s", trouble)
	}
}

// unseenFocus is what is wrong with how the focus is shown; "" for nothing. A field shows it on its frame.
const unseenFocus = `(() => {
	const e = focused();
	if (e === document.body) return "nowhere";
	const what = e.tagName + " " + nameOf(e).slice(0, 40), r = e.getBoundingClientRect();
	const shows = (x) => { const s = getComputedStyle(x); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1; };
	if (r.width < 1 || r.height < 1 || r.bottom < 1 || r.right < 1 || r.top > innerHeight - 1 || r.left > innerWidth - 1) return what + " is outside the window";
	if (getComputedStyle(e).opacity < 1) return what + " is translucent";
	return shows(e) || e.parentElement.matches(".field") && shows(e.parentElement) ? "" : what + " has no outline";
})()`

// Round presses Tab until the focus is where it was. It reports what a pointer could press and the focus did not come by, and
// fails when the focus does not come back.
func (p *Page) Round() {
	p.t.Helper()
	const come = "visited.map((e) => e.tagName + ' ' + nameOf(e).slice(0, 40))"
	Eval[bool](p, "(globalThis.visited = [], true)")
	for range 200 {
		p.Key("Tab")
		if !Eval[bool](p, "visited.includes(focused()) || (visited.push(focused()), false)") {
			continue
		}
		if missed := Eval[[]string](p, unvisited); len(missed) > 0 {
			p.t.Errorf("Tab does not come to %q, but to %q", missed, Eval[[]string](p, come))
		}
		return
	}
	p.t.Fatalf("Tab does not come round, but to %q", Eval[[]string](p, come))
}

// unvisited are the names of what can be pressed or written into where the focus can be: in a dialog that is open, else in the
// whole page.
const unvisited = `[...(document.querySelector("dialog[open]") ?? document).querySelectorAll("button, a[href], input, textarea, select, [tabindex='0']")]
	.filter((e) => visible(e) && !visited.includes(e)).map((e) => e.tagName + " " + nameOf(e))`
