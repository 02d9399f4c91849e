// @ts-check
// A click, with what a browser does of it by itself.

import { chain, fire, hearing } from "./control-node.js";
import { FileField, OtherSite } from "./mirror-ops.js";

/** @typedef {import("./control-node.js").El} El */

/** @param {El} el @param {object} [init] @throws FileField, OtherSite */
export function click(el, init) {
  let why = 0;
  const view = el.ownerDocument.defaultView;
  const last = (/** @type {any} */ e) => { // what the page has left to the browser: a second window would not open, and another site is not shared
    const a = e.composedPath().find((/** @type {El} */ n) => n.localName === "a" && n.protocol?.startsWith("http"));
    if (!a || e.defaultPrevented) return;
    if (a.origin !== view.origin) why = OtherSite;
    else if (a.target && a.target !== "_self") view.location.assign(a.href);
    else return;
    e.preventDefault();
  };
  view.addEventListener("click", last);
  hearing(el, ["click"], (e) => {
    if (e.target.type !== "file") return;
    e.preventDefault();
    why = FileField;
  }, () => fire(el, view.PointerEvent ? "PointerEvent" : "MouseEvent", "click", { detail: 1, ...init }));
  view.removeEventListener("click", last);
  if (why) throw why;
}

/** A control that is off hears no button of a mouse. @param {El} el */
export const off = (el) => chain(el).some((e) => e.matches(":is(button,input,select,textarea,option):disabled"));
