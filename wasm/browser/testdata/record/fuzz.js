// Changes a page at random, with a seed.
(() => {
	function random(seed) {
		let a = seed * 2654435761 >>> 0;
		return (n) => {
			a = a + 0x6d2b79f5 | 0;
			let t = Math.imul(a ^ a >>> 15, 1 | a);
			t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
			return ((t ^ t >>> 14) >>> 0) % n;
		};
	}
	const SVG = "http://www.w3.org/2000/svg";
	window.fuzz = (seed, host) => {
		const r = random(seed), away = []; // taken out, to be put back
		let made = 0;
		const pick = (list) => list[r(list.length)];
		const elements = () => {
			const all = [host];
			const walk = (n) => {
				for (const c of n.children) {
					all.push(c);
					walk(c);
					if (c.shadowRoot) {
						all.push(c.shadowRoot);
						walk(c.shadowRoot);
					}
				}
			};
			walk(host);
			return all;
		};
		const roots = () => elements().filter((n) => n !== host && n.nodeType === 1);
		const leaf = () => {
			const k = r(14), id = "n" + ++made;
			if (k < 4) return document.createTextNode(k ? id + " é€😀"[k] : "x");
			if (k === 4) return document.createComment(id);
			if (k === 5) return document.createElementNS(SVG, pick(["g", "path", "svg"]));
			const el = document.createElement(pick(["div", "p", "span", "b", "script", "template", "style", "textarea", "li", "ul", "x-thing", "noscript"]));
			el.id = id;
			if (el.localName === "script") el.type = "text/none";
			return el;
		};
		const tree = (depth) => {
			const n = leaf();
			if (n.nodeType === 1) for (let i = r(4); i > 0 && depth > 0; i--) n.append(tree(depth - 1));
			return n;
		};
		const put = (n, p) => {
			if (n.contains(p) || n === p || p.getRootNode().host && n.contains(p.getRootNode().host)) return;
			for (let a = p; a; a = a.parentNode || a.host) if (a === n) return;
			p.insertBefore(n, pick([...p.childNodes, null]));
		};
		const steps = [
			() => put(tree(r(4)), pick(elements())),
			() => put(tree(2), pick(elements())),
			() => roots().length && pick(roots()).remove(),
			() => roots().length && put(pick(roots()), pick(elements())),
			() => roots().length && put(pick(roots()), pick(elements())),
			() => { // wraps a node in a new one
				if (!roots().length) return;
				const n = pick(roots()), w = document.createElement("section");
				if (r(2)) {
					n.before(w);
					w.append(n);
				} else {
					const p = n.parentNode, next = n.nextSibling;
					w.append(n);
					p.insertBefore(w, next);
				}
				if (r(2)) w.prepend("wrapped");
			},
			() => { // takes the wrapping away
				if (roots().length) {
					const n = pick(roots());
					n.replaceWith(...n.childNodes);
				}
			},
			() => {
				if (!roots().length) return;
				const n = pick(roots());
				n.remove();
				away.push(n);
			},
			() => away.length && put(away.splice(r(away.length), 1)[0], pick(elements())),
			() => { // moves something into what is away
				if (away.length && roots().length) put(pick(roots()), pick(away));
			},
			() => { // and out of it
				if (!away.length) return;
				const all = pick(away).querySelectorAll("*");
				if (all.length) put(pick([...all]), pick(elements()));
			},
			() => {
				const p = pick(elements());
				const kids = [...p.childNodes];
				for (let i = kids.length - 1; i > 0; i--) {
					const k = r(i + 1);
					[kids[i], kids[k]] = [kids[k], kids[i]];
				}
				p.append(...kids);
			},
			() => pick(elements()).setAttribute?.(pick(["title", "class", "data-x"]), "v" + r(5)),
			() => pick(elements()).setAttribute?.("style", `--a:${"long ".repeat(8)}${r(1000)};color:red`),
			() => pick(elements()).removeAttribute?.(pick(["title", "class", "data-x", "style"])),
			() => {
				const texts = elements().flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3));
				if (texts.length) pick(texts).data = "changed " + r(100);
			},
			() => { pick(elements()).textContent = "only " + r(10); },
			() => pick(elements()).replaceChildren(tree(2), tree(1)),
			() => pick(elements()).normalize(),
			() => {
				const n = document.createElement("div");
				n.attachShadow({ mode: "open" }).append(tree(2));
				put(n, pick(elements()));
			},
			() => roots().length && pick(roots()).toggleAttribute("data-private"),
			() => roots().length && r(3) === 0 && pick(roots()).setAttribute("data-private", "block"),
			() => roots().length && pick(roots()).removeAttribute("data-private"),
			() => { pick(elements()).innerHTML = "<ul><li>one<li>two<b>three</b></ul><svg><title>t</title><path d='M0 0'/></svg><script>1<\/script><p>four"; },
		];
		return { step: () => pick(steps)(), r };
	};
})();
