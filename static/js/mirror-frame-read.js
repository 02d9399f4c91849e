// @ts-check
// Reads operations: numbers, strings and words as app/cobrowse says, and passes over those that are about another document.

import * as ops from "./mirror-ops.js";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class Reader {
  bytes = new Uint8Array(0);
  at = 0;
  named = 0; // what the next node is told apart from
  /** @type {string[]} */ words = [];

  /** @param {Uint8Array} bytes @param {number} named */
  open(bytes, named) {
    this.bytes = bytes;
    this.at = 0;
    this.named = named;
  }

  get more() { return this.at < this.bytes.length; }

  byte() {
    if (this.at >= this.bytes.length) throw new Error("a message ends too soon");
    return this.bytes[this.at++];
  }

  uint() {
    let c = this.byte();
    if (c < 128) return c;
    let v = c & 127, unit = 128;
    do {
      c = this.byte();
      v += (c & 127) * unit;
      unit *= 128;
    } while (c > 127);
    return v;
  }

  int() {
    const v = this.uint();
    return v % 2 ? -(v + 1) / 2 : v / 2;
  }

  node() { return this.named += this.int(); }

  string() {
    const n = this.uint(), b = this.bytes, from = this.at, to = from + n;
    if (to > b.length) throw new Error("a message ends too soon");
    this.at = to;
    if (n > 48) return decoder.decode(b.subarray(from, to));
    let s = "";
    for (let i = from; i < to; i++) {
      if (b[i] > 127) return decoder.decode(b.subarray(from, to));
      s += String.fromCharCode(b[i]);
    }
    return s;
  }

  /** A hash, its bytes as characters; "": none. */
  hash() {
    let s = "";
    for (let n = this.uint(); n > 0; n--) s += String.fromCharCode(this.byte());
    return s;
  }

  word() {
    const n = this.uint();
    if (n > 1) {
      const s = this.words[n - 2];
      if (s === undefined) throw new Error("no such word");
      return s;
    }
    const s = this.string();
    if (n === 0) this.words.push(s);
    return s;
  }

  // What follows passes over things, without the table of words of the document that they belong to.

  pass() {
    const n = this.uint();
    this.at += n;
  }

  passWord() { if (this.uint() < 2) this.pass(); }

  passAttributes() { for (let n = 2 * this.uint(); n > 0; n--) this.passWord(); }

  /** Passes over one tree, and is how many numbers it takes. @param {number} kind @returns {number} */
  passTree(kind) {
    switch (kind) {
      case ops.NodeText: this.passWord(); return 1;
      case ops.NodeElement: case ops.NodeSVG: case ops.NodeMath:
        this.passWord();
        this.passAttributes();
        return 1 + this.passNodes();
      case ops.NodeLeaf: case ops.NodeSVGLeaf:
        this.passWord();
        this.passAttributes();
        return 1;
      case ops.NodeShadow: return 1 + this.passNodes();
      case ops.NodeDoctype: for (let i = 0; i < 3; i++) this.passWord(); return 1;
      case ops.NodeExisting: this.uint(); return 0;
      case ops.NodeMasked: this.uint(); this.uint(); return 1;
    }
    throw new Error(`no such node: ${kind}`);
  }

  /** @returns {number} */
  passNodes() {
    let n = 0;
    for (let kind = this.byte(); kind !== ops.NodeEnd; kind = this.byte()) n += this.passTree(kind);
    return n;
  }
}
