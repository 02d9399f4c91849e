// @ts-check

import { MOST, basket, setQuantity } from "../basket.js";
import { address, picture } from "../card.js";
import { h, one } from "../dom.js";
import { frame } from "../frame.js";
import { price, t } from "../lang.js";
import { product } from "../products.js";
import { named, sums } from "../summary.js";

/** @typedef {import("../basket.js").Line} Line */

const list = one("[data-lines]", HTMLUListElement);

/** @param {Line} line */
function row(line) {
  const p = product(line.id);
  if (!p) return "";
  const quantity = h("select", { "aria-label": t("basket.quantity.line", { name: named(line) }) },
    ...Array.from({ length: MOST }, (_, i) => h("option", { selected: i + 1 === line.quantity }, String(i + 1))));
  quantity.addEventListener("change", () => {
    setQuantity(line, Number(quantity.value));
    line.quantity = Number(quantity.value);
    amount.textContent = price(p.price * line.quantity);
  });
  const remove = h("button", { type: "button", class: "quiet", "aria-label": t("basket.remove.line", { name: named(line) }) },
    t("basket.remove"));
  remove.addEventListener("click", () => {
    setQuantity(line, 0);
    element.remove();
    // The focus was on what has just gone.
    one("h1", HTMLHeadingElement).focus();
  });
  const amount = h("span", { class: "line-price" }, price(p.price * line.quantity));
  const element = h("li", { class: "line" },
    picture(p),
    h("div", { class: "line-words" },
      h("a", { href: address(p) }, p.name),
      h("span", {}, `${t(`${p.id}.kind`)}, ${t(`finish.${line.finish}`)}`)),
    amount,
    h("div", { class: "line-actions" }, quantity, remove));
  return element;
}

function showSums() {
  const lines = basket();
  one("[data-empty]", HTMLElement).hidden = lines.length > 0;
  one("[data-full]", HTMLElement).hidden = lines.length === 0;
  one("[data-sums]", HTMLElement).replaceChildren(sums(lines, false));
}

frame(t("basket.title"));
list.append(...basket().map(row));
showSums();
document.addEventListener("basketchange", showSums);
