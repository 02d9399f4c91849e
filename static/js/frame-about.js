// @ts-check
// Passes on what the launcher says about the visitor, once the relay knows who that is, and what the relay answers. Of several things that
// wait the last counts: each says all.

import { ask, whenKnown } from "./ask.js";
import { say } from "./frame-port.js";

let last = "", waiting = "", known = false, sending = false, pause = 0;

whenKnown(() => { // also when the visitor has become somebody else
  known = true;
  waiting = last;
  send();
});

/** @param {string} said JSON */
export function about(said) {
  waiting = last = said;
  send();
}

async function send() {
  if (sending || !waiting || !known) return;
  sending = true;
  const said = waiting;
  waiting = "";
  let status = 0, answer = "";
  try {
    const r = await ask("/visitor/about", { method: "POST", body: said });
    status = r.status;
    answer = await r.text();
  } catch {} // no network: status 0 says it
  if (status === 200) say("answer", answer, said);
  const later = status === 0 || status === 429 || status >= 500; // otherwise it is refused for good, or until there is another token
  if (later) waiting ||= said;
  pause = later ? Math.min(2 * pause + 2000, 120_000) : 0;
  if (pause) await new Promise((go) => setTimeout(go, pause));
  sending = false;
  send();
}
