// @ts-check
// Requests to the relay about files: the console is known by its cookie, the widget by a token, which never stands in an
// address.

let token = "";
/** @type {() => void} */ let known = () => {};

/** @param {string} t "" for programs that are known by cookie */
export function identify(t) {
  token = t;
  if (t) known();
}

/** Calls back when there is a token, and when there is another one. @param {() => void} back */
export function whenKnown(back) {
  known = back;
  if (token) back();
}

/** Who asks; "" for nobody yet. */
export function asker() { return token; }

/** @param {string} url @param {RequestInit & {headers?: Record<string, string>}} [init] */
export function ask(url, init = {}) {
  if (!token) return fetch(url, { ...init, credentials: "include" });
  return fetch(url, { ...init, credentials: "omit", headers: { ...init.headers, Authorization: `Bearer ${token}` } });
}
