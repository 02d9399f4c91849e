// @ts-check
// Watched scroll boxes (app/ui/window.go): reports scroll position, size and the heights of rows, and keeps to the end.
// Heights come from a ResizeObserver: after layout and before paint, so that a correction is never seen.

/** @type {(box: any, rows: [number, number][]) => void} */
let tell = () => {};
/** @type {WeakMap<Element, any>} */
const boxOf = new WeakMap();

/** @param {(box: HTMLElement, rows: [number, number][]) => void} f called with row ids and heights in px */
export function onMeasure(f) { tell = f; }

/** @type {WeakMap<Element, number>} rows whose height was reported, and what it was */
const known = new WeakMap();

/** What is told of a box beside its rows. @param {any} box */
const stateOf = (box) => `${Math.round(box.scrollTop)} ${box.clientHeight} ${box.scrollHeight}`;

/**
 * Reports, and goes on while the program answers with rows that are new in the document: the observer would tell their
 * heights one frame too late.
 * @param {any} box @param {[number, number][]} rows
 * @param {boolean} grown  rows or the box have another size, rather than somebody having scrolled
 */
function report(box, rows, grown) {
  for (let round = 0; round < 5; round++) {
    if (box.pupitreEnd && grown) box.scrollTop = box.scrollHeight;
    box.pupitreTop = Math.round(box.scrollTop);
    tell(box, rows);
    rows = [];
    for (const row of box.querySelector("[data-rows]")?.children ?? []) {
      if (known.has(row)) continue;
      const height = row.getBoundingClientRect().height;
      known.set(row, height);
      rows.push([row.pupitreID, height]);
    }
    if (rows.length === 0) break;
    grown = true;
  }
  if (box.pupitreEnd) box.scrollTop = box.scrollHeight;
  box.pupitreKnown = stateOf(box);
}

const sizes = new ResizeObserver((entries) => {
  /** @type {Map<any, [number, number][]>} */
  const boxes = new Map();
  for (const e of entries) {
    const el = /** @type {any} */ (e.target);
    const box = boxOf.get(el);
    if (!box || !el.isConnected) continue;
    if (el !== box && el.parentNode === box) { // beside the rows: what somebody types, files on their way
      if (box.pupitreEnd) box.scrollTop = box.scrollHeight;
      continue;
    }
    let rows = boxes.get(box);
    if (!rows) boxes.set(box, rows = []);
    const height = e.borderBoxSize[0].blockSize;
    if (el === box || Math.abs((known.get(el) ?? -1) - height) < 0.01) continue;
    known.set(el, height);
    rows.push([el.pupitreID, height]);
  }
  for (const [box, rows] of boxes) if (rows.length > 0 || box.pupitreKnown !== stateOf(box)) report(box, rows, true);
});

/** @param {any} box */
export function watch(box) {
  boxOf.set(box, box);
  sizes.observe(box);
  const list = box.querySelector("[data-rows]");
  const add = (/** @type {Iterable<Node>} */ nodes) => {
    for (const n of nodes) {
      if (!(n instanceof Element)) continue;
      boxOf.set(n, box);
      sizes.observe(n, { box: "border-box" });
    }
  };
  add(list.children);
  const beside = (/** @type {Iterable<Node>} */ nodes) => { for (const n of nodes) if (n instanceof Element && n !== list) { boxOf.set(n, box); sizes.observe(n); } };
  beside(box.children);
  new MutationObserver((changes) => { for (const c of changes) beside(c.addedNodes); }).observe(box, { childList: true });
  new MutationObserver((changes) => {
    for (const c of changes) {
      for (const n of c.removedNodes) if (n instanceof Element && !n.isConnected) sizes.unobserve(n);
      add(c.addedNodes);
    }
  }).observe(list, { childList: true });
  let asked = false;
  box.addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      if (box.isConnected && box.pupitreKnown !== stateOf(box)) report(box, [], false); // somebody has scrolled, not report
    });
  }, { passive: true });
}

/**
 * Moves the scroll position as far as the program wants it moved from where it was last told to be: what a person scrolled
 * since then stays.
 * @param {any} box @param {number} top
 */
export function moveTo(box, top) {
  const told = box.pupitreTop ?? box.scrollTop;
  if (top !== told) box.scrollTop += top - told;
  box.pupitreTop = top;
}
