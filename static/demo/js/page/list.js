// @ts-check

/**
 * The collection, filtered by category. A filter is an address: it is pushed to the history and the list is
 * redrawn in place, as a single-page app would; without a click handler the same link is a page load.
 */

import { card } from "../card.js";
import { h, one } from "../dom.js";
import { arrive, frame } from "../frame.js";
import { counted, t } from "../lang.js";
import { categories, products } from "../products.js";

/** @typedef {import("../products.js").Category} Category */

const filters = one("[data-filters]", HTMLUListElement);
const list = one("[data-list]", HTMLUListElement);
const shown = one("[data-shown]", HTMLParagraphElement);

/** @returns {Category | undefined} undefined is every category */
function chosen() {
  const asked = new URLSearchParams(location.search).get("category");
  return categories.find((category) => category === asked);
}

/** @param {Category | undefined} category */
function filter(category) {
  const href = category ? `/demo/products.html?category=${category}` : "/demo/products.html";
  return h("li", {}, h("a", { href, "data-filter": category ?? "all" }, t(`list.${category ?? "all"}`)));
}

function show() {
  const category = chosen();
  const found = products.filter((p) => !category || p.category === category);
  arrive(category ? t(`list.${category}`) : t("list.title"));
  list.replaceChildren(...found.map(card));
  shown.textContent = counted("list.count", found.length);
  for (const link of filters.querySelectorAll("a")) {
    if (link.dataset.filter === (category ?? "all")) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

frame(t("list.title"));
filters.append(...[undefined, ...categories].map(filter));
show();

filters.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  // Ctrl-click and its like ask for another tab: the link does that by itself.
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.href !== location.href) history.pushState(null, "", link.href);
  show();
});
window.addEventListener("popstate", show);
