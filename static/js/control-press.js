// @ts-check
// The pointer of an agent who has control: its way, presses, drags and clicks as a mouse makes them, and what a browser does of its own when
// the events are of a person's: focus, caret, sliders, lists, popovers that close.

import { chain, changed, editable, fire, focusOn, hearing, held, write } from "./control-node.js";
import { FileField, OtherSite } from "./mirror-ops.js";
import { hovering } from "./control-hover.js";

/** @typedef {import("./control-node.js").El} El */
/** @typedef {{ el: El, x: number, y: number }} At  x, y: px in the window of the element's document */

const ID = 7077; // of the pointer; the browser has none so

/** A click, with all that the browser does of it. @param {El} el @param {object} [init] @throws FileField, OtherSite */
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
const off = (el) => chain(el).some((e) => e.matches(":is(button,input,select,textarea,option):disabled"));

export function pointing() {
  const hover = hovering();
  /** @type {El} what the pointer is over */ let over = null;
  /** @type {El[]} the way up from where a button was pressed */ let path = [];
  /** @type {El} */ let captured = null;
  /** @type {El} a slider that is drawn, or a list in which was chosen */ let drawn = null;
  let was = "", x = 0, y = 0, keys = 0, down = 0, count = 0, silent = false;
  /** @type {(() => void)[]} */ let undo = [];

  /** One event of the pointer, or of the mouse that it is for the page. @param {boolean} mouse @param {El} el @param {string} name @param {object} [more] */
  function one(mouse, el, name, more) {
    const init = { clientX: x, clientY: y, screenX: x, screenY: y, buttons: down, ...held(keys), ...more };
    return mouse ? silent || name !== "move" && off(el) || fire(el, "MouseEvent", "mouse" + name, init) :
      fire(el, "PointerEvent", "pointer" + name, { button: -1, ...init, detail: 0, pointerId: ID, pointerType: "mouse", isPrimary: true, pressure: down && 0.5 });
  }
  /** @param {El} el @param {string} name @param {object} [more] */
  function send(el, name, more) {
    const go = one(false, el, name, more);
    if (name === "down") silent = !go;
    return one(true, el, name, more) && go;
  }
  /** @param {El} el null: nowhere */
  function enter(el) {
    const old = over?.isConnected ? over : null;
    if (el === old) return;
    const from = chain(old), to = chain(el), only = { bubbles: false, cancelable: false };
    const beside = (/** @type {El} */ other) => ({ relatedTarget: el?.ownerDocument === old?.ownerDocument ? other : null });
    over = el;
    for (const mouse of [false, true]) {
      if (old) one(mouse, old, "out", beside(el));
      for (const e of from) if (!to.includes(e)) one(mouse, e, "leave", { ...beside(el), ...only });
      if (el) one(mouse, el, "over", beside(old));
      for (const e of to.toReversed()) if (!from.includes(e)) one(mouse, e, "enter", { ...beside(old), ...only });
    }
    hover(to);
  }
  /** @param {At} at @param {number} held */
  function move(at, held) {
    const more = { movementX: at.x - x, movementY: at.y - y };
    ({ x, y } = at);
    keys = held;
    const el = captured || at.el;
    enter(el);
    send(el, "move", more);
    slide();
  }

  // A page asks to be told of the pointer wherever it goes. The browser would refuse that for a pointer that it does not know, so while a button is held these methods know ours.

  function lose() {
    const el = captured;
    captured = null;
    if (el?.isConnected) fire(el, "PointerEvent", "lostpointercapture", { pointerId: ID });
  }
  /** @type {Record<string, (el: El) => any>} */ const capture = {
    setPointerCapture(el) {
      if (captured === el || !path.length) return;
      lose();
      fire(captured = el, "PointerEvent", "gotpointercapture", { pointerId: ID });
    },
    releasePointerCapture: (el) => { if (captured === el) lose(); },
    hasPointerCapture: (el) => captured === el,
  };
  /** @param {any} methods */
  function lend(methods) {
    for (const name in capture) {
      const real = methods[name];
      methods[name] = function (/** @type {number} */ id) { return id === ID ? capture[name](this) : real.call(this, id); };
      undo.push(() => { methods[name] = real; });
    }
  }
  function free() {
    lose();
    for (const back of undo) back();
    undo = path = [];
    drawn = null;
  }

  function slide() {
    if (drawn?.type !== "range") return;
    const r = drawn.getBoundingClientRect(), tall = r.height > r.width, thumb = Math.min(16, r.width, r.height);
    let part = Math.min(1, Math.max(0, tall ? (y - r.top - thumb / 2) / (r.height - thumb) : (x - r.left - thumb / 2) / (r.width - thumb)));
    if (getComputedStyle(drawn).direction === "rtl") part = 1 - part;
    const least = +drawn.min || 0, most = drawn.max === "" ? 100 : +drawn.max, had = drawn.value;
    write(drawn, least + part * (most - least));
    if (drawn.value !== had) fire(drawn, "InputEvent", "input", { cancelable: false });
  }
  /** @param {El} el @param {El} field what the focus is in */
  function caret(el, field) {
    const at = el.ownerDocument.caretPositionFromPoint?.(x, y), s = el.ownerDocument.getSelection();
    if (field.select) {
      if (at?.offsetNode === field && field.selectionStart != null) field.setSelectionRange(at.offset, at.offset);
      if (count > 2) field.select();
    } else if (at && field.contains(at.offsetNode)) keys & 1 ? s.extend(at.offsetNode, at.offset) : s.collapse(at.offsetNode, at.offset);
    if (count !== 2) return;
    s.modify("move", "backward", "word");
    s.modify("extend", "forward", "word");
  }

  const late = /Win/.test(navigator.platform); // there the menu comes when the button is let go
  const menu = (/** @type {El} */ el) => fire(el, "PointerEvent", "contextmenu", { clientX: x, clientY: y, screenX: x, screenY: y, button: 2, buttons: down, pointerId: ID, pointerType: "mouse", ...held(keys) });

  return {
    move,
    /** @param {At} at @param {number} button @param {number} mods @param {number} times */
    press(at, button, mods, times) {
      this.cancel();
      move(at, mods);
      const { el } = at;
      count = times;
      down = button ? 2 : 1;
      path = chain(el);
      lend(el.ownerDocument.defaultView.Element.prototype);
      if (!send(el, "down", { button, detail: count }) || off(el) || !el.isConnected) return;
      const field = path.find((e) => e.isContentEditable ? !e.parentNode.isContentEditable : e.tabIndex >= 0 || e.hasAttribute("tabindex") || e.shadowRoot?.delegatesFocus);
      focusOn(field || null);
      if (button) return late || menu(el);
      if (field && editable(field)) caret(el, field);
      const list = el.localName === "option" && el.closest("select");
      if (list) {
        el.selected = !(list.multiple && keys & 10 && el.selected);
        for (const o of list.options) if (o !== el && !(keys & 10)) o.selected = false;
      }
      drawn = list || (el.type === "range" ? el : null);
      was = list ? "" : el.value;
      slide();
    },
    /** @param {At} at @param {number} button @param {number} mods */
    release(at, button, mods) {
      const from = path, times = count, slid = drawn;
      if (!from.length) return;
      const to = captured || at.el || (over?.isConnected ? over : document.documentElement);
      if (at.el) move(at, mods);
      down = 0;
      send(to, "up", { button, detail: times });
      silent = false;
      free();
      if (slid?.localName === "select") changed(slid);
      else if (slid && slid.value !== was) fire(slid, "Event", "change", { cancelable: false, composed: false });
      const both = chain(to).filter((e) => from.includes(e)), target = both.find((e) => e.isConnected);
      for (const p of to.ownerDocument.querySelectorAll("[popover]")) { // pressed beside it
        if (/auto|hint/.test(p.popover) && p.matches(":popover-open") && !both.some((e) => e === p || e.popoverTargetElement === p)) p.hidePopover();
      }
      if (!target || off(target)) return;
      const init = { clientX: x, clientY: y, screenX: x, screenY: y, detail: times, pointerId: ID, pointerType: "mouse", ...held(keys) };
      if (!button) {
        click(target, init);
        if (times === 2 && target.isConnected) fire(target, "MouseEvent", "dblclick", init);
        return;
      }
      fire(target, "PointerEvent", "auxclick", { ...init, button });
      if (late) menu(target);
    },
    /** Nothing is held any more, and the pointer is nowhere. */
    cancel() {
      if (!path.length) return;
      const el = captured || over;
      down = 0;
      if (el?.isConnected) fire(el, "PointerEvent", "pointercancel", { pointerId: ID, cancelable: false });
      silent = false;
      free();
    },
    /** The end of control. */
    leave() {
      this.cancel();
      enter(null);
    },
  };
}
