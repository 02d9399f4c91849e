// @ts-check
// Applies patches (app/dom) to the document: one call a frame, operations as bytes, all text in one string.

/** The table of app/dom/ops.go; a test compares the two. */
export const OP = {
  Element: 1, Text: 2, Insert: 3, Remove: 4, Attr: 5, NoAttr: 6, SetText: 7, Listen: 8, Template: 9, Clone: 10, Fill: 11,
};

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path"]);

/** Reads operands: unsigned varints from the bytes, strings from the one text by their lengths in UTF-16 units. */
export class Operands {
  /** @param {Uint8Array} ops @param {string} text */
  constructor(ops, text) {
    this.ops = ops;
    this.text = text;
    this.at = 0;
    this.from = 0;
  }
  get more() { return this.at < this.ops.length; }
  byte() { return this.ops[this.at++]; }
  uint() {
    let b = this.ops[this.at++];
    if (b < 128) return b;
    let v = b & 127;
    for (let s = 7; b > 127; s += 7) {
      b = this.ops[this.at++];
      v |= (b & 127) << s;
    }
    return v >>> 0;
  }
  string() {
    const n = this.uint();
    this.from += n;
    return this.text.substring(this.from - n, this.from);
  }
  /** @param {number} n */
  bytes(n) {
    this.at += n;
    return this.ops.slice(this.at - n, this.at);
  }
}

/**
 * @typedef {Object} Hooks
 * @property {(el: HTMLElement, name: string, value: string|null) => void} property  sets what begins with a dot
 * @property {(dialog: HTMLElement) => void} retake  after a dialog has gone
 */

/** A live tree: the elements by number. */
export class Page {
  /** @param {HTMLElement} root @param {Hooks} hooks */
  constructor(root, hooks) {
    /** @type {any[]} */
    this.nodes = [null, root];
    /** @type {{el: Element, holes: [number, number[]][]}[]} */
    this.templates = [];
    this.hooks = hooks;
    /** @type {[HTMLElement, string, string|null][]} */
    this.later = [];
    /** @type {any} */ (root).pupitreID = 1;
  }

  /** Applies one operation; false for one that is not of this table. @param {number} op @param {Operands} o */
  one(op, o) {
    const nodes = this.nodes;
    switch (op) {
      case OP.Element: return this.keep(o.uint(), element(o.string()));
      case OP.Text: return this.keep(o.uint(), document.createTextNode(o.string()));
      case OP.Insert: {
        const parent = nodes[o.uint()], node = nodes[o.uint()], before = o.uint();
        // moveBefore keeps what insertBefore loses: scroll positions, the focus, the caret
        if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before ? nodes[before] : null);
        else parent.insertBefore(node, before ? nodes[before] : null);
        return true;
      }
      case OP.Remove: {
        const id = o.uint();
        nodes[id].close?.(); // a dialog gives the focus back to what had it
        nodes[id].remove();
        if (nodes[id].close) this.hooks.retake(nodes[id]);
        nodes[id] = null;
        return true;
      }
      case OP.Attr: this.attr(nodes[o.uint()], o.string(), o.string()); return true;
      case OP.NoAttr: this.attr(nodes[o.uint()], o.string(), null); return true;
      case OP.SetText: nodes[o.uint()].data = o.string(); return true;
      case OP.Fill: nodes[o.uint()].textContent = o.string(); return true;
      case OP.Listen: nodes[o.uint()].pupitreMask = o.uint(); return true;
      case OP.Template: {
        const n = o.uint();
        o.uint();
        /** @type {[number, number[]][]} */
        const holes = [];
        this.templates[n] = { el: /** @type {Element} */ (skeleton(o, [], holes)), holes };
        return true;
      }
      case OP.Clone: {
        const id = o.uint(), t = this.templates[o.uint()];
        const el = t.el.cloneNode(true);
        for (const [hole, path] of t.holes) {
          let n = /** @type {Node} */ (el);
          for (const i of path) n = n.childNodes[i];
          nodes[id + 1 + hole] = n;
        }
        return this.keep(id, el);
      }
    }
    return false;
  }

  /** @param {number} id @param {any} node */
  keep(id, node) {
    node.pupitreID = id;
    this.nodes[id] = node;
    return true;
  }

  /** Properties wait until the whole patch is in the document. @param {any} el @param {string} name @param {string|null} value */
  attr(el, name, value) {
    if (name === ".share") this.hooks.property(el, name, value); // what others measure depends on it
    else if (name[0] === ".") this.later.push([el, name, value]);
    else if (value === null) el.removeAttribute(name);
    else el.setAttribute(name, value);
  }

  /** Ends a patch. */
  finish() {
    const later = this.later;
    this.later = [];
    for (const [el, name, value] of later) this.hooks.property(el, name, value);
  }
}

/** @param {string} tag */
const element = (tag) => SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);

/** @param {Operands} o @param {number[]} path @param {[number, number[]][]} holes @returns {Node} */
function skeleton(o, path, holes) {
  const tag = o.string();
  if (!tag) return document.createTextNode(o.string());
  const el = element(tag);
  for (let n = o.uint(); n > 0; n--) el.setAttribute(o.string(), o.string());
  for (let n = o.uint(); n > 0; n--) holes.push([o.uint(), path]);
  const kids = o.uint();
  for (let i = 0; i < kids; i++) el.append(skeleton(o, [...path, i], holes));
  return el;
}
