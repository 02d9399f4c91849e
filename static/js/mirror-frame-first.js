// @ts-check
// The first picture of a document: nobody sees it before it is whole and its style sheets are here.

/** How long it waits for them, in ms. */
const PATIENCE = 2000;

export class First {
  whole = false;
  shown = false;
  /** @type {(() => void)[]} */ later = [];

  /** @param {import("./mirror-frame-viewer.js").Viewer} viewer */
  constructor(viewer) { this.viewer = viewer; }

  complete() {
    if (this.whole) return;
    this.whole = true;
    setTimeout(() => this.show(true), PATIENCE);
  }

  /** Shows it if it can be shown. @param {boolean} anyway without its sheets, too */
  show(anyway) {
    const { sheets, scroll } = this.viewer;
    if (this.shown || !this.whole || !anyway && sheets.missing.length > 0) return;
    this.shown = true;
    sheets.hidden = false;
    sheets.dirty = true;
    sheets.settle();
    scroll.shown = true;
    for (const f of this.later.splice(0)) f();
    scroll.again();
    this.viewer.say({ complete: true });
  }

  /** Does something that needs a layout, now or when there is one. @param {() => void} f */
  then(f) {
    if (this.shown) f();
    else this.later.push(f);
  }
}
