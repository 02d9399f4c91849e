// @ts-check
// What of a page is told as it is, and what is not. Whatever is written about a node passes here: as a tree, as a change, as what was typed.

import { HOVER } from "./control-mark.js";
import { getAttribute, hasAttribute, localName } from "./record-native.js";
import { address, scrub } from "./record-secret.js";

// What holds for a node and all that is in it: bits.
export const PRIVATE = 1; // data-private: only the shape of it
export const SHOWN = 2; // data-pupitre-show: what is typed may be read
const TYPED = 4; // the text is typed

/** Attributes on which that hangs. */
export const MASKING = new Set(["data-private", "data-pupitre-show", "contenteditable"]);
/** Those on which it hangs, in a field, whether it is secret. */
export const SECRECY = new Set(["type", "autocomplete", "name", "id"]);

const FIELD = /^(input|select|textarea)$/;
const SECRET = /\bcc-|one-time-code|passw|\bcv[vc]\b/i;
/** @type {WeakSet<any>} */ const passwords = new WeakSet();

/** The bits of an element's own. @param {any} n @param {string} tag @param {(name: string) => boolean} has */
export function marks(n, tag, has) {
  let bits = 0;
  if (has("data-private")) bits |= PRIVATE;
  if (has("data-pupitre-show")) bits |= SHOWN;
  if (has("contenteditable") && getAttribute(n, "contenteditable") !== "false") bits |= TYPED;
  if (tag === "select" && secret(n)) bits |= PRIVATE; // its options say which was chosen
  return bits;
}

/** The same of one that was written before. @param {any} n */
export const marksOf = (n) => marks(n, localName(n), (name) => hasAttribute(n, name));

/** It is replaced by a box. @param {any} n */
export const isBlock = (n) => getAttribute(n, "data-private") === "block";

/** A bullet for each character, spaces stay. @param {string} s */
const shape = (s) => s.replace(/\S/gu, "•");

/** A text of the page. @param {string} s @param {number} bits */
export function textOf(s, bits) {
  const open = scrub(s);
  if (bits & PRIVATE) return shape(open);
  return bits & TYPED && !(bits & SHOWN) ? open === s ? shape(s) : "" : open;
}

/** Rules of a style sheet: only what they write onto the page. @param {string} css @param {number} bits */
export const cssOf = (css, bits) => bits & PRIVATE ? css.replace(/(url\()?"((?:[^"\\]|\\.)*)"/g, (all, url, s) => url ? all : `"${shape(s)}"`) : css;

/** A field whose content never leaves the page: once a password, always one. @param {any} n */
export function secret(n) {
  if (n.type === "password") passwords.add(n);
  return passwords.has(n) || n.type === "hidden" || n.type === "file" || SECRET.test(["autocomplete", "name", "id"].map((a) => getAttribute(n, a)).join(" "));
}

/** Remembers the passwords among the fields: they may look otherwise when they are written. @param {any} root */
export function remember(root) {
  for (const n of root.querySelectorAll("input[type=password]")) passwords.add(n);
}

/** What stands in a field. @param {any} n @param {number} bits */
export function valueOf(n, bits) {
  const v = n.value;
  if (!v || secret(n) || scrub(v) !== v) return "";
  if (n.type === "range" || n.type === "color") return bits & PRIVATE ? "" : v; // it is not typed
  return bits & SHOWN && !(bits & PRIVATE) ? v : shape(v);
}

// Kinds of attributes.
const NEVER = 0, STRUCTURE = 1, TEXT = 2, LINK = 3, RESOURCE = 4, VALUE = 5, OTHER = 6;
const STRUCTURAL = new RegExp(`^(${"class id style type role dir lang hidden disabled open inert width height colspan rowspan span size rows cols multiple start "
  + "tabindex align valign bgcolor border cellpadding cellspacing nowrap slot part is popover data-private data-pupitre-show contenteditable"}`.replaceAll(" ", "|") + ")$");
/** @type {Map<string, number>} */ const kinds = new Map();

/** @param {string} name */
function kindOf(name) {
  const local = name.slice(name.indexOf(":") + 1);
  if (/^on|^(nonce|integrity|ping|http-equiv)$/i.test(name) || name === HOVER) return NEVER;
  if (STRUCTURAL.test(name)) return STRUCTURE;
  if (/^(title|alt|placeholder|label|content|summary|abbr|aria-.*|data-.*)$/.test(name)) return TEXT;
  if (/^(href|action|formaction|cite|longdesc|manifest|codebase)$/.test(local)) return LINK;
  if (/^(src.*|poster|data|background|imagesrcset)$/.test(local)) return RESOURCE;
  return name === "value" ? VALUE : OTHER;
}

/**
 * What is told of an attribute; null: nothing.
 * @param {any} n @param {string} tag @param {string} name @param {number} bits @param {boolean} drawn it is not HTML @returns {string|null}
 */
export function attributeOf(n, tag, name, bits, drawn) {
  let kind = kinds.get(name);
  if (kind === undefined && kinds.size < 5000) kinds.set(name, kind = kindOf(name));
  if (kind === NEVER) return null;
  const value = getAttribute(n, name);
  if (!value) return value;
  const hidden = bits & PRIVATE;
  switch (kind ?? kindOf(name)) {
    case STRUCTURE:
      return hidden && name === "style" ? value.includes("url(") ? null : cssOf(value.replaceAll("'", '"'), bits) : value;
    case TEXT:
      return hidden ? name.startsWith("data-") ? null : shape(scrub(value)) : scrub(value);
    case LINK:
      if (hidden) return null;
      return drawn && tag !== "a" || tag === "link" ? inline(value) : address(value);
    case RESOURCE:
      return hidden || tag === "iframe" || tag === "frame" ? null : inline(value);
    case VALUE:
      if (FIELD.test(tag) || tag === "option") return /^(submit|reset|button)$/.test(n.type) ? textOf(value, bits) : null;
      return hidden ? null : scrub(value);
    default:
      return hidden && !drawn ? null : value;
  }
}

/** What another browser cannot load, or what is long, comes as a picture. @param {string} url */
const inline = (url) => isInline(url) ? null : url;

/** @param {string|null|undefined} url */
export const isInline = (url) => !!url && (url.startsWith("blob:") || url.startsWith("data:") && url.length > 2048 || url.length > 65536);
