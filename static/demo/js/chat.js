// @ts-check

/** What the shop tells its chat about the visitor. Until the chat's script has come, commands wait in a list. */

import { basket, count, totals } from "./basket.js";
import { load } from "./store.js";

/** @param {...unknown} command */
function pupitre(...command) {
  const page = /** @type {any} */ (window);
  page.pupitre ??= (/** @type {unknown[]} */ ...c) => { (page.pupitre.q ??= []).push(c); };
  page.pupitre(...command);
}

/** How much is in the basket. */
export function tellBasket() {
  const lines = basket();
  pupitre("data", { basket: { amount: totals(lines, false).subtotal, currency: "EUR" }, items: count(lines) });
}

/** Who is signed in. Only the shop's server can say so; without an answer the visitor stays nobody in particular. */
export async function tellCustomer() {
  const email = load("account");
  if (typeof email !== "string") return;
  const answer = await fetch("/demo/identity", { method: "POST", body: new URLSearchParams({ email }) });
  if (answer.ok) pupitre("identify", await answer.text());
}

/** Nobody is signed in any more. */
export function forgetCustomer() { pupitre("identify", null); }
