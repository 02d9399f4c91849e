// @ts-check
// What a command is about: an element and a part of its box, as the recorder counts elements, and whether an agent may touch it.

import { editable } from "./control-node.js";
import { FieldMasked, FileField, NodeGone, OtherFrame, Secret } from "./mirror-ops.js";

/** @typedef {import("./control-node.js").El} El */
/** @typedef {ReturnType<typeof import("./control-read.js").reading>} Reading */

/** @param {import("./record.js").Recorder} page @param {Reading} r */
export function finding(page, r) {
  /** The element that is named; null: it has gone. @returns {El} */
  function find() {
    const n = /** @type {El} */ (page.find(r.uint(), r.uint()));
    const el = n?.nodeType === 3 ? n.parentNode : n?.nodeType === 11 ? n.host : n?.documentElement || n;
    return el?.isConnected && el.ownerDocument.defaultView ? el : null;
  }
  /** The same; throws NodeGone. */
  function element() {
    const el = find();
    if (!el) throw NodeGone;
    return el;
  }
  /** A place in an element, which may have gone; x, y: px in its window. */
  function place() {
    const el = find(), fx = r.part(), fy = r.part(), box = el?.getBoundingClientRect();
    return { el, fx, fy, x: box && box.left + fx * box.width, y: box && box.top + fy * box.height };
  }
  return {
    find, element, place,
    /** A place that may be pressed, brought into sight. Throws why it may not. */
    target() {
      const p = place();
      if (!p.el) throw NodeGone;
      allow(page, p.el);
      const view = p.el.ownerDocument.defaultView;
      if (p.x < 0 || p.y < 0 || p.x > view.innerWidth || p.y > view.innerHeight) {
        p.el.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        const box = p.el.getBoundingClientRect();
        p.x = box.left + p.fx * box.width;
        p.y = box.top + p.fy * box.height;
      }
      return p;
    },
    /** An element that may be acted on. Throws why it may not. */
    field: () => allow(page, element()),
  };
}

/** Throws why an agent may not touch it. @param {import("./record.js").Recorder} page @param {El} el */
export function allow(page, el) {
  const field = el.closest("label")?.control || el;
  if (page.isPrivate(el) || page.isPrivate(field)) throw FieldMasked;
  if (field.type === "file") throw FileField;
  if ((editable(field) || field.localName === "select") && page.isSecret(field)) throw Secret;
  if (/^(i?frame|object|embed|fencedframe)$/.test(el.localName) && !el.contentDocument) throw OtherFrame;
  return el;
}
