// @ts-check
// What an agent does on the visitor's page (MirrorPoint and MirrorCommand of app/wire, Command of app/cobrowse): a script of its own beside the
// recorder, loaded when the visitor lets an agent point or act. Each command is checked against what the visitor has granted at that moment,
// done as the browser would have done it for a person, and answered.
// A command names an element and a part of its box, never a place on the page, so nothing hits what has come there meanwhile.

import { letGo, press } from "./control-key.js";
import { active, chain, editable, focusOn } from "./control-node.js";
import { pointing } from "./control-press.js";
import { reading } from "./control-read.js";
import { scroll } from "./control-scroll.js";
import { showing } from "./control-show.js";
import { choose, edit, give } from "./control-type.js";
import { feeling } from "./control-visitor.js";
import { allow, finding } from "./control-where.js";
import {
  CommandBack, CommandErase, CommandFocus, CommandForward, CommandHighlight, CommandKey, CommandMove, CommandNoPointer, CommandOpen, CommandPointer, CommandPress,
  CommandRelease, CommandReload, CommandScroll, CommandSelect, CommandStroke, CommandText, CommandValue, Done, Impossible, LevelControl, LevelPoint,
  Malformed, MaxDocuments, NotGranted, OtherSite, VisitorActs,
} from "./mirror-ops.js";

/**
 * @typedef {Object} Options
 * @property {() => number} level  wire.Level that the visitor has granted on this page
 * @property {() => string} name  of who looks
 */
/** @typedef {import("./record.js").Recorder} Recorder */
/** @typedef {ReturnType<typeof finding>} Finding */
/** @typedef {import("./control-where.js").Reading} Reading */

const LONG = 40; // characters that are not typed one by one
const UNANSWERED = new Set([CommandPointer, CommandNoPointer, CommandStroke, CommandErase, CommandMove]);

/** @param {Options} options */
export function controlling({ level, name }) {
  const hand = pointing(), show = showing(name);
  const visitor = feeling(hand.cancel);
  /** @param {number} least */
  function may(least) {
    if (level() < least) throw NotGranted;
  }
  /** @param {Recorder} page @param {string} key @param {number} keys */
  function type(page, key, keys) {
    const el = active();
    if (chain(el).some((e) => e.localName.startsWith("pupitre-"))) throw VisitorActs; // they write in the chat
    if (!/^(Tab|Escape)$/.test(key)) allow(page, el);
    press(key, keys);
  }
  const away = (/** @type {() => void} */ go) => void setTimeout(go); // once it is answered

  /** @type {Record<number, (r: Reading, on: Finding, page: Recorder) => any>} */
  const deeds = {
    [CommandPointer](r, on) {
      const p = on.place();
      show.pointer(p.el, p.fx, p.fy);
    },
    [CommandNoPointer]: () => show.pointer(null),
    [CommandHighlight]: (r, on) => show.highlight(on.element()),
    [CommandStroke](r, on) {
      const stroke = r.uint(), places = [];
      for (let n = r.uint(); n--; ) places.push(on.place());
      show.line(stroke, places.filter((p) => p.el));
    },
    [CommandErase]: () => show.erase(),

    [CommandPress](r, on) {
      const p = on.target();
      show.pointer(p.el, p.fx, p.fy);
      letGo();
      hand.press(p, r.byte(), r.byte(), r.byte());
    },
    [CommandRelease]: (r, on) => hand.release(on.place(), r.byte(), r.byte()), // what is held is let go wherever that is
    [CommandMove](r, on) {
      const p = on.place();
      if (!p.el) return;
      show.pointer(p.el, p.fx, p.fy);
      hand.move(p, r.byte());
    },
    [CommandText](r, on, page) {
      const s = r.string(), all = [...s];
      if (all.length > LONG) {
        if (!editable(allow(page, active()))) throw Impossible;
        return edit(active(), "insertText", "insertText", s);
      }
      for (const c of all) {
        may(LevelControl);
        type(page, c === "\n" ? "Enter" : c, +(c !== c.toLowerCase()));
      }
    },
    [CommandKey]: (r, on, page) => type(page, r.string(), r.byte()),
    [CommandScroll]: (r, on) => scroll(on.find() || document.documentElement, r.int(), r.int()),
    [CommandValue](r, on) {
      if (!give(on.field(), r.string())) throw Impossible;
    },
    [CommandSelect](r, on) {
      const el = on.field(), indices = [];
      for (let n = r.uint(); n--; ) indices.push(r.uint());
      if (!choose(el, indices)) throw Impossible;
    },
    [CommandFocus]: (r, on) => focusOn(on.field()),
    [CommandBack]() {
      const past = /** @type {any} */ (window).navigation;
      if (past ? !past.canGoBack : history.length < 2) throw OtherSite;
      away(() => history.back());
    },
    [CommandForward]: () => away(() => history.forward()),
    [CommandReload]: () => away(() => location.reload()),
    [CommandOpen](r) {
      const s = r.string(), to = URL.canParse(s, location.href) && new URL(s, location.href);
      if (!to || to.origin !== location.origin) throw OtherSite;
      away(() => location.assign(to));
    },
  };

  return {
    /** A message of the relay's. @param {Uint8Array} message @param {Recorder} page */
    act(message, page) {
      const r = reading(message, 1);
      let command = 0, ref = 0, outcome = Done;
      try {
        command = r.byte();
        ref = r.uint();
        for (let n = 0; n < MaxDocuments; n++) visitor.feel(page.find(n, 0)?.defaultView);
        may(command < CommandPress ? LevelPoint : LevelControl);
        if (command >= CommandPress && visitor.acts()) throw VisitorActs;
        if (!deeds[command]) throw Malformed;
        deeds[command](r, finding(page, r), page);
        if (command >= CommandPress) page.hurry();
      } catch (e) {
        outcome = typeof e === "number" ? e : Impossible;
        if (outcome === NotGranted) hand.leave();
      }
      if (!UNANSWERED.has(command)) page.answer(ref, outcome);
    },
    /** Nothing is granted any more. */
    stop() {
      hand.leave();
      show.stop();
      visitor.stop();
    },
  };
}

/** @type {any} */ (window).pupitreControl = controlling;
