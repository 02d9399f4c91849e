// @ts-check
// Where boxes are scrolled to, and the page itself. What cannot be reached yet, because pictures or styles are still to come, is tried again when they are there.

/** @typedef {{x: number, y: number}} Place */

export class Scroll {
  /** @type {Map<any, Place>} */ unmet = new Map();
  /** @type {Place} */ visitor = { x: 0, y: 0 }; // where the visitor has scrolled the page
  shown = false; // there is a layout
  follow = true;
  ours = 0; // how often the page was scrolled here and not by the agent
  /** @param {() => void} moved  the page or the visitor's place in it is another one */
  constructor(moved) {
    this.moved = moved;
    addEventListener("scroll", (e) => { if (e.target === document) moved(); }, { capture: true, passive: true });
    addEventListener("load", () => this.again(), { capture: true, passive: true });
    this.sizes = new ResizeObserver(() => this.again());
  }

  /** The document has another root. */
  begin() {
    this.unmet.clear();
    this.visitor = { x: 0, y: 0 };
    this.sizes.disconnect();
    if (document.documentElement) this.sizes.observe(document.documentElement);
  }

  /** @param {any} n an element or the document @param {number} x @param {number} y */
  set(n, x, y) {
    if (n === document) {
      this.visitor = { x, y };
      this.moved();
      if (!this.follow) return;
    }
    this.unmet.set(n, { x, y });
    if (this.shown) this.try(n);
  }

  /** @param {any} n */
  try(n) {
    const p = this.unmet.get(n), box = n === document ? document.scrollingElement ?? document.documentElement : n;
    if (!p || !box) return;
    box.scrollTo({ left: p.x, top: p.y, behavior: "instant" });
    if (Math.abs(box.scrollLeft - p.x) < 2 && Math.abs(box.scrollTop - p.y) < 2) this.unmet.delete(n);
  }

  again() {
    if (this.shown) for (const n of this.unmet.keys()) this.try(n);
  }

  /** @param {boolean} on whether the page is scrolled as the visitor scrolls it */
  followed(on) {
    this.follow = on;
    if (on) this.set(document, this.visitor.x, this.visitor.y);
    else this.unmet.delete(document);
  }

  /** Forgets boxes that are gone. */
  sweep() {
    for (const n of this.unmet.keys()) if (!n.isConnected) this.unmet.delete(n);
  }
}
