// @ts-check
// How files come in and go out beside the chooser: dropped on what has data-drop, pasted in it, downloaded from data-download.

import { ask } from "./ask.js";
import { take } from "./upload.js";

/** @param {HTMLElement} root @param {string} relay @param {import("./upload.js").Inward} inward */
export function listenForFiles(root, relay, inward) {
  /** @type {HTMLElement|null} */ let over = null;
  /** @param {HTMLElement|null} target */
  const mark = (target) => {
    if (over === target) return;
    over?.removeAttribute("data-over");
    over = target;
    over?.setAttribute("data-over", "");
  };
  const brings = (/** @type {DragEvent} */ e) => e.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (e) => {
    if (!brings(e)) return;
    e.preventDefault(); // else the browser would leave the page for the file
    mark(target(e));
    if (e.dataTransfer) e.dataTransfer.dropEffect = over ? "copy" : "none";
  });
  document.addEventListener("dragleave", (e) => { if (!e.relatedTarget) mark(null); });
  document.addEventListener("drop", (e) => {
    if (!brings(e)) return;
    e.preventDefault();
    mark(null);
    const to = target(e);
    if (to) take(to.dataset.drop ?? "", e.dataTransfer?.files ?? [], inward);
  });
  root.addEventListener("paste", (e) => {
    const files = e.clipboardData?.files ?? [], to = target(e);
    if (files.length === 0 || !to || e.clipboardData?.types.includes("text/plain")) return; // words come first: a table brings a picture of itself
    e.preventDefault();
    take(to.dataset.drop ?? "", files, inward);
  });
  root.addEventListener("click", (e) => {
    const el = e.target instanceof Element ? /** @type {HTMLElement|null} */ (e.target.closest("[data-download]")) : null;
    if (el) download(relay, el.dataset.download ?? "", el.dataset.name ?? "", inward);
  });
}

/** @param {Event} e @returns {HTMLElement|null} */
const target = (e) => e.target instanceof Element ? e.target.closest("[data-drop]") : null;

/** @param {string} relay @param {string} path @param {string} name @param {import("./upload.js").Inward} inward */
async function download(relay, path, name, inward) {
  try {
    const r = await ask(relay + path);
    if (!r.ok) throw new Error(`${path}: ${r.status}`);
    const a = document.createElement("a");
    a.href = URL.createObjectURL(await r.blob());
    a.download = name;
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60_000); // the browser reads it in its own time
    inward.fileAnswered(path, 200, {});
  } catch {
    inward.fileAnswered(path, 0, {});
  }
}
