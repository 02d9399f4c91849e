// @ts-check

import { en } from "./en.js";
import { fr } from "./fr.js";
import { load, save } from "./store.js";

/** @typedef {keyof typeof en} Key */
/** @typedef {"en" | "fr"} Lang */

/** @type {Record<Lang, Record<Key, string>>} */
const catalogues = { en, fr };

const asked = new URLSearchParams(location.search).get("lang");

/** The address decides, then an earlier choice, then the browser. */
export const lang = supported(asked) ?? supported(load("lang")) ?? supported(navigator.language) ?? "en";
if (supported(asked)) save("lang", lang);
document.documentElement.lang = lang;

const locale = { en: "en-GB", fr: "fr-FR" }[lang];
const plurals = new Intl.PluralRules(locale);
const euros = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR", minimumFractionDigits: 0 });
const days = new Intl.DateTimeFormat(locale, { dateStyle: "long" });

/**
 * @param {unknown} tag a language tag such as "fr-CA"
 * @returns {Lang | undefined}
 */
function supported(tag) {
  const base = typeof tag === "string" ? tag.toLowerCase().split("-")[0] : "";
  return base === "en" || base === "fr" ? base : undefined;
}

/**
 * The words for a key, with {names} filled in.
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return catalogues[lang][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * The words for a count, from an entry written "one|other".
 * @param {Key} key
 * @param {number} n
 */
export function counted(key, n) {
  const [one = "", other = one] = t(key, { n }).split("|");
  return plurals.select(n) === "one" ? one : other;
}

/** @param {number} amount in whole euros */
export const price = (amount) => euros.format(amount);

/** @param {string} iso a date such as "2025-03-14" */
export const day = (iso) => days.format(new Date(iso));

/** Fill every element of the page that names its words with data-t. */
export function translate() {
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = t(/** @type {Key} */ (element.getAttribute("data-t")));
  }
}
