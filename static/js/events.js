// @ts-check
// One listener at the root for each kind of event; the innermost element that asked for it is told to Go.

/** Numbers of app/dom/event.go; a test compares them. */
export const EVENT = { Clicked: 0, Typed: 1, KeyPressed: 2, Submitted: 3, FocusCame: 4, FocusLeft: 5, Measured: 6, Chosen: 7, Dragged: 8, Pointed: 9 };

/** @type {[string, number][]} */
const LISTENED = [
  ["click", EVENT.Clicked], ["input", EVENT.Typed], ["keydown", EVENT.KeyPressed], ["submit", EVENT.Submitted],
  ["focusin", EVENT.FocusCame], ["focusout", EVENT.FocusLeft], ["change", EVENT.Chosen], ["pointerover", EVENT.Pointed],
];

/** Keys that only change others, or that belong to an input method at work. */
const SILENT = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"]);

/**
 * @param {HTMLElement} root
 * @param {(id: number, kind: number, mods: number, caret: number, key: string, value: string) => boolean} tell true: prevent the default
 */
export function listen(root, tell) {
  for (const [name, kind] of LISTENED) {
    // A key that goes to no element in particular belongs to the page.
    (kind === EVENT.KeyPressed ? document : root).addEventListener(name, (/** @type {any} */ e) => {
      if (kind === EVENT.Submitted) e.preventDefault();
      const el = listener(e.target === document.body ? root.firstElementChild : e.target, kind, root);
      if (!el) return;
      if (kind === EVENT.KeyPressed && (e.isComposing || e.keyCode === 229 || SILENT.has(e.key))) return; // 229: Safari's Enter that ends a word
      const t = e.target;
      const mods = (e.shiftKey ? 1 : 0) | (e.ctrlKey || e.metaKey ? 2 : 0) | (e.altKey ? 4 : 0);
      const field = "value" in t;
      const value = kind === EVENT.Clicked ? String(getSelection() ?? "") : field ? t.value : "";
      if (tell(el.pupitreID, kind, mods, field ? t.selectionStart ?? 0 : 0, e.key ?? "", value)) e.preventDefault();
    });
  }
  root.addEventListener("pointerdown", (e) => drag(e, root, tell));
}

/** Follows a pointer that went down on an element which wants to know. @param {PointerEvent} e @param {Element} root @param {any} tell */
function drag(e, root, tell) {
  const el = listener(e.target, EVENT.Dragged, root);
  if (!el || e.button !== 0) return;
  e.preventDefault();
  el.setPointerCapture(e.pointerId);
  const move = (/** @type {PointerEvent} */ p) => {
    const from = el.previousElementSibling.getBoundingClientRect(), to = el.nextElementSibling.getBoundingClientRect();
    const left = Math.min(from.left, to.left), right = Math.max(from.right, to.right);
    tell(el.pupitreID, EVENT.Dragged, 0, Math.round(1000 * Math.min(1, Math.max(0, (p.clientX - left) / (right - left)))), "", "");
  };
  const done = () => {
    el.removeEventListener("pointermove", move);
    el.removeEventListener("lostpointercapture", done);
  };
  el.addEventListener("pointermove", move);
  el.addEventListener("lostpointercapture", done);
}

/** @param {any} el @param {number} kind @param {Element} root */
function listener(el, kind, root) {
  for (; el && el !== root.parentNode; el = el.parentNode) {
    if (el.pupitreMask >> kind & 1) return el;
  }
  return null;
}
