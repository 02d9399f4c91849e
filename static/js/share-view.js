// @ts-check
// What the visitor sees of it: the question, and the bar that is there as long as their page can be seen. They stand in a closed shadow tree above all that
// the page shows, also above its modal dialogs, and only a person's own hand presses their buttons.

import { css, panel } from "./share-css.js";

/** @typedef {typeof import("./share-words.js").words.en} Words */

const MOMENT = 500; // ms for which a new question cannot be allowed: who is about to click or type something else does not mean it
const LOOK = 250; // ms after which it is looked at again whether the page has put something above us

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node|string)} inside */
function make(tag, attributes = {}, ...inside) {
  const el = /** @type {HTMLButtonElement} */ (document.createElement(tag));
  for (const name in attributes) el.setAttribute(name, attributes[name]);
  el.append(...inside);
  return el;
}
/** @param {string} text @param {Record<string, string>} attributes @param {() => void} press */
function button(text, attributes, press) {
  const b = make("button", attributes, text);
  b.onclick = (e) => { if (e.isTrusted) press(); };
  return b;
}
/** A sentence with a name in it. @param {string} text @param {string} name */
function naming(text, name) {
  const [before, after] = text.split("@");
  return [before, make("bdi", {}, name), after];
}
/** @param {ShadowRoot} root @param {string} css */
function dress(root, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** @param {HTMLElement} chat the launcher's, which makes way for the bar */
export function showing(chat) {
  const host = make("pupitre-share"), root = host.attachShadow({ mode: "closed" });
  host.style.cssText = "all:initial;position:fixed;inset:0;width:100%;height:100%;pointer-events:none;z-index:2147483647";
  host.popover = "manual";
  const room = /** @type {ShadowRoot} */ (chat.shadowRoot);
  dress(root, css);
  dress(room, panel);
  /** @type {HTMLElement|undefined} */ let bar;
  /** @type {HTMLElement|undefined} */ let dialog;
  /** @type {any} */ let before; // what had the focus
  let watch = 0, clock = 0, said = "";
  const size = new ResizeObserver(fit), eye = window.visualViewport;

  /** Goes where it can be seen and used: to a modal dialog, for nothing else can be then. */
  function place() {
    const home = [...document.getElementsByTagName("dialog")].filter((d) => d.matches(":modal")).pop() ?? document.documentElement;
    if (host.parentNode === home && (!host.showPopover || host.matches(":popover-open"))) return;
    const had = /** @type {HTMLElement|null} */ (root.activeElement);
    home.append(host);
    host.showPopover?.();
    had?.focus();
  }
  function fit() {
    const high = bar ? bar.offsetHeight : 0;
    chat.style.setProperty("--bar", `${high}px`);
    chat.style.setProperty("--shift", `${bar?.className === "bar" ? high : 0}px`);
    host.style.setProperty("--top", `${eye?.offsetTop ?? 0}px`); // where a keyboard has moved it
  }
  /** @param {HTMLElement} el */
  function put(el) {
    root.append(el);
    place();
    watch ||= setInterval(place, LOOK);
    return el;
  }
  /** @param {HTMLElement|undefined} el */
  function drop(el) {
    const had = el?.contains(root.activeElement);
    el?.remove();
    if (!root.querySelector("div,section")) {
      clearInterval(watch);
      watch = 0;
      host.remove();
    }
    if (had) before?.focus?.();
  }
  host.addEventListener("focusin", (e) => { before = e.relatedTarget ?? before; });
  document.addEventListener("fullscreenchange", () => {
    if (!watch) return;
    host.hidePopover?.();
    place();
  });
  eye?.addEventListener("scroll", fit);

  return {
    /** The bar. @param {Words} w @param {number} level 0: there is none @param {string} name @param {string} low
     * @param {(from: number) => void} stop @param {() => void} move */
    show(w, level, name, low, stop, move) {
      if (!level) {
        size.disconnect();
        drop(bar);
        bar = undefined;
        said = "";
        return fit();
      }
      if (!bar) {
        host.lang = document.documentElement.lang;
        bar = put(make("section", { "aria-label": w.bar }, make("p", { role: "status" }),
          button(w.back, { class: "go" }, () => stop(3)), button(w.stop, {}, () => stop(1)), button("⇅", { "aria-label": w.move, title: w.move }, move)));
        size.observe(bar);
      }
      const [text, back] = /** @type {any} */ (bar.children);
      if (level < 3 && root.activeElement === back) before?.focus?.();
      back.hidden = level < 3;
      bar.className = low ? "bar low" : "bar";
      if (said !== level + name) text.replaceChildren(...naming(w.now[level], name));
      said = level + name;
      fit();
    },
    /** The question. @param {Words} w @param {number} level 0: there is none @param {string} name @param {number} until @param {(yes: boolean) => void} answer */
    ask(w, level, name, until, answer) {
      if (dialog && level) return;
      clearInterval(clock);
      drop(dialog);
      dialog = undefined;
      if (!level) return;
      const left = make("p", { role: "timer" }), part = make("div", { class: "part" });
      const yes = button(w.allow, { class: "go", disabled: "" }, () => answer(true));
      before = room.activeElement ?? document.activeElement;
      dialog = put(make("div", { class: "ask", role: "dialog", tabindex: "-1", "aria-labelledby": "ask", "aria-describedby": "means" },
        make("h2", { id: "ask" }, ...naming(w.ask[level], name)), make("p", { id: "means" }, w.means[level]),
        part, left,
        yes, button(w.refuse, {}, () => answer(false))));
      setTimeout(() => { yes.disabled = false; }, MOMENT);
      const tick = () => {
        const ms = until - Date.now();
        left.textContent = w.left.replace("#", `${Math.ceil(ms / 1000)}`);
        part.style.width = `${ms / 300}%`;
        if (ms <= 0) this.ask(w, 0, "", 0, answer);
      };
      tick();
      clock = setInterval(tick, 1000);
      dialog.onkeydown = (e) => {
        if (!e.isTrusted || e.key !== "Escape" || e.isComposing) return;
        e.stopPropagation();
        answer(false);
      };
      dialog.focus();
    },
  };
}
