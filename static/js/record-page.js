// @ts-check
// Records a page for one epoch: its documents, a few milliseconds at a time, at the pace of the network and of the viewer.

import { MaxDocuments, MaxNodes, OpComplete, OpLost, OpPage } from "./mirror-ops.js";
import { check } from "./record-check.js";
import { events } from "./record-events.js";
import { textOf, PRIVATE } from "./record-mask.js";
import { clearTimer, localName, nodeType, setTimer, tidy } from "./record-native.js";
import { pictures } from "./record-picture.js";
import { address } from "./record-secret.js";
import { mayPop, states } from "./record-state.js";
import { rulesOf, styles } from "./record-style.js";
import { recordTree } from "./record-tree.js";

const SOON = 16; // ms until the next flush when something is left
const LOOK = 250; // ms between two looks at what says nothing by itself
const CHECK = 5000; // ms between two checks
const TYPED = 10_000; // ms for which a field counts as typed in
const FIELDS = 500; // that are asked in one look
const MOST = MaxNodes - 30_000; // nodes, after which a new epoch begins: one flush adds no more than the rest
const PATIENCE = 60_000; // ms of the shortest epoch that ends so

/** @typedef {import("./record-tree.js").Tree} Tree */
/** @typedef {ReturnType<typeof recordPage>} Page */

/**
 * @typedef {Object} Means
 * @property {import("./record-out.js").Output} out
 * @property {ReturnType<typeof import("./record-pace.js").pacing>} pace
 * @property {ReturnType<typeof import("./record-resource.js").resources>} resources
 * @property {number} budget ms of a flush
 * @property {() => void} again begins another epoch
 */

