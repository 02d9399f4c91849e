// @ts-check
// The console's page: loads the module with its progress in view, keeps what the program saves, and says so when it ends.

import { load } from "./load.js";
import { run } from "./host.js";
import { permission } from "./notify.js";
import { lost } from "./upload.js";
import { canTranslate, translateHere } from "./translate.js";
import { begin as beginWords } from "./words.js";

const KEY = "pupitre:console:";
const fr = /^fr\b/i.test(localValue("lang") || navigator.language);
const root = /** @type {HTMLElement} */ (document.getElementById("root"));

/** @param {string} key */
function localValue(key) {
  try {
    return localStorage.getItem(KEY + key);
  } catch {
    return null;
  }
}

/** @type {Record<string, string>} */
function kept() {
  /** @type {Record<string, string>} */ const all = {};
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const k = localStorage.key(i) ?? "";
      if (k.startsWith(KEY)) all[k.slice(KEY.length)] = localStorage.getItem(k) ?? "";
    }
  } catch { // blocked: the program starts with nothing, and its first save says so
  }
  return all;
}

/** @param {string} key @param {string|null} value */
function save(key, value) {
  try {
    if (value === null) localStorage.removeItem(KEY + key);
    else localStorage.setItem(KEY + key, value);
    return true;
  } catch {
    return false;
  }
}

/** A box over everything, for the moments when the program itself cannot speak. @param {string} words */
function say(words) {
  const box = document.createElement("div");
  box.className = "fatal";
  box.setAttribute("role", "alertdialog");
  box.setAttribute("aria-label", words);
  const p = document.createElement("p");
  p.textContent = words;
  const b = document.createElement("button");
  b.type = "button";
  b.className = "primary";
  b.textContent = fr ? "Recharger" : "Reload";
  b.onclick = () => location.reload();
  box.append(p, b);
  document.body.append(box);
  b.focus();
}

const progress = /** @type {HTMLProgressElement} */ (document.getElementById("progress"));
const loaded = /** @type {HTMLElement} */ (document.getElementById("loaded"));
document.documentElement.lang = fr ? "fr" : "en";
const theme = localValue("theme");
if (theme) document.documentElement.dataset.theme = theme;

async function begin() {
  const megabytes = (/** @type {number} */ n) => (n / 1e6).toLocaleString(fr ? "fr" : "en", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  let said = 0;
  const [config, module] = await Promise.all([
    fetch("config.json").then((r) => r.json()),
    load(new URL("../wasm/console.wasm", import.meta.url).href, (done, total) => {
      if (total) progress.value = done / total;
      if (performance.now() - said < 100 && done !== total) return;
      said = performance.now();
      loaded.textContent = total ? `${megabytes(done)} / ${megabytes(total)} ${fr ? "Mo" : "MB"}` : `${megabytes(done)} ${fr ? "Mo" : "MB"}`;
    }),
  ]);
  beginWords();
  const program = await run(module, {
    root, kept: kept(), save, tell, translate: translateHere,
    relay: config.relay || location.origin,
    env: { GOGC: "300", GOMEMLIMIT: "256MiB" }, // keys wait while the browser's one thread collects
    options: {
      notify: permission(), zone: String(-new Date().getTimezoneOffset()), dark: matchMedia("(prefers-color-scheme: dark)").matches ? "1" : "0",
      place: Intl.DateTimeFormat().resolvedOptions().timeZone, relay: config.relay, mirror: new URL("../mirror/", import.meta.url).href, page: location.hash.slice(1), lost: lost(), translator: canTranslate() ? "1" : "", width: String(innerWidth),
    },
    take: () => ({ typed: "", sent: [] }),
    failed: (e) => {
      console.error(e);
      say(fr ? "Une erreur s’est produite. Vos brouillons sont conservés : rechargez la page." : "Something went wrong. Your drafts are kept: please reload the page.");
    },
  });
  addEventListener("resize", () => program.told("width", String(innerWidth)));
  addEventListener("popstate", () => program.told("address", location.hash.slice(1)));
}

/** The program's only word to the page: which address it shows. @param {string} _ @param {string} address */
function tell(_, address) {
  history.pushState(null, "", address ? `#${address}` : location.pathname + location.search);
}

begin().catch((e) => {
  console.error(e);
  say(fr ? "Le pupitre n’a pas pu être chargé. Vérifiez votre connexion, puis rechargez." : "The desk could not be loaded. Check your connection, then reload.");
});
