// @ts-check
// Pupitre's launcher, the only script of ours in a merchant's page:
//
//   <script src="https://RELAY/widget.js" data-site="SITE" async></script>
//
// It shows the button, and the chat in a frame of the relay once somebody wants it; keeps what the chat wants kept; tells it
// the visitor's page. data-lang="fr" sets the language. A strict policy needs only script-src and frame-src of the relay, and
// connect-src where agents see who is on the site.

import { knowing } from "./widget-about.js";
import { saying } from "./widget-here.js";
import { css as inviteCSS, inviting } from "./widget-invite.js";

// __VISITORS__ says whether agents see who is on the site: the build makes a script for each.

(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement|null} */ (document.currentScript || document.querySelector("script[data-site][src*='/widget.js']"));
  const site = script?.dataset.site || "";
  const before = /** @type {any} */ (window).pupitre;
  if (!script || !site) {
    console.warn("Pupitre: data-site is missing");
    return;
  }
  if (before?.here) return; // the tag stands twice
  const relay = new URL(script.src).origin;
  const lang = () => /^fr\b/i.test(script.dataset.lang || document.documentElement.lang || navigator.language) ? "fr" : "en";
  const words = () => ({
    en: { open: "Open chat", one: "1 new message", many: " new messages", lost: "The chat cannot be reached.", retry: "Try again", close: "Close" },
    fr: { open: "Ouvrir le chat", one: "1 nouveau message", many: " nouveaux messages", lost: "Le chat est injoignable.", retry: "Réessayer", close: "Fermer" },
  })[lang()];

  // One key of localStorage for each value. Where it is full or forbidden, memory takes its place.

  const prefix = `pupitre:${site}:`;
  /** @type {Record<string, string>} */ const memory = {};
  function kept() {
    /** @type {Record<string, string>} */ const all = {};
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(prefix)) all[key.slice(prefix.length)] = localStorage.getItem(key) || "";
      }
    } catch {} // forbidden: see keep
    return { ...all, ...memory };
  }
  /** @param {string} key */
  const read = (key) => kept()[key] || "";
  /** @param {string} key @param {string|null} value null: forget @param {boolean} [ours] the chat does not miss it */
  function keep(key, value, ours) {
    delete memory[key];
    try {
      if (value === null) localStorage.removeItem(prefix + key);
      else localStorage.setItem(prefix + key, value);
    } catch {
      if (value === null) return;
      memory[key] = value;
      if (!ours) say("notkept");
    }
  }

  // The button and the frame, in a shadow tree that the page's styles do not reach.

  const host = document.createElement("pupitre-chat");
  host.style.cssText = "all:initial;position:fixed;z-index:2147483647";
  const root = host.attachShadow({ mode: "open" });
  const css = /* css */ `
    .button { position: fixed; right: calc(20px + env(safe-area-inset-right)); bottom: calc(20px + env(safe-area-inset-bottom));
      width: 56px; height: 56px; padding: 0; border: 0; border-radius: 28px; cursor: pointer;
      background: var(--site, #2f5bd7); color: var(--on-site, #fff);
      box-shadow: 0 4px 16px #0003; transition: 120ms; }
    .button:hover { scale: 1.05; }
    .button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #000; }
    svg { display: block; width: 28px; height: 28px; margin: auto; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
    .badge { position: absolute; top: -2px; right: -2px; min-width: 20px; padding: 0 5px; border-radius: 10px; box-sizing: border-box;
      background: #c4281c; color: #fff; font: 600 12px/20px system-ui, sans-serif; text-align: center; }
    .badge:empty { display: none; }
    .unseen { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .panel { position: fixed; right: calc(20px + env(safe-area-inset-right)); bottom: calc(88px + env(safe-area-inset-bottom));
      width: min(392px, 100vw - 40px); height: min(660px, 100vh - 108px); border: 0; border-radius: 16px; overflow: hidden;
      background: canvas; color: canvastext; color-scheme: light dark; box-shadow: 0 0 0 1px #8883, 0 8px 40px #0003;
      visibility: hidden; opacity: 0; transform: translateY(8px); transition: opacity 120ms, transform 120ms, visibility 120ms; }
    .panel.open { visibility: visible; opacity: 1; transform: none; }
    .lost { box-sizing: border-box; padding: 30vh 24px 0; font: 16px/1.5 system-ui, sans-serif; text-align: center; }
    .lost button { font: inherit; margin: 4px; padding: 8px 16px; }
    @media (prefers-reduced-motion: reduce) { .button, .panel { transition: none; } }
    @media (max-width: 479.98px), (max-height: 419.98px) {
      .panel { top: var(--top, 0); left: 0; width: 100%; height: var(--height, 100%); border-radius: 0; }
      .button[aria-expanded=true] { visibility: hidden; }
    }
    @media print { .button, .panel { display: none; } }` + (__VISITORS__ ? inviteCSS : "");
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch { // a browser of before 2023
    make("style", "").textContent = css;
  }

  /** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} name @param {Node} [parent] @returns {HTMLElementTagNameMap[T]} */
  function make(tag, name, parent = root) {
    const el = document.createElement(tag);
    el.className = name;
    parent.appendChild(el);
    return el;
  }
  const button = make("button", "button");
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.append(path);
  button.append(svg);
  /** @param {boolean} on the chat is open */
  function face(on) {
    button.setAttribute("aria-expanded", `${on}`);
    path.setAttribute("d", on ? "M6 9.5l6 6 6-6" : "M4 5.5h16v10.5h-8.5L7 20v-4H4zM8 9.5h8M8 12.5h5");
  }
  face(false);
  const badge = make("span", "badge", button);
  const status = make("span", "unseen"); // says the badge in words
  status.setAttribute("role", "status");
  status.id = "status";
  button.setAttribute("aria-describedby", "status");

  /** @param {string} n */
  function count(n) {
    badge.textContent = n === "0" ? "" : +n > 99 ? "99+" : n;
    status.textContent = n === "0" ? "" : n === "1" ? words().one : n + words().many;
  }
  /** @param {string} pair the site's colour and the one to write on it with */
  function paint(pair) {
    const [color, on] = pair.split(" ");
    host.style.setProperty("--site", color);
    host.style.setProperty("--on-site", on);
  }

  // The frame is made when somebody comes near the button, and told everything through a port of its own.

  let open = false, blocked = false;
  let how = ""; // "hand": a person opened it; "self": it was left open
  /** @type {HTMLIFrameElement|undefined} */ let frame;
  /** @type {MessagePort|undefined} */ let port;
  /** @type {HTMLElement|undefined} */ let lost;
  let patience = 0;

  function need() {
    if (frame) return;
    frame = make("iframe", "panel", new DocumentFragment());
    frame.title = "Chat";
    frame.allow = "autoplay"; // for the sound of a new message
    frame.onload = () => { if (patience) wait(5000); };
    visit();
    root.append(frame);
  }
  function visit() {
    if (frame) frame.src = `${relay}/widget/?site=${encodeURIComponent(site)}&lang=${lang()}`;
    wait(20000);
  }
  /** @param {number} ms how long an answer may take */
  function wait(ms) {
    clearTimeout(patience);
    patience = setTimeout(giveUp, ms);
  }
  function greet() {
    const channel = new MessageChannel();
    port?.close();
    port = channel.port1;
    port.onmessage = (e) => heard(e.data);
    wait(5000);
    Promise.resolve(__VISITORS__ && here?.settled).then(() => { // a token that is on its way is the chat's too
      if (port !== channel.port1) return;
      frame?.contentWindow?.postMessage({ pupitre: 1, kept: kept(), open: open ? how : "", page: page() }, relay, [channel.port2]);
      tell();
    });
  }
  function giveUp() {
    if (lost) return;
    warn(`${relay} is down, or shows no chat of "${site}" on ${location.origin} (-site, -site-origins)`);
    lost = make("div", "panel lost");
    lost.setAttribute("role", "alert");
    make("p", "", lost).textContent = words().lost;
    const retry = make("button", "", lost), close = make("button", "", lost);
    retry.textContent = words().retry;
    close.textContent = words().close;
    retry.onclick = () => { found(); visit(); };
    close.onclick = () => show(false);
    lost.classList.toggle("open", open);
  }
  function found() {
    clearTimeout(patience);
    patience = 0;
    lost?.remove();
    lost = undefined;
  }
  addEventListener("message", (e) => { // the frame can be written in
    if (e.data === "pupitre" && e.source === frame?.contentWindow && e.origin === relay) greet();
  });
  /** @param {string} name @param {string} [value] @param {MessagePort[]} [ports] */
  function say(name, value = "", ports = []) { port?.postMessage([name, value], ports); }
  /** @param {string[]} message */
  function heard([name, value, more]) {
    switch (name) {
      case "ready": found(); break;
      case "save":
        keep(value, more);
        if (__VISITORS__ && value === "token") here?.changed(); // the chat has become somebody else
        return;
      case "forget": return keep(value, null);
      case "close": return show(false);
      case "unread": keep(name, value === "0" ? null : value); return count(value);
      case "live": keep(name, value || null); return tell();
      case "answer": return known.answered(JSON.parse(value), more);
      case "color": keep(name, value); return paint(value);
      case "blocked": keep(name, value || null); return block(value);
    }
    share(name, value); // "ready", "share", "looks"
  }
  /** What agents see of the page is for a script of its own: it comes when they ask, or when it was granted on the page before.
   * @param {string} [name] @param {string} [value] */
  function share(name, value) {
    if (name === "share") seam.told = value;
    if (seam.heard) return seam.heard(name, value);
    if (!seam.told && !read("share")) return;
    seam.heard = () => {}; // until it has come
    Object.assign(make("script", "", document.head), { seam, onerror() { seam.heard = null; }, src: relay + "/share.js" });
  }
  /** What static/js/share.js knows of us. @type {any} */
  const seam = { relay, host, lang, say, read, keep };
  /** The relay keeps this visitor away: there is no button, and the frame asks it at times. @param {string} until when to ask again; "": no longer */
  function block(until) {
    blocked = until !== "";
    if (!blocked) return root.prepend(button);
    found();
    if (__VISITORS__) invitation?.dismiss();
    port?.close();
    frame?.remove();
    button.remove();
    frame = port = undefined;
    open = false;
    keep("open", null);
    share("share", "");
  }

  /** @param {boolean} on @param {string} by */
  function show(on, by = "hand") {
    if (blocked) return;
    need();
    open = on;
    how = by;
    keep("open", on ? "1" : null);
    face(on);
    frame?.classList.toggle("open", on);
    if (__VISITORS__ && on) invitation?.dismiss();
    lost?.classList.toggle("open", on);
    say("open", on ? by : "");
    requestAnimationFrame(() => { // both lay the page out
      fit();
      if (!on && root.activeElement) button.focus();
      else if (on && by === "hand") frame?.focus();
    });
  }

  // A full-screen panel covers what the keyboard leaves.
  const view = window.visualViewport;
  function fit() {
    if (!open || !view || view.scale > 1.01) return;
    host.style.setProperty("--top", `${view.offsetTop}px`);
    host.style.setProperty("--height", `${view.height}px`);
  }
  view?.addEventListener("resize", fit);
  view?.addEventListener("scroll", fit);

  for (const name of ["pointerenter", "focus", "touchstart"]) button.addEventListener(name, need, { passive: true });
  button.onclick = () => show(!open);
  host.onkeydown = (e) => {
    if (open && e.key === "Escape") show(false);
  };

  // Where the visitor is.

  const page = () => `${location.href}\n${document.title}`;
  let reported = "", settling = 0;
  function moved() { // single-page apps set the title after the address
    clearTimeout(settling);
    settling = setTimeout(() => {
      known.moved();
      if (page() === reported) return;
      say("page", reported = page());
      changed();
    }, 300);
  }
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const real = history[name];
    history[name] = function (...rest) {
      real.apply(this, rest);
      moved();
    };
  }
  addEventListener("popstate", moved);

  // Who the visitor is: told to the chat while a conversation is open, and where agents see who is on the site by a request of its own.

  /** @type {ReturnType<typeof saying>|undefined} */ let here;
  /** @type {ReturnType<typeof inviting>|undefined} */ let invitation;
  const warned = new Set();
  const warn = (/** @type {string} */ why) => {
    if (warned.size !== warned.add(why).size) console.warn(`Pupitre: ${why}`);
  };
  let changing = 0, change = 0, said = 0;
  function changed() { // what is said in one go is told at once
    if (__VISITORS__) change++;
    clearTimeout(changing);
    changing = setTimeout(() => {
      tell();
      if (__VISITORS__ && said !== change) here?.changed();
    }, 50);
  }
  const keepOurs = (/** @type {string} */ key, /** @type {string|null} */ value) => keep(key, value, true);
  const known = knowing(site, kept, keepOurs, warn, changed);
  function tell() {
    if (port && read("live")) say("about", known.about());
  }
  addEventListener("visibilitychange", () => { if (!document.hidden) tell(); }, true);

  // Commands. Unknown ones are kept for later versions.

  /** @type {any[]} */ const later = [];
  const pupitre = (/** @type {any[]} */ ...command) => {
    switch (command[0]) {
      case "open": case "close": return show(command[0] === "open");
      case "data": return known.data(command[1]);
      case "identify": return known.identify(command[1]);
    }
    later.push(command);
    warn(`unknown command ${command[0]}`);
  };
  Object.assign(window, { pupitre: Object.assign(pupitre, { q: later, here: true }) });

  function start() {
    const put = () => { // also after a framework has replaced the body or set the language
      button.setAttribute("aria-label", words().open);
      if (!document.body) return;
      if (!host.isConnected) document.body.append(host);
      for (const el of [document.documentElement, document.body]) watch.observe(el, { childList: true, attributeFilter: ["lang"] });
    };
    const watch = new MutationObserver(put);
    put();
    const was = kept();
    if (was.blocked) {
      block(was.blocked);
      if (Date.now() >= +was.blocked) need();
    }
    if (was.color) paint(was.color);
    if (was.unread) count(was.unread);
    for (const command of before?.q ?? []) pupitre(...command);
    known.moved(); // the first page, or one more
    if (blocked) return;
    if (__VISITORS__) known.ready.then(() => {
      invitation = inviting(make, read, keepOurs, lang, () => show(true), () => button.focus());
      here = saying(site, relay + "/visitor/here", () => {
        said = change;
        const token = read("token");
        // Until the relay has given a token: who asks again is the same.
        if (!token && !read("drawn")) keepOurs("drawn", crypto.getRandomValues(new Uint32Array(4)).join("-"));
        return known.about({ token, drawn: token ? "" : read("drawn") });
      }, (answer, told) => {
        const mine = read("token");
        if (answer.token && mine === JSON.parse(told).token) {
          keep("token", answer.token);
          keep("drawn", null);
        } else if (answer.token && mine) here?.changed(); // the chat has become somebody meanwhile
        known.answered(answer, told);
        if (!answer.invite) return;
        if (open) keepOurs("uninvited", answer.invite.id);
        invitation?.show(answer.invite);
      }, () => { if (read("token")) need(); }); // the chat hears why: who is blocked has none
    });
    if (was.share) {
      need();
      share();
    }
    const reopen = was.open && innerWidth >= 480; // where it covers the page, only by hand
    // Some pages are never idle.
    if (was.live || reopen) (window.requestIdleCallback ?? setTimeout)(() => how || (reopen ? show(true, "self") : need()), { timeout: 1000 });
  }
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
