// @ts-check
// Fetches a module and says how far it has come.

/**
 * @param {string} url
 * @param {(done: number, total: number) => void} progress  bytes; total is 0 when it is not known
 * @returns {Promise<ArrayBuffer>}
 */
export async function load(url, progress) {
  const r = await fetch(url);
  if (!r.ok || !r.body) throw new Error(`${url}: ${r.status}`);
  const total = Number(r.headers.get("Pupitre-Size") ?? 0);
  /** @type {Uint8Array[]} */ const parts = [];
  let done = 0;
  for (const reader = r.body.getReader();;) {
    const part = await reader.read();
    if (part.done) break;
    parts.push(part.value);
    done += part.value.length;
    progress(done, total);
  }
  const all = new Uint8Array(done);
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all.buffer;
}
