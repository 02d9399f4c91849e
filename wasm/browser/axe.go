package browser

import (
	"os"
	"strings"
)

// axeFile is what install.sh gets from npm, seen from this package's tests.
const axeFile = "node_modules/axe-core/axe.min.js"

// WithAxe makes the pages that are loaded from now on ones that Audit can look at, with their frames of the same origin.
func (p *Page) WithAxe() {
	p.t.Helper()
	source, err := os.ReadFile(axeFile)
	if err != nil {
		p.t.Fatalf("accessibility tests need axe-core: run sh wasm/browser/install.sh (%v)", err)
	}
	p.OnEveryPage(string(source))
}

// Audit reports as errors what Findings finds in the light and in the dark theme.
func (p *Page) Audit(what string) {
	p.t.Helper()
	for _, dark := range []bool{false, true} {
		p.Dark(dark)
		if found := p.Findings(); len(found) > 0 {
			p.t.Errorf("%s, dark %v: axe-core finds\n%s", what, dark, strings.Join(found, "\n"))
		}
	}
}

// Findings are what axe-core finds wrong with what is on the page now. Every rule of WCAG 2.2 A and AA counts, and its best
// practices.
func (p *Page) Findings() []string {
	p.t.Helper()
	found := Eval[struct {
		Passes     int
		Violations []string
	}](p, audit)
	if found.Passes == 0 {
		p.t.Error("axe-core has looked at nothing")
	}
	return found.Violations
}

// audit runs axe-core in the page, which asks the frames itself. A frame that does not answer is a finding too.
const audit = `(async () => {
	await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
	const result = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
	const unseen = result.incomplete.filter((r) => r.id === "frame-tested");
	return {
		Passes: result.passes.length,
		Violations: [...result.violations, ...unseen].flatMap((r) => r.nodes.slice(0, 5).map((n) =>
			r.id + " (" + r.nodes.length + "): " + n.target.flat().join(" >> ") + "\n    " + n.html.slice(0, 200) + "\n    " + (n.failureSummary ?? "").split("\n").slice(1, 3).join("; "))),
	};
})()`
