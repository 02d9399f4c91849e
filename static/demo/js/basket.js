// @ts-check

import { load, save } from "./store.js";
import { product } from "./products.js";

/**
 * One line of the basket; no two have the same product and finish.
 * @typedef {object} Line
 * @property {import("./products.js").Id} id
 * @property {import("./products.js").Finish} finish
 * @property {number} quantity 1 to MOST
 */

/** The most of one thing that fits in one order. */
export const MOST = 9;

const FREE_FROM = 150;
const STANDARD = 6;
const EXPRESS = 12;

/**
 * Another version of the shop, or the reader, may have written what is stored: lines that cannot be sold are left out.
 * @returns {Line[]}
 */
export function basket() {
  const stored = load("basket");
  return Array.isArray(stored) ? stored.filter(sellable) : [];
}

/** @param {any} line */
function sellable(line) {
  return product(line?.id)?.finishes.includes(line.finish)
    && Number.isInteger(line.quantity) && line.quantity >= 1 && line.quantity <= MOST;
}

/** @param {Line} added */
export function add(added) {
  const lines = basket();
  const same = lines.find((line) => line.id === added.id && line.finish === added.finish);
  if (same) same.quantity = Math.min(MOST, same.quantity + added.quantity);
  else lines.push(added);
  keep(lines);
}

/**
 * @param {Line} changed
 * @param {number} quantity 0 removes the line
 */
export function setQuantity(changed, quantity) {
  const others = (/** @type {Line} */ line) => line.id !== changed.id || line.finish !== changed.finish;
  keep(quantity === 0
    ? basket().filter(others)
    : basket().map((line) => (others(line) ? line : { ...line, quantity })));
}

export const empty = () => keep([]);

/** @param {Line[]} lines */
function keep(lines) {
  save("basket", lines);
  document.dispatchEvent(new Event("basketchange"));
}

/** @param {Line[]} lines */
export const count = (lines) => lines.reduce((sum, line) => sum + line.quantity, 0);

/**
 * @param {Line[]} lines
 * @param {boolean} express
 * @returns {{ subtotal: number, delivery: number, total: number }} in euros
 */
export function totals(lines, express) {
  const subtotal = lines.reduce((sum, line) => sum + line.quantity * (product(line.id)?.price ?? 0), 0);
  const delivery = express ? EXPRESS : subtotal >= FREE_FROM ? 0 : STANDARD;
  return { subtotal, delivery, total: subtotal + delivery };
}
