// What a stream tells, as a tree of plain values, and a page as such a tree: the two must be equal. It knows the numbers by itself, from
// static/js/mirror-ops.js, and shares no code with the recorder.
(() => {
	const decoder = new TextDecoder("utf-8", { fatal: true });

	class Copy {
		constructor() {
			this.docs = new Map();
			this.seq = 0;
			this.epoch = 0;
			this.seen = new Set(); // codes of operations
			this.resources = new Map();
			this.said = []; // what is no operation
			this.raw = []; // every byte
			this.moments = 0;
		}
		byte() {
			if (this.at >= this.b.length) throw new Error("too short");
			return this.b[this.at++];
		}
		uint() {
			let v = 0;
			for (let s = 1; ; s *= 128) {
				const b = this.byte();
				v += (b & 127) * s;
				if (b < 128) return v;
			}
		}
		int() {
			const v = this.uint();
			return v % 2 ? -(v + 1) / 2 : v / 2;
		}
		string() {
			const n = this.uint();
			this.at += n;
			return decoder.decode(this.b.subarray(this.at - n, this.at));
		}
		hash() {
			const n = this.uint();
			if (n && n !== 16) throw new Error("hash of " + n);
			this.at += n;
			return String.fromCharCode(...this.b.subarray(this.at - n, this.at));
		}
		word() {
			const n = this.uint();
			if (n > 1) {
				if (this.doc.words[n - 2] === undefined) throw new Error("no word " + n);
				return this.doc.words[n - 2];
			}
			const s = this.string();
			if (!n) this.doc.words.push(s);
			return s;
		}
		node() {
			this.last += this.int();
			return this.known(this.last);
		}
		known(id) {
			const n = this.doc.nodes[id];
			if (!n) throw new Error("no node " + id);
			return n;
		}
		place() {
			const n = this.uint();
			return n ? this.known(n - 1) : null;
		}
		message(buffer) {
			this.b = new Uint8Array(buffer);
			this.raw.push(this.b);
			this.at = this.last = 0;
			const kind = this.byte();
			if (kind === 1) {
				const epoch = this.uint(), seq = this.uint();
				this.uint();
				if (epoch !== this.epoch) {
					if (epoch < this.epoch || seq !== 1) throw new Error("an epoch begins with " + seq);
					this.docs.clear();
					this.complete = false;
					this.epoch = epoch;
				} else if (seq !== this.seq + 1) throw new Error("a gap");
				this.seq = seq;
				if (this.b.length > 1 << 18) throw new Error("too large: " + this.b.length);
				this.ops();
			} else if (kind === 2) {
				this.moments++;
				this.uint();
				this.uint();
				this.ops();
			} else if (kind === 3) {
				const hash = this.hash(), type = this.string(), size = this.uint(), offset = this.uint();
				const r = this.resources.get(hash) || { type, size, bytes: new Uint8Array(size), got: 0 };
				const part = this.b.subarray(this.at);
				r.bytes.set(part, offset);
				r.got += part.length;
				this.resources.set(hash, r);
			} else if (kind === 5) this.said.push(["page", this.byte(), this.string(), this.string()]);
			else if (kind === 6) this.said.push(["left"]);
			else this.said.push(["kind", kind]);
		}
		ops() {
			this.doc = this.docs.get(0);
			this.touched = null;
			while (this.at < this.b.length) this.op(this.byte());
		}
		put(n, parent, before) {
			for (let p = parent; p; p = p.parent) if (p === n) throw new Error("into itself");
			n.parent = parent;
			if (before && before.parent !== parent) throw new Error("not a sibling");
			parent.kids.splice(before ? parent.kids.indexOf(before) + 1 : 0, 0, n);
		}
		out(n) {
			if (n.parent.shadow === n) throw new Error("a shadow root");
			n.parent.kids.splice(n.parent.kids.indexOf(n), 1);
			n.parent = null;
		}
		forget(n) {
			delete this.doc.nodes[n.id];
			n.kids?.forEach((k) => this.forget(k));
			if (n.shadow) this.forget(n.shadow);
		}
		op(code) {
			this.seen.add(code);
			switch (code) {
				case 1: {
					this.number = this.uint();
					this.doc = this.docs.get(this.number);
					return;
				}
				case 2: {
					const number = this.doc && this.number || 0;
					const root = { id: 0, kind: 0, kids: [] };
					const d = this.doc = { root, nodes: [root], words: [], focus: 0, number: this.number || 0 };
					d.size = [this.uint(), this.uint()];
					d.address = this.word();
					d.base = this.word();
					d.quirks = this.byte();
					if (this.number) d.host = [this.uint(), this.uint()];
					if (d.host && !this.docs.get(d.host[0]).nodes[d.host[1]]) throw new Error("no host");
					this.docs.set(this.number || 0, d);
					return this.kids(root);
				}
				case 3: {
					const parent = this.node(), before = this.place();
					return this.put(this.touched = this.tree(this.byte()), parent, before);
				}
				case 4: {
					const before = this.touched;
					return this.put(this.touched = this.tree(this.byte()), before.parent, before);
				}
				case 6: {
					const n = this.node(), parent = this.node(), before = this.place();
					this.out(n);
					return this.put(n, parent, before);
				}
				case 7: {
					const n = this.node();
					this.out(n);
					return this.forget(n);
				}
				case 8: return void (this.node().text = this.word());
				case 9: {
					const n = this.node(), name = this.word();
					n.attrs[name] = this.word();
					return;
				}
				case 10: {
					const n = this.node(), name = this.word(), start = this.uint(), end = this.uint(), was = n.attrs[name];
					n.attrs[name] = was.slice(0, start) + this.string() + was.slice(was.length - end);
					return;
				}
				case 11: {
					const n = this.node();
					delete n.attrs[this.word()];
					return;
				}
				case 12: return void (this.node().value = this.word());
				case 13: return void (this.node().checked = this.byte());
				case 14: return void (this.node().selected = this.list(() => this.uint()));
				case 15: return void (this.node().scroll = [this.int(), this.int()]);
				case 16: return void (this.doc.size = [this.uint(), this.uint()]);
				case 17: return void (this.doc.focus = this.node());
				case 18: return void (this.doc.selection = this.byte() ? [this.node(), this.uint(), this.node(), this.uint()] : null);
				case 19: return void (this.node().sheet = this.hash());
				case 20: {
					const n = this.node();
					n.adopted = this.list(() => this.hash());
					return;
				}
				case 21: return void (this.node().open = this.byte());
				case 22: return void (this.node().media = [this.byte(), this.uint()]);
				case 23: return void (this.node().picture = this.hash());
				case 24: return void (this.page = [this.word(), this.word()]);
				case 25: {
					this.checks = (this.checks || 0) + 1;
					for (let n = this.uint(); n > 0; n--) {
						const node = this.node(), sum = this.uint();
						if (sum !== nodeSum(node)) throw new Error(`node ${node.id} ${node.name} ${JSON.stringify(node.text)} has another sum`);
						this.checked = (this.checked || 0) + 1;
					}
					return;
				}
				case 26: return void (this.complete = true);
				case 27: return void (this.pointer = [this.int(), this.int(), this.byte()]);
				case 28: return void (this.hover = this.node());
				case 29: return void this.docs.delete(this.uint());
			}
			throw new Error("operation " + code);
		}
		list(f) {
			const all = [];
			for (let n = this.uint(); n > 0; n--) all.push(f());
			return all;
		}
		kids(of) {
			for (let kind = this.byte(); kind; kind = this.byte()) {
				const k = this.tree(kind);
				k.parent = of;
				if (kind === 7) of.shadow = k;
				else of.kids.push(k);
			}
		}
		tree(kind) {
			const n = { id: this.doc.nodes.length, kind, kids: [] };
			this.doc.nodes.push(n);
			this.last = n.id;
			switch (kind) {
				case 1: n.text = this.word(); return n;
				case 7: this.kids(n); return n;
				case 8: n.name = this.word(); this.word(); this.word(); return n;
				case 10: n.box = [this.uint(), this.uint()]; return n;
			}
			if (kind < 2 || kind > 6) throw new Error("node " + kind);
			n.name = this.word();
			n.attrs = {};
			for (let k = this.uint(); k > 0; k--) {
				const name = this.word();
				n.attrs[name] = this.word();
			}
			if (kind === 3 || kind === 5) n.kind--;
			else this.kids(n);
			this.last = this.doc.nodes.length - 1;
			return n;
		}
		text() { return told(this.docs.get(0).root).join("\n"); }
	}

	function nodeSum(n) {
		let h = 2166136261;
		const step = (v) => { h = Math.imul(h ^ v, 16777619); };
		step(n.kind);
		for (const c of n.name || "") step(c.charCodeAt(0));
		step(n.kids.length);
		step(n.kind === 1 ? n.text.length : 0);
		return h >>> 0;
	}

	/** A copy as lines. */
	function told(n, depth = 0, lines = []) {
		const say = (s) => lines.push(" ".repeat(depth) + s);
		if (n.kind === 1) say(JSON.stringify(n.text));
		else if (n.kind === 8) say("!" + n.name);
		else if (n.kind === 10) say("[box]");
		else {
			if (n.kind === 7) say("#shadow");
			else if (n.kind) say(`<${"  html? svg? math"[n.kind] && ["", "", "", "", "svg:", "", "math:"][n.kind]}${n.name}` + Object.keys(n.attrs).sort().map((a) => ` ${a}=${JSON.stringify(n.attrs[a])}`).join(""));
			if (n.shadow) told(n.shadow, depth + 1, lines);
			for (const k of n.kids) told(k, depth + 1, lines);
		}
		return lines;
	}

	const NOTHING = new Set(["script", "noscript", "template", "meta", "base"]), ALONE = new Set(["style", "textarea", "iframe", "canvas"]);
	const bullets = (s) => s.replace(/\S/gu, "•");

	/** A page as the same lines. */
	function real(n, depth = 0, lines = [], hidden = false) {
		const say = (s) => lines.push(" ".repeat(depth) + s);
		switch (n.nodeType) {
			case 3: case 4: say(JSON.stringify(hidden ? bullets(n.data) : n.data).toWellFormed().replace(/\\ud[89a-f][0-9a-f]{2}/g, "\ufffd")); return lines;
			case 10: say("!" + n.name); return lines;
			case 7: case 8: return lines;
			case 11: say("#shadow"); break;
			case 1: {
				if (NOTHING.has(n.localName)) return say("<template"), lines;
				if (n.localName === "link" && n.rel !== "stylesheet") return say("<link"), lines;
				if (n.getAttribute("data-private") === "block") return say("[box]"), lines;
				hidden ||= n.hasAttribute("data-private");
				const space = { "http://www.w3.org/2000/svg": "svg:", "http://www.w3.org/1998/Math/MathML": "math:" }[n.namespaceURI] || "";
				const attrs = [...n.attributes].filter((a) => kept(n, a.name, hidden)).map((a) => ` ${a.name}=${JSON.stringify(hidden && a.name === "title" ? bullets(a.value) : a.value)}`);
				say(`<${space}${n.localName}${attrs.sort().join("")}`);
				if (ALONE.has(n.localName)) return lines;
			}
		}
		if (n.shadowRoot) real(n.shadowRoot, depth + 1, lines, hidden);
		for (const c of n.childNodes) real(c, depth + 1, lines, hidden);
		return lines;
	}
	function kept(n, name, hidden) {
		if (/^on/.test(name) || name === "value" && n.localName === "input") return false;
		return !hidden || n.namespaceURI === "http://www.w3.org/2000/svg" && name === "d" || /^(id|class|title|style|data-private)$/.test(name);
	}

	/** A recorder with a clock that the test turns. */
	class Bench {
		constructor(options) {
			this.copy = new Copy();
			this.sent = 0;
			const port = this.port = { onmessage: null, postMessage: (m) => {
				this.sent++;
				this.bytes = (this.bytes || 0) + m.byteLength;
				this.copy.message(m);
			} };
			this.recorder = pupitreRecord(port, options);
		}
		say(...bytes) { this.port.onmessage({ data: new Uint8Array(bytes).buffer }); }
		go() { this.say(37, 1, 0); }
		again() { this.say(33); }
		/** Lets one flush happen. */
		turn() {
			this.port.onmessage({ data: { buffered: 0 } });
			clock.turn();
		}
		/** Lets all be told. */
		settle() {
			for (let idle = 0, n = 0; idle < 2; n++) {
				const before = this.sent;
				this.turn();
				idle = this.sent === before ? idle + 1 : 0;
				if (n > 3000) throw new Error("it never ends");
			}
		}
		/** What differs. */
		differs() {
			const a = this.copy.text().split("\n"), b = real(document).join("\n").split("\n");
			for (let i = 0; i < Math.max(a.length, b.length); i++) {
				if (a[i] !== b[i]) return `line ${i}\ncopy:\n${a.slice(Math.max(0, i - 3), i + 4).join("\n")}\npage:\n${b.slice(Math.max(0, i - 3), i + 4).join("\n")}`;
			}
			return "";
		}
	}

	/** Takes the place of the page's timers. */
	const clock = {
		timers: new Map(), next: 1, real: window.setTimeout,
		take() {
			window.setTimeout = (f) => (this.timers.set(this.next, f), this.next++);
			window.clearTimeout = (n) => this.timers.delete(n);
		},
		turn() {
			for (const [n, f] of [...this.timers]) {
				this.timers.delete(n);
				f();
			}
		},
	};
	Object.assign(window, { Copy, Bench, clock, told, real });
})();
