// @ts-check
// What the page's style sheets say of elements under the pointer, for the pointer of an agent: rules with :hover once more, for a mark.

import { HOVER } from "./control-mark.js";

/** @typedef {import("./control-node.js").El} El */

/** Rules that speak of :hover, with all that is around them. @param {Iterable<any>} rules @returns {string} */
function hoverRules(rules) {
  let css = "";
  for (const rule of rules) {
    const inner = rule.styleSheet?.cssRules || rule.cssRules;
    if (rule.selectorText !== undefined) {
      const text = rule.selectorText.includes(":hover") || inner?.length ? rule.cssText : "";
      if (text.includes(":hover")) css += text.replaceAll(":hover", `[${HOVER}]`);
      continue;
    }
    const found = inner ? hoverRules(inner) : "";
    if (found) css += rule.styleSheet ? found : rule.cssText.slice(0, rule.cssText.indexOf("{") + 1) + found + "}";
  }
  return css;
}

export function hovering() {
  /** A sheet of ours in each document and shadow tree, and how many rules it was made from. @type {Map<any, { sheet: any, count: number }>} */ const made = new Map();
  /** @type {El[]} */ let marked = [];

  /** @param {any} root a document or a shadow tree */
  function prepare(root) {
    if (!root.adoptedStyleSheets) return; // a browser of before 2023, or an element that has left
    const view = (root.ownerDocument || root).defaultView;
    let had = made.get(root), count = 0;
    const all = [];
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
      try {
        if (sheet === had?.sheet || sheet.disabled) continue;
        count += sheet.cssRules.length;
        all.push(sheet);
      } catch {} // of another site
    }
    if (had?.count === count) return;
    if (!had) {
      made.set(root, had = { sheet: new view.CSSStyleSheet(), count });
      had.sheet.pupitre = true; // the recorder passes it over
    }
    had.count = count;
    had.sheet.replaceSync(all.map((sheet) => {
      const css = hoverRules(sheet.cssRules), media = sheet.media.mediaText;
      return media && css ? `@media ${media}{${css}}` : css;
    }).join(""));
    if (!root.adoptedStyleSheets.includes(had.sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, had.sheet];
  }

  /** Marks these, and no others. @param {El[]} path the innermost first; none: takes everything back */
  return (path) => {
    if (!path.length) {
      for (const [root, { sheet }] of made) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((/** @type {any} */ s) => s !== sheet);
      made.clear();
    }
    for (const root of new Set(path.map((el) => el.getRootNode()))) prepare(root);
    for (const el of marked) if (!path.includes(el)) el.removeAttribute(HOVER);
    for (const el of path) if (!marked.includes(el)) el.setAttribute(HOVER, "");
    marked = path;
  };
}
