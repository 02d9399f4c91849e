// @ts-check
// A page asks to be told of a pointer wherever it goes (setPointerCapture). The browser refuses that for a pointer that it does not know, so while an
// agent holds a button these methods of the page's elements know theirs.

import { fire } from "./control-node.js";

/** @typedef {import("./control-node.js").El} El */

/** @param {number} pointerId of the agent's pointer */
export function capturing(pointerId) {
  /** @type {El} */ let captured = null;
  /** @type {(() => void)[]} */ let undo = [];

  function lose() {
    const el = captured;
    captured = null;
    if (el?.isConnected) fire(el, "PointerEvent", "lostpointercapture", { pointerId });
  }
  /** @type {Record<string, (el: El) => any>} */ const methods = {
    setPointerCapture(el) {
      if (captured === el) return;
      lose();
      fire(captured = el, "PointerEvent", "gotpointercapture", { pointerId });
    },
    releasePointerCapture: (el) => { if (captured === el) lose(); },
    hasPointerCapture: (el) => captured === el,
  };
  return {
    /** What is to be told of the pointer, wherever that is. @returns {El} */
    by: () => captured,
    /** A button is held. @param {any} of the elements' class */
    lend(of) {
      for (const name in methods) {
        const real = of[name];
        of[name] = function (/** @type {number} */ id) { return id === pointerId ? methods[name](this) : real.call(this, id); };
        undo.push(() => { of[name] = real; });
      }
    },
    /** None is. */
    end() {
      lose();
      for (const back of undo) back();
      undo = [];
    },
  };
}
