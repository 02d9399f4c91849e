// @ts-check
// Scrolling by a wheel: of the first box around that can go that way, as in a browser.

import { chain, fire } from "./control-node.js";

/** @typedef {import("./control-node.js").El} El */

/** @param {El} el @param {number} x @param {number} y px */
export function scroll(el, x, y) {
  const r = el.getBoundingClientRect();
  if (!fire(el, "WheelEvent", "wheel", { deltaX: x, deltaY: y, clientX: r.x + r.width / 2, clientY: r.y + r.height / 2 })) return;
  for (let at = el; at; at = at.ownerDocument.defaultView.frameElement) { // out of frames as well
    const page = at.ownerDocument.scrollingElement;
    for (const box of [...chain(at), page]) {
      const { overflowX, overflowY } = getComputedStyle(box), can = /auto|scroll/, top = box.scrollTop, left = box.scrollLeft;
      if (box !== page && !(y && can.test(overflowY) || x && can.test(overflowX))) continue;
      box.scrollBy({ left: x, top: y, behavior: "instant" });
      if (box.scrollTop !== top || box.scrollLeft !== left) return;
    }
  }
}
