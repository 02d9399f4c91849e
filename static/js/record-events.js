// @ts-check
// What the browser says by events: that something is to be asked again, and where the pointer is.

import { OpFocus, OpHover, OpPointer, OpScroll, OpSelection, OpViewport } from "./mirror-ops.js";
import { above, dataOf, firstChild, listen, nextSibling, nodeType, setTimer, clearTimer } from "./record-native.js";

const POINTER = 33; // ms from one place of the pointer to the next

/** @typedef {import("./record-tree.js").Tree} Tree */

/** @param {import("./record-page.js").Page} page */
export function events(page) {
  const { out } = page;
  /** @type {Map<any, (() => void)[]>} */ const ends = new Map(); // by document
  /** @type {Map<any, Tree>} */ const scrolled = new Map();
  /** @type {Map<Tree, {focus: number, selection: string, selected: boolean}>} */ const told = new Map();
  /** @type {Set<Tree>} */ const resized = new Set();

  // The pointer.

  let timer = 0, x = 0, y = 0, down = 0, hover = 0;
  /** @type {any} */ let over = null;
  /** @type {Tree} */ let where;
  function point() {
    timer = 0;
    if (!page.free()) return;
    out.moment();
    out.op(OpPointer, 0);
    out.int(x);
    out.int(y);
    out.byte(down);
    const id = nearest(where, over);
    if (id !== hover) {
      out.op(OpHover, where.number);
      out.node(hover = id);
    }
    out.send();
  }
  /** @param {Tree} tree @param {any} e */
  function moved(tree, e) {
    x = Math.round(e.clientX);
    y = Math.round(e.clientY);
    down = Number(e.buttons > 0);
    over = e.composedPath()[0];
    where = tree;
    for (let t = tree; t.host; t = t.host.tree) {
      const r = t.host.node.getBoundingClientRect();
      x += Math.round(r.left + t.host.node.clientLeft);
      y += Math.round(r.top + t.host.node.clientTop);
    }
    timer ||= setTimer(point, POINTER);
  }

  // Focus and selection.

  /** @param {Tree} tree */
  function focus(tree) {
    let n = tree.doc.activeElement;
    while (n?.shadowRoot?.activeElement) n = n.shadowRoot.activeElement;
    return n && n !== tree.doc.body && n !== tree.doc.documentElement ? nearest(tree, n) : 0;
  }
  /** A place in the tree: the node and the offset in it. @param {Tree} tree @param {any} n @param {number} offset @returns {[number, number]|null} */
  function place(tree, n, offset) {
    const id = tree.ids.get(n);
    if (id === undefined || tree.hides(n)) return null;
    if (nodeType(n) === 3) return [id, Math.min(offset, dataOf(n).length)];
    let at = 0;
    for (let c = firstChild(n); c && offset > 0; c = nextSibling(c), offset--) if (tree.ids.has(c)) at++;
    return [id, at];
  }

  return {
    /** Listens in a document or a shadow tree: most events do not leave one. @param {Tree} tree @param {any} root */
    listen(tree, root) {
      let mine = ends.get(tree.doc);
      if (!mine) ends.set(tree.doc, mine = []);
      const on = (/** @type {any} */ target, /** @type {string} */ types, /** @type {(e: any) => void} */ f) => {
        for (const type of types.split(" ")) mine.push(listen(target, type, f));
      };
      on(root, "input change toggle close load error play pause seeked volumechange loadeddata", (e) => {
        const n = e.composedPath()[0];
        if (e.type === "input") page.typed(n);
        tree.touched.add(n);
        page.arm();
      });
      on(root, "scroll", (e) => page.scrolled(tree, e.target));
      if (root !== tree.doc) return;
      told.set(tree, { focus: 0, selection: "", selected: true });
      scrolled.set(root, tree);
      on(root, "pointermove pointerdown pointerup pointerover", (e) => moved(tree, e));
      on(root, "focusin focusout", () => page.arm());
      on(root, "selectionchange", () => {
        const it = told.get(tree);
        if (it) it.selected = true;
        page.arm();
      });
      on(tree.doc.defaultView, "resize", () => {
        resized.add(tree);
        page.arm();
      });
    },
    /** Tells what has changed. */
    tell() {
      for (const tree of resized) {
        const w = tree.doc.defaultView;
        if (!w) continue;
        out.op(OpViewport, tree.number);
        out.uint(w.innerWidth);
        out.uint(w.innerHeight);
      }
      resized.clear();
      for (const [n, tree] of scrolled) {
        const id = tree.ids.get(n), of = n === tree.doc ? tree.doc.scrollingElement : n;
        scrolled.delete(n);
        if (id === undefined || !of) continue;
        tree.op(OpScroll, id);
        out.int(Math.round(of.scrollLeft));
        out.int(Math.round(of.scrollTop));
      }
      for (const [tree, it] of told) {
        const id = focus(tree);
        if (id !== it.focus) tree.op(OpFocus, it.focus = id);
        if (!it.selected) continue;
        it.selected = false;
        const s = tree.doc.getSelection(), chosen = s && !s.isCollapsed;
        const from = chosen && place(tree, s.anchorNode, s.anchorOffset), to = chosen && place(tree, s.focusNode, s.focusOffset), both = from && to ? [...from, ...to] : [];
        if (both.join() === it.selection) continue;
        it.selection = both.join();
        out.op(OpSelection, tree.number);
        out.byte(both.length ? 1 : 0);
        both.forEach((v, i) => i & 1 ? out.uint(v) : out.node(v));
      }
    },
    /** @param {Tree} tree @param {any} n */
    scrolled(tree, n) {
      scrolled.set(n, tree);
      page.arm();
    },
    /** Ends what was begun in a document. @param {Tree} tree */
    forget(tree) {
      for (const end of ends.get(tree.doc) || []) end();
      ends.delete(tree.doc);
      told.delete(tree);
      resized.delete(tree);
      for (const [n, t] of scrolled) if (t === tree) scrolled.delete(n);
    },
    stop() {
      clearTimer(timer);
      timer = hover = 0;
    },
  };
}

/** The node, or the first around it that was told. @param {Tree} tree @param {any} n */
function nearest(tree, n) {
  for (let a = n; a; a = above(a)) {
    const id = tree.ids.get(a);
    if (id !== undefined) return id;
  }
  return 0;
}
