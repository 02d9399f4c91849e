// @ts-check
// What the recorder asks of nodes, with the browser's own functions: a page may have put others in their place, and a field whose name
// is "firstChild" hides that of its form.

const call = Function.prototype.call;
const text = Function.prototype.toString;

/** @param {any} f */
const genuine = (f) => typeof f === "function" && /\{\s*\[native code\]\s*\}\s*$/.test(call.call(text, f));

/** @type {any} */ let frame; // of our own, for as long as something of it is used

/** A window that no page has changed. @returns {any} */
function fresh() {
  if (!frame) {
    frame = document.createElement("iframe");
    frame.hidden = true;
    document.documentElement.appendChild(frame);
  }
  return frame.contentWindow;
}

/** @param {any} n */
export const isOurs = (n) => n === frame;

/** Takes the window away again; what was had of it goes on, but for its observers. */
export function tidy() {
  frame?.remove();
  frame = undefined;
}

/** What zone.js has replaced, as it was: through its own, each of our timers would have Angular look through the whole page. @param {string} name @param {any} [of] */
const before = (name, of = window) => of[`__zone_symbol__${name}`] || of[name];

/** @type {(f: () => void, ms?: number) => number} */ export const setTimer = (f, ms) => before("setTimeout").call(window, f, ms);
/** @type {(timer: number) => void} */ export const clearTimer = (timer) => before("clearTimeout").call(window, timer);
/** @type {(f: () => void) => void} */ export const beforePaint = (f) => before("requestAnimationFrame").call(window, f);

const HOW = { capture: true, passive: true };
/** Listens; answers how to end that. @param {any} target @param {string} type @param {(e: any) => void} f */
export function listen(target, type, f) {
  before("addEventListener", target).call(target, type, f, HOW);
  return () => before("removeEventListener", target).call(target, type, f, HOW);
}

/** The browser's class of observers. @returns {typeof MutationObserver} */
export function observers() {
  const found = before("MutationObserver");
  return genuine(found) ? found : fresh().MutationObserver;
}

/** A getter or a method as a function of the node. @param {string} type @param {string} name @returns {(n: any, ...rest: any[]) => any} */
function native(type, name) {
  const of = (/** @type {any} */ w) => {
    const d = Object.getOwnPropertyDescriptor(w[type].prototype, name);
    return d && (d.get || d.value);
  };
  const found = of(window);
  return call.bind(genuine(found) ? found : of(fresh()));
}

export const firstChild = native("Node", "firstChild");
export const nextSibling = native("Node", "nextSibling");
export const previousSibling = native("Node", "previousSibling");
export const parentNode = native("Node", "parentNode");
export const nodeType = native("Node", "nodeType");
export const isConnected = native("Node", "isConnected");
export const ownerDocument = native("Node", "ownerDocument");
export const dataOf = native("CharacterData", "data");
export const localName = native("Element", "localName");
export const namespaceURI = native("Element", "namespaceURI");
export const shadowRoot = native("Element", "shadowRoot");
export const hostOf = native("ShadowRoot", "host");
export const getAttribute = native("Element", "getAttribute");
export const getAttributeNames = native("Element", "getAttributeNames");
export const hasAttribute = native("Element", "hasAttribute");

tidy();

/** The node around a node, across the border of a shadow tree. @param {any} n */
export const above = (n) => parentNode(n) || (nodeType(n) === 11 ? hostOf(n) : null);
