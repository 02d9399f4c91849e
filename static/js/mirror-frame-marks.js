// @ts-check
// Where the visitor's pointer and focus are, as attributes: rules with :hover and :focus ask for those (mirror-frame-sheets.js), so the agent's own pointer and
// focus change nothing.

/** The element and all around it, through shadow roots. @param {any} n @returns {Element[]} */
function around(n) {
  const chain = [];
  for (; n; n = n.parentNode ?? n.host) if (n.nodeType === Node.ELEMENT_NODE) chain.push(n);
  return chain;
}

/** @param {Element[]} before @param {Element[]} now @param {string} name */
function move(before, now, name) {
  const kept = new Set(now);
  for (const el of before) if (!kept.has(el)) el.removeAttribute(name);
  for (const el of now) if (!el.hasAttribute(name)) el.setAttribute(name, "");
}

const WRITES = /^(?:input|textarea|select)$/;

export class Marks {
  /** @type {Element[]} */ hovered = [];
  /** @type {Element[]} */ within = [];
  /** @type {any} */ focused = null;

  /** @param {Node|null} n */
  hover(n) { move(this.hovered, this.hovered = around(n), "data-pupitre-hover"); }

  /** @param {any} n null: nothing has it */
  focus(n) {
    if (n?.nodeType !== Node.ELEMENT_NODE || n === document.body) n = null;
    move(this.within, this.within = around(n), "data-pupitre-focus-within");
    move(this.focused ? [this.focused] : [], n ? [n] : [], "data-pupitre-focus");
    // What was pressed shows no ring, and what is written in does.
    const ring = n && (WRITES.test(n.localName) || n.isContentEditable || !this.hovered.includes(n));
    this.focused?.removeAttribute("data-pupitre-focus-visible");
    if (ring) n.setAttribute("data-pupitre-focus-visible", "");
    this.focused = n;
  }
}
