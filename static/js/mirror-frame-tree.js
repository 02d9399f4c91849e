// @ts-check
// Makes nodes of what is read. The stream has been sanitised (app/cobrowse), and this page's policy runs no script and loads from nowhere else; what
// is left out here is what would lead out of the frame, take the focus, or stand in the way of what shows frames.

import * as ops from "./mirror-ops.js";
import { ours } from "./mirror-frame-sheets.js";

const SVG = "http://www.w3.org/2000/svg", MATH = "http://www.w3.org/1998/Math/MathML", HTML = "http://www.w3.org/1999/xhtml";

/** @type {Record<string, string>} */
const NAMESPACES = { xlink: "http://www.w3.org/1999/xlink", xml: "http://www.w3.org/XML/1998/namespace", xmlns: "http://www.w3.org/2000/xmlns/" };

/** Attributes that are not set, by the element's name. @type {Map<string, RegExp>} */
const LEFT_OUT = new Map(Object.entries({
  iframe: /^(?:src.*|sandbox|allow.*|csp|name|loading)$/, frame: /^(?:src|name)$/, meta: /^http-equiv$/, base: /^(?:href|target)$/,
  object: /^data$/, embed: /^src$/, script: /^src$/, portal: /^src$/,
}));

/** Elements that are shown as another one, which does nothing. */
const INERT = new Set(["script", "object", "embed", "portal", "fencedframe"]);

/** @param {Element} el @param {string} name @param {string} value */
export function setAttribute(el, name, value) {
  if (name.charCodeAt(0) === 111 && name.charCodeAt(1) === 110) return; // on...
  if (LEFT_OUT.get(written(el))?.test(name) || name === "href" && isOtherLink(el)) return;
  const colon = name.indexOf(":");
  if (el.localName === "pupitre-box" && (name === "width" || name === "height")) /** @type {any} */ (el).style[name] = /^\d+$/.test(value) ? `${value}px` : value;
  try {
    if (colon > 0 && name.slice(0, colon) in NAMESPACES) el.setAttributeNS(NAMESPACES[name.slice(0, colon)], name, value);
    else el.setAttribute(name, value);
  } catch { // a name that only a parser takes, such as "@click"
  }
}

/** A link to anything but a style sheet: there are some by which a browser greets other hosts. @param {any} el */
const isOtherLink = (el) => el.localName === "link" && !(el.relList.length === 1 && el.relList.contains("stylesheet"));

/** Names that were written otherwise than they are shown. @type {WeakMap<Node, string>} */
const names = new WeakMap();

/** The name as it was written. @param {Node} n */
export function written(n) { return names.get(n) ?? /** @type {any} */ (n).localName ?? /** @type {any} */ (n).name ?? ""; }

/** @param {string} name @param {string|null} space */
function make(name, space) {
  try {
    if (INERT.has(name)) throw name;
    if (space) return document.createElementNS(space, name);
    if (/[A-Z]/.test(name)) return document.createElementNS(HTML, name);
    if (name.includes("-")) define(name);
    return document.createElement(name);
  } catch {
    const el = document.createElement("span");
    names.set(el, name);
    return el;
  }
}

/** The page's own elements count as defined, or style sheets would hide them. @param {string} name */
function define(name) {
  if (customElements.get(name)) return;
  try {
    customElements.define(name, class extends HTMLElement {});
  } catch { // a name that is none of theirs
  }
}

/** @param {any} el @param {string} name */
function prepare(el, name) {
  if (name === "video" || name === "audio") el.muted = true;
  else if (name === "iframe") el.setAttribute("sandbox", "");
}

/** A box in place of an element that is not shown. @param {number} width @param {number} height px */
function box(width, height) {
  const el = document.createElement("div");
  el.dataset.pupitreMasked = "";
  el.style.cssText = `display:inline-block;box-sizing:border-box;width:${width}px;height:${height}px;border:1px solid #868d9a;background:repeating-linear-gradient(135deg,#d5d8de 0 8px,#e4e6ea 8px 16px)`;
  return el;
}

/**
 * Makes one tree.
 * @param {import("./mirror-frame-read.js").Reader} r
 * @param {(Node|undefined)[]} nodes  those of the document by their ids; new ones are added
 * @param {number} kind
 * @returns {Node}
 */
export function build(r, nodes, kind) {
  switch (kind) {
    case ops.NodeText: return added(nodes, document.createTextNode(r.word()));
    case ops.NodeElement: return element(r, nodes, null, false);
    case ops.NodeLeaf: return element(r, nodes, null, true);
    case ops.NodeSVG: return element(r, nodes, SVG, false);
    case ops.NodeSVGLeaf: return element(r, nodes, SVG, true);
    case ops.NodeMath: return element(r, nodes, MATH, false);
    case ops.NodeDoctype: {
      const name = r.word(), publicID = r.word(), systemID = r.word();
      return added(nodes, document.implementation.createDocumentType(name || "html", publicID, systemID));
    }
    case ops.NodeExisting: {
      const n = nodes[r.uint()];
      if (!n) throw new Error("no such node");
      return n;
    }
    case ops.NodeMasked: return added(nodes, box(r.uint(), r.uint()));
  }
  throw new Error(`no such node: ${kind}`);
}

/** @template {Node} T @param {(Node|undefined)[]} nodes @param {T} n */
function added(nodes, n) {
  nodes.push(n);
  return n;
}

/** @param {import("./mirror-frame-read.js").Reader} r @param {(Node|undefined)[]} nodes @param {string|null} space @param {boolean} leaf */
function element(r, nodes, space, leaf) {
  const name = r.word(), el = added(nodes, make(name, space));
  prepare(el, name);
  if (name === "link") link(r, el);
  else for (let n = r.uint(); n > 0; n--) setAttribute(el, r.word(), r.word());
  if (leaf) return el;
  for (let kind = r.byte(); kind !== ops.NodeEnd; kind = r.byte()) {
    if (kind === ops.NodeShadow) {
      const root = added(nodes, el.attachShadow({ mode: "open" }));
      root.adoptedStyleSheets = [ours];
      children(r, nodes, root);
    } else el.appendChild(build(r, nodes, kind));
  }
  return el;
}

/** Its attributes: what kind of link it is comes first. @param {import("./mirror-frame-read.js").Reader} r @param {Element} el */
function link(r, el) {
  /** @type {[string, string][]} */ const all = [];
  for (let n = r.uint(); n > 0; n--) all.push([r.word(), r.word()]);
  for (const kind of [true, false]) for (const [name, value] of all) if ((name === "rel") === kind) setAttribute(el, name, value);
}

/** The rest of a list. @param {import("./mirror-frame-read.js").Reader} r @param {(Node|undefined)[]} nodes @param {{appendChild: (n: Node) => void}} parent */
export function children(r, nodes, parent) {
  for (let kind = r.byte(); kind !== ops.NodeEnd; kind = r.byte()) parent.appendChild(build(r, nodes, kind));
}
