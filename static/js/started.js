// @ts-check
// What a program is told when it begins, as bytes: see wasm/host/started.go.

const text = new TextEncoder();

/** @param {import("./host.js").Surroundings} around */
export function started(around) {
  /** @type {number[]} */ const all = [...crypto.getRandomValues(new Uint8Array(16))];
  const number = (/** @type {number} */ n) => { all.push(n & 255, n >> 8 & 255, n >> 16 & 255, n >>> 24); };
  const string = (/** @type {string} */ s) => {
    const bytes = text.encode(s);
    number(bytes.length);
    for (const b of bytes) all.push(b);
  };
  const list = (/** @type {string[]} */ l) => {
    number(l.length);
    l.forEach(string);
  };
  const map = (/** @type {Record<string, string>} */ m) => {
    number(Object.keys(m).length);
    Object.entries(m).flat().forEach(string);
  };
  const { typed, sent } = around.take();
  string(navigator.language);
  string(typed);
  list(sent);
  map(around.options);
  map(around.kept);
  return new Uint8Array(all);
}
