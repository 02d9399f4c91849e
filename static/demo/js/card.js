// @ts-check

import { h } from "./dom.js";
import { price, t } from "./lang.js";

/** @typedef {import("./products.js").Product} Product */

/** @param {Product} p */
export const address = (p) => `/demo/product.html?id=${p.id}`;

/**
 * The picture is decoration wherever the product's name stands beside it.
 * @param {Product} p
 * @param {string} [alt]
 */
export const picture = (p, alt = "") => h("img", { src: `/demo/img/${p.id}.svg`, alt, width: 400, height: 400 });

/**
 * A product as an item of a list.
 * @param {Product} p
 */
export const card = (p) =>
  h("li", { class: "card" },
    h("a", { href: address(p) },
      picture(p),
      h("span", { class: "card-name" }, p.name),
      h("span", { class: "card-price" }, price(p.price)),
      h("span", { class: "card-kind" }, t(`${p.id}.kind`))));
