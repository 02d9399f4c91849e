// @ts-check
// What a pointer does in fields: sliders are drawn, the caret is put, options are chosen.

import { fire, write } from "./control-node.js";

/** @typedef {import("./control-node.js").El} El */

/** Draws a slider to a place. @param {El} el @param {number} x @param {number} y px */
export function slide(el, x, y) {
  const r = el.getBoundingClientRect(), tall = r.height > r.width, thumb = Math.min(16, r.width, r.height);
  let part = Math.min(1, Math.max(0, tall ? (y - r.top - thumb / 2) / (r.height - thumb) : (x - r.left - thumb / 2) / (r.width - thumb)));
  if (getComputedStyle(el).direction === "rtl") part = 1 - part;
  const least = +el.min || 0, most = el.max === "" ? 100 : +el.max, had = el.value;
  write(el, least + part * (most - least));
  if (el.value !== had) fire(el, "InputEvent", "input", { cancelable: false });
}

/** Puts the caret where was pressed; twice selects a word, thrice all. @param {El} field what has the focus @param {number} x @param {number} y px @param {number} count @param {number} more the selection goes up to there */
export function caret(field, x, y, count, more) {
  const doc = field.ownerDocument, at = doc.caretPositionFromPoint?.(x, y), s = doc.getSelection();
  if (field.select) {
    if (at?.offsetNode === field && field.selectionStart != null) field.setSelectionRange(at.offset, at.offset);
    if (count > 2) field.select();
  } else if (at && field.contains(at.offsetNode)) more ? s.extend(at.offsetNode, at.offset) : s.collapse(at.offsetNode, at.offset);
  if (count !== 2) return;
  s.modify("move", "backward", "word");
  s.modify("extend", "forward", "word");
}

/** Chooses in a list that is always open. @param {El} list @param {El} option @param {number} beside what was chosen stays */
export function pick(list, option, beside) {
  option.selected = !(list.multiple && beside && option.selected);
  for (const o of list.options) if (o !== option && !beside) o.selected = false;
}
