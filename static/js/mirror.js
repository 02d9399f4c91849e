// @ts-check
// The page on which an agent sees a visitor's page: loads the program, and shows what it hands over (mirror-stage.js).

import { load } from "./load.js";
import { run } from "./host.js";
import { Stage } from "./mirror-stage.js";

const KEY = "pupitre:mirror:", DESK = "pupitre:console:"; // the desk's language and theme are this page's, too
const query = new URLSearchParams(location.search);
const fr = /^fr\b/i.test(local(DESK + "lang") || navigator.language);
const root = /** @type {HTMLElement} */ (document.getElementById("root"));

/** @param {string} key */
function local(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch { // storage is blocked
    return "";
  }
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

/** For the moments when the program itself cannot speak. @param {unknown} error */
function failed(error) {
  console.error(error);
  const box = document.createElement("main"), p = document.createElement("p"), b = document.createElement("button");
  box.className = "loading";
  p.setAttribute("role", "alert");
  p.textContent = fr ? "Une erreur s’est produite. Veuillez recharger la page." : "Something went wrong. Please reload the page.";
  b.className = "primary";
  b.textContent = fr ? "Recharger" : "Reload";
  b.onclick = () => location.reload();
  box.append(p, b);
  root.replaceChildren(box);
}

/** @type {Awaited<ReturnType<typeof run>>|undefined} */ let program;

async function begin() {
  document.documentElement.lang = fr ? "fr" : "en";
  const theme = local(DESK + "theme");
  if (theme) document.documentElement.dataset.theme = theme;
  /** @type {HTMLElement} */ (root.querySelector("[role=status]")).textContent = fr ? "Chargement de la page…" : "Loading the page…";
  const [config, module] = await Promise.all([fetch("config.json").then((r) => r.json()), load(new URL("../wasm/mirror.wasm", import.meta.url).href)]);
  const relay = config.relay || location.origin;
  const stage = new Stage(/** @type {HTMLElement} */ (document.getElementById("stage")), `${relay}/mirror/frame`, (name, value) => program?.told(name, value), focus);
  program = await run(module, {
    root, relay, save, failed,
    kept: { follow: local(`${KEY}follow`), fit: local(`${KEY}fit`) },
    options: {
      conversation: query.get("conversation") ?? "", docked: query.get("docked") ?? "", lang: local(DESK + "lang"),
      desk: /** @type {HTMLAnchorElement} */ (document.getElementById("desk")).href,
    },
    tell: (name, value) => stage.tell(name, value),
    carry: (name, value, data) => stage.carry(name, value, data),
    translate: async () => {}, take: () => ({ typed: "", sent: [] }),
  });
}

/** The focus leaves the picture: by keyboard it is never caught in there. @param {number} way 1 or -1 */
function focus(way) {
  const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("button, a[href], [tabindex='0']")]), keys = root.querySelector("[data-stage]");
  const i = all.findIndex((el) => el === keys);
  (way < 0 ? all[i] : all[(i + 1) % all.length])?.focus();
}

begin().catch(failed);
