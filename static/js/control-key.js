// @ts-check
// Keys as a keyboard presses them, and what a browser does of its own when the page leaves them to it.

import { active, changed, chain, editable, fire, focusOn, held, settle, write } from "./control-node.js";
import { Impossible } from "./mirror-ops.js";
import { click } from "./control-click.js";
import { choose, edit, selection } from "./control-type.js";
import { scroll } from "./control-scroll.js";

/** @typedef {import("./control-node.js").El} El */

/** @type {Record<string, number>} */
const codes = { Backspace: 8, Tab: 9, Enter: 13, Escape: 27, " ": 32, PageUp: 33, PageDown: 34, End: 35, Home: 36, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Delete: 46 };

let release = () => {};
/** Lets the last key go, which is a moment after it was pressed: some pages do in a task of their own what a key is held for. */
export const letGo = () => release();

/** A key is pressed, and let go when the page has come to rest. @param {string} name @param {number} keys that are held @throws Impossible, and what a click throws */
export function press(name, keys) {
  release();
  const el = active(), one = [...name].length === 1, command = keys & 10;
  const keyCode = codes[name] || one && name.toUpperCase().charCodeAt(0) || 0;
  const init = { key: name, code: name === " " ? "Space" : !one ? name : /[a-z]/i.test(name) ? "Key" + name.toUpperCase() : /\d/.test(name) ? "Digit" + name : "", keyCode, which: keyCode, ...held(keys) };
  let go = fire(el, "KeyboardEvent", "keydown", init);
  const at = active();
  if (go && !command && (one || name === "Enter")) {
    const charCode = one ? name.codePointAt(0) : 13;
    go = fire(at, "KeyboardEvent", "keypress", { ...init, charCode, keyCode: charCode, which: charCode });
  }
  if (go) command && one ? shortcut(at, name, keys) : one ? editable(at) ? edit(at, "insertText", "insertText", name) : name === " " && !pushed(at) && move(at, "PageDown", keys) : move(at, name, keys);
  release = () => {
    release = () => {};
    clearTimeout(soon);
    if (fire(active(), "KeyboardEvent", "keyup", init) && go && name === " " && pushed(at)) click(at);
  };
  const soon = setTimeout(() => release(), 10);
}

/** What a space presses. @param {El} el */
const pushed = (el) => /^(button|summary)$/.test(el.localName) || /^(button|checkbox|color|image|radio|reset|submit)$/.test(el.localName === "input" && el.type);

/** @param {El} el @param {string} name @param {number} keys */
function shortcut(el, name, keys) {
  switch (name.toLowerCase()) {
    case "a": return el.select ? el.select() : el.ownerDocument.execCommand("selectAll");
    case "z": return el.ownerDocument.execCommand(keys & 1 ? "redo" : "undo");
    case "y": return el.ownerDocument.execCommand("redo");
    case "c": case "v": case "x": throw Impossible;
  }
}

/** @param {El} el @param {string} name @param {number} keys */
function move(el, name, keys) {
  const word = keys & 2, back = /Left|Up|Home|Backspace/.test(name);
  switch (name) {
    case "Enter": return enter(el, keys);
    case "Tab": return tab(el, keys & 1);
    case "Escape": return escape(el);
    case "Backspace": case "Delete":
      if (!editable(el)) return;
      if (word && selection(el).isCollapsed) selection(el).modify("extend", back ? "backward" : "forward", "word");
      return edit(el, `delete${word ? "Word" : "Content"}${back ? "Backward" : "Forward"}`, back ? "delete" : "forwardDelete");
  }
  if (!/^(Arrow|Home|End|Page)/.test(name)) return;
  const far = /Home|End/.test(name), up = /Up|Down/.test(name), page = name.startsWith("Page");
  if (el.type === "radio") return far || page || nextRadio(el, back);
  if (el.localName === "select") {
    const free = [...el.options].filter((o) => !o.disabled && !o.parentNode.disabled), i = free.indexOf(el.options[el.selectedIndex]);
    const to = free[far ? back ? 0 : free.length - 1 : Math.max(0, Math.min(free.length - 1, i + (back ? -1 : 1)))];
    return to && choose(el, [to.index]);
  }
  if (el.type === "range") return step(el, name, far, page);
  if (el.type === "number" && up && !page) return el.readOnly || (name === "ArrowUp" ? el.stepUp() : el.stepDown(), changed(el));
  if (!editable(el)) return scroll(el, ...distance(name, far));
  const by = far ? word ? "documentboundary" : "lineboundary" : page ? "paragraph" : up ? "line" : word ? "word" : "character";
  selection(el).modify(keys & 1 ? "extend" : "move", up || far ? back ? "backward" : "forward" : back ? "left" : "right", by);
}

