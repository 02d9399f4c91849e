// @ts-check
// Reads commands: numbers and strings as app/cobrowse writes them.

import { Malformed } from "./mirror-ops.js";

const text = new TextDecoder();

/** Reads on from a place. @param {Uint8Array} bytes @param {number} at @throws Malformed, where it ends too soon */
export function reading(bytes, at) {
  const byte = () => {
    if (at >= bytes.length) throw Malformed;
    return bytes[at++];
  };
  const uint = () => {
    let n = 0;
    for (let part = 1, b = 128; b > 127; part *= 128) n += ((b = byte()) & 127) * part;
    return n;
  };
  return {
    byte, uint,
    int() {
      const n = uint();
      return n % 2 ? -(n + 1) / 2 : n / 2;
    },
    /** A part of a whole. */
    part: () => (byte() * 256 + byte()) / 65535,
    string() {
      const n = uint();
      if (at + n > bytes.length) throw Malformed;
      return text.decode(bytes.subarray(at, at += n));
    },
  };
}
