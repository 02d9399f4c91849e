// @ts-check
// The recorder: the one script that a merchant's page loads when a visitor lets an agent look, from the relay, as /record.js. It writes what app/cobrowse
// describes into a port that leads to the chat's frame, and reads from it what app/wire/mirror.go names; it changes nothing in the page.

import {
  MirrorAck, MirrorAnswer, MirrorCommand, MirrorGo, MirrorLeft, MirrorPage, MirrorPause, MirrorPoint, MirrorResync, MirrorWant,
} from "./mirror-ops.js";
import { PRIVATE, secret } from "./record-mask.js";
import { listen } from "./record-native.js";
import { output } from "./record-out.js";
import { pacing } from "./record-pace.js";
import { addressOf, recordPage, titleOf } from "./record-page.js";
import { reader } from "./record-read.js";
import { resources } from "./record-resource.js";

const BUDGET = 6; // ms of a flush

/**
 * @typedef {Object} Options
 * @property {(message: Uint8Array, recorder: Recorder) => void} [act] does what the agent's message says (app/cobrowse, Command)
 * @property {number} [budget] ms of a flush
 */
/** @typedef {ReturnType<typeof start>} Recorder */

/** Records the page into the port, as soon as the relay says so. @param {MessagePort} port @param {Options} [options] */
function start(port, options = {}) {
  const pace = pacing(() => performance.now());
  const out = output((message, seq) => {
    pace.sent(message.byteLength, seq);
    port.postMessage(message, [message]);
  });
  /** @type {import("./record-page.js").Page|null} */ let page = null;
  let epoch = 0;
  const kept = resources(out, () => page?.arm());

  function begin() {
    page?.stop();
    epoch = out.renew();
    pace.renew();
    page = recordPage({ out, pace, resources: kept, budget: options.budget ?? BUDGET, again: begin });
  }
  function pause() {
    page?.stop();
    page = null;
  }

  function tellPage() {
    out.open(MirrorPage);
    out.byte(document.hidden ? 0 : 1);
    out.string(addressOf(document));
    out.string(titleOf(document));
    out.send();
    page?.arm();
  }

  /** @param {ArrayBuffer} message */
  function read(message) {
    const bytes = new Uint8Array(message), r = reader(bytes);
    switch (r.byte()) {
      case MirrorGo: // said again when somebody else looks, or may do more
        return page ? undefined : begin();
      case MirrorResync:
        return begin();
      case MirrorPause:
        return pause();
      case MirrorAck:
        if (r.uint() === epoch) pace.seen(r.uint());
        return;
      case MirrorWant:
        for (let n = r.uint(); n > 0; n--) kept.want(r.hash());
        return;
      case MirrorPoint: case MirrorCommand:
        options.act?.(bytes, recorder);
    }
  }

  port.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) read(data);
    else if (typeof data?.buffered === "number") pace.told(data.buffered);
  };
  const ends = [
    listen(document, "visibilitychange", tellPage),
    listen(window, "pagehide", () => {
      out.open(MirrorLeft);
      out.send();
    }),
    listen(window, "pageshow", (e) => {
      if (e.persisted) tellPage();
    }),
  ];
  tellPage();

  const recorder = {
    /** Ends everything at once. */
    stop() {
      pause();
      for (const end of ends.splice(0)) end();
      port.onmessage = null;
    },
    /** The node of that number, if it is still there. @param {number} document @param {number} id */
    find: (document, id) => page?.find(document, id),
    /** The agent may not act on it: the page hides it. @param {any} n */
    isPrivate: (n) => !page || (page.bitsOf(n) & PRIVATE) > 0,
    /** Nobody may read it. @param {any} n */
    isSecret: (n) => secret(n),
    /** What is done now is to be seen at once. */
    hurry() {
      pace.hurry();
      page?.arm();
    },
    /** Answers a command. @param {number} ref @param {number} outcome */
    answer(ref, outcome) {
      out.open(MirrorAnswer);
      out.uint(ref);
      out.byte(outcome);
      out.send();
    },
  };
  return recorder;
}

/** @type {any} */ (window).pupitreRecord = start;
