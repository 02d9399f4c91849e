// @ts-check
// What the parts of the executor (control.js) share: the way up from an element, events, the focus, writing in a field.
// An element may be of any document of the page, so `instanceof` says nothing of it, and each event is made by the element's own window.

/** @typedef {any} El */

/** Where an event would go next. @param {El} el @returns {El} */
const up = (el) => {
  const p = el.assignedSlot || el.parentNode;
  return p?.nodeType === 1 ? p : p?.host;
};
/** The element and all around it, the innermost first, out of shadow trees as well. @param {El} el @returns {El[]} */
export const chain = (el) => {
  const all = [];
  for (; el; el = up(el)) all.push(el);
  return all;
};

/** @param {El} el @param {string} kind of the event @param {string} name @param {Record<string, any>} [init] @returns {boolean} false: the page keeps the browser from doing its part */
export const fire = (el, kind, name, init) => {
  const view = el.ownerDocument.defaultView;
  return el.dispatchEvent(new view[kind](name, { bubbles: true, cancelable: true, composed: true, view, ...init }));
};
/** @param {number} keys KeyShift and its like @returns {Record<string, boolean>} */
export const held = (keys) => ({ shiftKey: !!(keys & 1), ctrlKey: !!(keys & 2), altKey: !!(keys & 4), metaKey: !!(keys & 8) });

/** Runs something while a listener hears those events before the page does. @param {El} el @param {string[]} names @param {(e: any) => void} hear @param {() => any} run */
export function hearing(el, names, hear, run) {
  const view = el.ownerDocument.defaultView;
  for (const name of names) view.addEventListener(name, hear, true);
  try {
    return run();
  } finally {
    for (const name of names) view.removeEventListener(name, hear, true);
  }
}

/** Sets a property by the setter of the element's class: React puts one of its own on the element, and would not see a change. @param {El} el @param {unknown} value */
export const write = (el, value) => Reflect.set(Object.getPrototypeOf(el), "value", value, el);
/** @param {El} el */
export const changed = (el) => {
  fire(el, "InputEvent", "input", { cancelable: false });
  change(el);
};
const change = (/** @type {El} */ el) => fire(el, "Event", "change", { cancelable: false, composed: false });

/** What can be written in. @param {El} el @returns {boolean} */
export const editable = (el) => el.isContentEditable || el.localName === "textarea" ||
  el.localName === "input" && !/^(button|checkbox|color|date|datetime-local|file|hidden|image|month|radio|range|reset|submit|time|week)$/.test(el.type);

/** What has the focus, in frames and shadow trees as well. @returns {El} */
export function active() {
  /** @type {El} */ let el = document.activeElement;
  for (let inner; (inner = (el?.shadowRoot || el?.contentDocument)?.activeElement); ) el = inner;
  return el || document.body;
}

/** The field in which the agent has written, and what stood there before. @type {El} */ let edited = null;
let before = "";
/** Before the agent writes in a field. @param {El} el */
export function noting(el) {
  if (edited === el) return;
  edited = el;
  before = el.value;
  el.addEventListener("change", () => { if (edited === el) edited = null; }, { once: true });
}
/** The field is left, or its form is sent: tells the page of a change if the browser has not. */
export function settle() {
  const el = edited;
  edited = null;
  if (el?.isConnected && el.value !== before) change(el);
}

/** Moves the focus. The browser tells the page nothing of it where the window itself has no focus: then we do. @param {El} el null: away */
export function focusOn(el) {
  const old = active();
  if (old === el || !el && old === document.body) return;
  let told = false;
  const hear = () => hearing(el || old, ["blur", "focus"], () => { told = true; }, () => el ? el.focus({ preventScroll: true }) : old.blur());
  old.ownerDocument === (el || old).ownerDocument ? hear() : hearing(old, ["blur"], () => { told = true; }, hear);
  if (told || el && active() !== el) return settle();
  settle();
  /** @param {El} at @param {El} other @param {string[]} names */
  const tell = (at, other, ...names) => {
    for (const name of names) fire(at, "FocusEvent", name, { cancelable: false, bubbles: name.length > 5, relatedTarget: other });
  };
  if (old !== document.body) tell(old, el, "blur", "focusout");
  if (el) tell(el, old, "focus", "focusin");
}
