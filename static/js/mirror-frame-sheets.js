// @ts-check
// Style sheets: each is a constructed one, made once of a resource, in the order in which the elements that name them stand. So nothing stands in the
// document that the page does not have, and a sheet that many name is read once.

/** What the visitor's pointer and focus do to rules is an attribute here (mirror-frame-marks.js): the agent's own must not. */
const STATES = /(?<!\\)(?<!::[-\w()]*):(hover|focus-within|focus-visible|focus)(?![-\w])/g;

/** What browsers do by themselves where something stands for something else, as app/cobrowse says (LinkAttribute and the like). It is weaker than all
 * that a page says. */
export const ours = new CSSStyleSheet();
ours.replaceSync(`@layer pupitre {
[data-pupitre-focus-visible] { outline: auto 1px -webkit-focus-ring-color }
[data-pupitre-href] { color: -webkit-link; text-decoration: underline; cursor: pointer }
pupitre-hidden { display: none }
pupitre-box { display: inline-block; width: 300px; height: 150px; border: 1px solid #868d9a; background: repeating-linear-gradient(135deg, #d5d8de 0 8px, #e4e6ea 8px 16px) }
}`);
const hiding = new CSSStyleSheet();
hiding.replaceSync("html { display: none !important }");

/** @param {CSSRuleList} rules */
function replaceStates(rules) {
  for (const rule of /** @type {Iterable<any>} */ (rules)) {
    if (rule.selectorText?.includes(":")) {
      const changed = rule.selectorText.replace(STATES, "[data-pupitre-$1]");
      if (changed !== rule.selectorText) rule.selectorText = changed;
    }
    if (rule.cssRules?.length) replaceStates(rule.cssRules);
  }
}

export class Sheets {
  /** @type {Map<string, string>} */ texts = new Map(); // by hash
  /** @type {Map<string, CSSStyleSheet>} */ made = new Map(); // by hash and media
  /** @type {Map<Element, string>} */ own = new Map(); // hashes of style and link elements
  /** @type {Map<any, string[]>} */ adopted = new Map(); // hashes, by document or shadow root
  /** @type {Map<any, CSSStyleSheet[]>} */ shown = new Map(); // as they were set last
  /** @type {Map<Element, CSSStyleSheet>} */ last = new Map(); // what an element's rules were, until the next ones are here
  hidden = true;
  dirty = true;
  states = false; // a rule asks for the pointer or the focus

  /** @param {(hash: string) => void} want asks for a resource */
  constructor(want) { this.want = want; }

  /** @param {Element} el @param {string} hash "": none */
  set(el, hash) {
    if (hash) this.own.set(el, hash);
    else {
      this.own.delete(el);
      this.last.delete(el);
    }
    this.need(hash);
  }

  /** @param {Node} root @param {string[]} hashes */
  adopt(root, hashes) {
    this.adopted.set(root, hashes);
    this.dirty = true;
    hashes.forEach((h) => this.need(h));
  }

  /** @param {string} hash */
  need(hash) {
    this.dirty = true;
    if (hash && !this.texts.has(hash)) this.want(hash);
  }

  /** @param {string} hash @param {string} text */
  came(hash, text) {
    this.texts.set(hash, text);
    this.dirty = true;
  }

  /** Hashes that a sheet is still to be made of. */
  get missing() {
    return [...this.own.values(), ...[...this.adopted.values()].flat()].filter((h) => !this.texts.has(h));
  }

  /** @param {string} hash @param {string} media @returns {CSSStyleSheet|undefined} */
  sheet(hash, media) {
    const key = hash + media, text = this.texts.get(hash);
    let s = this.made.get(key);
    if (s || text === undefined) return s;
    s = new CSSStyleSheet({ media });
    s.replaceSync(text);
    if (text.includes(":hover") || text.includes(":focus")) {
      this.states = true;
      replaceStates(s.cssRules);
    }
    this.made.set(key, s);
    return s;
  }

  /** Shows what has changed. */
  settle() {
    if (!this.dirty) return;
    this.dirty = false;
    /** @type {Map<any, Element[]>} */ const lists = new Map([[document, []]]);
    for (const root of this.adopted.keys()) lists.set(root, []);
    for (const el of this.own.keys()) {
      if (!el.isConnected || el.hasAttribute("disabled")) continue;
      const root = el.getRootNode(), list = lists.get(root);
      if (list) list.push(el);
      else lists.set(root, [el]);
    }
    for (const root of this.shown.keys()) if (!lists.has(root)) lists.set(root, []);
    for (const [root, list] of lists) {
      list.sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
      this.show(root, [...list.map((el) => this.of(el)), ...(this.adopted.get(root) ?? []).map((h) => this.sheet(h, ""))].filter((s) => s !== undefined));
    }
  }

  /** @param {Element} el */
  of(el) {
    const s = this.sheet(this.own.get(el) ?? "", el.getAttribute("media") ?? "");
    if (s) this.last.set(el, s);
    return s ?? this.last.get(el);
  }

  /** @param {any} root @param {CSSStyleSheet[]} list */
  show(root, list) {
    list.unshift(ours);
    if (root === document && this.hidden) list.push(hiding);
    const before = this.shown.get(root) ?? [];
    if (list.length === before.length && list.every((s, i) => s === before[i])) return;
    root.adoptedStyleSheets = list;
    this.shown.set(root, list);
  }

  /** Forgets what is of nodes that are gone. */
  sweep() {
    for (const list of [this.own, this.last, this.adopted, this.shown]) {
      for (const n of list.keys()) if (!n.isConnected) list.delete(n);
    }
  }
}
