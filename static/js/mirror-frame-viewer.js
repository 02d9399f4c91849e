// @ts-check
// What shows one document: takes what comes through the port, and says what has come of it (mirror-frame.js).

import { apply } from "./mirror-frame-apply.js";
import { First } from "./mirror-frame-first.js";
import { Frames } from "./mirror-frame-frames.js";
import { Input } from "./mirror-frame-input.js";
import { Marks } from "./mirror-frame-marks.js";
import { Nodes } from "./mirror-frame-nodes.js";
import { Pictures } from "./mirror-frame-pictures.js";
import { Reader } from "./mirror-frame-read.js";
import { Scroll } from "./mirror-frame-scroll.js";
import { Sheets } from "./mirror-frame-sheets.js";
import { open } from "./mirror-frame-state.js";
import { OpDocument } from "./mirror-ops.js";

export class Viewer {
  reader = new Reader();
  nodes = new Nodes();
  /** @type {any} */ inserted = null; // last
  /** @type {Set<string>} */ asked = new Set();
  sheets = new Sheets((hash) => this.want(hash));
  pictures = new Pictures((hash) => this.want(hash));
  marks = new Marks();
  scroll = new Scroll(() => this.view());
  first = new First(this);
  frames = new Frames(this);
  input = new Input(this);
  done = 0;
  broken = false;
  looking = false;

  /** @param {MessagePort} port @param {number} number of the document */
  constructor(port, number) {
    this.port = port;
    this.number = number;
    this.sheets.dirty = true;
    this.sheets.settle();
    port.onmessage = ({ data }) => this.take(data);
  }

  /** @param {any} word */
  say(word) { this.port.postMessage(word); }

  /** @param {any} data */
  take(data) {
    if (data instanceof ArrayBuffer) this.apply(new Uint8Array(data), 0);
    else if (data.operations) this.apply(new Uint8Array(data.operations), data.named);
    else if (data.resource !== undefined) this.came(data.resource, data.type, data.bytes);
    else this.told(data);
  }

  /** @param {{follow?: boolean, mode?: number, scroll?: [number, number]}} word */
  told(word) {
    if (word.follow !== undefined) this.scroll.followed(word.follow);
    if (word.mode !== undefined) this.input.mode = word.mode;
    if (word.scroll) scrollBy({ left: word.scroll[0], top: word.scroll[1], behavior: "instant" });
    this.frames.tell(word);
  }

  /** @param {Uint8Array} bytes @param {number} named the node that was named last before */
  apply(bytes, named) {
    if (this.broken) return;
    try {
      this.reader.open(bytes, named);
      this.read(this.reader);
      this.settle();
      if (this.nodes.sweep()) {
        this.sheets.sweep();
        this.scroll.sweep();
      }
    } catch (e) {
      this.broken = true;
      this.say({ trouble: String(e) });
    }
    if (this.number === 0) this.say({ done: ++this.done });
  }

  /** @param {Reader} r */
  read(r) {
    let own = this.number === 0; // what comes from the frame around begins with its document
    this.inserted = null;
    while (r.more) {
      const at = r.at, op = r.byte();
      if (op === OpDocument) {
        const number = r.uint();
        own = number === this.number;
        if (!own) this.frames.pass(r, at, number);
      } else if (own) apply(op, r, this);
      else throw new Error("an operation of no document");
    }
    if (r.at > r.bytes.length) throw new Error("a message ends too soon");
  }

  settle() {
    this.sheets.settle();
    this.first.show(false);
  }

  /** @param {string} hash */
  want(hash) {
    if (this.asked.has(hash)) return;
    this.asked.add(hash);
    this.say({ want: hash });
  }

  /** @param {string} hash @param {string} type @param {ArrayBuffer} bytes */
  came(hash, type, bytes) {
    this.frames.came(hash, type, bytes);
    if (!this.asked.delete(hash)) return;
    if (type.startsWith("text/css")) this.sheets.came(hash, new TextDecoder().decode(bytes));
    else this.pictures.came(hash, type, bytes);
    this.settle();
  }

  /** The document is another one. */
  begun() {
    this.scroll.begin();
    this.pictures.clear();
    if (this.number !== 0) this.first.complete();
  }

  /** @param {any} n */
  focus(n) {
    this.marks.focus(n);
    // Where the agent's own focus is in here, the field gets it: its caret can be seen then. It is taken from nowhere else.
    this.first.then(() => requestAnimationFrame(() => { if (document.hasFocus() && n.focus && n === this.marks.focused) n.focus({ preventScroll: true }); }));
  }

  /** @param {any} n */
  hover(n) { if (this.sheets.states) this.marks.hover(n); }

  /** @param {any} el @param {number} how */
  open(el, how) { this.first.then(() => open(el, how)); }

  /** Says, at most once a frame, where things are. */
  view() {
    if (this.looking || this.number !== 0) return;
    this.looking = true;
    requestAnimationFrame(() => {
      this.looking = false;
      this.say({ view: [scrollX, scrollY, this.scroll.visitor.x, this.scroll.visitor.y] });
    });
  }
}
