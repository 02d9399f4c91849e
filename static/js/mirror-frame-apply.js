// @ts-check
// Carries out the operations of one document: this frame's.

import * as ops from "./mirror-ops.js";
import { setAttribute, written } from "./mirror-frame-tree.js";
import { choose, play, select, setChecked, setValue } from "./mirror-frame-state.js";
import { sum } from "./mirror-frame-sum.js";

/** @typedef {import("./mirror-frame-read.js").Reader} Reader */
/** @typedef {import("./mirror-frame-viewer.js").Viewer} Viewer */

/** Operations after which style sheets may stand in another order. */
const MOVES = new Set([ops.OpBegin, ops.OpInsert, ops.OpAppend, ops.OpDetach, ops.OpMove, ops.OpRemove]);

/** @param {number} op @param {Reader} r @param {Viewer} v */
export function apply(op, r, v) {
  const nodes = v.nodes;
  if (MOVES.has(op)) v.sheets.dirty = true;
  switch (op) {
    case ops.OpBegin: begin(r, v); return;
    case ops.OpInsert: {
      const parent = nodes.read(r), before = nodes.place(r, parent);
      parent.insertBefore(v.inserted = nodes.tree(r), before);
      return;
    }
    case ops.OpAppend: {
      const after = v.inserted, n = nodes.tree(r);
      after.parentNode.insertBefore(v.inserted = n, after.nextSibling);
      return;
    }
    case ops.OpDetach: for (let n = r.uint(); n > 0; n--) nodes.read(r).remove(); return;
    case ops.OpMove: {
      const n = nodes.read(r), parent = nodes.read(r);
      parent.insertBefore(n, nodes.place(r, parent));
      return;
    }
    case ops.OpRemove: nodes.read(r).remove(); return;
    case ops.OpText: nodes.read(r).data = r.word(); return;
    case ops.OpAttr: attribute(v, nodes.read(r), r.word(), r.word()); return;
    case ops.OpAttrPart: {
      const el = nodes.read(r), name = r.word(), start = r.uint(), end = r.uint(), was = v.pictures.former(el, name) ?? el.getAttribute(name) ?? "";
      attribute(v, el, name, was.slice(0, start) + r.string() + was.slice(was.length - end));
      return;
    }
    case ops.OpAttrGone: attribute(v, nodes.read(r), r.word(), null); return;
    case ops.OpValue: setValue(nodes.read(r), r.word()); return;
    case ops.OpChecked: setChecked(nodes.read(r), r.byte()); return;
    case ops.OpSelected: select(nodes.read(r), list(r, () => r.uint())); return;
    case ops.OpScroll: v.scroll.set(nodes.read(r), r.int(), r.int()); return;
    case ops.OpViewport: v.say({ size: [r.uint(), r.uint()] }); return;
    case ops.OpFocus: v.focus(nodes.read(r)); return;
    case ops.OpSelection: selection(r, v); return;
    case ops.OpSheet: v.sheets.set(nodes.read(r), r.hash()); return;
    case ops.OpAdopted: v.sheets.adopt(nodes.read(r), list(r, () => r.hash())); return;
    case ops.OpOpen: v.open(nodes.read(r), r.byte()); return;
    case ops.OpMedia: play(nodes.read(r), r.byte(), r.uint()); return;
    case ops.OpPicture: v.pictures.set(nodes.read(r), r.hash()); return;
    case ops.OpPage: v.say({ page: [r.word(), r.word()] }); return;
    case ops.OpCheck: check(r, v); return;
    case ops.OpComplete: v.first.complete(); return;
    case ops.OpPointer: v.say({ pointer: [r.int(), r.int(), r.byte()] }); return;
    case ops.OpHover: v.hover(nodes.read(r)); return;
    case ops.OpLost: v.frames.lost(r.uint()); return;
  }
  throw new Error(`no such operation: ${op}`);
}

/** @param {Reader} r @param {Viewer} v */
function begin(r, v) {
  const size = [r.uint(), r.uint()], address = r.word();
  r.word();
  r.byte();
  if (v.number === 0) v.say({ size, page: [address, ""] });
  else for (let host = 0; host < 2; host++) r.uint();
  v.nodes.begin(r);
  v.begun();
}

/** @param {Viewer} v @param {Element} el @param {string} name @param {string|null} value */
function attribute(v, el, name, value) {
  v.pictures.changed(el, name);
  if (value === null) el.removeAttribute(name);
  else setAttribute(el, name, value);
  if (name === "disabled" || name === "media") v.sheets.dirty = true;
  if (name === "rel" && el.localName === "link") el.removeAttribute("href"); // it was let through for another kind
}

/** @param {Reader} r @param {Viewer} v */
function selection(r, v) {
  if (r.byte() === 0) {
    getSelection()?.removeAllRanges();
    return;
  }
  const from = v.nodes.read(r), a = r.uint(), to = v.nodes.read(r), b = r.uint();
  choose(from, a, to, b);
}

/** @param {Reader} r @param {Viewer} v */
function check(r, v) {
  for (let n = r.uint(); n > 0; n--) {
    const node = v.nodes.read(r), want = r.uint();
    if (sum(node, written(node)) !== want) throw new Error(`node ${r.named} is another one`);
  }
}

/** @template T @param {Reader} r @param {() => T} one @returns {T[]} */
function list(r, one) {
  const all = [];
  for (let n = r.uint(); n > 0; n--) all.push(one());
  return all;
}
