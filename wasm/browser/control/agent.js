// The page's side of an agent in the tests: the executor of static/js, and numbers for the elements that it names.
import { controlling } from "../../../static/js/record-control.js";

const docs = [document], nodes = [[document]];
const answers = new Map();

window.$ = (selector, root = document) => root.querySelector(selector);
/** What stands in an element of the page, for what a scenario wants. */
window.text = (selector) => $(selector).textContent.trim();
window.agent = {
  level: 3,
  name(el) {
    let doc = docs.indexOf(el.ownerDocument);
    if (doc < 0) doc = docs.push(el.ownerDocument) - 1, nodes.push([el.ownerDocument]);
    const id = nodes[doc].indexOf(el);
    return [doc, id < 0 ? nodes[doc].push(el) - 1 : id];
  },
  /** Gives the executor a message, and tells what it answers; 0: nothing. */
  hear(bytes, ref) {
    answers.delete(ref);
    control.heard(new Uint8Array(bytes).buffer);
    return answers.get(ref) ?? 0;
  },
  stop: () => control.stop(),
};
const control = controlling({
  node: (doc, id) => nodes[doc]?.[id],
  masked: (el) => !!el.closest("[data-private]"),
  secret: (el) => el.type === "password" || /^(cc-|one-time-code|(new|current)-password)/.test(el.getAttribute("autocomplete") || ""),
  documents: () => [document, ...[...document.querySelectorAll("iframe")].map((f) => f.contentDocument).filter(Boolean)],
  level: () => agent.level,
  name: () => "Ana",
  answer: (ref, outcome) => answers.set(ref, outcome),
});

/** All that a section hears of what is done in it. */
window.heard = [];
for (const name of ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "auxclick", "dblclick", "contextmenu", "focusin", "focusout", "keydown", "keypress", "keyup", "beforeinput", "input", "change", "submit", "reset", "pointerover", "pointerout", "mouseover", "mouseout"]) {
  addEventListener(name, (e) => {
    if (!e.target.closest?.("#order")) return;
    const more = e instanceof MouseEvent ? [e.button, e.buttons, e.pointerType === "mouse" || "", e.ctrlKey] : e instanceof KeyboardEvent ? [e.key, e.code, e.keyCode, e.charCode] : e instanceof InputEvent ? [e.inputType, e.data] : [];
    heard.push([name, e.target.id || e.target.localName, ...more].join(" "));
  }, true);
}
document.addEventListener("submit", (e) => e.preventDefault());
