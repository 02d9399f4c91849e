// @ts-check
// What goes by its hash, because many pages have the same, or because an agent's browser cannot load it: style sheets and pictures.

import { HashSize, MaxResource, MirrorResource } from "./mirror-ops.js";

const PART = 40_000; // bytes of a message
const MOST = 16 << 20; // bytes that are kept for those who ask

const encoder = new TextEncoder();

/**
 * @param {import("./record-out.js").Output} out
 * @param {() => void} arm says that something waits to be sent
 */
export function resources(out, arm) {
  /** @type {Map<string, {type: string, content: Uint8Array}>} */ const kept = new Map(); // the oldest first
  let size = 0;
  /** @type {Map<string, number>} */ const sending = new Map(); // hashes, and how much of them has been sent

  return {
    /** Keeps a resource and answers its hash; "" when it is too large. @param {string} type @param {Uint8Array} content */
    async keep(type, content) {
      if (content.length > MaxResource) return "";
      const head = encoder.encode(`${type}\0`), all = new Uint8Array(head.length + content.length);
      all.set(head);
      all.set(content, head.length);
      const hash = await digest(all);
      if (!kept.has(hash)) {
        kept.set(hash, { type, content });
        size += content.length;
      }
      for (const [h, r] of kept) {
        if (size <= MOST || h === hash) break;
        kept.delete(h);
        size -= r.content.length;
      }
      return hash;
    },
    /** Will be sent, unless it is on its way. @param {string} hash */
    want(hash) {
      if (kept.has(hash) && !sending.has(hash)) sending.set(hash, 0);
      arm();
    },
    /** Sends a part of what waits; tells whether more waits. */
    sendPart() {
      for (const [hash, offset] of sending) {
        const r = kept.get(hash);
        if (!r) {
          sending.delete(hash);
          continue;
        }
        const end = Math.min(offset + PART, r.content.length);
        out.open(MirrorResource);
        out.hash(hash);
        out.string(r.type);
        out.uint(r.content.length);
        out.uint(offset);
        out.raw(r.content.subarray(offset, end));
        out.send();
        if (end === r.content.length) sending.delete(hash);
        else sending.set(hash, end);
        break;
      }
      return sending.size > 0;
    },
    waits: () => sending.size > 0,
  };
}

/** The hash as characters. Pages without https have no SHA-256: theirs begins with a zero, and counts for this room only. @param {Uint8Array<ArrayBuffer>} all */
async function digest(all) {
  const bytes = crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", all)).subarray(0, HashSize) : mixed(all);
  return String.fromCharCode(...bytes);
}

/** @param {Uint8Array} all */
function mixed(all) {
  const lanes = new Uint32Array([1, 2, 3, 4]);
  for (let i = 0; i < all.length; i++) {
    const k = i & 3;
    lanes[k] = Math.imul(lanes[k] ^ all[i] ^ lanes[k + 1 & 3] >>> 15, 0x9e3779b1);
  }
  for (let i = 0; i < 16; i++) lanes[i & 3] = Math.imul(lanes[i & 3] ^ lanes[i + 1 & 3] >>> 13, 0x85ebca6b) ^ all.length;
  const bytes = new Uint8Array(lanes.buffer);
  bytes[0] = 0;
  return bytes;
}
