// @ts-check
// Names of countries and languages, amounts, dates and the time elsewhere, in the reader's language, by the browser's own
// tables (app/dom/words.go).

import { onWords } from "./property.js";
import { locale } from "./time.js";

/** What writes, by what it is for: each costs some milliseconds to make, once. @type {Map<string, any>} */
const made = new Map();

/** @template T @param {string} key @param {() => T} make @returns {T} */
function once(key, make) {
  if (!made.has(key)) made.set(key, make());
  return made.get(key);
}

const CLOCK = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });

/** Each is made from the words behind the kind. What the browser does not know throws. @type {Record<string, (lang: string, words: string[]) => string>} */
const WRITERS = {
  country: (lang, [code]) => once(`country ${lang}`, () => new Intl.DisplayNames(lang, { type: "region" })).of(code) ?? code,
  language: (lang, [tag]) => once(`language ${lang}`, () => new Intl.DisplayNames(lang, { type: "language" })).of(tag) ?? tag,
  number: (lang, [n]) => once(`number ${lang}`, () => new Intl.NumberFormat(lang, { maximumFractionDigits: 20 })).format(/** @type {any} */ (n)),
  money: (lang, [n, currency]) => once(`money ${lang} ${currency}`, () => new Intl.NumberFormat(lang, { style: "currency", currency })).format(/** @type {any} */ (n)),
  date: (lang, [when]) => when.length === 10 // a day is the same one everywhere
    ? once(`day ${lang}`, () => new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" })).format(new Date(when))
    : once(`date ${lang}`, () => new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" })).format(new Date(when)),
  on: (lang, [ms]) => once(`on ${lang}`, () => new Intl.DateTimeFormat(lang, { dateStyle: "long" })).format(Number(ms)),
  there: (lang, [ms, offset, zone]) => {
    try {
      return once(`there ${lang} ${zone}`, () => new Intl.DateTimeFormat(lang, { ...CLOCK, timeZone: zone })).format(Number(ms));
    } catch { // a zone of tomorrow, or none: the offset is known
      return once(`utc ${lang}`, () => new Intl.DateTimeFormat(lang, { ...CLOCK, timeZone: "UTC" })).format(Number(ms) + Number(offset) * 60000);
    }
  },
};

/** Fills an element: spec is the kind, a space, and what it is made from. @param {HTMLElement} el @param {string|null} spec */
function writeWords(el, spec) {
  el.dataset.written = spec ?? "";
  const [kind, ...words] = (spec ?? "").split(" ");
  let text = words.join(" ");
  try {
    text = WRITERS[kind]?.(locale(), words) ?? text;
  } catch { // shown as it came
  }
  el.textContent = text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}

/** From now on the page has such words; they are written anew when its language is another one. */
export function begin() {
  onWords(writeWords);
  new MutationObserver(() => {
    for (const el of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-written]"))) writeWords(el, el.dataset.written ?? "");
  }).observe(document.documentElement, { attributeFilter: ["lang"] });
}
