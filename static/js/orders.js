// @ts-check
// Does what a program orders (app/ui/effect.go). Nothing here answers at once: answers come as calls of their own.

import { dial, hangup, transmit } from "./socket.js";
import { chime } from "./chime.js";
import { rewriteTimes } from "./time.js";
import { askToNotify, notify } from "./notify.js";
import { identify } from "./ask.js";
import { erase, pick, release, sendPart } from "./upload.js";

/** The table of app/ui/encode.go; a test compares the two. */
export const ORDER = {
  Dial: 64, Hangup: 65, Transmit: 66, After: 67, Save: 68, Forget: 69, Post: 70, Show: 71, Say: 72, Tell: 73, Chime: 74,
  Reload: 75, SetOption: 76, Fetch: 77, AskToNotify: 78, Notify: 79,
  PickFiles: 80, SendPart: 81, Release: 82, Erase: 83, Identify: 84,
  TranslateHere: 85, Visit: 86, Carry: 87,
};

/**
 * @param {number} op
 * @param {import("./patch.js").Operands} o
 * @param {import("./host.js").Surroundings} around
 * @param {any} inward
 * @returns {boolean} false for an operation that is not of this table
 */
export function order(op, o, around, inward) {
  switch (op) {
    case ORDER.Dial: dial(around.relay.replace(/^http/, "ws") + o.string(), inward); return true;
    case ORDER.Hangup: hangup(); return true;
    case ORDER.Transmit: transmit(o.bytes(o.uint())); return true;
    case ORDER.After: {
      const id = o.uint();
      setTimeout(() => inward.fired(id), o.uint());
      return true;
    }
    case ORDER.Save: if (!around.save(o.string(), o.string())) queueMicrotask(inward.notKept); return true;
    case ORDER.Forget: around.save(o.string(), null); return true;
    case ORDER.Post: post(around.relay, o.string(), o.string(), o.string(), inward); return true;
    case ORDER.Show: {
      document.title = o.string();
      const lang = o.string(), root = document.documentElement;
      if (lang !== root.lang) {
        root.lang = lang;
        rewriteTimes();
      }
      return true;
    }
    case ORDER.Say: say(o.string()); return true;
    case ORDER.Tell: around.tell(o.string(), o.string()); return true;
    case ORDER.Carry: around.carry?.(o.string(), o.string(), o.bytes(o.uint())); return true;
    case ORDER.Chime: chime(); return true;
    case ORDER.Reload: location.reload(); return true;
    case ORDER.Fetch: get(o.string(), o.string(), inward); return true;
    case ORDER.AskToNotify: askToNotify(inward.told); return true;
    case ORDER.Notify: notify(o.string(), o.string(), o.string(), inward.told); return true;
    case ORDER.PickFiles: pick(o.string(), o.string(), inward); return true;
    case ORDER.SendPart:
      sendPart(around.relay, o.string(), o.string(), o.string(), o.string(), o.string(), o.string(), o.string(), o.string(), inward);
      return true;
    case ORDER.Release: release(o.string()); return true;
    case ORDER.Erase: erase(around.relay, o.string()); return true;
    case ORDER.Identify: identify(o.string()); return true;
    case ORDER.TranslateHere: around.translate(o.string(), o.string(), o.string(), inward.answered); return true;
    case ORDER.Visit: open(o.string(), o.string()); return true;
    case ORDER.SetOption: document.documentElement.dataset[o.string()] = o.string(); return true;
  }
  return false;
}

/** @param {string} relay @param {string} tag @param {string} path @param {string} form @param {any} inward */
async function post(relay, tag, path, form, inward) {
  let status = 0, body = "";
  try {
    const r = await fetch(relay + path, {
      method: "POST", credentials: "include", body: form,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    status = r.status;
    body = await r.text();
  } catch { // no network: status 0 says it
  }
  inward.answered(tag, status, body);
}

/** A file that was built beside the scripts. @param {string} tag @param {string} path @param {any} inward */
async function get(tag, path, inward) {
  try {
    const r = await fetch(new URL(`../${path}`, import.meta.url));
    inward.answered(tag, r.status, r.ok ? await r.text() : "");
  } catch {
    inward.answered(tag, 0, "");
  }
}

// A polite live region of its own, outside what is rendered, and there before its first words: others are not read out.
const speaker = document.createElement("div");
speaker.setAttribute("aria-live", "polite");
speaker.className = "unseen";
document.body.append(speaker);

/** Adds a sentence: only what is added is read, so each is read once, and also when several come at a time. It does not stay
 * in the page: others may sit there later. @param {string} words */
function say(words) {
  const p = document.createElement("p");
  p.textContent = words;
  speaker.append(p);
  setTimeout(() => p.remove(), 10_000);
}
