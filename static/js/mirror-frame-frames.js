// @ts-check
// The frames in the visitor's page that it may look into: each is shown in a frame like this one, with a port of its own.

import { pass } from "./mirror-frame-pass.js";
import { OpBegin, OpDocument, OpLost } from "./mirror-ops.js";

/** @typedef {{port: MessagePort, host: HTMLIFrameElement, quirks: boolean}} Child */

export class Frames {
  /** @type {Map<number, Child>} */ children = new Map(); // by document; those deeper down are with the child that holds them
  /** @type {Map<number, {next: number}>} */ counts = new Map();
  /** @type {Map<string, Set<MessagePort>>} */ wants = new Map();

  /** @param {import("./mirror-frame-viewer.js").Viewer} viewer */
  constructor(viewer) { this.viewer = viewer; }

  /**
   * Hands on what is about another document.
   * @param {import("./mirror-frame-read.js").Reader} r behind its OpDocument
   * @param {number} from where that began @param {number} number
   */
  pass(r, from, number) {
    let count = this.counts.get(number);
    if (!count) this.counts.set(number, count = { next: 1 });
    const named = r.named;
    while (r.more) {
      const at = r.at, op = r.byte();
      if (op === OpDocument) {
        r.at = at;
        break;
      }
      if (op === OpLost) {
        this.lost(r.uint());
        continue;
      }
      const hosted = pass(op, r, count);
      if (op === OpBegin && hosted) this.host(number, hosted);
    }
    const child = this.children.get(number);
    if (!child) throw new Error(`no document ${number}`);
    const operations = r.bytes.slice(from, r.at).buffer;
    child.port.postMessage({ operations, named }, [operations]);
  }

  /** A document begins. @param {number} number @param {import("./mirror-frame-pass.js").Hosted} at */
  host(number, { host, id, quirks }) {
    const inside = this.children.get(host);
    if (host !== this.viewer.number) {
      if (!inside) throw new Error(`no document ${host}`);
      this.children.set(number, inside);
      return;
    }
    const el = this.viewer.nodes.at(id);
    if (!/^i?frame$/.test(el.localName)) throw new Error(`node ${id} is no frame`);
    const known = this.children.get(number);
    if (known?.host === el && known.quirks === quirks) return; // it begins anew in there
    for (const [other, c] of this.children) if (c.host === el) this.lost(other);
    this.children.set(number, this.open(number, el, quirks));
  }

  /** @param {number} number @param {HTMLIFrameElement} el @param {boolean} quirks @returns {Child} */
  open(number, el, quirks) {
    const { port1, port2 } = new MessageChannel();
    let greeted = false;
    el.setAttribute("sandbox", "allow-scripts");
    el.src = location.href.split(/[?#]/)[0] + (quirks ? "?quirks" : "");
    el.onload = () => {
      if (greeted) this.viewer.say({ trouble: "a frame was loaded again" });
      else if (el.contentWindow) {
        greeted = true;
        el.contentWindow.postMessage({ pupitre: 1, document: number }, "*", [port2]);
        const { mode } = this.viewer.input;
        port1.postMessage({ mode });
      }
    };
    port1.onmessage = ({ data }) => this.said(port1, data);
    return { port: port1, host: el, quirks };
  }

  /** @param {MessagePort} port @param {any} word */
  said(port, word) {
    if (word.want !== undefined) {
      const who = this.wants.get(word.want) ?? new Set();
      this.wants.set(word.want, who.add(port));
    }
    if (word.want !== undefined || word.trouble !== undefined || word.fact !== undefined || word.leave !== undefined || word.freed !== undefined) this.viewer.say(word);
  }

  /** @param {string} hash @param {string} type @param {ArrayBuffer} bytes */
  came(hash, type, bytes) {
    for (const port of this.wants.get(hash) ?? []) port.postMessage({ resource: hash, type, bytes });
    this.wants.delete(hash);
  }

  /** @param {any} word */
  tell(word) { for (const port of new Set([...this.children.values()].map((c) => c.port))) port.postMessage({ mode: word.mode, follow: word.follow }); }

  /** @param {number} number */
  lost(number) {
    const child = this.children.get(number);
    this.children.delete(number);
    this.counts.delete(number);
    if (!child) return;
    if ([...this.children.values()].some((c) => c.port === child.port)) return; // the frame holds others
    child.port.close();
  }
}
