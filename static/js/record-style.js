// @ts-check
// Style rules as they are now, whoever wrote them: a text, an attribute's file, a library that writes rules by themselves. Sheets that may be read go
// by their hash; nothing is patched, so they are looked at now and then.

import { OpAdopted, OpSheet } from "./mirror-ops.js";
import { cssOf } from "./record-mask.js";
import { localName, nodeType } from "./record-native.js";

const LOOK = 48; // rules that are compared each time
const USERS = 400; // elements and roots that are asked each time for their sheets

/**
 * @typedef {Object} Sheet
 * @property {string|undefined} hash undefined: not known yet
 * @property {number[]} sums of its rules
 * @property {number} bits
 * @property {boolean} reading
 * @property {number} looked at that rule last
 * @property {number} round in which it was in use
 */

/** @typedef {import("./record-tree.js").Tree} Tree */

/** @param {import("./record-page.js").Page} page */
export function styles(page) {
  const encoder = new TextEncoder();
  /** @type {Map<any, Sheet>} */ const sheets = new Map();
  /** @type {Map<any, Tree>} */ const users = new Map(); // elements, documents and shadow roots
  /** @type {WeakMap<any, string>} */ const told = new WeakMap();
  /** @type {{sheet: any, it: Sheet, i: number, sums: number[], parts: string[]}[]} */ const jobs = [];
  let hashing = 0, round = 0;
  /** @type {Iterator<[any, Tree]>|undefined} */ let asking;
  /** @type {Iterator<[any, Sheet]>|undefined} */ let looking;

  /** The sheet, read or to be read. @param {any} sheet @param {number} bits */
  function sheetOf(sheet, bits) {
    let it = sheets.get(sheet);
    if (!it) {
      sheets.set(sheet, it = { hash: undefined, sums: [], bits, reading: false, looked: 0, round });
      read(sheet, it);
    } else if (bits & ~it.bits) { // it is private as well
      it.bits |= bits;
      it.hash = undefined;
      read(sheet, it);
    }
    return it;
  }
  /** @param {any} sheet @param {Sheet} it */
  function read(sheet, it) {
    if (it.reading) return;
    it.reading = true;
    jobs.push({ sheet, it, i: 0, sums: [], parts: [] });
    page.arm();
  }

  /** Reads on until time is up; tells whether something is left. */
  function work() {
    for (let job = jobs[0]; job; jobs.shift(), job = jobs[0]) {
      const rules = rulesOf(job.sheet) || [], base = baseOf(job.sheet);
      while (job.i < rules.length) {
        const css = ruleText(rules[job.i++], base);
        job.parts.push(css);
        job.sums.push(sum(css));
        if (page.late(true)) return true;
      }
      const media = !job.sheet.ownerNode && job.sheet.media.mediaText;
      if (media) job.parts = [`@media ${media} {`, ...job.parts, "}"];
      job.it.sums = job.sums;
      finish(job.it, cssOf(job.parts.join("\n"), job.it.bits));
    }
    return false;
  }
  /** @param {Sheet} it @param {string} css */
  async function finish(it, css) {
    hashing++;
    const hash = css && await page.resources.keep("text/css", encoder.encode(css));
    hashing--;
    it.reading = false;
    it.hash = hash;
    for (const [n, tree] of users) if (usedBy(n).some((s) => sheets.get(s) === it)) tree.touched.add(n);
    page.arm();
  }

  /** @param {Tree} tree @param {any} n a style or link element */
  function sheet(tree, n) {
    users.set(n, tree);
    const s = n.sheet;
    if (s && !rulesOf(s) || !s && localName(n) === "link") return; // it cannot be read, or not yet
    const it = s && !s.disabled && sheetOf(s, tree.bitsOf(n)), hash = it ? it.hash : "";
    if (hash === undefined || (told.get(n) ?? "") === hash) return;
    told.set(n, hash);
    tree.op(OpSheet, /** @type {number} */ (tree.ids.get(n)));
    page.out.hash(hash);
  }
  /** @param {Tree} tree @param {any} root */
  function adopted(tree, root) {
    users.set(root, tree);
    const hashes = [];
    for (const s of usedBy(root)) {
      const { hash } = sheetOf(s, tree.bitsOf(root));
      if (hash === undefined) return;
      if (hash && !s.disabled) hashes.push(hash);
    }
    const all = hashes.join("");
    if ((told.get(root) ?? "") === all) return;
    told.set(root, all);
    tree.op(OpAdopted, /** @type {number} */ (tree.ids.get(root)));
    page.out.uint(hashes.length);
    hashes.forEach(page.out.hash);
  }

  /** Looks for what has changed: the number of rules of each sheet, and some of the rules. */
  function look() {
    for (let left = USERS; left > 0; left--) {
      asking ||= users.entries();
      const { value, done } = asking.next();
      if (done) {
        asking = undefined;
        for (const [s, it] of sheets) if (it.round < round) sheets.delete(s);
        round++;
        break;
      }
      const [n, tree] = value;
      if (!tree.ids.has(n)) {
        users.delete(n);
        continue;
      }
      tree.touched.add(n); // told only if it has other sheets than before
      for (const s of usedBy(n)) {
        const it = sheets.get(s);
        if (it) it.round = round;
      }
    }
    for (const [s, it] of sheets) if (rulesOf(s)?.length !== it.sums.length) read(s, it);
    for (let left = LOOK; left > 0;) {
      looking ||= sheets.entries();
      const { value, done } = looking.next();
      if (done) {
        looking = undefined;
        return;
      }
      const [s, it] = value, rules = rulesOf(s) || [], base = baseOf(s);
      for (let k = Math.min(rules.length, LOOK); k > 0; k--, left--) {
        it.looked = (it.looked + 1) % rules.length;
        if (sum(ruleText(rules[it.looked], base)) !== it.sums[it.looked]) {
          read(s, it);
          break;
        }
      }
    }
  }

  return {
    work, look,
    /** @param {Tree} tree @param {any} n */
    tell(tree, n) { nodeType(n) === 1 ? sheet(tree, n) : adopted(tree, n); },
    /** All that was found is told. */
    settled: () => !jobs.length && !hashing,
    /** @param {any} n */
    forget(n) {
      users.delete(n);
      told.delete(n);
    },
  };
}

