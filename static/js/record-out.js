// @ts-check
// Writes messages: operations one behind the other, numbers and strings as app/cobrowse says.

import { HashSize, MaxText, MaxWord, MaxWords, MirrorMoment, MirrorOps, OpDocument } from "./mirror-ops.js";

const FULL = 40_000; // bytes, after which a message takes no further tree: chat and control must not wait behind it

/** @typedef {ReturnType<typeof output>} Output */

/** @param {(message: ArrayBuffer, seq: number) => void} post takes a message; seq is 0 for one that is not MirrorOps */
export function output(post) {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(1 << 16), size = 0;
  let epoch = 0, seq = 0;
  let document = 0, named = 0; // what the next operation, and the next node, is told apart from

  /** Makes place. @param {number} more */
  function room(more) {
    if (size + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(size + more, 2 * bytes.length));
    larger.set(bytes);
    bytes = larger;
  }
  /** @param {number} v */
  function byte(v) {
    room(1);
    bytes[size++] = v;
  }
  /** @param {number} v whole, up to 2^32 - 1 */
  function uint(v) {
    room(5);
    for (; v > 127; v >>>= 7) bytes[size++] = v & 127 | 128;
    bytes[size++] = v;
  }
  /** @param {number} v */
  const int = (v) => uint(v < 0 ? -2 * v - 1 : 2 * v);

  /** Most strings are short and of few alphabets: one pass, and the length behind it. @param {string} s */
  function string(s) {
    const n = s.length, start = size;
    room(3 * n + 4);
    if (n <= 340) {
      const head = n < 43 ? 1 : 2;
      let to = size + head, i = 0;
      for (; i < n; i++) {
        const c = s.charCodeAt(i);
        if (c < 0x80) bytes[to++] = c;
        else if (c < 0x800) {
          bytes[to++] = c >> 6 | 0xc0;
          bytes[to++] = c & 63 | 0x80;
        } else if (c < 0xd800 || c > 0xdfff) {
          bytes[to++] = c >> 12 | 0xe0;
          bytes[to++] = c >> 6 & 63 | 0x80;
          bytes[to++] = c & 63 | 0x80;
        } else break; // half of a character
      }
      if (i === n) return ends(start, head, to - start - head);
    }
    ends(start, 4, encoder.encodeInto(s, bytes.subarray(start + 4)).written);
  }
  /** Writes a length of so many bytes before what has been written. @param {number} at @param {number} head @param {number} length */
  function ends(at, head, length) {
    size = at + head + length;
    for (let i = 1; i < head; i++, length >>>= 7) bytes[at++] = length & 127 | 128;
    bytes[at] = length;
  }

  /** Begins a message that is not of operations. @param {number} kind */
  function open(kind) {
    size = 0;
    byte(kind);
  }
  /** Begins one of operations. @param {number} kind */
  function begin(kind) {
    open(kind);
    uint(epoch);
    if (kind === MirrorOps) uint(seq + 1);
    uint(Math.round(performance.now()));
    document = named = 0;
  }

  return {
    byte, uint, int, string, open,
    moment() { begin(MirrorMoment); },
    /** Begins an operation, and a message where none is under way. @param {number} code @param {number} of the document's number */
    op(code, of) {
      if (!size) begin(MirrorOps);
      if (of !== document) {
        byte(OpDocument);
        uint(document = of);
      }
      byte(code);
    },
    /** @param {number} id */
    node(id) {
      int(id - named);
      named = id;
    },
    /** The node that was made last. @param {number} id */
    made(id) { named = id; },
    /** A string that may come again: one of up to `most` UTF-16 units joins the table. @param {Map<string, number>} table @param {string} s @param {number} most */
    word(table, s, most) {
      if (s.length > MaxText) s = s.slice(0, MaxText);
      const n = table.get(s);
      if (n !== undefined) return uint(n);
      const at = size;
      byte(1);
      string(s);
      if (s.length > most || size - at > MaxWord || table.size >= MaxWords) return; // MaxWord is of the string without its length, so a little less
      bytes[at] = 0;
      table.set(s, table.size + 2);
    },
    /** @param {string} h its bytes as characters; "": none */
    hash(h) {
      uint(h && HashSize);
      for (let i = 0; i < h.length; i++) byte(h.charCodeAt(i));
    },
    /** @param {Uint8Array} part */
    raw(part) {
      room(part.length);
      bytes.set(part, size);
      size += part.length;
    },
    /** A byte that is known later. */
    hole() {
      byte(0);
      return size - 1;
    },
    /** @param {number} at @param {number} v */
    fill(at, v) { bytes[at] = v; },
    full: () => size > FULL,
    /** Sends what was written, if anything was. */
    send() {
      if (!size) return;
      const message = bytes.slice(0, size), ops = bytes[0] === MirrorOps;
      size = 0;
      post(message.buffer, ops ? ++seq : 0);
    },
    /** Begins a new epoch; the numbers of epochs rise, also from one page to the next. */
    renew() {
      size = seq = 0;
      epoch = Math.max(epoch + 1, Math.floor(Date.now() / 1000));
      return epoch;
    },
  };
}
