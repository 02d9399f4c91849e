// @ts-check
// Style sheets and pictures that have come, for the next page of the same site: those that were used longest ago go first.

const MOST = 32 << 20; // bytes

export function resources() {
  /** @type {Map<string, {type: string, bytes: ArrayBuffer}>} */ const kept = new Map();
  let size = 0;
  return {
    /** @param {string} hex the hash */
    get(hex) {
      const r = kept.get(hex);
      if (!r) return undefined;
      kept.delete(hex);
      kept.set(hex, r);
      return r;
    },
    /** @param {string} hex @param {string} type @param {ArrayBuffer} bytes */
    put(hex, type, bytes) {
      if (kept.has(hex)) return;
      kept.set(hex, { type, bytes });
      size += bytes.byteLength;
      for (const [other, r] of kept) {
        if (size <= MOST) break;
        kept.delete(other);
        size -= r.bytes.byteLength;
      }
    },
  };
}
