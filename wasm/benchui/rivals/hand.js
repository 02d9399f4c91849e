// @ts-check
// The rival by hand: elements are made once, cloned from a template, and only what changed is touched.
import { feed } from "./feed.js";
import { AVERAGE, CHECK, lets, near, PAGE, PANES, ROWS, row } from "./rows.js";

const icon = (/** @type {string} */ d) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${d}"></path></svg>`;
const template = (/** @type {string} */ html) => {
  const t = document.createElement("template");
  t.innerHTML = html;
  return /** @type {any} */ (t.content.firstElementChild);
};
const SAID = template(`<li><div class="above"></div><div class="line"><span aria-hidden="true"></span><div class="said"><div class="by"></div><div dir="auto"></div><div class="state"></div></div></div></li>`);
const HAPPENED = template(`<li class="row happened"><div class="above"></div><p>${icon(PAGE)}<a><bdi></bdi></a><time></time></p></li>`);
const JOINED = template(`<li class="row happened"><div class="above"></div><p>${icon(PAGE)}<span></span><time></time></p></li>`);
const BY = template(`<div><bdi class="name"></bdi><time></time></div>`);
const STATE = template(`<div>${icon(CHECK)}</div>`);
const OFFER = template(`<span class="words"><span class="kind">${icon(PAGE)}Offer</span><a class="name"><bdi></bdi></a><span class="more"></span><strong class="price"></strong></span>`);
const QUESTION = template(`<div><span class="kind">${icon(PAGE)}Question</span><span class="asked" dir="auto"></span><ul class="choices"></ul></div>`);

/** @param {any} e @param {any} prev @param {any} next */
function make(e, prev, next) {
  const r = row(e, prev, next);
  if (!r.said) {
    const li = (e.url ? HAPPENED : JOINED).cloneNode(true), p = li.lastChild;
    if (e.url) p.childNodes[1].href = e.url;
    (e.url ? p.childNodes[1].firstChild : p.childNodes[1]).textContent = r.happened;
    time(p.lastChild, r);
    return li;
  }
  const li = SAID.cloneNode(true), line = li.lastChild, [by, bubble, state] = line.lastChild.childNodes;
  li.className = r.className;
  line.firstChild.className = r.avatar;
  line.firstChild.textContent = r.initials;
  bubble.className = r.bubble;
  if (r.starts) {
    const b = BY.cloneNode(true);
    b.firstChild.textContent = r.name;
    time(b.lastChild, r);
    by.append(...b.childNodes);
  }
  if (e.kind === "offer") {
    const o = OFFER.cloneNode(true);
    o.childNodes[1].href = e.url;
    o.childNodes[1].firstChild.textContent = e.title;
    o.childNodes[2].textContent = e.text;
    o.childNodes[3].textContent = e.price;
    bubble.append(o);
  } else if (e.kind === "question") {
    const q = QUESTION.cloneNode(true);
    q.childNodes[1].textContent = e.text;
    for (const c of e.choices) {
      const li = document.createElement("li");
      li.className = "choice";
      li.append(document.createElement("bdi"));
      /** @type {any} */ (li.firstChild).textContent = c;
      q.childNodes[2].append(li);
    }
    bubble.append(...q.childNodes);
  } else bubble.textContent = e.text;
  sent(state, r.state);
  return li;
}

/** @param {any} el @param {any} r */
function time(el, r) { el.textContent = r.time; el.dateTime = r.iso; }

/** @param {any} el @param {string} words */
function sent(el, words) {
  if (words) el.append(...STATE.cloneNode(true).childNodes, words);
  else el.replaceChildren();
}

class Pane {
  constructor() {
    const el = template(`<section class="talk"><div class="filters"><div class="choices" role="group">${["All", "Visitor", "Agent", "Actions"].map((f) => `<button class="filter">${f}</button>`).join("")}</div></div>
<div class="thread"><div class="scroll" role="log"><div></div><ol></ol></div></div><footer class="foot compose"><div class="field"><textarea rows="1"></textarea></div></footer></section>`);
    this.box = el.querySelector(".scroll");
    [this.space, this.rows] = this.box.children;
    /** @type {any[]} */ this.list = [];
    /** @type {any[]} */ this.shown = [];
    this.filter = "All";
    this.drawn = 0; // up to which of those shown
    el.querySelector(".choices").onclick = (/** @type {any} */ e) => { this.filter = e.target.textContent; this.all(); };
    document.querySelector(".panes")?.append(el);
  }
  all() {
    this.shown = this.filter === "All" ? this.list : this.list.filter((e) => lets(e, this.filter));
    this.rows.replaceChildren();
    this.drawn = near(this.shown);
    this.draw();
  }
  draw() {
    const s = this.shown, from = near(s), all = document.createDocumentFragment();
    if (this.drawn === s.length) return;
    const last = this.rows.lastChild;
    if (last && s[this.drawn - 1].by.id === "a1" && s[this.drawn].by.id === "a1") last.querySelector(".state")?.replaceChildren();
    for (let i = Math.max(this.drawn, from); i < s.length; i++) all.append(make(s[i], s[i - 1], s[i + 1]));
    this.rows.append(all);
    this.drawn = s.length;
    if (ROWS) {
      while (this.rows.childElementCount > s.length - from) this.rows.firstChild.remove();
      this.space.style.height = `${from * AVERAGE}px`;
    }
    this.box.scrollTop = this.box.scrollHeight;
  }
}

/** @type {any} */ (document.getElementById("root")).innerHTML = `<div class="panes"></div>`;
const panes = Array.from({ length: PANES }, () => new Pane());
const fresh = new Set();
feed({
  page: (of, list) => { if (panes[of]) { panes[of].list = list; fresh.add(of); } },
  add: (of, list) => {
    const p = panes[of];
    if (!p) return;
    p.list.push(...list);
    if (p.shown !== p.list) p.shown.push(...list.filter((e) => lets(e, p.filter)));
  },
  draw: () => panes.forEach((p, i) => fresh.delete(i) ? p.all() : p.draw()),
});
