// @ts-check
// Files that somebody is about to send. The program knows them by handles, and decides which part goes when.

import { ask } from "./ask.js";

/** @type {Map<string, {file: File, to: string}>} */
const held = new Map();
/** @type {Map<string, AbortController>} requests on their way, by path */
const onWay = new Map();
let last = 0;

/** @typedef {{fileCame: (to: string, handle: string, file: File, more: boolean) => void, fileAnswered: (path: string, status: number, said: any) => void}} Inward */

/** Holds files and tells the program. @param {string} to the conversation @param {Iterable<File>} files @param {Inward} inward */
export function take(to, files, inward) {
  [...files].forEach((file, i) => {
    const handle = `local:${++last}`;
    held.set(handle, { file, to });
    inward.fileCame(to, handle, file, i > 0);
  });
}

/** The file of a handle. @param {string} handle */
export const fileOf = (handle) => held.get(handle)?.file;

/** @param {string} handle */
export function release(handle) { held.delete(handle); }

/** @type {HTMLInputElement|undefined} it must not be collected while the chooser is open */
let chooser;

/** @param {string} to @param {string} types "image/* application/pdf" @param {Inward} inward */
export function pick(to, types, inward) {
  const input = chooser = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = types.replaceAll(" ", ",");
  input.onchange = () => take(to, input.files ?? [], inward);
  input.click();
}

/**
 * @param {string} relay @param {string} path @param {string} handle @param {string} name @param {string} type
 * @param {string} size @param {string} from @param {string} to @param {string} copy a file that the relay is to copy, or ""
 * @param {Inward} inward
 */
export async function sendPart(relay, path, handle, name, type, size, from, to, copy, inward) {
  const file = fileOf(handle);
  if (!file && !copy) return inward.fileAnswered(path, 410, { problem: "not stored" });
  onWay.get(path)?.abort();
  const control = new AbortController();
  onWay.set(path, control);
  /** @type {Record<string, string>} */
  const headers = copy ? { "Upload-From": copy }
    : { "Content-Type": type, "Upload-Name": encodeURIComponent(name), "Upload-Length": size, "Upload-Offset": from };
  let status = 0, said = {};
  try {
    const r = await ask(relay + path, { method: "PUT", headers, body: copy ? "" : file?.slice(+from, +to), signal: control.signal });
    said = await r.json().catch(() => ({})); // a proxy's own page says nothing to us
    status = r.status;
  } catch { // no network, or the file has changed on this device: status 0 says it
  }
  if (onWay.get(path) !== control) return; // another request took its place, or nobody wants it any more
  onWay.delete(path);
  inward.fileAnswered(path, status, said);
}

/** Ends what is on its way, and has the relay forget what it has. @param {string} relay @param {string} path */
export function erase(relay, path) {
  onWay.get(path)?.abort();
  onWay.delete(path);
  ask(relay + path, { method: "DELETE", keepalive: true }).catch(() => {}); // the relay drops in time what no entry names
}

const LOST = "pupitre:lost";

/** What the former page of this tab had not sent: lines of conversation, tab, name. */
export function lost() {
  try {
    const list = sessionStorage.getItem(LOST) ?? "";
    sessionStorage.removeItem(LOST);
    return list;
  } catch { // forbidden: nothing was kept either
    return "";
  }
}

addEventListener("beforeunload", (e) => { if (onWay.size > 0) e.preventDefault(); });
addEventListener("pagehide", () => {
  try {
    if (held.size > 0) sessionStorage.setItem(LOST, [...held.values()].map((h) => `${h.to}\t${h.file.name}\n`).join(""));
  } catch { // forbidden
  }
});
addEventListener("pageshow", (e) => { if (e.persisted) lost(); });
