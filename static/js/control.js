// @ts-check
// What an agent does on the visitor's page (MirrorPoint and MirrorCommand of app/wire, Command of app/cobrowse): a script of its own beside the
// recorder, loaded when the visitor lets an agent point or act. Each command is checked against what the visitor has granted at that moment,
// done as the browser would have done it for a person, and answered.
// A command names an element and a part of its box, never a place on the page, so nothing hits what has come there meanwhile.

import { active, chain, editable, focusOn } from "./control-node.js";
import {
  CommandBack, CommandErase, CommandFocus, CommandForward, CommandHighlight, CommandKey, CommandMove, CommandNoPointer, CommandOpen, CommandPointer, CommandPress,
  CommandRelease, CommandReload, CommandScroll, CommandSelect, CommandStroke, CommandText, CommandValue, Done, FieldMasked, FileField, Impossible, LevelControl, LevelPoint,
  Malformed, MaxDocuments, NodeGone, NotGranted, OtherFrame, OtherSite, Secret, VisitorActs,
} from "./mirror-ops.js";
import { pointing } from "./control-press.js";
import { choose, edit, give } from "./control-type.js";
import { letGo, press } from "./control-key.js";
import { scroll } from "./control-scroll.js";
import { showing } from "./control-show.js";

/** @typedef {import("./control-node.js").El} El */
/**
 * @typedef {Object} Options
 * @property {() => number} level  wire.Level that the visitor has granted on this page
 * @property {() => string} name  of who looks
 */
/** @typedef {import("./record.js").Recorder} Recorder */

const PAUSE = 2000; // ms for which the visitor's own input comes first

