// @ts-check
// What the page's elements are beside their attributes: typed, checked, chosen, opened, played, drawn.

/** @param {any} el @param {string} v */
export function setValue(el, v) {
  if (el.type === "file") return;
  if (el.value !== v) el.value = v;
  if (v && !el.value && el.localName === "input") { // the shape of a number is no number
    el.type = "text";
    el.value = v;
  }
}

/** @param {any} el @param {number} how 0 no, 1 yes, 2 neither */
export function setChecked(el, how) {
  el.indeterminate = how === 2;
  el.checked = how === 1;
}

/** @param {any} el @param {number[]} indices */
export function select(el, indices) {
  const options = el.options ?? [];
  for (let i = 0; i < options.length; i++) {
    const on = indices.includes(i);
    if (options[i].selected !== on) options[i].selected = on;
  }
  if (indices.length === 0) el.selectedIndex = -1;
}

/** Elements that are open though a press or a key of the agent's would close them. @type {WeakMap<Element, number>} */
const opened = new WeakMap();

/** @param {any} el @param {number} how as OpOpen says */
export function open(el, how) {
  opened.set(el, how);
  if (el.localName === "details") {
    el.open = how > 0;
    return;
  }
  const inert = el.inert;
  el.inert = true; // or it would take the focus
  try {
    if (how === 3 && !el.matches(":popover-open")) el.showPopover();
    if (how === 0 && el.popover && el.matches(":popover-open")) el.hidePopover();
    if (el.localName !== "dialog" || how === 3) return;
    if (how === 0 && el.open) el.close();
    if (how === 1) {
      if (el.matches(":modal")) el.close();
      el.setAttribute("open", "");
    }
    if (how === 2 && !el.matches(":modal")) {
      el.removeAttribute("open");
      el.showModal();
    }
  } catch { // not in the document, or no popover: it is shown as its attributes say
  } finally {
    el.inert = inert;
  }
}

for (const kind of ["close", "toggle"]) {
  addEventListener(kind, ({ target: el }) => {
    if (!(el instanceof HTMLElement) || !el.isConnected) return;
    const how = opened.get(el) ?? 0;
    if (how === 2 || how === 3) open(el, how);
  }, true);
}

/** @param {any} el @param {number} bits 1 plays, 2 muted @param {number} ms */
export function play(el, bits, ms) {
  if (!(el instanceof HTMLMediaElement)) return;
  el.muted = true; // the agent hears nothing
  if (Math.abs(el.currentTime * 1000 - ms) > 1000) el.currentTime = ms / 1000;
  if (!(bits & 1)) el.pause();
  else if (el.paused) el.play().catch(() => {}); // it cannot be loaded, or the browser lets nothing play
}

/** Addresses of pictures, by elements. @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/** Shows a picture in the element's place. @param {any} el @param {Blob|null} picture null: none any more */
export function draw(el, picture) {
  const before = drawn.get(el);
  if (before) URL.revokeObjectURL(before);
  drawn.delete(el);
  if (!picture) {
    if (el.localName === "canvas") el.getContext("2d")?.clearRect(0, 0, el.width, el.height);
    return;
  }
  const url = URL.createObjectURL(picture);
  if (el.localName === "canvas") {
    paint(el, url);
    return;
  }
  drawn.set(el, url);
  if (el.localName === "video") el.poster = url;
  else if (el instanceof SVGElement) el.setAttribute("href", url);
  else {
    for (const other of el.parentElement?.localName === "picture" ? el.parentElement.querySelectorAll("source") : []) other.removeAttribute("srcset");
    el.removeAttribute("srcset");
    el.removeAttribute("loading");
    el.src = url;
  }
}

/** @param {HTMLCanvasElement} el @param {string} url */
async function paint(el, url) {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    const to = el.getContext("2d");
    to?.clearRect(0, 0, el.width, el.height);
    to?.drawImage(image, 0, 0, el.width, el.height);
  } catch { // no picture
  }
  URL.revokeObjectURL(url);
}

/** @param {Node} from @param {number} a @param {Node} to @param {number} b */
export function choose(from, a, to, b) {
  const most = (/** @type {Node} */ n, /** @type {number} */ at) => Math.min(at, n.nodeType === Node.TEXT_NODE ? /** @type {Text} */ (n).length : n.childNodes.length);
  try {
    getSelection()?.setBaseAndExtent(from, most(from, a), to, most(to, b));
  } catch { // in another tree
  }
}
