// @ts-check
// What the agent does in here does nothing here: no press follows a link, no key writes. In mode 1 and up it is told to the page around as facts, which may make
// commands of it.

/** @typedef {{fact: string, document: number, node: number, x: number, y: number, at: [number, number], [more: string]: any}} Fact
 * fact: what happened: "down", "up", "move", "double", "wheel", "key", "text". node: where; x, y: the place in its box, 0 to 1; at: the place in the frame's window, px. With it
 * button, buttons, count of clicks; dx, dy px; key, text; keys: bits of Key... (mirror-ops.js). */

import { KeyAlt, KeyControl, KeyMeta, KeyShift } from "./mirror-ops.js";

const LEAVES = new Set(["Tab", "F6"]);
const SWALLOWED = ["click", "auxclick", "dblclick", "submit", "reset", "beforeinput", "dragstart", "dragover", "drop", "paste", "cut", "contextmenu", "cancel"];
const CHANGED_BY_PRESS = /^(?:select|option|button|summary)$/, CHANGED_BY_KEY = /^(?:select|input|summary|button|a|area|video|audio)$/;
const TEXT_FIELD = /^(?:text|search|url|tel|email|password|number)$/;

/** @param {MouseEvent|KeyboardEvent} e */
const keys = (e) => (e.shiftKey ? KeyShift : 0) | (e.ctrlKey ? KeyControl : 0) | (e.altKey ? KeyAlt : 0) | (e.metaKey ? KeyMeta : 0);

/** @param {any} n */
const rest = (n) => ((n?.localName === "input" && !TEXT_FIELD.test(n.type)) || CHANGED_BY_PRESS.test(n?.localName ?? "") || n?.draggable === true);

export class Input {
  mode = 0; // 0: nothing is told, 1: all is

  /** @param {import("./mirror-frame-viewer.js").Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    const on = (/** @type {string} */ kind, /** @type {(e: any) => void} */ f) => addEventListener(kind, f, { capture: true, passive: false });
    on("mousedown", (e) => { if (this.mode || e.button === 1 || rest(e.composedPath()[0])) e.preventDefault(); });
    on("pointerdown", (e) => this.pointer("down", e));
    on("pointerup", (e) => this.pointer("up", e));
    on("pointermove", (e) => this.pointer("move", e));
    on("dblclick", (e) => this.pointer("double", e));
    on("wheel", (e) => this.wheel(e));
    on("keydown", (e) => this.key(e));
    on("beforeinput", (e) => { if (this.mode && e.data) this.fact("text", e, { text: e.data }); });
    on("paste", (e) => { if (this.mode) this.fact("text", e, { text: e.clipboardData?.getData("text/plain") ?? "" }); });
    for (const kind of SWALLOWED) on(kind, swallow); // last: others hear nothing of them
  }

  /** @param {string} fact @param {PointerEvent} e */
  pointer(fact, e) {
    if (!this.mode) return;
    if (fact === "down") {
      e.preventDefault();
      window.focus(); // keys come here from now on
    }
    this.fact(fact, e, { button: e.button, buttons: e.buttons, count: e.detail, keys: keys(e) });
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
    if (LEAVES.has(e.key) && (!this.mode || e.key === "F6")) { // there is always a way out by keyboard
      e.preventDefault();
      this.viewer.say({ leave: e.shiftKey ? -1 : 1 });
      return;
    }
    if (this.mode) {
      if (e.isComposing || ["Shift", "Control", "Alt", "Meta", "Dead", "Process"].includes(e.key)) return;
      e.preventDefault();
      this.fact("key", e, { key: e.key, keys: keys(e) });
      return;
    }
    const target = /** @type {any} */ (e.composedPath()[0]);
    if (e.key === "Escape" || CHANGED_BY_KEY.test(target?.localName ?? "") && !e.ctrlKey && !e.metaKey) e.preventDefault();
  }

  /** @param {string} fact @param {any} e @param {any} more */
  fact(fact, e, more) {
    const { nodes } = this.viewer, node = nodes.idOf(e.composedPath()[0]), n = nodes.list[node];
    const r = n?.getBoundingClientRect?.() ?? { left: 0, top: 0, width: innerWidth, height: innerHeight };
    const part = (/** @type {number} */ v, /** @type {number} */ size) => size > 0 ? Math.min(1, Math.max(0, v / size)) : 0.5;
    const x = e.clientX ?? 0, y = e.clientY ?? 0;
    this.viewer.say({ fact, document: this.viewer.number, node, x: part(x - r.left, r.width), y: part(y - r.top, r.height), at: [x, y], ...more });
  }
}

/** @param {Event} e */
function swallow(e) {
  e.preventDefault();
  e.stopImmediatePropagation();
}

/** @param {WheelEvent} e @param {number} delta @param {number} page */
function pixels(e, delta, page) { return Math.round(e.deltaMode === 1 ? 16 * delta : e.deltaMode === 2 ? page * delta : delta); }