/** @param {string} name @param {boolean} far @returns {[number, number]} px that a key scrolls */
const distance = (name, far) => {
  const by = (name.startsWith("Arrow") ? 40 : far ? 1e7 : innerHeight * 0.9) * (/Left|Up|Home/.test(name) ? -1 : 1);
  return /Left|Right/.test(name) ? [by, 0] : [0, by];
};

/** @param {El} el @param {number} keys */
function enter(el, keys) {
  if (el.isContentEditable) return keys & 1 ? edit(el, "insertLineBreak", "insertLineBreak") : edit(el, "insertParagraph", "insertParagraph");
  if (el.localName === "textarea") return edit(el, "insertLineBreak", "insertText", "\n");
  if (/^(a|button|summary)$/.test(el.localName) || /^(button|image|reset|submit|color)$/.test(el.type)) return click(el);
  settle();
  const form = el.localName === "input" && el.form;
  if (!form) return;
  const all = [...form.elements], first = all.find((e) => e.type === "submit") || form.querySelector("[type=image]");
  if (first) first.disabled || click(first);
  else if (all.filter((e) => editable(e) && e.localName === "input").length < 2) form.requestSubmit();
}

/** @param {El} el */
function escape(el) {
  const doc = el.ownerDocument, open = [...doc.querySelectorAll("dialog[open],[popover]")].filter((e) => e.matches(":modal") || /auto|hint/.test(e.popover) && e.matches(":popover-open"));
  const top = open.findLast((e) => e.contains(el)) || open.at(-1);
  if (!top?.matches(":modal")) top?.hidePopover();
  else if (top.closedBy !== "none" && fire(top, "Event", "cancel", { bubbles: false })) top.close();
}

/** @param {El} el @param {boolean} back */
function nextRadio(el, back) {
  const all = [...el.getRootNode().querySelectorAll("[type=radio]")].filter((r) => r.name === el.name && r.form === el.form && !r.matches(":disabled"));
  const to = all.at((all.indexOf(el) + (back ? -1 : 1)) % all.length);
  focusOn(to);
  click(to);
}

/** @param {El} el @param {string} name @param {boolean} far @param {boolean} page */
function step(el, name, far, page) {
  const least = +el.min || 0, most = el.max === "" ? 100 : +el.max, by = page ? (most - least) / 10 : +el.step || (el.step ? (most - least) / 100 : 1), had = el.value;
  const less = /Left|Down/.test(name) && name !== "PageUp";
  write(el, far ? name === "Home" ? least : most : +el.value + (less ? -by : by));
  if (el.value !== had) changed(el);
}

/** All that Tab comes by, in its order. @param {any} root @returns {El[]} */
function stops(root) {
  /** @type {El[]} */ const all = [];
  for (const el of root.querySelectorAll("*")) {
    if (el.localName.startsWith("pupitre-")) continue;
    const inner = el.shadowRoot || el.contentDocument;
    const fits = el.tabIndex >= 0 || el.isContentEditable && !el.parentNode.isContentEditable && !el.hasAttribute("tabindex");
    if (fits && !inner && !el.matches(":disabled") && el.getClientRects().length && getComputedStyle(el).visibility === "visible" && !chain(el).some((e) => e.inert) &&
      (el.type !== "radio" || el.checked || !root.querySelector(`[type=radio][name="${CSS.escape(el.name)}"]:checked`))) all.push(el);
    if (inner) all.push(...stops(inner));
  }
  return all.map((el) => ({ el, order: el.tabIndex > 0 ? el.tabIndex : 1e6 })).sort((a, b) => a.order - b.order).map(({ el }) => el);
}
/** @param {El} el @param {number} back */
function tab(el, back) {
  const all = stops([...document.querySelectorAll("dialog")].findLast((d) => d.matches(":modal")) || document), i = all.indexOf(el);
  const to = all.at(i < 0 ? back ? -1 : 0 : (i + (back ? -1 : 1)) % all.length);
  if (!to) return;
  focusOn(to);
  to.scrollIntoView({ block: "nearest" });
  if (editable(to)) to.select?.();
}
