// @ts-check
// What the agent does in here does nothing here: no press follows a link, no key writes. In mode 1 what the pointer does is told to the page around as facts,
// in mode 2 keys as well; it may make commands of them.

/** @typedef {{fact: string, document: number, node: number, x: number, y: number, [more: string]: any}} Fact
 * fact: what happened: "down", "up", "move", "wheel", "key", "text", "select", "value". node: where; x, y: the place in its box, 0 to 1. With it button; dx, dy px; keys: bits
 * of Key... (mirror-ops.js); text: a key's name, what is written, the places of chosen options with commas, a field's value. */

import { KeyAlt, KeyControl, KeyMeta, KeyShift } from "./mirror-ops.js";

const LEAVES = new Set(["Tab", "F6"]);
const SWALLOWED = ["click", "auxclick", "dblclick", "submit", "reset", "beforeinput", "dragstart", "dragover", "drop", "paste", "cut", "contextmenu", "cancel"];
const CHANGED_BY_PRESS = /^(?:select|option|button|summary)$/, CHANGED_BY_KEY = /^(?:select|input|summary|button|a|area|video|audio)$/;
const TEXT_FIELD = /^(?:text|search|url|tel|email|password|number)$/, HAS_WINDOW = /^(?:date|time|month|week|datetime-local|color)$/;
const OFTEN = 33; // ms from one move that is told to the next

/** @param {MouseEvent|KeyboardEvent} e */
const keys = (e) => (e.shiftKey ? KeyShift : 0) | (e.ctrlKey ? KeyControl : 0) | (e.altKey ? KeyAlt : 0) | (e.metaKey ? KeyMeta : 0);

/** @param {any} n */
const rest = (n) => ((n?.localName === "input" && !TEXT_FIELD.test(n.type)) || CHANGED_BY_PRESS.test(n?.localName ?? "") || n?.draggable === true);

/** A field for which the browser has a window: the agent's own opens, and what is chosen in it is told. @param {any} n */
const picks = (n) => n?.localName === "select" && !n.multiple && n.size < 2 || n?.localName === "input" && HAS_WINDOW.test(n.type);

export class Input {
  mode = 0;
  /** @type {Fact|null} the last move, which is told soon */ moved = null;
  timer = 0;
  /** @type {any} what stood in a field that has a window */ before = null;

  /** @param {import("./mirror-frame-viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    const on = (/** @type {string} */ kind, /** @type {(e: any) => void} */ f) => addEventListener(kind, f, { capture: true, passive: false });
    on("mousedown", (e) => { if (!this.opens(e) && (this.mode || e.button === 1 || rest(e.composedPath()[0]))) e.preventDefault(); });
    on("pointerdown", (e) => this.pointer("down", e));
    on("pointerup", (e) => this.pointer("up", e));
    on("pointermove", (e) => this.pointer("move", e));
    on("wheel", (e) => this.wheel(e));
    on("keydown", (e) => this.key(e));
    on("beforeinput", (e) => { if (this.mode === 2 && e.data && !this.opens(e)) this.fact("text", e, { text: e.data }); });
    on("paste", (e) => { if (this.mode === 2) this.fact("text", e, { text: e.clipboardData?.getData("text/plain") ?? "" }); });
    on("focusin", (e) => { if (this.opens(e)) this.before = e.composedPath()[0].value; });
    on("change", (e) => this.chosen(e));
    for (const kind of SWALLOWED) on(kind, (e) => { if (kind !== "click" && kind !== "beforeinput" || !this.opens(e)) swallow(e); }); // last: others hear nothing of them
  }

  /** A window of the browser's is about to open, or is open. @param {Event} e */
  opens(e) { return this.mode === 2 && picks(e.composedPath()[0]); }

  /** What was chosen is told, and shown when the page has it. @param {any} e */
  chosen(e) {
    if (!this.opens(e)) return;
    const n = e.composedPath()[0], { value } = n;
    if (n.localName === "select") this.fact("select", e, { text: n.selectedIndex });
    else this.fact("value", e, { text: value });
    n.value = this.before;
    n.blur();
  }

  /** @param {string} fact @param {PointerEvent} e */
  pointer(fact, e) {
    if (!this.mode || fact !== "move" && this.opens(e)) return;
    if (fact === "down") {
      e.preventDefault();
      window.focus(); // keys come here from now on
      /** @type {any} */ (document.activeElement)?.blur?.();
    }
    if (fact !== "move") return this.fact(fact, e, { button: e.button, keys: keys(e) });
    this.moved = this.at(fact, e, { keys: keys(e) });
    this.timer ||= setTimeout(() => this.flush(), OFTEN);
  }

  /** @param {WheelEvent} e */
  wheel(e) {
    if (e.ctrlKey) return; // zoom
    if (this.mode) {
      e.preventDefault();
      this.fact("wheel", e, { dx: pixels(e, e.deltaX, innerWidth), dy: pixels(e, e.deltaY, innerHeight), keys: keys(e) });
    } else if (this.viewer.scroll.follow) this.viewer.say({ freed: true }); // the agent looks elsewhere
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    const taken = this.mode === 2, back = e.key === "Escape" && e.ctrlKey && e.altKey; // there is always a way out by keyboard
    if (back || LEAVES.has(e.key) && (!taken || e.key === "F6")) {
      e.preventDefault();
      this.viewer.say({ leave: e.shiftKey || back ? -1 : 1 });
      return;
    }
    if (!taken) {
      const target = /** @type {any} */ (e.composedPath()[0]);
      if (e.key === "Escape" || CHANGED_BY_KEY.test(target?.localName ?? "") && !e.ctrlKey && !e.metaKey) e.preventDefault();
      return;
    }
    if (e.isComposing || ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead", "Process"].includes(e.key)) return;
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "v" || this.opens(e) && e.key !== "Tab") return; // the text comes with paste, the value with change
    e.preventDefault();
    this.fact("key", e, { text: e.key, keys: keys(e) });
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.moved) this.viewer.say(this.moved);
    this.moved = null;
  }

  /** @param {string} fact @param {any} e @param {any} more */
  fact(fact, e, more) {
    this.flush(); // in their order
    this.viewer.say(this.at(fact, e, more));
  }

  /** @param {string} fact @param {any} e @param {any} more @returns {Fact} */
  at(fact, e, more) {
    const { nodes } = this.viewer, node = nodes.idOf(e.composedPath()[0]), n = nodes.list[node];
    const r = n?.getBoundingClientRect?.() ?? { left: 0, top: 0, width: innerWidth, height: innerHeight };
    const part = (/** @type {number} */ v, /** @type {number} */ size) => size > 0 ? Math.min(1, Math.max(0, v / size)) : 0.5;
    return { fact, document: this.viewer.number, node, x: part((e.clientX ?? 0) - r.left, r.width), y: part((e.clientY ?? 0) - r.top, r.height), ...more };
  }
}

/** @param {Event} e */
function swallow(e) {
  e.preventDefault();
  e.stopImmediatePropagation();
}

/** @param {WheelEvent} e @param {number} delta @param {number} page */
function pixels(e, delta, page) { return Math.round(e.deltaMode === 1 ? 16 * delta : e.deltaMode === 2 ? page * delta : delta); }
