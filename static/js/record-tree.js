// @ts-check
// Records the tree of one document. There is one rule: a connected node without an id must be placed. The first picture, a change, a
// change that came while the first picture was on its way: each is a place where that is so. See app/cobrowse for what is written.

import { HOVER } from "./control-mark.js";
import {
  MaxDepth, MaxText, NodeDoctype, NodeElement, NodeEnd, NodeLeaf, NodeMasked, NodeMath, NodeShadow, NodeSVG, NodeSVGLeaf, NodeText,
  OpAppend, OpAttr, OpAttrGone, OpAttrPart, OpBegin, OpInsert, OpMove, OpRemove, OpText,
} from "./mirror-ops.js";
import * as dom from "./record-native.js";
import * as mask from "./record-mask.js";
import { address } from "./record-secret.js";

const ELEMENT = 1, TEXT = 3, CDATA = 4, DOCTYPE = 10;
const SVG = "http://www.w3.org/2000/svg", MATH = "http://www.w3.org/1998/Math/MathML";
const PREFIX = /** @type {Record<string, string>} */ ({ "http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:" });

// What becomes of an element. One that does something by itself leaves an empty one behind, so that the others are counted as before.
const EMPTY = 1; // nothing of it is told
const CLOSED = 2; // its nodes are not
const STATEFUL = 4; // it has something to tell beside its attributes
/** @type {Record<string, number>} */ const KINDS = {
  __proto__: /** @type {any} */ (null),
  script: EMPTY, noscript: EMPTY, template: EMPTY, meta: EMPTY, base: EMPTY, "pupitre-chat": EMPTY, "pupitre-share": EMPTY,
  canvas: CLOSED | STATEFUL, iframe: CLOSED | STATEFUL, frame: CLOSED | STATEFUL, style: CLOSED | STATEFUL, textarea: CLOSED | STATEFUL,
  audio: STATEFUL, dialog: STATEFUL, image: STATEFUL, img: STATEFUL, input: STATEFUL, link: STATEFUL, select: STATEFUL, video: STATEFUL,
};

/** The name of an element of which nothing is told. @param {string} tag */
export const emptyName = (tag) => tag === "link" ? tag : "template";

const WORD = 160, NEWS = 32; // UTF-16 units of what may come again: in a tree, in a change
const LOOK = 2000; // nodes in one look
const DEEPEST = MaxDepth - 100;

/**
 * @typedef {Object} Host  of a document that is not the first: the frame it is in
 * @property {Tree} tree
 * @property {any} node
 */
/** @typedef {ReturnType<typeof recordTree>} Tree */

/**
 * @param {import("./record-page.js").Page} page
 * @param {any} doc
 * @param {number} number of the document
 * @param {Host|null} host
 */
