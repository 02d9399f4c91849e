// @ts-check
// What can be done in the chat before the program is there: write, and send. Nothing of it is lost, not even when the page
// is closed before: it is kept at once, and handed over when the program begins.

import { fit } from "./property.js";
import { save } from "./frame-port.js";

const shell = /** @type {HTMLElement} */ (document.querySelector("[data-shell]"));
const field = /** @type {HTMLTextAreaElement} */ (shell.querySelector("textarea"));
const list = /** @type {HTMLElement} */ (shell.querySelector("[data-sent]"));
const hello = /** @type {HTMLElement} */ (shell.querySelector("[data-hello]"));
const model = /** @type {HTMLTemplateElement} */ (shell.querySelector("template"));

/** @type {string[]} */ let sent = [];
let composing = false;
/** @type {() => void} */ let composed = () => {};

/** Lets people write. What a former page load has kept comes back. @param {Record<string, string>} kept */
export function open(kept) {
  if (kept.draft && !field.value) field.value = kept.draft;
  if (kept.sent) {
    sent = kept.sent.split("\0").concat(sent);
    for (const text of kept.sent.split("\0").reverse()) list.prepend(bubble(text));
  }
  hello.hidden = kept.token !== undefined || sent.length > 0;
  if (sent.length > 0) save("sent", sent.join("\0"));
  if (field.value) save("draft", field.value);
  fit(field);
}

export function focus() { if (shell.isConnected) field.focus({ preventScroll: true }); }

function send() {
  const text = field.value;
  if (!text.trim() || composing) return;
  sent.push(text);
  list.append(bubble(text));
  hello.hidden = true;
  field.value = "";
  fit(field);
  save("sent", sent.join("\0"));
  save("draft", null);
  field.focus();
}

/** A bubble that waits. @param {string} text */
function bubble(text) {
  const row = /** @type {HTMLElement} */ (model.content.cloneNode(true));
  /** @type {HTMLElement} */ (row.querySelector("[data-text]")).textContent = text;
  return row;
}

field.addEventListener("input", () => {
  fit(field);
  save("draft", field.value || null);
});
field.addEventListener("keydown", (e) => {
  if (e.key !== "Enter" || e.shiftKey || e.ctrlKey || e.altKey || e.metaKey || e.isComposing || e.keyCode === 229) return;
  e.preventDefault();
  send();
});
/** @type {HTMLElement} */ (shell.querySelector("[data-send]")).addEventListener("click", send);
field.addEventListener("compositionstart", () => { composing = true; });
field.addEventListener("compositionend", () => {
  composing = false;
  setTimeout(() => composed()); // some browsers report the text itself only after this
});

field.disabled = false; // from here on nothing that is typed is lost, and no Enter goes unheard
performance.mark("usable"); // for who measures

/** Waits until no word is being composed: taking the field away would break it. */
export async function settled() {
  while (composing) await new Promise((/** @type {(v?: any) => void} */ go) => { composed = go; });
}

/** What was written so far, and where the caret is. */
export function take() {
  return { typed: field.value, sent, caret: [field.selectionStart, field.selectionEnd], focused: document.activeElement === field };
}

/** Makes way for the program. */
export function remove() { shell.remove(); }
