// @ts-check
// The mark of a visitor whom the relay keeps away. It stands in two places: on the merchant's page (when to ask again) and here, on the
// relay's origin (also the token to ask with). Who clears one of them, or begins anew without a token, is still known by the other.

import { ask, asker, identify } from "./ask.js";
import { say } from "./frame-port.js";

const HOUR = 3_600_000;
const key = `pupitre-blocked:${document.documentElement.dataset.site}`;

/** @typedef {{token: string, since: number}} Mark */

/** @returns {Mark|null} */
function marked() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch { // forbidden here, or not ours
    return null;
  }
}

/** @param {Mark|null} m */
function mark(m) {
  try {
    if (m) localStorage.setItem(key, JSON.stringify(m));
    else localStorage.removeItem(key);
  } catch {} // the other place keeps it
}

/** Until when the relay keeps us away: 0 for ever, -1 not at all, NaN when it does not say. */
async function until() {
  try {
    const r = await ask("/visitor/blocked");
    if (r.status === 200) return Number((await r.json()).until);
    return r.status === 204 || r.status === 401 ? -1 : NaN;
  } catch {
    return NaN;
  }
}

/** Whether this visitor may not have the chat; then the launcher has been told when to ask again: after as long again as it has lasted
 * so far, an hour at most, and when it ends. Nothing is asked about who has no mark.
 * @param {Record<string, string>} kept what the launcher keeps */
export async function keptAway(kept) {
  const m = marked() ?? (kept.blocked ? { token: kept.token ?? "", since: Date.now() } : null);
  if (!m) return false;
  identify(m.token);
  const end = await until(), now = Date.now(), next = now + Math.min(HOUR, Math.max(0, now - m.since));
  mark(end === -1 ? null : m);
  say("blocked", end === -1 ? "" : String(end > 0 ? Math.min(next, end) : next));
  return end !== -1;
}

/** The relay has sent us away. The launcher closes this frame at once, and asks on the next page. */
export function block() {
  const m = { token: asker(), since: Date.now() };
  mark(m);
  say("blocked", String(m.since));
}
