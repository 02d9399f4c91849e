// What a document shows, as lines of text: read in the same way of a page and of its mirror, in a world that the page's scripts cannot reach. What
// mirrors leave out on purpose is left out here:
//
//   - comments, processing instructions, and elements that show nothing: script, noscript, template, meta, base, title and the like;
//   - attributes that do something or lead somewhere (on..., addresses, what a form is sent as), and those with names that only a parser takes: pictures are
//     compared as pictures, and what is in a field as its state;
//   - style and link elements say the same when the page looks the same: what styles come to is compared;
//   - a style attribute is what the browser makes of it, without the addresses in it;
//   - halves of characters cannot be written as UTF-8;
//   - an object is a box, an element that no browser knows is one of another name.
(() => {
	const NOTHING = new Set("base basefont bgsound command fencedframe isindex keygen menuitem meta nextid noembed noframes noscript param portal script spacer template title track webview pupitre-hidden".split(" "));
	const LEFT_OUT = new Set(("accept-charset accesskey action allow allowfullscreen as autocomplete autofocus autoplay background blocking checked cite code codebase command commandfor content crossorigin data "
		+ "dirname download enctype fetchpriority form formaction formenctype formmethod formnovalidate formtarget href http-equiv imagesizes imagesrcset integrity is ismap loading longdesc "
		+ "manifest media method name nonce open ping popovertarget popovertargetaction poster preload profile referrerpolicy rel sandbox selected sizes src srcdoc srcset target "
		+ "type usemap value xlink:href xml:base xmlns xmlns:xlink data-pupitre-href data-pupitre-hover data-pupitre-focus data-pupitre-focus-visible data-pupitre-focus-within").split(" "));
	const BOX = new Set(["object", "embed", "applet", "pupitre-box"]);
	const SVG = "http://www.w3.org/2000/svg", MATH = "http://www.w3.org/1998/Math/MathML";
	const mirror = location.pathname === "/mirror/frame";
	const lines = [];
	const say = (depth, text) => lines.push(" ".repeat(depth) + text);
	const px = (v) => Math.round(v);

	function attributes(e) {
		const kind = e.localName, list = [];
		if (kind === "style" || kind === "link" || kind === "iframe" || kind === "frame") return list;
		for (const { name, value } of e.attributes) {
			if (LEFT_OUT.has(name) || /^on/i.test(name) || !/^[a-z_][a-z0-9_.:-]*$/i.test(name)) continue;
			list.push(`${name}=${JSON.stringify(name === "style" ? e.style.cssText.replace(/url\([^)]*\)/g, "url()") : value.toWellFormed())}`);
		}
		return list.sort();
	}

	function looks(e) {
		const s = getComputedStyle(e), before = getComputedStyle(e, "::before"), after = getComputedStyle(e, "::after"), r = e.getBoundingClientRect();
		const parts = [s.display];
		if (s.display !== "none") {
			parts.push(s.color, s.backgroundColor, s.fontSize, s.fontFamily, s.visibility, s.opacity, s.writingMode, s.direction);
			if (r.width || r.height) parts.push([r.x, r.y, r.width, r.height].map(px).join(" "));
			for (const p of [before, after]) if (p.content !== "none" && p.content !== "normal") parts.push(p.content.replace(/url\([^)]*\)/g, "url()"));
		}
		return parts.join("|");
	}

	function state(e) {
		const parts = [];
		if (e instanceof HTMLInputElement) {
			parts.push(e.type);
			if (/^(checkbox|radio)$/.test(e.type)) parts.push(e.indeterminate ? "neither" : e.checked ? "checked" : "not checked");
			else if (!/^(password|hidden|file|image)$/.test(e.type)) parts.push(JSON.stringify(e.value));
		} else if (e instanceof HTMLTextAreaElement || e instanceof HTMLOutputElement) parts.push(JSON.stringify(e.value));
		else if (e instanceof HTMLSelectElement) parts.push([...e.options].flatMap((o, i) => o.selected ? [i] : []).join(","));
		else if (e instanceof HTMLDialogElement || e instanceof HTMLDetailsElement) parts.push(e.open ? "open" : "closed");
		else if (e instanceof HTMLProgressElement || e instanceof HTMLMeterElement) parts.push(String(e.value));
		if (e.matches(":disabled")) parts.push("disabled");
		if (e.matches(":modal")) parts.push("modal");
		if (e.matches("[popover]:popover-open")) parts.push("popover");
		if (e.scrollLeft || e.scrollTop) parts.push(`scrolled ${px(e.scrollLeft)} ${px(e.scrollTop)}`);
		if (e.hasAttribute("data-pupitre-focus") || !mirror && e.matches(":focus") && e !== e.ownerDocument.body) parts.push("focus");
		return parts.join(" ");
	}

	function nameOf(e) {
		const name = e.localName;
		if (name === "style" || name === "link") return "sheet";
		if (BOX.has(name)) return "box";
		if (e.namespaceURI === SVG) return `svg:${name}`;
		if (e.namespaceURI === MATH) return `math:${name}`;
		return name === "pupitre-plain" || e.constructor === HTMLUnknownElement ? "plain" : name;
	}

	function node(n, depth) {
		if (n.nodeType === 3 || n.nodeType === 4) return say(depth, JSON.stringify(n.data.toWellFormed()));
		if (n.nodeType === 10) return say(depth, `doctype ${n.name} ${n.publicId} ${n.systemId}`);
		if (n.nodeType !== 1 || NOTHING.has(n.localName)) return;
		const sheet = n.localName === "style" || n.localName === "link";
		say(depth, [`<${nameOf(n)}`, ...attributes(n)].join(" "));
		if (sheet) return;
		const s = state(n);
		if (s) say(depth + 1, `is ${s}`);
		const l = looks(n);
		say(depth + 1, `looks ${l}`);
		if (n.localName === "iframe" || n.localName === "frame") return say(depth + 1, `frame ${n.mirrortest ?? "closed"}`);
		if (n.localName === "canvas" || n.localName === "textarea" || BOX.has(n.localName)) return;
		if (n.shadowRoot) {
			say(depth + 1, "#shadow");
			for (const c of n.shadowRoot.childNodes) node(c, depth + 2);
		}
		for (const c of n.childNodes) node(c, depth + 1);
	}

	const place = (n, offset) => n.nodeType === 3 ? `${JSON.stringify(n.data.slice(0, 20))} ${offset}` : `${n.nodeName} ${offset}`;
	say(0, `document ${document.compatMode} ${px(innerWidth)} ${px(innerHeight)}`);
	const top = document.scrollingElement;
	if (top && (top.scrollLeft || top.scrollTop)) say(0, `scrolled ${px(top.scrollLeft)} ${px(top.scrollTop)}`);
	const chosen = getSelection();
	if (chosen && !chosen.isCollapsed && chosen.toString()) say(0, `selected ${JSON.stringify(chosen.toString())}`);
	for (const n of document.childNodes) node(n, 0);
	say(0, `reads ${JSON.stringify((document.body?.innerText ?? "").replace(/\n+/g, "\n").trim())}`);
	return lines.join("\n");
})()
