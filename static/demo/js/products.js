// @ts-check

/** @typedef {"lamps" | "seats" | "tables"} Category */
/** @typedef {"terracotta" | "sage" | "ivory" | "ink" | "brass" | "mustard" | "oak" | "walnut"} Finish */
/** @typedef {"orme" | "veille" | "halo" | "cigale" | "aubier" | "tertre" | "nacre" | "ligne"} Id */

/**
 * What the shop sells; the words are in the catalogues, the picture is img/ID.svg.
 * @typedef {object} Product
 * @property {Id} id
 * @property {string} name a proper name, the same in every language
 * @property {Category} category
 * @property {number} price in euros, VAT included
 * @property {Finish[]} finishes the one in the picture first
 */

/** @type {Category[]} */
export const categories = ["lamps", "seats", "tables"];

/** @type {Product[]} */
export const products = [
  { id: "orme", name: "Orme", category: "lamps", price: 129, finishes: ["terracotta", "sage", "ivory"] },
  { id: "aubier", name: "Aubier", category: "seats", price: 210, finishes: ["oak", "walnut"] },
  { id: "halo", name: "Halo", category: "lamps", price: 179, finishes: ["ivory", "brass"] },
  { id: "nacre", name: "Nacre", category: "tables", price: 165, finishes: ["sage", "ivory", "ink"] },
  { id: "veille", name: "Veille", category: "lamps", price: 249, finishes: ["ink", "brass"] },
  { id: "tertre", name: "Tertre", category: "seats", price: 95, finishes: ["walnut", "oak"] },
  { id: "cigale", name: "Cigale", category: "lamps", price: 98, finishes: ["mustard", "ink", "sage"] },
  { id: "ligne", name: "Ligne", category: "tables", price: 140, finishes: ["oak", "walnut"] },
];

/**
 * @param {unknown} id
 * @returns {Product | undefined}
 */
export const product = (id) => products.find((p) => p.id === id);
