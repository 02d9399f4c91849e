package main

// meter is in every page before its own scripts. Painted is the end of the frame in which the program has drawn: a task
// behind the frame's own, so after style, layout and paint.
const meter = `
globalThis.meter = (() => {
	const m = { open: false, keys: [], frames: [] };
	const behind = (go) => { const c = new MessageChannel(); c.port1.onmessage = () => go(performance.now()); c.port2.postMessage(0); };
	const painted = (from) => new Promise((go) => requestAnimationFrame(() => behind((at) => go(at - from))));
	let heard = () => {};
	const Real = WebSocket;
	globalThis.WebSocket = class extends Real {
		constructor(...a) {
			super(...a);
			this.addEventListener("open", () => { m.open = true; });
			this.addEventListener("message", (e) => heard(performance.now(), e.data.byteLength ?? e.data.length)); // before the program's own
		}
	};
	/** Resolves to the ms from the next message of that size to its painting. */
	m.next = (size) => {
		m.ready = new Promise((go) => { heard = (at, length) => { if (length >= size) { heard = () => {}; go(painted(at)); } }; });
		return true;
	};
	m.click = (el) => { const at = performance.now(); el.click(); return painted(at); };
	m.quiet = async () => { for (let i = 0; i < 10; i++) await painted(0); return true; };
	let down = 0;
	for (const kind of ["keydown", "input"]) {
		let from = 0;
		addEventListener(kind, () => { from = performance.now(); if (kind === "keydown") down = from; }, true);
		addEventListener(kind, () => {
			const took = performance.now() - from;
			if (kind === "keydown") m.last = took;
			else { const key = { handler: m.last + took, painted: 0 }; m.keys.push(key); painted(down).then((ms) => { key.painted = ms; }); }
		});
	}
	m.count = (ms) => new Promise((go) => {
		const from = performance.now(), gaps = [];
		let was = from;
		const frame = (now) => {
			gaps.push(now - was);
			was = now;
			if (now - from < ms) requestAnimationFrame(frame); else go({ Frames: gaps.length, Dropped: gaps.slice(1).reduce((n, g) => n + Math.max(0, Math.round(g / 16.667) - 1), 0), Ms: now - from });
		};
		requestAnimationFrame(frame);
	});
	return m;
})();`