export function recordTree(page, doc, number, host) {
  const { out } = page;
  const { byte, uint, node } = out;
  const base = host ? host.tree.bitsOf(host.node) : 0; // of all that is in the document

  // What has been told: nodes by id and ids by node, for each the id of the node it is in, and the words. What has an id is in the document.
  /** @type {any[]} */ const nodes = [doc];
  /** @type {number[]} */ const parents = [0]; // -1: it was removed
  /** @type {number[]} */ const held = [0]; // what held for each: bits of record-mask.js
  /** @type {Map<any, number>} */ const ids = new Map([[doc, 0]]);
  /** @type {Map<string, number>} */ const words = new Map();
  /** @type {WeakMap<any, Record<string, string>>} */ const former = new WeakMap(); // long attributes that change

  // What has changed. Nodes wait here, not messages: a node that changes again waits no longer and costs no more.
  /** @type {Map<any, any>} */ let tails = new Map(); // nodes with children that are not placed yet, behind the one that is
  /** @type {Set<any>} */ const added = new Set(); // not placed yet
  /** @type {Set<any>} */ const moved = new Set(); // taken from where they were told to be, and put elsewhere
  /** @type {number[]} */ let gone = []; // ids of what has left the document
  /** @type {Set<any>} */ const again = new Set(); // to be told anew
  /** @type {Set<any>} */ const texts = new Set();
  /** @type {Map<any, Set<string>>} */ const attributes = new Map();
  /** @type {Set<any>} */ const touched = new Set(); // with something to tell beside their attributes
  /** @type {WeakSet<any>} */ const cut = new WeakSet(); // elements that are too deep to go on
  /** @type {[any, any][]} */ let open = []; // tails of the tree that is being written

  let looked = 0;
  let begun = false, marked = false; // marked: something in the document is masked or shown
  let written = 0, stopped = false; // in this flush
  /** @type {any} */ let behind = null; // the node that was inserted last in this message

  const observer = new (dom.observers())(digest);
  /** @param {any} root */
  function watch(root) {
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    mask.remember(root);
    page.listen(tree, root);
  }

  /** Time is up, or the message is full: but something has been written. */
  const stop = () => stopped ||= written > 0 && (out.full() || page.late());

  /** @param {any} n */
  const isHere = (n) => n === doc || dom.isConnected(n) && dom.ownerDocument(n) === doc;
  /** @param {any} n */
  function isTold(n) {
    const t = dom.nodeType(n);
    return t === TEXT || t === ELEMENT && !dom.isOurs(n) || t === CDATA || t === DOCTYPE;
  }
  /** @param {any} n @param {string} tag */
  function kindOf(n, tag) {
    const kind = KINDS[tag] | 0;
    if (kind) return tag === "link" && !/\bstylesheet\b/i.test(n.rel) ? EMPTY : kind;
    return 0;
  }
  /** What is in it is not told. @param {any} n */
  const hides = (n) => dom.nodeType(n) === ELEMENT && (cut.has(n) || kindOf(n, dom.localName(n)) & (EMPTY | CLOSED) || marked && mask.isBlock(n));
  /** @param {any} n */
  const isPending = (n) => moved.has(n) || !ids.has(n);

  /** What holds for what is in a node, and how deep that is. @param {any} n */
  function inside(n) {
    let bits = base, depth = 0;
    for (let a = n; a && a !== doc; a = dom.above(a), depth++) if (marked && dom.nodeType(a) === ELEMENT) bits |= mask.marksOf(a);
    return { bits, depth };
  }

  // Writing.

  /** @param {any} n @param {number} parent @param {number} bits */
  function count(n, parent, bits) {
    const id = nodes.length;
    ids.set(n, id);
    nodes.push(n);
    parents.push(parent);
    held.push(bits);
    written++;
    return id;
  }

  /** Writes a node and what is in it, as far as time goes. @param {any} n @param {number} parent @param {number} bits @param {number} depth */
  function write(n, parent, bits, depth) {
    const id = count(n, parent, bits), type = dom.nodeType(n);
    if (type === DOCTYPE) {
      byte(NodeDoctype);
      for (const s of [n.name, n.publicId, n.systemId]) out.word(words, s, WORD);
      return;
    }
    if (type !== ELEMENT) {
      byte(NodeText);
      out.word(words, mask.textOf(dom.dataOf(n), bits), NEWS);
      return;
    }
    const tag = dom.localName(n), kind = kindOf(n, tag);
    if (kind & EMPTY) {
      byte(NodeLeaf);
      out.word(words, emptyName(tag), WORD);
      return uint(0);
    }
    const names = dom.getAttributeNames(n);
    const own = mask.marks(n, tag, (name) => names.includes(name));
    if (own) {
      marked = true;
      bits |= own;
      if (mask.isBlock(n)) return box(n);
    }
    const ns = dom.namespaceURI(n), shadow = dom.shadowRoot(n);
    const leaf = !shadow && (kind & CLOSED || depth > DEEPEST || !dom.firstChild(n));
    if (depth > DEEPEST) cut.add(n);
    byte(ns === SVG ? leaf ? NodeSVGLeaf : NodeSVG : ns === MATH ? NodeMath : leaf ? NodeLeaf : NodeElement);
    out.word(words, tag, WORD);
    writeAttributes(n, tag, names, bits, ns === SVG || ns === MATH);
    if (kind & STATEFUL || names.includes("popover")) touched.add(n);
    if (shadow) {
      const root = count(shadow, id, bits);
      byte(NodeShadow);
      writeNodes(shadow, root, bits, depth + 1);
      byte(NodeEnd);
      watch(shadow);
      touched.add(shadow);
    }
    if (leaf) {
      if (ns === MATH) byte(NodeEnd);
      return;
    }
    if (!(kind & CLOSED)) writeNodes(n, id, bits, depth + 1);
    byte(NodeEnd);
  }

  /** @param {any} p @param {number} parent @param {number} bits @param {number} depth */
  function writeNodes(p, parent, bits, depth) {
    let last = null;
    for (let n = dom.firstChild(p); n; n = dom.nextSibling(n)) {
      if (!isTold(n) || ids.has(n)) continue; // one with an id has been moved here, and will be
      if (stop()) {
        open.push([p, last]);
        return;
      }
      write(n, parent, bits, depth);
      last = n;
    }
  }

  /** @param {any} n @param {string} tag @param {string[]} names @param {number} bits @param {boolean} drawn */
  function writeAttributes(n, tag, names, bits, drawn) {
    const amount = out.hole();
    let k = 0, room = MaxText;
    for (const name of names) {
      const value = mask.attributeOf(n, tag, name, bits, drawn);
      if (value === null || tag === "link" && name === "href" && page.reads(n)) continue;
      room -= value.length;
      if (k === 127 || room < 0) break;
      k++;
      out.word(words, name, WORD);
      out.word(words, value, WORD);
    }
    out.fill(amount, k);
  }

  /** A box in place of what is not shown. @param {any} n */
  function box(n) {
    const r = n.getBoundingClientRect();
    byte(NodeMasked);
    uint(Math.round(r.width));
    uint(Math.round(r.height));
  }

  function begin() {
    begun = true;
    const w = doc.defaultView;
    out.op(OpBegin, number);
    uint(w.innerWidth);
    uint(w.innerHeight);
    out.word(words, address(doc.location?.href || ""), WORD);
    out.word(words, doc.baseURI.split(/[?#]/)[0], WORD);
    byte(doc.compatMode === "BackCompat" ? 1 : 0);
    if (host) {
      uint(host.tree.number);
      uint(host.tree.ids.get(host.node));
    }
    writeNodes(doc, 0, base, 0);
    byte(NodeEnd);
    wrote(null);
    watch(doc);
    touched.add(doc);
  }

  /** A tree is written: what is left of it comes before what was left of others. @param {any} root */
  function wrote(root) {
    out.made(nodes.length - 1);
    behind = root;
    if (open.length) tails = new Map([...open, ...tails]);
    open = [];
  }

  // Reading what the browser says, at once: later, what is not in the document could change unseen.

  /** @param {MutationRecord[]} list */
  function digest(list) {
    for (const m of list) digestOne(m);
    for (const n of moved) if (!isHere(n)) leave(n);
    if (list.length) page.arm();
  }

  /** A node that has an id will be removed. @param {any} n */
  function leave(n) {
    const id = ids.get(n);
    moved.delete(n);
    if (id === undefined) return;
    gone.push(id);
    forget(n, id);
  }

  /** @param {MutationRecord} m */
  function digestOne(m) {
    const at = m.target;
    if (!ids.has(at)) {
      takeLeave(at, m.removedNodes);
      return;
    }
    if (m.type === "characterData") {
      texts.add(at);
    } else if (m.type === "attributes") {
      const name = (PREFIX[m.attributeNamespace || ""] || "") + m.attributeName;
      if (name === HOVER) return;
      const tag = dom.localName(at);
      if (mask.MASKING.has(name) || tag === "select" && mask.SECRECY.has(name) || tag === "link" && name === "rel") {
        marked = true;
        again.add(at);
        return;
      }
      let names = attributes.get(at);
      if (!names) attributes.set(at, names = new Set());
      names.add(name);
      if (KINDS[tag] & STATEFUL || name === "popover") touched.add(at);
    } else {
      takeLeave(at, m.removedNodes);
      for (const n of m.addedNodes) if (!ids.has(n)) added.add(n);
      if (dom.nodeType(at) === ELEMENT && KINDS[dom.localName(at)] & CLOSED) touched.add(at);
    }
  }

  /** @param {any} from @param {NodeList} list */
  function takeLeave(from, list) {
    for (const n of list) {
      if (ids.has(n)) moved.add(n);
      else added.delete(n);
      if (tails.get(from) === n) tails.set(from, null);
    }
  }

  // Placing.

  /** Places what is pending among the nodes of p, from n on. @param {any} p @param {any} n @param {any} after the one before @param {boolean} all not only up to the first that is in place */
  function place(p, n, after, all) {
    const parent = /** @type {number} */ (ids.get(p)), { bits, depth } = inside(p), settled = isSettled(p);
    for (; n; n = dom.nextSibling(n)) {
      if (!isTold(n)) continue;
      if (!isPending(n)) {
        if (!all) return;
        after = n;
        continue;
      }
      const id = ids.get(n);
      if (id !== undefined && !settled) continue;
      if (stop()) {
        if (tails.has(p)) tails.set(p, after);
        return;
      }
      if (id !== undefined) {
        out.op(OpMove, number);
        node(id);
        placed(parent, after);
        if (marked && (held[id] !== bits || isStale(id))) again.add(n);
        parents[id] = parent;
        moved.delete(n);
        written++;
        behind = null;
      } else {
        const follows = after && behind === after;
        out.op(follows ? OpAppend : OpInsert, number);
        if (!follows) placed(parent, after);
        write(n, parent, bits, depth);
        wrote(n);
        added.delete(n);
      }
      after = n;
    }
    tails.delete(p);
  }
  /** Where it comes from, something else may have held for what is in it, and that was not told any more. @param {number} id */
  function isStale(id) {
    for (let a = parents[id]; a > 0; a = parents[a]) if (!nodes[a] || again.has(nodes[a])) return true;
    return false;
  }
  /** @param {number} parent @param {any} after */
  function placed(parent, after) {
    node(parent);
    uint(after ? /** @type {number} */ (ids.get(after)) + 1 : 0);
  }

  /** Places a node with the pending ones beside it. @param {any} n */
  function placeAround(n) {
    const p = dom.parentNode(n);
    if (tails.has(p) || hides(p)) return; // its turn comes, or never
    let first = n, after = null;
    for (let q = dom.previousSibling(n); q; q = dom.previousSibling(q)) {
      if (!isTold(q)) continue;
      if (!isPending(q)) {
        after = q;
        break;
      }
      first = q;
    }
    place(p, first, after, false);
  }

  /** All around a node is where it is told to be: else something could be moved into itself. @param {any} n */
  function isSettled(n) {
    if (moved.size) {
      for (let a = n; a; a = dom.above(a)) {
        if (!moved.has(a)) continue;
        if (!ids.has(dom.parentNode(a))) return false;
        placeAround(a);
        if (moved.has(a)) return false;
      }
    }
    return true;
  }

  function placeAll() {
    for (const [p, after] of tails) {
      if (stop()) return;
      if (!ids.has(p)) tails.delete(p);
      else place(p, after ? dom.nextSibling(after) : dom.firstChild(p), after, true);
    }
    for (const n of added) {
      if (stop()) return;
      const p = dom.parentNode(n);
      if (ids.has(n) || !ids.has(p) || !isHere(n) || !isTold(n) || hides(p)) added.delete(n);
      else placeAround(n);
    }
    for (const n of moved) {
      if (stop()) return;
      if (isHidden(n)) leave(n);
      else if (ids.has(dom.parentNode(n))) placeAround(n);
    }
  }

  /** @param {any} n */
  function isHidden(n) {
    for (let a = dom.above(n); a; a = dom.above(a)) if (hides(a)) return true;
    return false;
  }

  // Taking away: only when all that was moved is out of what goes.

  function removeAll() {
    if (moved.size) return;
    while (gone.length) {
      if (stop()) return;
      remove(/** @type {number} */ (gone.pop()));
    }
    for (const n of again) {
      if (stop()) return;
      again.delete(n);
      const id = ids.get(n), p = dom.parentNode(n);
      if (id === undefined) continue;
      if (tails.get(p) === n) tails.set(p, null);
      remove(id);
      forget(n, id);
      added.add(n);
    }
  }

  /** @param {number} id */
  function remove(id) {
    let a = parents[id];
    while (a > 0) a = parents[a];
    if (a < 0) return; // it went with what it was in
    parents[id] = -1;
    out.op(OpRemove, number);
    node(id);
    written++;
    behind = null;
  }

  /** Nothing is known of it any more, nor of what is in it: but what was told to be elsewhere still is there. @param {any} n @param {number} id */
  function forget(n, id) {
    ids.delete(n);
    nodes[id] = undefined;
    tails.delete(n);
    page.forgot(n);
    for (let c = dom.firstChild(n); c; c = dom.nextSibling(c)) forgetIn(c);
    if (dom.nodeType(n) === ELEMENT) forgetIn(dom.shadowRoot(n));
  }
  /** @param {any} n */
  function forgetIn(n) {
    const id = n && ids.get(n);
    if (id && !moved.has(n)) forget(n, id);
  }

  // Texts and attributes.

  function changeAll() {
    for (const n of texts) {
      if (stop()) return;
      texts.delete(n);
      const id = ids.get(n);
      if (id === undefined) continue;
      out.op(OpText, number);
      node(id);
      out.word(words, mask.textOf(dom.dataOf(n), bitsOf(n)), NEWS);
      written++;
    }
    for (const [n, names] of attributes) {
      if (stop()) return;
      attributes.delete(n);
      const id = ids.get(n), tag = dom.localName(n);
      if (id === undefined || kindOf(n, tag) & EMPTY || marked && mask.isBlock(n)) continue;
      const bits = bitsOf(n), drawn = dom.namespaceURI(n) !== "http://www.w3.org/1999/xhtml";
      for (const name of names) change(n, id, name, tag === "link" && name === "href" && page.reads(n) ? null : mask.attributeOf(n, tag, name, bits, drawn));
    }
    for (const n of touched) {
      if (stop()) return;
      touched.delete(n);
      if (ids.has(n)) page.tell(tree, n);
    }
  }

  /** @param {any} n @param {number} id @param {string} name @param {string|null} value */
  function change(n, id, name, value) {
    written++;
    const was = former.get(n)?.[name];
    if (was && was === value) return;
    if (value !== null && value.length > NEWS) {
      value = value.slice(0, MaxText);
      const all = former.get(n) || {};
      all[name] = value;
      former.set(n, all);
      if (was && changePart(id, name, was, value)) return;
    } else if (was) delete former.get(n)?.[name];
    out.op(value === null ? OpAttrGone : OpAttr, number);
    node(id);
    out.word(words, name, WORD);
    if (value !== null) out.word(words, value, NEWS);
  }

  /** Only what is new in a long value, unless that is most of it. @param {number} id @param {string} name @param {string} was @param {string} value */
  function changePart(id, name, was, value) {
    const most = Math.min(was.length, value.length);
    let start = 0, end = 0;
    while (start < most && was[start] === value[start]) start++;
    while (end < most - start && was[was.length - 1 - end] === value[value.length - 1 - end]) end++;
    if (/[\ud800-\udbff]$/.test(value.slice(0, start))) start--; // no half characters
    if (/^[\udc00-\udfff]/.test(value.slice(value.length - end))) end--;
    if (start + end < 8) return false;
    out.op(OpAttrPart, number);
    node(id);
    out.word(words, name, WORD);
    uint(start);
    uint(end);
    out.string(value.slice(start, value.length - end));
    return true;
  }

  /** What holds for a node itself. @param {any} n */
  const bitsOf = (n) => inside(n).bits;

  const isDirty = () => !begun || tails.size + added.size + gone.length + moved.size + again.size + texts.size + attributes.size + touched.size > 0;

  const tree = {
    doc, number, host, ids, nodes, words, touched, bitsOf, isDirty, isTold, hides, observer,
    isBegun: () => begun,
    /** Only its place is told. @param {any} n */
    isEmpty: (n) => (kindOf(n, dom.localName(n)) & EMPTY) > 0,
    /** Begins an operation on a node. @param {number} code @param {number} id */
    op(code, id) {
      out.op(code, number);
      node(id);
      written++;
    },
    /** Looks for what nobody says: that an element has got a shadow tree since it was told, or was scrolled before. */
    look() {
      for (let i = Math.min(LOOK, nodes.length); i > 0; i--) {
        const n = nodes[looked++ % nodes.length], shadow = n && dom.nodeType(n) === ELEMENT && dom.shadowRoot(n);
        if (shadow && !ids.has(shadow) && !hides(n)) again.add(n);
        if (looked <= nodes.length && (n?.scrollTop || n?.scrollLeft)) page.scrolled(tree, n);
      }
    },
    /** Writes what has changed, until time is up or the message is full; tells whether something is left. */
    flush() {
      written = 0;
      stopped = false;
      behind = null;
      digest(observer.takeRecords());
      if (!begun) begin();
      placeAll();
      removeAll();
      changeAll();
      return isDirty();
    },
    /** Nothing may be written: what was never told, and has gone, is kept no longer. */
    rest() { for (const n of added) if (!isHere(n)) added.delete(n); },
  };
  return tree;
}
