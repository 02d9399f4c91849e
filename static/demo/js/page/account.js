// @ts-check

/** The account: signing in is a remembered address, and no code reads the password. */

import { totals } from "../basket.js";
import { forgetCustomer, tellCustomer } from "../chat.js";
import { h, one } from "../dom.js";
import { frame } from "../frame.js";
import { day, price, t } from "../lang.js";
import { orders } from "../orders.js";
import { load, save } from "../store.js";
import { list } from "../summary.js";

const form = one("[data-signin]", HTMLFormElement);
const account = one("[data-account]", HTMLElement);

/** @param {import("../orders.js").Order} o */
const item = (o) =>
  h("li", { class: "order" },
    h("h3", {}, t("order.placed", { number: o.number })),
    h("p", { class: "order-state" },
      h("time", { datetime: o.date }, day(o.date)), " · ", t(o.delivered ? "order.delivered" : "order.preparing"),
      " · ", price(totals(o.lines, o.express).total)),
    list(o.lines));

function show() {
  const email = load("account");
  form.hidden = typeof email === "string";
  account.hidden = !form.hidden;
  if (typeof email !== "string") return;
  one("[data-signed]", HTMLParagraphElement).textContent = t("account.signed", { email });
  one("[data-orders]", HTMLUListElement).replaceChildren(...orders().map(item));
}

frame(t("account.title"));
show();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save("account", String(new FormData(form).get("email")));
  form.reset();
  show();
  tellCustomer().catch(() => {}); // the account is there all the same
  one("[data-signed]", HTMLParagraphElement).focus();
});
one("[data-signout]", HTMLButtonElement).addEventListener("click", () => {
  save("account", undefined);
  forgetCustomer();
  show();
  one("[name=email]", HTMLInputElement).focus();
});
