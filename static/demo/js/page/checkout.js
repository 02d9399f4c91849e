// @ts-check

/** The checkout: a form such as a merchant's, whose card fields no code reads. */

import { basket, empty } from "../basket.js";
import { h, one } from "../dom.js";
import { frame } from "../frame.js";
import { lang, t } from "../lang.js";
import { place } from "../orders.js";
import { list, sums } from "../summary.js";

const form = one("[data-checkout]", HTMLFormElement);
const countries = new Intl.DisplayNames(lang, { type: "region" });

/** @param {string} name */
const field = (name) => String(new FormData(form).get(name) ?? "");
const express = () => field("speed") === "express";

function showSummary() {
  const lines = basket();
  one("[data-summary]", HTMLElement).replaceChildren(...(lines.length > 0
    ? [list(lines), sums(lines, express())]
    : [h("p", {}, t("basket.empty"), " ", h("a", { href: "/demo/products.html" }, t("home.see")))]));
  one("[data-place]", HTMLButtonElement).disabled = lines.length === 0;
}

frame(t("checkout.title"));
one("[data-countries]", HTMLSelectElement).append(
  ...["FR", "BE", "CH", "GB", "US"].map((code) => h("option", { value: code }, countries.of(code) ?? code)));
showSummary();
form.addEventListener("change", showSummary);
window.addEventListener("storage", showSummary);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const order = place({ email: field("email"), lines: basket(), express: express() }, new Date());
  empty();
  location.assign(`/demo/thanks.html?order=${order.number}`);
});
