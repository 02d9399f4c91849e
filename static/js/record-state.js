// @ts-check
// What elements have beside their attributes: what is typed and chosen, whether they are open, whether they play. It is told when it is not what
// was told before, so it may be asked for at any time.

import { OpChecked, OpMedia, OpOpen, OpSelected, OpValue } from "./mirror-ops.js";
import * as mask from "./record-mask.js";
import { getAttribute, hasAttribute, localName } from "./record-native.js";

const NEWS = 32; // UTF-16 units of a value that may come again

/** @param {import("./record-out.js").Output} out */
export function states(out) {
  /** @type {WeakMap<any, string>} */ let told = new WeakMap();

  /** Whether it differs from what was told, or from what a new element has. @param {any} n @param {string} state @param {string} fresh */
  function isNew(n, state, fresh) {
    if ((told.get(n) ?? fresh) === state) return false;
    told.set(n, state);
    return true;
  }

  /** @param {import("./record-tree.js").Tree} t @param {any} n */
  function field(t, n) {
    const id = /** @type {number} */ (t.ids.get(n)), bits = t.bitsOf(n), { type } = n;
    if (type === "checkbox" || type === "radio") {
      if (bits & mask.PRIVATE) return;
      const state = n.indeterminate ? 2 : Number(n.checked);
      if (!isNew(n, String(state), String(Number(hasAttribute(n, "checked"))))) return;
      t.op(OpChecked, id);
      out.byte(state);
    } else if (localName(n) === "select") {
      if (bits & mask.PRIVATE || mask.secret(n)) return;
      const chosen = chosenIn(n);
      if (!isNew(n, chosen.join(), preset(n))) return;
      t.op(OpSelected, id);
      out.uint(chosen.length);
      chosen.forEach(out.uint);
    } else if (!/^(submit|reset|button|image)$/.test(type)) {
      const value = mask.valueOf(n, bits);
      if (!isNew(n, value, "")) return;
      t.op(OpValue, id);
      out.word(t.words, value, NEWS);
    }
  }

  /** @param {import("./record-tree.js").Tree} t @param {any} n */
  function open(t, n) {
    const state = matches(n, ":modal") ? 2 : matches(n, ":popover-open") ? 3 : Number(localName(n) === "dialog" && n.open);
    if (!isNew(n, String(state), localName(n) === "dialog" && state === 1 ? "1" : "0")) return;
    t.op(OpOpen, /** @type {number} */ (t.ids.get(n)));
    out.byte(state);
  }

  /** @param {import("./record-tree.js").Tree} t @param {any} n */
  function media(t, n) {
    const plays = !n.paused && !n.ended, at = Math.round(1000 * n.currentTime) || 0;
    const state = Number(plays) | Number(n.muted) << 1;
    if (!isNew(n, `${state} ${at}`, `${Number(hasAttribute(n, "muted")) << 1} 0`)) return;
    t.op(OpMedia, /** @type {number} */ (t.ids.get(n)));
    out.byte(state);
    out.uint(Math.min(at, 2 ** 31));
  }

  return {
    field, open, media,
    /** Nothing was told yet. */
    renew() { told = new WeakMap(); },
    /** @param {any} n */
    forget(n) { told.delete(n); },
  };
}

/** The indices of the options that are chosen. @param {any} select */
function chosenIn(select) {
  if (!select.multiple) return select.selectedIndex < 0 ? [] : [select.selectedIndex];
  const chosen = [];
  for (const o of select.selectedOptions) chosen.push(o.index);
  return chosen;
}

/** What a new element with these options would have chosen. @param {any} select */
function preset(select) {
  const all = [];
  for (const o of select.options) if (hasAttribute(o, "selected")) all.push(o.index);
  if (select.multiple) return all.join();
  return String(all.at(-1) ?? (select.size > 1 ? "" : 0));
}

/** @param {any} n @param {string} selector that not every browser knows */
function matches(n, selector) {
  try {
    return n.matches(selector);
  } catch {
    return false;
  }
}

/** Whether it may be a popover. @param {any} n */
export const mayPop = (n) => getAttribute(n, "popover") !== null;
