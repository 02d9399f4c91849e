// @ts-check
// The glue between a Go program (wasm/host) and the browser: loads the module, turns what happens into calls, and does
// what the program orders. It decides nothing.

import { Operands, Page } from "./patch.js";
import { property, fit, refocus, retake } from "./property.js";
import { listen, EVENT } from "./events.js";
import { onMeasure } from "./watch.js";
import { order } from "./orders.js";
import { started } from "./started.js";
import { listenForFiles } from "./files.js";
import { onPicture } from "./pictures.js";

/**
 * @typedef {Object} Surroundings  what differs between the console and the widget
 * @property {HTMLElement} root  the page is rendered in here
 * @property {string} relay  the relay's address, without a slash at the end
 * @property {Record<string, string>} options
 * @property {Record<string, string>} [env]  variables that Go's runtime reads at its start
 * @property {Record<string, string>} kept  what save() kept
 * @property {(key: string, value: string|null) => boolean} save  null: forget; false: it could not be kept
 * @property {(name: string, value: string) => void} tell  a word to the page around
 * @property {(name: string, value: string, data: Uint8Array) => void} [carry]  bytes for a part of the page that the program does not draw, valid during the call
 * @property {typeof import("./translate.js").translateHere} translate  by the browser; only the desk orders it
 * @property {() => {typed: string, sent: string[]}} take  what was written before the program was there
 * @property {() => Promise<void>} [ready]  waits until what the page shows may be replaced
 * @property {(error: unknown) => void} failed  the program has ended by a mistake of ours
 */

const text = new TextEncoder();
const decoder = new TextDecoder();

/** Runs a module. @param {WebAssembly.Module} module @param {Surroundings} around */
export async function run(module, around) {
  const go = Object.assign(new /** @type {any} */ (globalThis).Go(), { env: around.env ?? {} });
  /** @type {any} */ let exports;
  /** @type {(() => void)[]} */ const waiting = [];
  let busy = false, drawing = false, dead = false;
  const page = new Page(around.root, { property, retake });

  /** Calls into Go one at a time: what a patch causes (a removed field loses its focus) waits until it is applied.
   * @template T @param {() => T} call @returns {T|undefined} */
  function enter(call) {
    if (dead) return;
    if (busy) { waiting.push(() => enter(call)); return; }
    busy = true;
    let result;
    try {
      result = call();
    } catch (e) {
      dead = true;
      around.failed(e);
      return;
    } finally {
      busy = false;
    }
    if (!drawing) {
      drawing = true;
      requestAnimationFrame(draw);
    }
    waiting.shift()?.();
    return result;
  }

  function draw() {
    if (!drawing) return;
    drawing = false;
    enter(() => exports.render());
    drawing = false; // drawing asks for no drawing
  }

  /** Puts bytes into Go's memory. @param {Uint8Array} b */
  function put(b) {
    const at = exports.room(b.length);
    new Uint8Array(exports.mem.buffer, at, b.length).set(b);
    return b.length;
  }
  const strings = (/** @type {string[]} */ ...list) => put(text.encode(list.join("\0")));
  const now = () => Date.now();

  const inward = {
    opened: () => { enter(() => exports.socket_opened(now())); },
    closed: (/** @type {number} */ code) => { enter(() => exports.socket_closed(now(), code)); },
    message: (/** @type {Uint8Array} */ data) => { enter(() => exports.frames(now(), put(data))); },
    fired: (/** @type {number} */ id) => { enter(() => exports.fired(now(), id)); },
    answered: (/** @type {string} */ tag, /** @type {number} */ status, /** @type {string} */ body) => {
      enter(() => exports.answered(now(), status, strings(tag, body)));
    },
    told: (/** @type {string} */ name, /** @type {string} */ value) => { enter(() => exports.told(now(), strings(name, value))); },
    fileCame: (/** @type {string} */ to, /** @type {string} */ handle, /** @type {File} */ f, /** @type {boolean} */ more) => {
      enter(() => exports.file_came(now(), f.size, +more, strings(to, handle, f.name, f.type)));
    },
    fileAnswered: (/** @type {string} */ path, /** @type {number} */ status, /** @type {any} */ said) => {
      enter(() => exports.file_answered(now(), said.offset ?? 0, status, +(said.done === true), said.width ?? 0, said.height ?? 0, strings(path, said.type ?? "", said.problem ?? "")));
    },
    notKept: () => { enter(() => exports.not_kept(now())); },
  };

  go.importObject.pupitre = {
    apply(/** @type {number} */ ops, /** @type {number} */ n, /** @type {number} */ str, /** @type {number} */ m) {
      const memory = exports.mem.buffer, had = document.activeElement;
      const o = new Operands(new Uint8Array(memory, ops, n), decoder.decode(new Uint8Array(memory, str, m)));
      while (o.more) {
        const op = o.byte();
        if (!page.one(op, o) && !order(op, o, around, inward)) throw new Error(`unknown operation ${op}`);
      }
      page.finish();
      if (had?.isConnected === false) refocus(around.root);
    },
  };

  // A program sets no timers. The runtime's own would wake it through package syscall/js, which is not part of it.
  go.importObject.gojs["runtime.scheduleTimeoutEvent"] = () => {};

  const instance = await WebAssembly.instantiate(module, go.importObject);
  exports = instance.exports;
  await around.ready?.();
  enter(() => {
    go.run(instance).then(() => {
      if (!dead) around.failed(new Error("the program has ended"));
      dead = true;
    });
    exports.start(now(), put(started(around)));
  });
  around.root.replaceChildren();
  draw();

  listen(around.root, (id, kind, mods, caret, key, value) => {
    if (kind === EVENT.Typed) fit(/** @type {any} */ (document.activeElement));
    const handled = enter(() => exports.event(now(), id, kind, mods, caret, strings(key, value))) === 1;
    if (handled) draw(); // what a key has done must be there before the next key: a sent text would be sent again
    return handled;
  });
  onPicture(around.relay, inward.fileAnswered);
  listenForFiles(around.root, around.relay, inward);
  onMeasure((box, rows) => {
    const b = new Uint32Array(rows.length * 2);
    rows.forEach(([id, px], i) => { b[2 * i] = id; b[2 * i + 1] = Math.round(px * 64); });
    const full = box.scrollHeight, top = box.pupitreTop;
    enter(() => exports.measured(now(), box.pupitreID, top, box.clientHeight, full, put(new Uint8Array(b.buffer))));
    draw();
  });
  const look = () => enter(() => exports.looked(now(), +(document.visibilityState === "visible"), +document.hasFocus()));
  document.addEventListener("visibilitychange", look);
  for (const kind of ["focus", "blur"]) addEventListener(kind, look);
  addEventListener("online", () => enter(() => exports.network_came(now())));
  look();
  return { /** A word from the page around. */ told: inward.told };
}
