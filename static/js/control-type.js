// @ts-check
// Writing as a keyboard does it: the page is asked (beforeinput), then the browser writes, with events that the page trusts, undo and the field's
// limits; where it does not, the value is set.

import { changed, editable, fire, focusOn, hearing, noting, write } from "./control-node.js";

/** @typedef {import("./control-node.js").El} El */

/** What is selected in the tree of the element. @param {El} el @returns {El} */
export const selection = (el) => {
  const root = el.getRootNode();
  return (root.getSelection ? root : el.ownerDocument).getSelection();
};

/**
 * @param {El} el what has the focus
 * @param {string} inputType of the events
 * @param {string} command of execCommand
 * @param {string} [data] the text
 */
export function edit(el, inputType, command, data) {
  const field = "maxLength" in el, view = el.ownerDocument.defaultView;
  if (el.readOnly || el.disabled) return;
  const s = selection(el), targetRanges = !field && s.rangeCount ? [new StaticRange(s.getRangeAt(0))] : [];
  if (!fire(el, "InputEvent", "beforeinput", { inputType, data: inputType === "insertText" ? data : null, targetRanges })) return;
  if (data && view.TextEvent) { // which React makes its onBeforeInput of
    const e = el.ownerDocument.createEvent("TextEvent");
    e.initTextEvent("textInput", true, true, view, data);
    if (!el.dispatchEvent(e)) return;
  }
  if (field) noting(el);
  // Where the browser asks as well, the page would be asked twice.
  const wrote = hearing(el, ["beforeinput"], (e) => e.isTrusted && e.stopImmediatePropagation(), () => el.ownerDocument.execCommand(command, false, data));
  if (wrote || !field) return;
  const { value, maxLength } = el, end = value.length;
  let from = el.selectionStart ?? end, to = el.selectionEnd ?? end;
  if (!data && from === to) inputType.endsWith("Backward") ? from && from-- : to++;
  const text = (data || "").slice(0, maxLength < 0 ? end + 1e6 : Math.max(0, maxLength - end + to - from));
  if (!text && from === to) return;
  write(el, value.slice(0, from) + text + value.slice(to));
  if (el.selectionStart != null) el.setSelectionRange(from + text.length, from + text.length);
  fire(el, "InputEvent", "input", { inputType, data, cancelable: false });
}

/** Gives a field for which the browser has a window its value. @param {El} el @param {string} value @returns {boolean} whether it is one, and takes that */
export function give(el, value) {
  if (el.localName !== "input" || editable(el) || /^(button|checkbox|file|hidden|image|radio|reset|submit)$/.test(el.type) || el.disabled || el.readOnly) return false;
  const had = el.value;
  focusOn(el);
  write(el, value);
  const ok = !value || el.type === "range" || el.value.toLowerCase() === value.toLowerCase() || el.value.startsWith(value.slice(0, 16)) && el.value !== "";
  if (!ok) write(el, had);
  else if (el.value !== had) changed(el);
  return ok;
}

/** Chooses options by their place. @param {El} el a select @param {number[]} indices @returns {boolean} whether it can */
export function choose(el, indices) {
  if (el.localName !== "select" || el.disabled || indices.some((i) => !el.options[i] || el.options[i].disabled)) return false;
  focusOn(el);
  let other = false;
  [...el.options].forEach((o, i) => {
    const on = indices.includes(i);
    other ||= on !== o.selected;
    if (el.multiple) o.selected = on;
  });
  if (!el.multiple) el.selectedIndex = indices[0] ?? -1;
  if (other) changed(el);
  return true;
}
