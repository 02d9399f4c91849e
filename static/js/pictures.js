// @ts-check
// Pictures (File in app/dom/attrs.go): the relay's are fetched as what only some may see; those about to be sent are on this
// device. Each keeps its place until it has come.

import { ask } from "./ask.js";
import { fileOf } from "./upload.js";

const KEPT = 100; // the last so many pictures are not fetched again when they come back into view
/** @type {Map<string, Promise<Blob>>} */
const kept = new Map();

/** @type {(path: string, status: number, said: any) => void} */
let told = () => {};
let relay = "";

/** @param {string} address of the relay @param {typeof told} f hears which picture could not be loaded */
export function onPicture(address, f) {
  relay = address;
  told = f;
}

/** @param {any} el an img with width and height @param {string|null} at a path, a handle, or "" for none */
export async function picture(el, at) {
  el.pupitreFile = at;
  el.src = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='${el.getAttribute("width")}' height='${el.getAttribute("height")}'/>`;
  if (!at) return;
  let url = "";
  try {
    const blob = await (fileOf(at) ?? fetched(at));
    if (el.pupitreFile !== at) return;
    url = URL.createObjectURL(blob);
    el.src = url;
    await el.decode();
  } catch {
    if (el.pupitreFile === at && (!url || el.src === url)) told(at, 0, {});
  } finally {
    URL.revokeObjectURL(url); // the element has it
  }
}

/** @param {string} path */
function fetched(path) {
  let blob = kept.get(path);
  if (!blob) {
    blob = ask(relay + path).then((r) => {
      if (!r.ok) throw new Error(`${path}: ${r.status}`);
      return r.blob();
    });
    blob.catch(() => kept.delete(path));
  }
  kept.delete(path); // to the end: the first is the one that was wanted longest ago
  kept.set(path, blob);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? "");
  return blob;
}
