// @ts-check
// What an agent points at, on the visitor's page: their pointer with their name, a highlight, lines that fade. It is drawn over the page in a closed
// shadow tree, takes no events, changes nothing of the layout, and is not recorded.

/** @typedef {import("./control-node.js").El} El */
/** @typedef {import("./control-press.js").At} At */

const css = `
  * { position: absolute; left: 0; top: 0; box-sizing: border-box; }
  .pointer { transition: transform 60ms linear; font: 600 12px/1.5 system-ui, sans-serif; }
  .pointer::before { content: ""; position: absolute; width: 14px; height: 20px; background: #1d4fd7; clip-path: polygon(0 0, 100% 65%, 50% 68%, 20% 100%);
    filter: drop-shadow(0 0 1px #fff); }
  .pointer span { left: 12px; top: 18px; padding: 1px 8px; border-radius: 10px; background: #1d4fd7; color: #fff; white-space: nowrap; box-shadow: 0 0 0 1px #fff; }
  .box { border: 3px solid #1d4fd7; border-radius: 6px; box-shadow: 0 0 0 2px #fff, 0 0 0 6px #1d4fd74d; }
  svg { width: 100%; height: 100%; overflow: visible; fill: none; }
  polyline { stroke: #1d4fd7; stroke-width: 4; stroke-linecap: round; stroke-linejoin: round; paint-order: stroke; transition: opacity 1s 3s; }
  .old { opacity: 0; }
  @media (prefers-reduced-motion: reduce) { .pointer { transition: none; } polyline { transition: opacity 0s 4s; } }
  @media print { * { display: none; } }`;

/** @param {() => string} name the agent's */
export function showing(name) {
  /** @type {El} */ let host = null;
  /** @type {any} */ let root;
  /** What is drawn, and how it is laid where its element is now. @type {Map<El, () => void>} */ const drawn = new Map();
  /** @type {Map<number, El>} */ const lines = new Map();
  /** @type {El} */ let pointer = null;
  let timer = 0;

  /** @param {string} tag @param {string} kind */
  function make(tag, kind) {
    if (!host) {
      host = document.createElement("pupitre-share");
      host.ariaHidden = "true";
      host.style.cssText = "all:initial;position:fixed;inset:0;width:100%;height:100%;margin:0;padding:0;border:0;overflow:hidden;background:none;pointer-events:none;z-index:2147483646";
      root = host.attachShadow({ mode: "closed" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
      host.popover = "manual"; // over dialogs as well
      addEventListener("scroll", place, true);
      addEventListener("resize", place);
      timer = setInterval(place, 250);
    }
    if (!host.isConnected) document.documentElement.append(host);
    if (!host.matches(":popover-open")) host.showPopover?.();
    const el = /** @type {El} */ (/svg|line/.test(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag));
    if (kind) el.className = kind;
    return el;
  }
  function place() {
    for (const lay of drawn.values()) lay();
  }
  /** px of an element's window, as seen in the page's. @param {El} el @param {number} x @param {number} y */
  function outer(el, x, y) {
    for (let f; (f = el.ownerDocument.defaultView?.frameElement); el = f) {
      const r = f.getBoundingClientRect();
      x += r.left + f.clientLeft;
      y += r.top + f.clientTop;
    }
    return [x, y];
  }
  /** @param {El} what @param {El} el @param {() => void} lay */
  function draw(what, el, lay) {
    drawn.set(what, () => {
      what.style.display = el.isConnected ? "" : "none";
      if (el.isConnected) lay();
    });
    drawn.get(what)?.();
  }
  /** @param {El} what */
  function drop(what) {
    drawn.delete(what);
    what?.remove();
  }

  return {
    /** @param {El} el @param {number} fx @param {number} fy parts of its box; no element: the agent points nowhere */
    pointer(el, fx = 0, fy = 0) {
      if (!el) {
        drop(pointer);
        return void (pointer = null);
      }
      if (!pointer) {
        pointer = make("div", "pointer");
        pointer.append(make("span", ""));
        root.append(pointer);
      }
      pointer.firstChild.textContent = name();
      draw(pointer, el, () => {
        const r = el.getBoundingClientRect(), [x, y] = outer(el, r.left + fx * r.width, r.top + fy * r.height);
        pointer.style.transform = `translate(${x}px,${y}px)`;
      });
    },
    /** @param {El} el */
    highlight(el) {
      const box = make("div", "box");
      root.append(box);
      el.scrollIntoView({ block: "nearest" });
      draw(box, el, () => {
        const r = el.getBoundingClientRect(), [x, y] = outer(el, r.left, r.top);
        Object.assign(box.style, { transform: `translate(${x - 6}px,${y - 6}px)`, width: `${r.width + 12}px`, height: `${r.height + 12}px` });
      });
    },
    /** More of a line; a new one if it is not known. @param {number} stroke @param {At[]} places */
    line(stroke, places) {
      if (!places.length) return;
      let svg = lines.get(stroke);
      if (!svg?.isConnected) {
        const { el } = places[0], r = el.getBoundingClientRect();
        svg = make("svg", "");
        svg.append(make("polyline", ""));
        root.append(svg);
        lines.set(stroke, svg);
        draw(svg, el, () => { // it stays with what it was drawn on
          const now = el.getBoundingClientRect();
          svg.style.transform = `translate(${now.left - r.left}px,${now.top - r.top}px)`;
        });
      }
      const line = svg.firstChild, had = line.getAttribute("points") || "";
      const [dx, dy] = (svg.style.transform.match(/-?[\d.]+/g) || [0, 0]).map(Number);
      line.setAttribute("points", had + places.map(({ el, x, y }) => outer(el, x, y)).map(([x, y]) => ` ${x - dx},${y - dy}`).join(""));
      line.setAttribute("class", "");
      line.getBoundingClientRect(); // or there is nothing to fade from
      line.setAttribute("class", "old");
      line.ontransitionend = () => { drop(svg); lines.delete(stroke); };
    },
    erase() {
      for (const what of drawn.keys()) if (what !== pointer) drop(what);
      lines.clear();
    },
    stop() {
      this.erase();
      this.pointer(null);
      clearInterval(timer);
      removeEventListener("scroll", place, true);
      removeEventListener("resize", place);
      host?.remove();
      host = null;
    },
  };
}
