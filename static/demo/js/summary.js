// @ts-check

import { totals } from "./basket.js";
import { h } from "./dom.js";
import { price, t } from "./lang.js";
import { product } from "./products.js";

/** @typedef {import("./basket.js").Line} Line */

/**
 * What was chosen, in words: "Orme, Sage".
 * @param {Line} line
 */
export const named = (line) => `${product(line.id)?.name}, ${t(`finish.${line.finish}`)}`;

/**
 * The lines in one column, as at the checkout and in an order.
 * @param {Line[]} lines
 */
export const list = (lines) =>
  h("ul", { class: "summary-lines" }, ...lines.map((line) =>
    h("li", {},
      h("span", {}, `${line.quantity} × ${named(line)}`),
      h("span", {}, price(line.quantity * (product(line.id)?.price ?? 0))))));

/**
 * Subtotal, delivery, total.
 * @param {Line[]} lines
 * @param {boolean} express
 */
export function sums(lines, express) {
  const { subtotal, delivery, total } = totals(lines, express);
  /** @type {(words: string, amount: string, name?: string) => HTMLDivElement} */
  const row = (words, amount, name = "sum") =>
    h("div", { class: name }, h("dt", {}, words), h("dd", {}, amount));
  return h("dl", { class: "sums" },
    row(t("basket.subtotal"), price(subtotal)),
    row(t("basket.delivery"), delivery === 0 ? t("basket.free") : price(delivery)),
    row(t("basket.total"), price(total), "sum total"));
}
