// @ts-check
// What the launcher knows about the visitor: which visit of this browser it is and how it came, the page, and what the merchant's page
// has told. It is kept in the merchant's storage, which all tabs share. Times are told as ages, for the relay has a clock of its own.

const PAUSE = 30 * 60_000; // a visit without a sign for so long has ended
const SIGN = 30_000; // signs are noted so often at most
const DATUM = "data:"; // each is kept by itself: two tabs that tell something at once do not undo each other

/**
 * @param {string} site
 * @param {() => Record<string, string>} kept
 * @param {(key: string, value: string|null) => void} keep
 * @param {(why: string) => void} warn
 * @param {() => void} changed there is something else to tell, now or soon
 */
export function knowing(site, kept, keep, warn, changed) {
  /** @type {string|null|undefined} */ let identity; // "": signed out, until the relay knows
  let noted = 0, viewed = "";
  /** @type {any} */ let hints = { touch: navigator.maxTouchPoints };

  /** @param {string} key */
  const object = (key) => {
    try { return Object(JSON.parse(kept()[key])); } catch { return {}; } // nothing is kept, or the page has spoilt it
  };
  /** The visit that goes on, or a new one. @param {boolean} view another page is looked at */
  function visit(view) {
    const now = Date.now();
    let v = object("visit");
    const back = v.seen - now;
    if (v.first && back > 0) { // the clock has gone back: ages stay
      v.at -= back;
      v.first.at -= back;
    } else if (!(-back <= PAUSE)) {
      const from = document.referrer.startsWith(location.origin + "/") || viewed ? "" : document.referrer;
      const came = { at: now, from: from.slice(0, 2048), to: location.href.slice(0, 2048) };
      v = { id: Math.random().toString(36).slice(2) || "0", n: (v.n || 0) + 1, ...came, first: v.first || came, pages: 0 };
      view = true;
    }
    if (view) {
      v.pages++;
      viewed = location.href;
      changed();
    }
    v.seen = noted = now;
    keep("visit", JSON.stringify(v));
    return v;
  }
  const sign = () => {
    if (Math.abs(Date.now() - noted) > SIGN) visit(false);
  };
  for (const name of ["pointerdown", "keydown", "scroll"]) addEventListener(name, sign, { passive: true, capture: true });
  addEventListener("visibilitychange", () => { if (!document.hidden) visit(false); }, true);
  addEventListener("pageshow", (e) => { if (e.persisted) visit(true); }); // from the back/forward cache: to the visitor as another one
  addEventListener("storage", (e) => { // another tab has said that they are signed out: the token of this one is over
    if (e.key === `pupitre:${site}:out`) identity = null;
  });
  const ready = Promise.resolve(/** @type {any} */ (navigator).userAgentData?.getHighEntropyValues(["platformVersion"])).then((h) => {
    hints = { ...h, ...hints };
    changed();
  }, () => {});

  return {
    /** The browser has said which it is. */
    ready,
    /** The page has another address or title. */
    moved() { if (viewed !== location.href) visit(true); },
    /** All that is to be told, as JSON. @param {Object} [more] */
    about(more) {
      const now = Date.now(), data = {};
      for (const key in kept()) if (!key.indexOf(DATUM)) Object.assign(data, object(key));
      let v = object("visit"); // to tell is no sign of the visitor
      if (!viewed || !v.first) v = visit(true);
      return JSON.stringify({
        site, ...more,
        visit: {
          id: v.id, number: v.n, age: now - v.at, pages: v.pages, referrer: v.from, landing: v.to,
          first: { referrer: v.first.from, landing: v.first.to, age: now - v.first.at },
        },
        page: { url: location.href, title: document.title },
        screen: [screen.width, screen.height], zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        offset: -new Date().getTimezoneOffset(), language: navigator.language, hints,
        data, identity: identity ?? (kept().out ? "" : undefined),
      });
    },
    /** What the relay says to what it was told. @param {any} answer @param {string} told */
    answered(answer, told) {
      if (JSON.parse(told).identity === "" && !identity) keep("out", identity = null);
      for (const problem of answer.problems ?? []) warn(problem);
    },
    /** pupitre("data", values) @param {any} values */
    data(values) {
      if (typeof values !== "object") warn("data is not an object");
      else for (const [name, value] of Object.entries(values || {})) {
        let json = "";
        try { json = JSON.stringify({ [name]: value }); } catch {} // goes round in circles
        if (value == null) keep(DATUM + name, null);
        else if (json.length < 3 || json.endsWith(":null}")) warn(`data.${name} is not a value`);
        else keep(DATUM + name, json);
      }
      changed();
    },
    /** pupitre("identify", jwt) @param {any} jwt null: signed out; kept until the relay knows, or the next one here would be taken for them */
    identify(jwt) {
      identity = jwt ? String(jwt) : "";
      keep("out", jwt ? null : "1");
      changed();
    },
  };
}
