// @ts-check
// How fast the page may tell: as fast as the network takes it and the viewer shows it. What waits meanwhile is no queue, but
// the nodes that have changed.

const CLEAR = 64 << 10; // bytes that may wait in the socket
const AHEAD = 256 << 10; // bytes that may be on their way to it: how many wait there is told every 100 ms at most
const SILENCE = 300; // ms without a word, after which nothing waits
const SHORTEST = 50, LONGEST = 500, HURRIED = 16; // ms from one flush to the next
const MOST = 1000; // messages of which is known when they were sent
const LATE = 1000; // ms until what was sent should have been shown

/** @param {() => number} now */
export function pacing(now) {
  let waiting = 0, ahead = 0, heard = -Infinity, sent = 0, interval = SHORTEST, hurry = 0, late = false;
  /** @type {[seq: number, at: number][]} */ let unseen = [];
  return {
    /** @param {number} bytes @param {number} seq 0: nobody says that it was seen */
    sent(bytes, seq) {
      ahead += bytes;
      sent = now();
      if (seq) unseen.push([seq, sent]);
      if (unseen.length > MOST) unseen.shift();
    },
    /** So many bytes wait in the socket. @param {number} bytes */
    told(bytes) {
      waiting = bytes;
      ahead = 0;
      heard = now();
    },
    /** @param {number} seq */
    seen(seq) { unseen = unseen.filter(([n]) => n > seq); },
    /** Something more may be sent. */
    free() {
      const t = now();
      if (t - heard > SILENCE) waiting = 0;
      if (t - Math.max(sent, heard) > SILENCE) ahead = 0;
      return waiting <= CLEAR && ahead <= AHEAD;
    },
    /** Before each flush. */
    adjust() {
      late = unseen.length > 0 && now() - unseen[0][1] > LATE;
      interval = late ? Math.min(LONGEST, 2 * interval) : Math.max(SHORTEST, interval >> 1);
    },
    /** ms from one flush to the next. */
    wait: () => now() < hurry && !late ? HURRIED : interval,
    /** For a second, somebody waits for what their hand does. */
    hurry() { hurry = now() + 1000; },
    renew() { unseen = []; },
  };
}
