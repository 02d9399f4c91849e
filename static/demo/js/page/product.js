// @ts-check

import { MOST, add } from "../basket.js";
import { card, picture } from "../card.js";
import { h, one } from "../dom.js";
import { frame } from "../frame.js";
import { price, t } from "../lang.js";
import { product, products } from "../products.js";

/** @typedef {import("../products.js").Product} Product */

/** @param {Product} p */
function show(p) {
  one("[data-product]", HTMLElement).hidden = false;
  one("[data-picture]", HTMLDivElement).append(picture(p, t(`${p.id}.kind`)));
  one("[data-kind]", HTMLParagraphElement).textContent = t(`${p.id}.kind`);
  one("[data-name]", HTMLHeadingElement).textContent = p.name;
  one("[data-price]", HTMLParagraphElement).textContent = price(p.price);
  one("[data-text]", HTMLParagraphElement).textContent = t(`${p.id}.text`);
  one("[data-finishes]", HTMLDivElement).append(...p.finishes.map(finish));
  one("[data-quantity]", HTMLSelectElement).append(
    ...Array.from({ length: MOST }, (_, i) => h("option", {}, String(i + 1))));
  one("[data-facts]", HTMLDListElement).append(
    ...fact(t("product.size"), t(`${p.id}.size`)),
    ...fact(t("product.delivery"), t("product.delivery.text")));
  one("[data-more]", HTMLUListElement).append(...beside(p).map(card));

  const form = one("[data-choice]", HTMLFormElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const choice = new FormData(form);
    const chosen = p.finishes.find((name) => name === choice.get("finish"));
    if (!chosen) return;
    add({ id: p.id, finish: chosen, quantity: Number(choice.get("quantity")) });
    one("[data-added]", HTMLParagraphElement).replaceChildren(
      t("product.added"), " ", h("a", { href: "/demo/basket.html" }, t("product.view")));
  });
}

/**
 * @param {import("../products.js").Finish} name
 * @param {number} i
 */
function finish(name, i) {
  return h("label", { class: "finish" },
    h("input", { type: "radio", name: "finish", value: name, checked: i === 0 }),
    h("span", { class: "swatch", "data-finish": name }),
    t(`finish.${name}`));
}

/**
 * @param {string} name
 * @param {string} value
 */
const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];

/**
 * Four others, those of other categories first.
 * @param {Product} p
 */
const beside = (p) =>
  products.filter((other) => other !== p)
    .sort((a, b) => Number(a.category === p.category) - Number(b.category === p.category))
    .slice(0, 4);

const p = product(new URLSearchParams(location.search).get("id"));
frame(p ? `${p.name}, ${t(`${p.id}.kind`)}` : t("list.title"));
one("[data-missing]", HTMLElement).hidden = p !== undefined;
if (p) show(p);
