// @ts-check
// Pictures that another browser cannot load: canvases and stills of videos, as often as is modest, and what an address of this page alone
// stands for.

import { OpPicture } from "./mirror-ops.js";
import { isInline, PRIVATE } from "./record-mask.js";
import { beforePaint, localName } from "./record-native.js";

const STILL = 1000; // ms from one picture of a canvas to the next, at least
const WIDEST = 1280; // px of it
const SHARE = 50; // a picture may take one part in so many of the page's time

/** @typedef {import("./record-tree.js").Tree} Tree */
/**
 * @typedef {Object} Picture
 * @property {Tree} tree
 * @property {string} hash that is to be told
 * @property {string} told
 * @property {string} from the address that was read
 * @property {number} next when it may be drawn again
 */

/** @param {import("./record-page.js").Page} page */
export function pictures(page) {
  /** @type {Map<any, Picture>} */ const all = new Map();

  /** @param {any} n @param {Blob|null} blob @param {boolean} push it is wanted by nobody who could have it */
  async function keep(n, blob, push) {
    const it = all.get(n);
    if (!blob || !it) return;
    const hash = await page.resources.keep(blob.type, new Uint8Array(await blob.arrayBuffer()));
    if (hash === it.hash) it.next += 2 * STILL; // nothing happens in it
    if (hash === it.hash || all.get(n) !== it) return;
    it.hash = hash;
    it.tree.touched.add(n);
    if (push && hash) page.resources.want(hash);
    page.arm();
  }

  /** Draws it, in the size in which it is seen, when the page has drawn it. @param {any} n @param {Picture} it */
  function draw(n, it) {
    beforePaint(() => {
      const began = performance.now(), [w, h] = n.videoWidth === undefined ? [n.naturalWidth || n.width, n.naturalHeight || n.height] : [n.videoWidth, n.videoHeight];
      const scale = Math.min(1, WIDEST / w);
      try {
        const c = document.createElement("canvas");
        c.width = Math.round(w * scale);
        c.height = Math.round(h * scale);
        /** @type {any} */ (c.getContext("2d")).drawImage(n, 0, 0, c.width, c.height);
        const still = n.videoWidth !== undefined;
        c.toBlob((b) => keep(n, b, true), still ? "image/jpeg" : "image/png", 0.6);
        it.next = Math.max(performance.now() + STILL, began + SHARE * (performance.now() - began));
      } catch {
        it.next = Infinity; // something of another site is drawn in it: a box stays
      }
    });
  }

  /** Reads what the address stands for; where the page's policy forbids that, what is drawn of it. @param {any} n @param {Picture} it @param {string} url */
  async function load(n, it, url) {
    it.from = url;
    try {
      await keep(n, await (await fetch(url)).blob(), false);
    } catch {
      if (n.complete) draw(n, it);
    }
  }

  return {
    /** @param {Tree} tree @param {any} n */
    tell(tree, n) {
      const drawn = /^(canvas|video)$/.test(localName(n)), url = drawn ? "" : n.currentSrc || n.src || n.href?.baseVal;
      let it = all.get(n);
      if (!it) {
        if (!drawn && !isInline(url) || tree.bitsOf(n) & PRIVATE) return;
        all.set(n, it = { tree, hash: "", told: "", from: "", next: 0 });
      }
      if (!drawn && url !== it.from) {
        if (isInline(url)) load(n, it, url);
        else it.hash = it.from = "";
      }
      if (it.hash === it.told) return;
      it.told = it.hash;
      tree.op(OpPicture, /** @type {number} */ (tree.ids.get(n)));
      page.out.hash(it.hash);
    },
    /** Draws what is in view and may have changed. */
    look() {
      const now = performance.now();
      for (const [n, it] of all) {
        if (!it.tree.ids.has(n)) {
          all.delete(n);
          continue;
        }
        if (it.from || now < it.next || n.readyState < 2) continue;
        const r = n.getBoundingClientRect(), w = it.tree.doc.defaultView;
        if (!w || !r.width || r.bottom < 0 || r.right < 0 || r.top > w.innerHeight || r.left > w.innerWidth) continue;
        it.next = now + STILL;
        draw(n, it);
      }
    },
    /** @param {any} n */
    forget(n) { all.delete(n); },
  };
}
