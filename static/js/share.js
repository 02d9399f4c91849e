// @ts-check
// Whether the visitor's page is seen, and how much of it is an agent's: asks the visitor, remembers from page to page what they have allowed, and has
// it recorded. Loaded by the launcher (static/js/widget.js) once the chat says that an agent asks, or something was allowed on the page before.
//
// What counts is the lesser of what was allowed here, by the visitor's own hand, and what the chat says is granted. Only seeing the page may be granted
// without them, where the site announces it. What they stop stops here first; the relay is told when it can be.

import { recorder } from "./share-record.js";
import { showing } from "./share-view.js";
import { words } from "./share-words.js";

const seam = /** @type {any} */ (document.currentScript).seam; // the launcher's
const KEY = "share";
const VIEW = 1, CONTROL = 3; // chat.Level
const TWICE = 1000; // ms between two presses of Escape

/**
 * @typedef {Object} Held  kept in the merchant's storage, which all tabs share: a line for each
 * @property {number} level  what was allowed in this browser
 * @property {string} question  the last one that was answered or heard of
 * @property {string} sure  "1": the chat has said that it is granted
 * @property {string} low  "1": the bar stands at the lower edge
 * @property {number} stop  the level that was stopped, until the chat says so; 0: none
 * @property {string} name
 */
/** @returns {Held} */
function held() {
  const [level, question = "", sure = "", low = "", stop, name = ""] = seam.read(KEY).split("\n");
  return { level: +level, question, sure, low, stop: +(stop || 0), name };
}
/** @param {Held} h */
function hold(h) {
  const lines = h.level || h.stop ? [h.level, h.question, h.sure, h.low, h.stop, h.name].join("\n") : "";
  if (lines !== seam.read(KEY)) seam.keep(KEY, lines || null, true);
}

/** What the chat has said (app/widget/share.go), once it has. */
let told = { asked: 0, level: 0, question: "", name: "", unasked: "", until: 0 };
let known = false;
let refused = ""; // a question
let names = ""; // of who looks
let escaped = -TWICE;

const name = () => names || held().name;
const record = recorder(seam.relay, seam.say, { level, name });
const view = showing(seam.host);

/** chat.Level that holds here and now. */
function level() {
  const h = held();
  return known ? Math.min(told.level, h.level) : +h.sure && h.level;
}

/** Makes of what is told and kept what is shown and recorded. */
function settle() {
  const h = held(), { asked, question, until } = told;
  if (known) {
    if (h.stop) told.level = Math.min(told.level, +(h.stop > VIEW));
    else if (told.level && told.unasked) h.level ||= VIEW;
    const answered = asked && question === h.question; // and not heard yet
    if (h.level > told.level && !answered) h.level = told.level;
    h.question = question;
    h.name = told.name;
    if (told.level) h.sure = "1";
    hold(h);
  }
  const now = level(), w = words[/** @type {"en"|"fr"} */ (seam.lang())];
  if (!now) record.end();
  else if (!record.going()) record.begin();
  record.allow();
  view.show(w, now, name(), h.low, stop, move);
  view.ask(w, question !== refused && !h.stop && h.level < asked && until > Date.now() ? asked : 0, h.name, until, answer);
}

/** @param {boolean} yes */
function answer(yes) {
  const { asked, question } = told;
  if (yes) hold({ ...held(), level: asked, question });
  else refused = question;
  seam.say(KEY, `${yes ? "granted" : "refused"}\n${asked}\n${question}`);
  settle();
}

/** @param {number} from all that is of this level or above */
function stop(from) {
  hold({ ...held(), level: +(from > VIEW), stop: from });
  settle();
  seam.say(KEY, `stopped\n${from}\n`);
}

function move() {
  const h = held();
  hold({ ...h, low: h.low ? "" : "1" });
  settle();
}

/** @param {string} name @param {string} [value] */
seam.heard = (name, value = "") => {
  const h = held();
  switch (name) {
    case "looks": names = value; break;
    case "ready": // the chat is a new one
      if (h.stop) seam.say(KEY, `stopped\n${h.stop}\n`);
      if (record.going()) record.begin();
      break;
    case KEY: {
      const [asked, granted, question = "", by = "", unasked = "", left] = value.split("\n");
      told = { asked: +asked, level: +(granted || 0), question, name: by, unasked, until: Date.now() + +(left || 0) };
      known = true;
      if (told.level < h.stop || question !== h.question) hold({ ...h, stop: 0 });
      if (!told.level) names = "";
    }
  }
  settle();
};

addEventListener("storage", (e) => { // another tab has answered or stopped
  if (e.key?.endsWith(`:${KEY}`)) settle();
});
addEventListener("keydown", (e) => {
  if (!e.isTrusted || e.key !== "Escape" || e.repeat || level() !== CONTROL) return;
  if (e.timeStamp - escaped < TWICE) stop(CONTROL);
  escaped = e.timeStamp;
}, true);
if (seam.told === undefined) settle();
else seam.heard(KEY, seam.told);
