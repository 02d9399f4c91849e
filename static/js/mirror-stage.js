// @ts-check
// The stage: frames that show the visitor's page (mirror-frame.js), as large as the visitor's window, made smaller to fit, and what is drawn over them. A
// frame shows one epoch; the next one takes its place once it can be seen.

import { line } from "./mirror-fact.js";
import { Overlay } from "./mirror-overlay.js";
import { resources } from "./mirror-resources.js";

/** @typedef {{el: HTMLIFrameElement, port: MessagePort, turn: number}} Frame */

export class Stage {
  /** @type {Frame|null} */ shown = null;
  /** @type {Frame|null} */ next = null;
  turn = 0;
  size = [1280, 720];
  following = false;
  fitting = false;
  mode = 0; // what of the agent's is told (mirror-frame-input.js)
  kept = resources();

  /**
   * @param {HTMLElement} box @param {string} address of a frame's page
   * @param {(name: string, value: string) => void} told @param {(way: number) => void} leave gives the focus to what is around
   */
  constructor(box, address, told, leave) {
    this.box = box;
    this.address = address;
    this.told = told;
    this.leave = leave;
    this.overlay = new Overlay(box);
    new ResizeObserver(() => this.layout()).observe(box);
  }

  /** @param {string} name @param {string} value */
  tell(name, value) {
    switch (name) {
      case "begin": return this.begin(value === "quirks");
      case "clear": return this.clear();
      case "grey": this.box.classList.toggle("grey", value !== ""); return;
      case "fit": this.fitting = value !== ""; this.layout(); return;
      case "follow": this.following = value !== ""; this.box.classList.toggle("free", !this.following); this.say({ follow: this.following }); return;
      case "scroll": this.say({ scroll: value.split(" ").map(Number) }); return;
      case "mode": this.mode = Number(value); this.say({ mode: this.mode }); return;
      case "enter": this.shown?.el.contentWindow?.focus();
    }
  }

  /** @param {any} word to the frames */
  say(word) { for (const f of [this.shown, this.next]) f?.port.postMessage(word); }

  /** @param {string} name @param {string} value @param {Uint8Array} data */
  carry(name, value, data) {
    if (name === "operations") {
      const copy = data.slice().buffer;
      (this.next ?? this.shown)?.port.postMessage(copy, [copy]);
      return;
    }
    const [hex, type] = value.split(" "), bytes = data.slice().buffer;
    this.kept.put(hex, type, bytes);
    this.say({ resource: fromHex(hex), type, bytes });
  }

  /** @param {boolean} quirks */
  begin(quirks) {
    if (this.next) this.drop(this.next);
    const el = document.createElement("iframe"), { port1, port2 } = new MessageChannel(), turn = ++this.turn;
    el.setAttribute("sandbox", "allow-scripts");
    el.title = "";
    el.tabIndex = -1; // by keyboard the picture is scrolled from outside
    el.className = "coming";
    el.src = this.address + (quirks ? "?quirks" : "");
    el.onload = () => {
      el.onload = null;
      el.contentWindow?.postMessage({ pupitre: 1 }, "*", [port2]);
    };
    const frame = this.next = { el, port: port1, turn };
    port1.onmessage = ({ data }) => this.heard(frame, data);
    port1.postMessage({ follow: this.following, mode: this.mode });
    this.box.prepend(el);
    this.layout();
    this.shown?.el.classList.add("former");
  }

  /** @param {Frame} frame @param {any} word */
  heard(frame, word) {
    if (word.done !== undefined) this.told("done", `${frame.turn} 1`);
    else if (word.want !== undefined) this.want(frame, word.want);
    else if (word.trouble !== undefined) {
      console.warn("mirror:", word.trouble);
      this.told("trouble", `${frame.turn} ${word.trouble}`);
    } else if (word.size && frame === (this.next ?? this.shown)) {
      this.size = word.size.map((/** @type {number} */ v) => Math.min(16_384, Math.max(1, v)));
      this.layout();
    } else if (word.complete) this.complete(frame);
    else if (word.leave) this.leave(word.leave);
    else if (frame !== this.shown) return;
    else if (word.pointer) this.overlay.point(word.pointer);
    else if (word.view) this.overlay.look(word.view);
    else if (word.freed) this.told("freed", "");
    else if (word.fact) this.told("fact", line(word));
  }

  /** @param {Frame} frame @param {string} hash */
  want(frame, hash) {
    const hex = toHex(hash), r = this.kept.get(hex);
    if (r) frame.port.postMessage({ resource: hash, ...r });
    else this.told("want", hex);
  }

  /** @param {Frame} frame */
  complete(frame) {
    if (frame !== this.next) return;
    if (this.shown) this.drop(this.shown);
    this.shown = frame;
    this.next = null;
    frame.el.classList.remove("coming");
    this.overlay.begin();
    this.layout();
    this.told("complete", String(frame.turn));
  }

  clear() {
    for (const f of [this.shown, this.next]) if (f) this.drop(f);
    this.shown = this.next = null;
    this.overlay.begin();
  }

  /** @param {Frame} f */
  drop({ port, el }) { port.close(); el.remove(); }

  layout() {
    const [w, h] = this.size, { clientWidth, clientHeight } = this.box;
    const scale = this.fitting && clientWidth > 0 ? Math.min(1, clientWidth / w, clientHeight / h) : 1;
    const style = this.box.style;
    style.setProperty("--w", `${w}px`);
    style.setProperty("--h", `${h}px`);
    style.setProperty("--scale", String(scale));
    this.box.classList.toggle("fits", this.fitting);
    this.told("scale", String(Math.round(scale * 100)));
  }
}

/** @param {string} hash */
const toHex = (hash) => Array.from(hash, (c) => c.charCodeAt(0).toString(16).padStart(2, "0")).join("");

/** @param {string} hex */
const fromHex = (hex) => String.fromCharCode(...(hex.match(/../g) ?? []).map((d) => parseInt(d, 16)));
