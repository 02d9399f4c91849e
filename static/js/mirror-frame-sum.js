// @ts-check
// What OpCheck says of a node: NodeSum of app/cobrowse/sum.go.

import { NodeDoctype, NodeElement, NodeEnd, NodeMasked, NodeMath, NodeShadow, NodeSVG, NodeText } from "./mirror-ops.js";

/** @param {any} n */
function kindOf(n) {
  switch (n.nodeType) {
    case Node.TEXT_NODE: return NodeText;
    case Node.DOCUMENT_NODE: return NodeEnd;
    case Node.DOCUMENT_TYPE_NODE: return NodeDoctype;
    case Node.DOCUMENT_FRAGMENT_NODE: return NodeShadow;
  }
  if (n.dataset?.pupitreMasked !== undefined) return NodeMasked;
  switch (n.namespaceURI) {
    case "http://www.w3.org/2000/svg": return NodeSVG;
    case "http://www.w3.org/1998/Math/MathML": return NodeMath;
  }
  return NodeElement;
}

/** @param {any} n @param {string} name as it was written */
export function sum(n, name) {
  const kind = kindOf(n);
  let s = step(2166136261, kind);
  if (kind === NodeMasked || kind === NodeEnd || kind === NodeText || kind === NodeShadow) name = "";
  for (let i = 0; i < name.length; i++) s = step(s, name.charCodeAt(i));
  return step(step(s, n.childNodes.length), kind === NodeText ? n.length : 0) >>> 0;
}

/** @param {number} s @param {number} v */
function step(s, v) { return Math.imul(s ^ v, 16777619); }
