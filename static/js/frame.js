// @ts-check
// The page in the chat's frame: greets the launcher, fetches the program, and hands it what was written meanwhile.

import { load } from "./load.js";
import { run } from "./host.js";
import { greeting, save, say } from "./frame-port.js";
import { pair, paint } from "./frame-colour.js";
import { lost } from "./upload.js";
import { about } from "./frame-about.js";
import { block, keptAway } from "./frame-blocked.js";
import { mirror } from "./frame-mirror.js";
import * as shell from "./frame-shell.js";

const page = document.documentElement;
const module = fetchModule();
module.catch(() => {}); // awaited below, once the launcher has spoken

/** @type {Record<string, string>} */
const options = {
  site: page.dataset.site ?? "", name: page.dataset.name ?? "", lang: page.lang,
  zone: String(-new Date().getTimezoneOffset()), url: "", title: "", open: "", live: "", unread: "", lost: lost(),
};
/** @type {{told: (name: string, value: string) => void}|undefined} */
let program;
/** @type {string[]} */ const answers = []; // of the visitor about their page, before it is there

/** What the launcher says goes to the program, or into its options when it is not there yet. @param {string} name @param {string} value @param {MessagePort} [port] */
function heard(name, value, port) {
  if (name === "about") return about(value);
  if (name === "mirror") return mirror(port);
  if (name === "open" && value === "hand") shell.focus();
  if (program) return program.told(name, value);
  if (name === "share") answers.push(value);
  if (name === "open") options.open = value;
  if (name === "page") [options.url, options.title] = value.split("\n");
}

/** The module, tried three times: networks come back. @returns {Promise<WebAssembly.Module>} */
async function fetchModule() {
  for (const pause of [500, 2000, 0]) {
    try {
      return await load("/wasm/widget.wasm");
    } catch (e) {
      if (!pause) throw e;
      await new Promise((go) => setTimeout(go, pause));
    }
  }
  throw new Error("unreachable");
}

/** @param {unknown} error */
function failed(error) {
  console.error(error);
  const box = /** @type {HTMLElement} */ (document.querySelector("[data-failed]"));
  box.hidden = false;
  /** @type {HTMLElement} */ (box.querySelector("button")).onclick = () => location.reload();
}

async function start() {
  const colors = pair(page.dataset.color ?? "");
  if (colors) paint(colors);
  const { kept, open, page: where } = await greeting(heard);
  if (await keptAway(kept)) return;
  if (colors) say("color", colors);
  shell.open(kept);
  heard("open", open);
  heard("page", where);
  options.live = kept.live ?? "";
  options.unread = kept.unread ?? "";

  /** @type {ReturnType<typeof shell.take>|undefined} */ let taken;
  program = await run(await module, {
    root: /** @type {HTMLElement} */ (document.querySelector("[data-root]")),
    relay: location.origin, options, kept, save, failed,
    tell: (name, value) => name === "blocked" ? block() : say(name, value), translate: async () => {},
    ready: shell.settled,
    take: () => taken = shell.take(),
  });
  for (const answer of answers) program.told("share", answer);
  const field = document.querySelector("[data-root] textarea");
  if (field instanceof HTMLTextAreaElement && taken) {
    if (taken.focused) field.focus({ preventScroll: true });
    field.setSelectionRange(taken.caret[0], taken.caret[1]);
  }
  shell.remove();
  performance.mark("running"); // keys go to the program from here on: for who measures
}

addEventListener("keydown", (e) => { // after the program: it may have used the key
  if (e.key === "Escape" && !e.isComposing && !e.defaultPrevented) say("close");
});
start().catch(failed);
