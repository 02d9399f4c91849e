// @ts-check
// The pointer of an agent who has control: its way, presses, drags and clicks, with the events that a mouse makes, in their order.

import { capturing } from "./control-capture.js";
import { click, off } from "./control-click.js";
import { caret, pick, slide } from "./control-draw.js";
import { hovering } from "./control-hover.js";
import { chain, changed, editable, fire, focusOn, held } from "./control-node.js";

/** @typedef {import("./control-node.js").El} El */
/** @typedef {{ el: El, x: number, y: number }} At  x, y: px in the window of the element's document */

const pointerId = 7077; // the browser has none so
const late = /Win/.test(navigator.platform); // there a context menu comes when the button is let go

export function pointing() {
  const hover = hovering(), hold = capturing(pointerId);
  /** @type {El} what the pointer is over */ let over = null;
  /** @type {El[]} the way up from where a button was pressed */ let path = [];
  /** @type {El} a slider that is drawn, or a list in which was chosen */ let drawn = null;
  let was = "", x = 0, y = 0, keys = 0, down = 0, count = 0, silent = false;

  /** One event of the pointer, or of the mouse that it is for the page. @param {boolean} mouse @param {El} el @param {string} name @param {object} [more] */
  function one(mouse, el, name, more) {
    const init = { clientX: x, clientY: y, screenX: x, screenY: y, buttons: down, ...held(keys), ...more };
    return mouse ? silent && !/out|over|enter|leave/.test(name) || name !== "move" && off(el) || fire(el, "MouseEvent", "mouse" + name, init) :
      fire(el, "PointerEvent", "pointer" + name, { button: -1, ...init, detail: 0, pointerId, pointerType: "mouse", isPrimary: true, pressure: down && 0.5 });
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
    const el = hold.by() || at.el;
    enter(el);
    send(el, "move", more);
    if (drawn?.type === "range") slide(drawn, x, y);
  }

  function free() {
    hold.end();
    path = [];
    drawn = null;
  }
  const spot = () => ({ clientX: x, clientY: y, screenX: x, screenY: y, pointerId, pointerType: "mouse", ...held(keys) });
  const menu = (/** @type {El} */ el) => fire(el, "PointerEvent", "contextmenu", { ...spot(), button: 2, buttons: down });

  /** Nothing is held any more. */
  function cancel() {
    if (!path.length) return;
    const el = hold.by() || over;
    down = 0;
    if (el?.isConnected) fire(el, "PointerEvent", "pointercancel", { pointerId, cancelable: false });
    silent = false;
    free();
  }

  return {
    move, cancel,
    /** @param {At} at @param {number} button @param {number} mods @param {number} times */
    press(at, button, mods, times) {
      cancel();
      move(at, mods);
      const { el } = at;
      count = times;
      down = button ? 2 : 1;
      path = chain(el);
      hold.lend(el.ownerDocument.defaultView.Element.prototype);
      if (!send(el, "down", { button, detail: count }) || off(el) || !el.isConnected) return;
      const field = path.find((e) => e.isContentEditable ? !e.parentNode.isContentEditable : e.tabIndex >= 0 || e.hasAttribute("tabindex") || e.shadowRoot?.delegatesFocus);
      focusOn(field || null);
      if (button) return late || menu(el);
      if (field && editable(field)) caret(field, x, y, count, keys & 1);
      const list = el.localName === "option" && el.closest("select");
      if (list) pick(list, el, keys & 10);
      drawn = list || (el.type === "range" ? el : null);
      was = list ? "" : el.value;
      if (!list && drawn) slide(el, x, y);
    },
    /** @param {At} at @param {number} button @param {number} mods */
    release(at, button, mods) {
      const from = path, times = count, slid = drawn;
      if (!from.length) return;
      const to = hold.by() || at.el || (over?.isConnected ? over : document.documentElement);
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
      const init = { ...spot(), detail: times };
      if (!button) {
        click(target, init);
        if (times === 2 && target.isConnected) fire(target, "MouseEvent", "dblclick", init);
        return;
      }
      fire(target, "PointerEvent", "auxclick", { ...init, button });
      if (late) menu(target);
    },
    /** The end of control. */
    leave() {
      cancel();
      enter(null);
    },
  };
}
