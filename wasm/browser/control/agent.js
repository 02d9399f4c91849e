// The page's side of an agent in the tests: the executor of static/js, and numbers for the elements that it names.
import { controlling } from "../../../static/js/control.js";
import { CommandPress } from "../../../static/js/mirror-ops.js";

const docs = [document], nodes = [[document]];
for (const f of document.querySelectorAll("iframe")) if (f.contentDocument) docs.push(f.contentDocument), nodes.push([f.contentDocument]);
const answers = new Map();

const uint = (n) => n > 127 ? [n & 127 | 128, ...uint(n >> 7)] : [n];
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
  /** Gives the executor a command about an element as soon as that is there, and tells what it answers; 0: nothing. */
  async act(find, head, tail, ref) {
    const el = find && await agent.there(find);
    const name = el ? agent.name(el).flatMap(uint) : [];
    if (head[1] === CommandPress) agent.pressed = el;
    answers.delete(ref);
    control.act(new Uint8Array([...head, ...name, ...tail]), recorder);
    return answers.get(ref) ?? 0;
  },
  /** The element, when it is there. */
  async there(find) {
    for (;;) {
      try {
        const el = find();
        if (el) return el;
      } catch {}
      await new Promise((done) => setTimeout(done, 10));
    }
  },
  stop: () => control.stop(),
};
const recorder = {
  find: (doc, id) => nodes[doc]?.[id],
  isPrivate: (el) => !!el.closest("[data-private]"),
  isSecret: (el) => el.type === "password" || /^(cc-|one-time-code|(new|current)-password)/.test(el.getAttribute("autocomplete") || ""),
  answer: (ref, outcome) => answers.set(ref, outcome),
  hurry() {},
};
const control = controlling({ level: () => agent.level, name: () => "Ana" });

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