/** @param {Means} means */
export function recordPage({ out, pace, resources, budget, again }) {
  /** @type {Map<any, Tree>} */ const trees = new Map(); // by document, the first is the page's
  /** @type {Map<any, Tree>} */ const fields = new Map();
  /** @type {Map<any, number>} */ const typed = new Map(); // fields, and when somebody typed in them
  /** @type {number[]} */ const lost = []; // documents that have gone
  /** @type {Iterator<[any, Tree]>|undefined} */ let asking;

  const began = performance.now();
  let stopped = false, timer = 0, due = 0, deadline = 0, steps = 0, complete = false, looked = 0, checked = 0, documents = 1;
  let where = "", title = "";

  const page = {
    out, resources, arm, tell, forgot, stop,
    /** Time is up. A clock is slow, so it is not read each time. @param {boolean} [exactly] @returns {boolean} */
    late: (exactly) => (exactly || !budget || !(++steps & 15)) && performance.now() >= deadline,
    /** @returns {boolean} */
    free: () => !stopped && pace.free(),
    /** @param {Tree} tree @param {any} root */
    listen(tree, root) { told.listen(tree, root); },
    /** @param {any} field */
    typed(field) { typed.set(field, performance.now()); },
    /** The rules of that sheet are told, so its address is not. @param {any} link @returns {boolean} */
    reads: (link) => !!link.sheet && !!rulesOf(link.sheet),
    /** @param {number} document @param {number} id @returns {any} */
    find(document, id) {
      for (const t of trees.values()) if (t.number === document) return t.nodes[id];
    },
    /** What holds for a node: bits of record-mask.js. @param {any} n @returns {number} */
    bitsOf: (n) => trees.get(n.ownerDocument)?.bitsOf(n) ?? PRIVATE,
  };
  const told = events(page), state = states(out), sheets = styles(page), images = pictures(page);

  /** Tells what a node has beside its attributes. @param {Tree} tree @param {any} n */
  function tell(tree, n) {
    if (nodeType(n) !== 1) return sheets.tell(tree, n);
    const tag = localName(n);
    switch (tag) {
      case "input": case "textarea": case "select":
        fields.set(n, tree);
        return state.field(tree, n);
      case "style": case "link":
        return sheets.tell(tree, n);
      case "iframe": case "frame":
        return frame(tree, n);
      case "audio": case "video":
        state.media(tree, n);
    }
    if (/^(canvas|image|img|video)$/.test(tag)) images.tell(tree, n);
    if (tag === "dialog" || mayPop(n)) state.open(tree, n);
  }

  /** @param {any} n */
  function forgot(n) {
    if (nodeType(n) !== 1) return;
    state.forget(n);
    sheets.forget(n);
    images.forget(n);
    fields.delete(n);
    if (trees.size > 1) for (const t of trees.values()) if (t.host?.node === n) lose(t);
  }

  // Documents.

  /** @param {any} doc @param {number} number @param {import("./record-tree.js").Host|null} host */
  function open(doc, number, host) {
    trees.set(doc, recordTree(page, doc, number, host));
    arm();
  }
  /** The document in a frame, if it is of this site. @param {Tree} tree @param {any} n */
  function frame(tree, n) {
    let doc = null;
    try {
      doc = n.contentDocument;
    } catch {}
    for (const t of trees.values()) if (t.host?.node === n && t.doc !== doc) lose(t);
    if (!doc?.documentElement || !doc.defaultView || trees.has(doc)) return;
    if (documents === MaxDocuments) documents = 1; // numbers come again only when there is no other
    for (const taken = new Set([...lost, ...[...trees.values()].map((t) => t.number)]); taken.has(documents);) documents++;
    if (documents < MaxDocuments) open(doc, documents++, { tree, node: n });
  }
  /** @param {Tree} tree */
  function lose(tree) {
    trees.delete(tree.doc);
    end(tree);
    for (const t of [...trees.values()]) if (t.host?.tree === tree) lose(t);
    if (tree.isBegun()) lost.push(tree.number);
  }
  /** @param {Tree} tree */
  function end(tree) {
    tree.observer.disconnect();
    told.forget(tree);
  }

  // Time.

  /** Has the next flush come in so many ms, or sooner. @param {number} [ms] */
  function arm(ms = pace.wait()) {
    const at = performance.now() + ms;
    if (stopped || timer && due <= at) return;
    clearTimer(timer);
    timer = setTimer(flush, ms);
    due = at;
  }

  function flush() {
    const now = performance.now();
    timer = 0;
    deadline = now + budget;
    if (now - looked >= LOOK) look(now);
    if (document.hidden || !pace.free()) {
      for (const t of trees.values()) t.rest();
      return arm(LOOK);
    }
    for (const [n, since] of typed) {
      if (now - since > TYPED || !fields.has(n)) typed.delete(n);
      else fields.get(n)?.touched.add(n);
    }
    arm(write(now) ? Math.min(SOON, pace.wait()) : LOOK);
  }

  /** Writes what time allows; tells whether something is left. @param {number} now */
  function write(now) {
    let nodes = 0, left = false;
    for (const t of trees.values()) nodes += t.nodes.length;
    if (nodes > MOST) {
      if (now - began > PATIENCE) again();
      return false; // a page that large is told no further
    }
    pace.adjust();
    for (const number of lost.splice(0)) {
      out.op(OpLost, 0);
      out.uint(number);
    }
    do {
      if (out.full()) out.send();
      left = false;
      for (const t of [...trees.values()]) if (trees.has(t.doc)) left = t.flush() || left;
    } while (out.full() && pace.free() && performance.now() < deadline);
    told.tell();
    left = sheets.work() || left;
    if (!left && sheets.settled()) settled(now);
    out.send();
    return pace.free() && resources.sendPart() || left;
  }

  /** All is told. @param {number} now */
  function settled(now) {
    if (!complete) {
      complete = true;
      out.op(OpComplete, 0);
      for (const t of trees.values()) told.lookForScrolled(t);
      arm();
    } else if (now - checked >= CHECK) {
      checked = now;
      for (const t of trees.values()) if (!t.isDirty()) check(out, t);
    }
  }

  /** Looks at what changes without a word. @param {number} now */
  function look(now) {
    looked = now;
    for (let i = 0; i < FIELDS; i++) {
      asking ||= fields.entries();
      const { value, done } = asking.next();
      if (done) {
        asking = undefined;
        break;
      }
      value[1].touched.add(value[0]);
    }
    for (const t of trees.values()) {
      t.host?.tree.touched.add(t.host.node);
      t.look();
    }
    sheets.look();
    images.look();
    const first = /** @type {Tree} */ (trees.get(document));
    if (!first.isBegun() || where === addressOf(document) && title === titleOf(document)) return;
    out.op(OpPage, 0);
    out.word(first.words, where = addressOf(document), 160);
    out.word(first.words, title = titleOf(document), 160);
  }

  /** Ends everything that was begun. */
  function stop() {
    stopped = true;
    clearTimer(timer);
    for (const t of trees.values()) end(t);
    trees.clear();
    told.stop();
    tidy();
  }

  open(document, 0, null);
  arm(0);
  return page;
}

/** @param {any} doc @returns {string} */
export const addressOf = (doc) => address(doc.location?.href || "");

/** @param {any} doc @returns {string} */
export const titleOf = (doc) => textOf(doc.title, doc.querySelector("title")?.closest("[data-private]") ? PRIVATE : 0);