/** @param {Options} options */
export function controlling({ level, name }) {
  /** @type {Recorder} */ let page;
  const hand = pointing(), show = showing(name), text = new TextDecoder();
  const heard = new WeakSet();
  let acted = -PAUSE;
  const mine = (/** @type {Event} */ e) => {
    if (!e.isTrusted) return;
    acted = performance.now();
    hand.cancel();
  };
  /** @type {(() => void)[]} */ const unhear = [];
  /** @type {Uint8Array} */ let bytes;
  let at = 0;

  const byte = () => {
    if (at >= bytes.length) throw Malformed;
    return bytes[at++];
  };
  const uint = () => {
    let n = 0;
    for (let part = 1, b = 128; b > 127; part *= 128) n += ((b = byte()) & 127) * part;
    return n;
  };
  const int = () => {
    const n = uint();
    return n % 2 ? -(n + 1) / 2 : n / 2;
  };
  const string = () => {
    const n = uint();
    if (at + n > bytes.length) throw Malformed;
    return text.decode(bytes.subarray(at, at += n));
  };
  const part = () => (byte() * 256 + byte()) / 65535;
  /** @returns {El} */
  const node = () => {
    const n = /** @type {El} */ (page.find(uint(), uint())), el = n?.nodeType === 3 ? n.parentNode : n?.nodeType === 11 ? n.host : n?.documentElement || n;
    return el?.isConnected && el.ownerDocument.defaultView ? el : null;
  };
  /** @returns {El} */
  const sure = () => {
    const el = node();
    if (!el) throw NodeGone;
    return el;
  };
  const place = () => {
    const el = node(), fx = part(), fy = part(), r = el?.getBoundingClientRect();
    return { el, fx, fy, x: r && r.left + fx * r.width, y: r && r.top + fy * r.height };
  };
  /** Throws why an agent may not touch it. @param {El} el */
  const allow = (el) => {
    const field = el.closest("label")?.control || el;
    if (page.isPrivate(el) || page.isPrivate(field)) throw FieldMasked;
    if (field.type === "file") throw FileField;
    if ((editable(field) || field.localName === "select") && page.isSecret(field)) throw Secret;
    if (/^(i?frame|object|embed|fencedframe)$/.test(el.localName) && !el.contentDocument) throw OtherFrame;
    return el;
  };
  const target = () => {
    const p = place();
    if (!p.el) throw NodeGone;
    return allow(p.el), p;
  };
  /** A place that is seen, or what is not is brought into sight, as one does before pressing it. @param {ReturnType<typeof place>} p */
  const seen = (p) => {
    const view = p.el.ownerDocument.defaultView;
    if (p.x < 0 || p.y < 0 || p.x > view.innerWidth || p.y > view.innerHeight) {
      p.el.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      const r = p.el.getBoundingClientRect();
      p.x = r.left + p.fx * r.width;
      p.y = r.top + p.fy * r.height;
    }
    return p;
  };
  const may = (/** @type {number} */ least) => {
    if (level() < least) throw NotGranted;
  };
  /** @param {string} key @param {number} keys */
  const type = (key, keys) => {
    const el = active();
    if (chain(el).some((e) => e.localName.startsWith("pupitre-"))) throw VisitorActs; // they write in the chat
    if (!/^(Tab|Escape)$/.test(key)) allow(el);
    press(key, keys);
  };
  /** @param {() => void} go */
  const away = (go) => void setTimeout(go); // once it is answered

  /** @type {Record<number, () => any>} */ const deeds = {
    [CommandPointer]() { const p = place(); show.pointer(p.el, p.fx, p.fy); },
    [CommandNoPointer]() { show.pointer(null); },
    [CommandHighlight]() { show.highlight(sure()); },
    [CommandStroke]() {
      const stroke = uint(), places = [];
      for (let n = uint(); n--; ) places.push(place());
      show.line(stroke, places.filter((p) => p.el));
    },
    [CommandErase]() { show.erase(); },
    [CommandPress]() {
      const p = seen(target());
      show.pointer(p.el, p.fx, p.fy);
      hand.press(p, byte(), byte(), byte());
    },
    [CommandRelease]() { hand.release(place(), byte(), byte()); }, // what is held is let go wherever that is
    [CommandMove]() {
      const p = place();
      if (!p.el) return;
      show.pointer(p.el, p.fx, p.fy);
      hand.move(p, byte());
    },
    [CommandText]() {
      const s = string(), all = [...s];
      if (all.length > 40) {
        if (!editable(allow(active()))) throw Impossible;
        return edit(active(), "insertText", "insertText", s);
      }
      for (const c of all) {
        may(LevelControl);
        type(c === "\n" ? "Enter" : c, +(c !== c.toLowerCase()));
      }
    },
    [CommandKey]() { type(string(), byte()); },
    [CommandScroll]() { scroll(node() || document.documentElement, int(), int()); },
    [CommandValue]() { if (!give(allow(sure()), string())) throw Impossible; },
    [CommandSelect]() {
      const el = allow(sure()), indices = [];
      for (let n = uint(); n--; ) indices.push(uint());
      if (!choose(el, indices)) throw Impossible;
    },
    [CommandBack]() {
      const past = /** @type {any} */ (window).navigation;
      if (past ? !past.canGoBack : history.length < 2) throw past ? OtherSite : Impossible;
      away(() => history.back());
    },
    [CommandForward]() { away(() => history.forward()); },
    [CommandReload]() { away(() => location.reload()); },
    [CommandOpen]() {
      const s = string(), to = URL.canParse(s, location.href) && new URL(s, location.href);
      if (!to || to.origin !== location.origin) throw OtherSite;
      away(() => location.assign(to));
    },
    [CommandFocus]() { focusOn(allow(sure())); },
  };

  return {
    /** A message of the relay's. @param {Uint8Array} message @param {Recorder} recorder */
    act(message, recorder) {
      page = recorder;
      bytes = message;
      at = 1;
      let command = 0, ref = 0, outcome = Done;
      try {
        command = byte();
        ref = uint();
        for (let n = 0; n < MaxDocuments; n++) hear(page.find(n, 0)?.defaultView);
        may(command < CommandPress ? LevelPoint : LevelControl);
        if (command >= CommandPress && performance.now() - acted < PAUSE) throw VisitorActs;
        if (!deeds[command]) throw Malformed;
        if (command === CommandPress) letGo();
        deeds[command]();
        if (command >= CommandPress) page.hurry();
      } catch (e) {
        outcome = typeof e === "number" ? e : Impossible;
        if (outcome === NotGranted) hand.leave();
      }
      if (![CommandPointer, CommandNoPointer, CommandStroke, CommandErase, CommandMove].includes(command)) page.answer(ref, outcome);
    },
    /** Nothing is granted any more. */
    stop() {
      hand.leave();
      show.stop();
      for (const un of unhear) un();
      unhear.length = 0;
    },
  };

  /** The visitor's own hand is felt in all documents. @param {any} view */
  function hear(view) {
    if (!view || heard.has(view)) return;
    heard.add(view);
    for (const name of ["pointerdown", "keydown"]) {
      view.addEventListener(name, mine, true);
      unhear.push(() => view.removeEventListener(name, mine, true));
    }
  }
}

/** @type {any} */ (window).pupitreControl = controlling;
