// @ts-check
// Reads messages to the page.

/** @param {Uint8Array} bytes */
export function reader(bytes) {
  let at = 0;
  const byte = () => bytes[at++] ?? 0;
  function uint() {
    let v = 0;
    for (let s = 1, b = 128; b > 127 && s < 2 ** 53; s *= 128) {
      b = byte();
      v += (b & 127) * s;
    }
    return v;
  }
  return {
    byte, uint,
    /** A hash, its bytes as characters. */
    hash() {
      const n = uint();
      at += n;
      return String.fromCharCode(...bytes.subarray(at - n, at));
    },
  };
}
