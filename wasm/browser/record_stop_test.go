//go:build cobrowse

package browser_test

import (
	"testing"
	"time"

	"pupitre/relay/relaytest"
	"pupitre/wasm/browser"
)

// Nothing is left of a recorder that was stopped: no observer, no listener, no timer, no element; and before it is told to record, it does nothing.
func TestAStoppedRecorderLeavesNothing(t *testing.T) {
	t.Parallel()
	p := recorded(t, map[string]string{"/": `<!doctype html><html><head><title>T</title>` + scripts + `<script>
window.alive = { observers: new Set(), listeners: [], timers: new Set(), intervals: new Set() };
const { observe, disconnect } = MutationObserver.prototype;
MutationObserver.prototype.observe = function (...a) { alive.observers.add(this); return observe.apply(this, a); };
MutationObserver.prototype.disconnect = function () { alive.observers.delete(this); return disconnect.apply(this); };
const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
const same = (a, b) => a.every((v, i) => v === b[i]);
EventTarget.prototype.addEventListener = function (type, f, how) { alive.listeners.push([this ?? window, type, f]); return add.call(this, type, f, how); };
EventTarget.prototype.removeEventListener = function (type, f, how) {
	alive.listeners = alive.listeners.filter((l) => !same(l, [this ?? window, type, f]));
	return remove.call(this, type, f, how);
};
const set = setTimeout, clear = clearTimeout;
window.setTimeout = (f, ms) => {
	const n = set(() => { alive.timers.delete(n); f(); }, ms);
	if (new Error().stack.includes("record.js")) alive.timers.add(n);
	return n;
};
window.clearTimeout = (n) => { alive.timers.delete(n); clear(n); };
window.count = () => [alive.observers.size, alive.listeners.length, alive.timers.size, document.querySelectorAll("*").length].join();
</script></head><body><p>x</p><div id="host"></div><iframe id="frame" src="/inner"></iframe><input id="field">
<script>host.attachShadow({ mode: "open" }).innerHTML = "<b>y</b>"</script><script src="/record.js"></script></body></html>`, "/inner": `<p>inner`})
	p.Until(`frame.contentDocument?.readyState === "complete"`)
	before := browser.Eval[string](p, `count()`)
	for range 2 {
		browser.Eval[bool](p, `(live(), stream.recorder.stop(), live(), true)`)
		p.Until(`stream.complete && stream.docs.size === 2`)
		browser.Eval[bool](p, `(document.documentElement.dispatchEvent(new PointerEvent("pointermove", { clientX: 5, bubbles: true })), true)`)
		if browser.Eval[bool](p, `alive.observers.size < 2 || alive.listeners.length < 20 || alive.timers.size < 1`) {
			t.Error("it does not record, or not as it is counted: " + browser.Eval[string](p, `count()`))
		}
		browser.Eval[bool](p, `(stream.recorder.stop(), true)`)
		if after := browser.Eval[string](p, `count()`); after != before {
			t.Errorf("observers, listeners, timers, elements: %s before, %s after", before, after)
		}
		said := browser.Eval[int](p, `(host.textContent = "nobody is told", stream.now = stream.turns, stream.raw.length)`)
		p.Until(`stream.turns > stream.now + 5`)
		if now := browser.Eval[int](p, `stream.raw.length`); now != said {
			t.Errorf("it said %d things after it was stopped", now-said)
		}
	}
}

// What has been recorded is not kept: a page that makes and throws away nodes while nothing can be sent does not grow by them.
func TestWhatCannotBeSentIsNotKept(t *testing.T) {
	t.Parallel()
	p := recorded(t, map[string]string{"/": `<!doctype html><html><head>` + scripts + `<script>clock.take()</script></head><body><ul id="list"></ul><script src="/record.js"></script></body></html>`})
	kept := browser.Eval[int](p, `(async () => {
		const bench = new Bench({ budget: 1e9 });
		bench.go();
		bench.settle();
		const sent = bench.sent, refs = [];
		for (let i = 0; i < 100; i++) {
			const li = document.createElement("li");
			refs.push(new WeakRef(li));
			list.append(li);
			await new Promise((go) => { new MessageChannel().port1.onmessage = go; clock.real.call(window, go); });
			li.remove();
			await new Promise((go) => clock.real.call(window, go));
			bench.port.onmessage({ data: { buffered: 1e6 } }); // nothing may be sent
			clock.turn();
		}
		if (bench.sent !== sent) return -1;
		bench.settle();
		if (bench.differs()) return -2;
		return bench.copy.docs.get(0).nodes.length;
	})()`)
	if kept < 0 || kept > 100 {
		t.Errorf("got %d", kept)
	}
}

// A page of 50,000 nodes is told in short tasks. The figures are what a machine does that has nothing else to do, so they are compared only when they are asked for.
func TestALargePageIsToldInShortTasksSoon(t *testing.T) {
	p := recorded(t, map[string]string{"/": `<!doctype html><html><head><title>T</title>` + scripts + `</head><body><div id="host"></div>
<script src="/record.js"></script></body></html>`})
	browser.Eval[bool](p, `(() => {
		let html = "";
		for (let i = 0; i < 8333; i++) html += '<div class="row r' + i % 7 + '" id="x' + i + '"><span title="t">text ' + i + '</span><a href="/p/' + i + '">link</a></div>';
		host.innerHTML = html;
		window.longest = 0;
		const set = setTimeout;
		window.setTimeout = (f, ms) => set(() => {
			const began = performance.now();
			f();
			longest = Math.max(longest, performance.now() - began);
		}, ms);
		window.began = performance.now();
		live();
		return true;
	})()`)
	p.Until(`stream.complete`)
	if d := browser.Eval[string](p, `differs(stream)`); d != "" {
		t.Error(d)
	}
	longest := millis(browser.Eval[float64](p, `longest`))
	t.Logf("%d nodes in %d bytes, the longest task %v", browser.Eval[int](p, `stream.docs.get(0).nodes.length`), browser.Eval[int](p, `stream.raw.reduce((n, b) => n + b.length, 0)`), longest)
	relaytest.Goal(t, "the longest task of the recorder at 50,000 nodes", longest, 12*time.Millisecond)
}