/** But for what is there for the pointer of an agent (control-hover.js). @param {any} n @returns {any[]} */
const usedBy = (n) => nodeType(n) === 1 ? n.sheet ? [n.sheet] : [] : (n.adoptedStyleSheets || []).filter((/** @type {any} */ s) => !s.pupitre);

/** The rules, or null where another site keeps them to itself. @param {any} sheet */
export function rulesOf(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return null;
  }
}

/** @param {any} sheet */
const baseOf = (sheet) => sheet.href || sheet.ownerNode?.baseURI || document.baseURI;

/** A rule with the addresses that it names made whole; what is imported takes the place of its import. @param {any} rule @param {string} base @returns {string} */
function ruleText(rule, base) {
  const within = rule.styleSheet, rules = within && rulesOf(within);
  if (!rules) return absolute(rule.cssText, base);
  let css = "";
  for (const r of rules) css += `${ruleText(r, within.href || base)}\n`;
  if (rule.layerName != null) css = `@layer ${rule.layerName} {\n${css}}`;
  if (rule.supportsText) css = `@supports ${rule.supportsText} {\n${css}}`;
  return rule.media.mediaText ? `@media ${rule.media.mediaText} {\n${css}}` : css;
}

/** @param {string} css @param {string} base */
function absolute(css, base) {
  if (!css.includes("url(")) return css;
  return css.replace(/url\("((?:[^"\\]|\\.)*)"\)/g, (all, url) => {
    if (/^(#|data:|blob:|https?:)/i.test(url)) return all;
    try {
      return `url("${new URL(url, base)}")`;
    } catch {
      return all;
    }
  });
}

/** @param {string} s */
function sum(s) {
  let h = s.length;
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 16777619);
  return h;
}
