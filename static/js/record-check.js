// @ts-check
// Some nodes as they are, so that the other side sees whether its copy is right: app/cobrowse, NodeSum.

import { NodeDoctype, NodeElement, NodeEnd, NodeMasked, NodeMath, NodeShadow, NodeSVG, NodeText, OpCheck } from "./mirror-ops.js";
import { isBlock, textOf } from "./record-mask.js";
import { emptyName } from "./record-tree.js";
import { dataOf, firstChild, localName, namespaceURI, nextSibling, nodeType } from "./record-native.js";

const SAMPLE = 256;
const MOST = 1000; // nodes in one that is counted

/** @typedef {import("./record-tree.js").Tree} Tree */

/** Says what nodes taken at random are like. @param {import("./record-out.js").Output} out @param {Tree} tree */
export function check(out, tree) {
  /** @type {[id: number, sum: number][]} */ const found = [];
  for (let i = 0; i < SAMPLE; i++) {
    const id = Math.floor(Math.random() * tree.nodes.length), n = tree.nodes[id], sum = n && nodeSum(tree, n);
    if (sum !== undefined) found.push([id, sum]);
  }
  out.op(OpCheck, tree.number);
  out.uint(found.length);
  for (const [id, sum] of found) {
    out.node(id);
    out.uint(sum);
  }
}

/** @param {Tree} tree @param {any} n @returns {number|undefined} undefined: it has too many nodes to count them */
function nodeSum(tree, n) {
  let h = 2166136261, children = 0;
  const step = (/** @type {number} */ v) => { h = Math.imul(h ^ v, 16777619); };
  const [kind, name, length] = tellOf(tree, n);
  if (!tree.hides(n)) {
    for (let c = firstChild(n); c; c = nextSibling(c)) {
      if (!tree.isTold(c)) continue;
      if (++children > MOST) return undefined;
    }
  }
  step(kind);
  for (let i = 0; i < name.length; i++) step(name.charCodeAt(i));
  step(children);
  step(length);
  return h >>> 0;
}

/** Its kind, name, and length. @param {Tree} tree @param {any} n @returns {[number, string, number]} */
function tellOf(tree, n) {
  switch (nodeType(n)) {
    case 9: return [NodeEnd, "", 0];
    case 10: return [NodeDoctype, n.name, 0];
    case 11: return [NodeShadow, "", 0];
    case 1: break;
    default: return [NodeText, "", textOf(dataOf(n), tree.bitsOf(n)).length];
  }
  const tag = localName(n), ns = namespaceURI(n);
  if (tree.isEmpty(n)) return [NodeElement, emptyName(tag), 0];
  if (isBlock(n)) return [NodeMasked, "", 0];
  return [ns === "http://www.w3.org/2000/svg" ? NodeSVG : ns === "http://www.w3.org/1998/Math/MathML" ? NodeMath : NodeElement, tag, 0];
}
