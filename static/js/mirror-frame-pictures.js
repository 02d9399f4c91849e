// @ts-check
// Pictures that come from the visitor's browser, because the agent's could not load them.

import { draw } from "./mirror-frame-state.js";

/** Attributes in whose place a picture stands. */
const REPLACED = ["src", "srcset", "poster", "href"];

export class Pictures {
  /** @type {Map<string, Blob>} */ blobs = new Map();
  /** @type {Map<Element, {hash: string, was: Record<string, string|null>}>} */ shown = new Map();

  /** @param {(hash: string) => void} want asks for a resource */
  constructor(want) { this.want = want; }

  /** @param {Element} el @param {string} hash "": none any more */
  set(el, hash) {
    const was = this.shown.get(el)?.was ?? Object.fromEntries(REPLACED.map((name) => [name, el.getAttribute(name)]));
    if (!hash) {
      draw(el, null);
      for (const name of REPLACED) {
        const value = was[name];
        if (value === null) el.removeAttribute(name);
        else el.setAttribute(name, value);
      }
      this.shown.delete(el);
      return;
    }
    const before = this.shown.get(el)?.hash;
    this.shown.set(el, { hash, was });
    const blob = this.blobs.get(hash);
    if (blob) draw(el, blob);
    else this.want(hash);
    if (before && before !== hash) this.drop(before);
  }

  /** @param {string} hash @param {string} type @param {ArrayBuffer} bytes */
  came(hash, type, bytes) {
    if (!type.startsWith("image/")) return;
    const blob = new Blob([bytes], { type });
    let used = false;
    for (const [el, { hash: wanted }] of this.shown) {
      if (!el.isConnected) this.shown.delete(el);
      else if (wanted === hash) {
        draw(el, blob);
        used = true;
      }
    }
    if (used) this.blobs.set(hash, blob);
  }

  /** Forgets a picture that nothing shows any more. @param {string} hash */
  drop(hash) {
    for (const s of this.shown.values()) if (s.hash === hash) return;
    this.blobs.delete(hash);
  }

  /** What the page says of an attribute in whose place a picture stands; null: no picture does. @param {Element} el @param {string} name */
  former(el, name) {
    const s = this.shown.get(el);
    return s && REPLACED.includes(name) ? s.was[name] ?? "" : null;
  }

  /** The page says something else. @param {Element} el @param {string} name */
  changed(el, name) {
    if (!this.shown.has(el) || !REPLACED.includes(name)) return;
    draw(el, null);
    this.shown.delete(el);
  }

  clear() {
    this.shown.clear();
    this.blobs.clear();
  }
}
