package browser

// query finds elements by role and accessible name, in the page, its open shadow roots and its frames of the same origin.
const query = `
const ROLE = { BUTTON: "button", A: "link", TEXTAREA: "textbox", INPUT: "textbox", UL: "list", OL: "list", LI: "listitem", SECTION: "region", ASIDE: "complementary", DIALOG: "dialog" };
const all = () => { const docs = []; const walk = (root) => { docs.push(root.ownerDocument ? root : root); for (const e of root.querySelectorAll("*")) { if (e.shadowRoot) walk(e.shadowRoot); if (e.tagName === "IFRAME") { try { if (e.contentDocument?.body) walk(e.contentDocument); } catch {} } } }; walk(document); return docs; };
const nameOf = (e) => (e.getAttribute("aria-label") ?? (e.labels?.length ? e.labels[0].textContent : null) ?? e.textContent ?? "").trim();
const visible = (e) => { const r = e.getBoundingClientRect(), w = e.ownerDocument.defaultView; return r.width > 0 && r.height > 0 && w.getComputedStyle(e).visibility !== "hidden" && (w === window || visible(w.frameElement)); };
const every = (role, name) => all().flatMap((d) => [...d.querySelectorAll("*")]).filter((e) => (e.getAttribute("role") ?? ROLE[e.tagName]) === role && nameOf(e).startsWith(name) && !e.disabled && visible(e));
const at = (role, name) => every(role, name)[0];
const place = (e) => { e.scrollIntoView({ block: "nearest" }); const r = e.getBoundingClientRect(); let x = r.x + r.width / 2, y = r.y + r.height / 2; for (let w = e.ownerDocument.defaultView; w !== window; w = w.parent) { const f = w.frameElement.getBoundingClientRect(); x += f.x; y += f.y; } return [x, y]; };
const spot = (role, name) => { const e = at(role, name); return e && place(e); };
const focused = () => { let e = document.activeElement; while (e?.shadowRoot?.activeElement || e?.tagName === "IFRAME" && e.contentDocument?.activeElement) e = e.shadowRoot?.activeElement ?? e.contentDocument.activeElement; return e ?? document.body; };
const words = () => all().map((d) => d.body ? d.body.innerText : [...d.children].map((c) => c.innerText ?? "").join(" ")).join("\n");
const seen = (text) => words().includes(text);
`
