// @ts-check
// Properties of live elements: those of app/dom/attrs.go whose names begin with a dot.

import { writeTime } from "./time.js";
import { watch, moveTo } from "./watch.js";
import { picture } from "./pictures.js";

const GROWS = CSS.supports("field-sizing", "content");

/** Writes names and amounts; only the desk has any. */
let words = (/** @type {HTMLElement} */ _el, /** @type {string|null} */ _spec) => {};

/** @param {typeof words} write */
export function onWords(write) { words = write; }

/** @param {any} el @param {string} name @param {string|null} value null: the property went away */
export function property(el, name, value) {
  switch (name) {
    case ".value":
      if (value !== null && el.value !== value) el.value = value;
      fit(el);
      return;
    case ".checked":
      el.checked = value !== null;
      return;
    case ".caret": {
      if (value === null) return;
      const [, from, to] = value.split(" ").map(Number);
      el.setSelectionRange(from, to);
      return;
    }
    case ".modal":
      if (value !== null && !el.open) open(el);
      return;
    case ".sight":
      if (value !== null) el.scrollIntoView({ block: "nearest" });
      return;
    case ".focus":
      if (value !== null && document.activeElement !== el) el.focus({ preventScroll: true });
      el.autofocus = value !== null && el.closest("dialog")?.open === false; // it opens at the end of this patch
      fit(el); // it may have been hidden when its text changed
      return;
    case ".top":
      if (value !== null) moveTo(el, Number(value));
      return;
    case ".end":
      el.pupitreEnd = value !== null;
      if (el.pupitreEnd) el.scrollTop = el.scrollHeight;
      return;
    case ".space":
      el.style.height = `${value ?? 0}px`;
      return;
    case ".share":
      el.style.flexGrow = value ?? "";
      return;
    case ".time":
      if (value !== null) writeTime(el, value);
      return;
    case ".words":
      words(el, value);
      return;
    case ".file":
      picture(el, value);
      return;
    case ".watch":
      if (value !== null) watch(el);
  }
}

/** Every way of closing a dialog is told as the key Escape: the program closes it. @param {any} el */
function open(el) {
  const had = /** @type {any} */ (document.activeElement);
  if (had?.selectionStart != null) el.pupitreBack = { el: had, from: had.selectionStart, to: had.selectionEnd };
  el.showModal();
  el.addEventListener("cancel", (/** @type {Event} */ e) => {
    e.preventDefault();
    el.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  });
}

/**
 * A text area that says so grows with its text, up to the height that the style sheet allows: this is for browsers in which
 * the style sheet (field-sizing) cannot do it. What stands around keeps its size while the text is measured, or scroll
 * positions would move.
 * @param {any} el
 */
export function fit(el) {
  if (el?.dataset?.grow === undefined || GROWS || !el.offsetParent) return;
  const around = el.parentElement;
  around.style.minHeight = `${around.offsetHeight}px`;
  el.style.height = "auto";
  el.style.height = `${el.scrollHeight + el.offsetHeight - el.clientHeight}px`;
  around.style.minHeight = "";
}

/** The caret of the field that a dialog gives the focus back to: Chromium leaves it in the dialog, and then no key arrives.
 * @param {any} dialog */
export function retake(dialog) {
  const { el, from, to } = dialog.pupitreBack ?? {};
  if (el && el === document.activeElement) el.setSelectionRange(from, to);
}

/** What had the focus went away: the first element that says so and is not hidden gets it (app/dom, Catches). @param {HTMLElement} root */
export function refocus(root) {
  for (const el of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-catch]"))) {
    if (document.activeElement !== document.body) return;
    el.focus({ preventScroll: true });
  }
}
