// @ts-check
// Fetches a module and compiles it while it comes.

/**
 * @param {string} url
 * @param {(done: number, total: number) => void} [progress]  bytes; total is 0 when it is not known
 * @returns {Promise<WebAssembly.Module>}
 */
export async function load(url, progress) {
  const r = await fetch(url);
  if (!r.ok || !r.body) throw new Error(`${url}: ${r.status}`);
  if (!progress) return WebAssembly.compileStreaming(r); // what the browser has compiled it may keep
  const total = Number(r.headers.get("Pupitre-Size") ?? 0);
  let done = 0;
  const counted = new TransformStream({
    transform(part, on) {
      done += part.length;
      progress(done, total);
      on.enqueue(part);
    },
  });
  // Static hosts give the module other types.
  return WebAssembly.compileStreaming(new Response(r.body.pipeThrough(counted), { headers: { "Content-Type": "application/wasm" } }));
}
