// @ts-check

import { basket, count } from "./basket.js";
import { tellBasket, tellCustomer } from "./chat.js";
import { h } from "./dom.js";
import { counted, lang, t, translate } from "./lang.js";

/**
 * Put what every page shares around its <main>: the demo's banner, header and footer, in the reader's language.
 * @param {string} title
 */
export function frame(title) {
  translate();
  document.body.prepend(
    h("a", { class: "skip", href: "#main" }, t("skip")),
    h("header", {},
      h("p", { class: "banner" }, t("demo"), " ", h("a", { href: "/console/" }, t("demo.console"))),
      header()),
  );
  document.querySelector("main")?.after(footer());
  document.addEventListener("basketchange", showCount);
  window.addEventListener("storage", showCount);
  // A page taken back from the browser's cache may be older than the basket.
  window.addEventListener("pageshow", showCount);
  showCount();
  arrive(title);
  tellCustomer().catch(() => {}); // nobody in particular, then
}

/**
 * Make the title and the language links those of the page's address; again after each history.pushState.
 * @param {string} title
 */
export function arrive(title) {
  document.title = `${title} · Lampyre`;
  for (const link of document.querySelectorAll("[data-language]")) {
    const here = new URL(location.href);
    here.searchParams.set("lang", link.getAttribute("hreflang") ?? "");
    link.setAttribute("href", here.pathname + here.search);
  }
}

function header() {
  return h("div", { class: "header" },
    h("a", { class: "brand", href: "/demo/" },
      h("img", { src: "/demo/img/mark.svg", alt: "", width: 28, height: 28 }), "Lampyre"),
    h("nav", { class: "menu", "aria-label": t("nav") },
      link("/demo/products.html", t("nav.shop")),
      link("/demo/account.html", t("nav.account")),
      link("/demo/basket.html", t("nav.basket"), h("span", { class: "count", "data-count": true }))),
    h("div", { class: "languages", role: "group", "aria-label": t("nav.language") },
      language("fr", "Français"), language("en", "English")),
  );
}

/**
 * @param {string} href
 * @param {string} words
 * @param {...Node} more
 */
function link(href, words, ...more) {
  return h("a", { href, "aria-current": location.pathname === href && "page" }, h("span", {}, words), ...more);
}

/**
 * @param {"en" | "fr"} to
 * @param {string} name
 */
function language(to, name) {
  return h("a", {
    lang: to, hreflang: to, title: name, "aria-label": `${to.toUpperCase()} ${name}`,
    "aria-current": lang === to && "true", "data-language": true,
  }, to.toUpperCase());
}

function footer() {
  return h("footer", { class: "footer" },
    h("p", {}, h("strong", {}, "Lampyre")), h("p", {}, t("footer")), h("p", {}, t("footer.help")));
}

function showCount() {
  const n = count(basket());
  for (const element of document.querySelectorAll("[data-count]")) {
    element.replaceChildren(n === 0 ? "" : String(n));
    element.parentElement?.setAttribute("aria-label", `${t("nav.basket")}, ${counted("items", n)}`);
  }
  tellBasket();
}
