// @ts-check
// The port to the launcher on the merchant's page (static/js/widget.js), and what that page keeps for us.

/**
 * @typedef {Object} Greeting  the launcher's first word
 * @property {Record<string, string>} kept
 * @property {string} open  "hand", "self" or "" for closed, as in app/widget/told.go
 * @property {string} page  address, line end, title
 */

/** @type {MessagePort|undefined} */
let port;

/** What the launcher keeps for us, as far as we know. @type {Record<string, string>} */
export const held = {};

/**
 * Tells the launcher that the page is there, and waits for its greeting. Only the page that this frame is in may speak, and
 * only if the relay lists its origin. A chat that is opened as a page of its own has no launcher and greets itself.
 * @param {(word: string, value: string, port?: MessagePort) => void} heard
 * @returns {Promise<Greeting>}
 */
export function greeting(heard) {
  const allowed = (document.documentElement.dataset.origins ?? "").split(" ").concat(location.origin);
  if (parent === window) return Promise.resolve({ kept: {}, open: "hand", page: "" });
  return new Promise((greeted) => {
    addEventListener("message", function first(e) {
      if (e.source !== parent || !allowed.includes(e.origin) || e.data?.pupitre !== 1 || !e.ports[0]) return;
      removeEventListener("message", first);
      port = e.ports[0];
      port.onmessage = ({ data: [name, value], ports }) => heard(name, value, ports[0]);
      Object.assign(held, e.data.kept);
      say("ready");
      greeted(e.data);
    });
    parent.postMessage("pupitre", "*"); // there is nothing in it to hide
  });
}

/** A word to the launcher. @param {string} name @param {string} [value] @param {string} [more] */
export function say(name, value = "", more = "") { port?.postMessage([name, value, more]); }

/** Keeps a value on the merchant's page; null forgets it. That it could not be kept is told later, as the word
 * "notkept". @param {string} key @param {string|null} value @returns {boolean} false: there is nobody to keep it */
export function save(key, value) {
  if (value === null) {
    delete held[key];
    say("forget", key);
  } else say("save", key, held[key] = value);
  return port !== undefined;
}
