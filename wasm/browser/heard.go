package browser

import (
	"fmt"
	"slices"
	"testing"
)

// Listen makes the pages that are loaded from now on remember what a screen reader would say by itself: what is put into
// live regions, in the page and in its frames of the same origin.
func (p *Page) Listen() {
	p.t.Helper()
	p.OnEveryPage(listener)
}

// Heard is what was said of the texts so far, in order, each time; it reports as an error what interrupts.
func (p *Page) Heard(texts ...string) []string {
	p.t.Helper()
	var list []string
	for _, s := range Eval[[][2]string](p, fmt.Sprintf("(top.heard ?? []).filter(([live, said]) => %s.some((t) => said.includes(t)))", quoted(texts))) {
		if s[0] != "polite" {
			p.t.Errorf("%q is said %s", s[1], s[0])
		}
		list = append(list, s[1])
	}
	return list
}

// HeardOnce reports an error unless each of these sentences was said once, in this order, and no other has the texts.
func (p *Page) HeardOnce(t *testing.T, when string, texts []string, sentences ...string) {
	t.Helper()
	if got := p.Heard(texts...); !slices.Equal(got, sentences) {
		t.Errorf("%s: heard %q, not %q", when, got, sentences)
	}
}

func quoted(list []string) string {
	all := "["
	for _, s := range list {
		all += quote(s) + ","
	}
	return all + "]"
}

// listener follows the rules of live regions (WAI-ARIA 1.2, 6.6.1): what is added is said; where a region is atomic, all of it.
const listener = `{
	const heard = (top.heard ??= []);
	const IMPLICIT = { status: "polite", log: "polite", alert: "assertive" };
	const region = (n) => {
		const e = (n instanceof Element ? n : n.parentElement)?.closest("[aria-live], [role=status], [role=alert], [role=log]");
		const live = e && (e.getAttribute("aria-live") ?? IMPLICIT[e.getAttribute("role")]);
		return live && live !== "off" ? { e, live, atomic: (e.getAttribute("aria-atomic") ?? String(e.getAttribute("role") !== "log" && e.hasAttribute("role"))) === "true" } : null;
	};
	const say = (n) => {
		const r = region(n), words = r && (r.atomic ? r.e : n).textContent.trim();
		if (words) heard.push([r.live, words]);
	};
	new MutationObserver((changes) => {
		const atomic = new Set();
		for (const c of changes) {
			for (const n of c.type === "characterData" ? [c.target] : c.addedNodes) {
				if (!n.isConnected) continue;
				const r = region(n);
				if (r && !(r.atomic && atomic.has(r.e))) say(n);
				if (r?.atomic) atomic.add(r.e);
				if (!r && n instanceof Element) for (const inner of n.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log]")) say(inner);
			}
		}
	}).observe(document, { childList: true, characterData: true, subtree: true });
}`
