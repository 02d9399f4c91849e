// @ts-check
// The nodes of this frame's document, by their ids.

import { build, children } from "./mirror-frame-tree.js";

/** @typedef {import("./mirror-frame-read.js").Reader} Reader */

/** Nodes are forgotten when so many were made since the last time, and as many as there were then. */
const SWEEP = 5000;

export class Nodes {
  /** @type {(any|undefined)[]} */ list = [document];
  live = 0;
  swept = 1;

  /** @param {Reader} r @returns {any} */
  read(r) { return this.at(r.node()); }

  /** @param {number} id @returns {any} */
  at(id) {
    const n = this.list[id];
    if (!n) throw new Error(`no node ${id}`);
    return n;
  }

  /** Reads what the document holds, anew. @param {Reader} r */
  begin(r) {
    this.list = [document];
    /** @type {Node[]} */ const all = []; // a fragment takes no document type
    children(r, this.list, { appendChild: (n) => all.push(n) });
    r.named = this.list.length - 1;
    document.replaceChildren();
    for (const n of all) document.appendChild(n);
    this.swept = this.live = this.list.length;
  }

  /** Reads a tree. @param {Reader} r @returns {any} */
  tree(r) {
    const before = this.list.length, n = build(r, this.list, r.byte());
    if (this.list.length > before) r.named = this.list.length - 1;
    return n;
  }

  /** Reads where a node stands: the one that it comes before. @param {Reader} r @param {Node} parent @returns {Node|null} */
  place(r, parent) {
    const before = r.uint();
    return before ? this.at(before - 1).nextSibling : parent.firstChild;
  }

  /** Forgets nodes that are gone, now and then; true when it did. */
  sweep() {
    if (this.list.length - this.swept < SWEEP + this.live) return false;
    this.live = 0;
    this.list.forEach((n, id) => {
      if (n && !n.isConnected) delete this.list[id];
      else if (n) this.live++;
    });
    this.swept = this.list.length;
    return true;
  }

  /** The id of a node, or of the first around it that has one. @param {any} n @returns {number} */
  idOf(n) {
    for (; n; n = n.parentNode ?? n.host) {
      const id = this.list.indexOf(n);
      if (id >= 0) return id;
    }
    return 0;
  }
}
