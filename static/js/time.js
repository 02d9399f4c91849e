// @ts-check
// Times in the reader's language and time zone; the formats cost 20 ms to make, so each is made when it is first needed.

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const OPTIONS = {
  clock: { hour: "2-digit", minute: "2-digit" },
  day: { weekday: "long", day: "numeric", month: "long" },
  full: { dateStyle: "full", timeStyle: "short" },
  date: { dateStyle: "medium", timeStyle: "short" },
  past: { dateStyle: "full" },
};

/** The reader's own way of writing times, as far as it is of the page's language: en-GB counts 24 hours. */
export function locale() {
  const lang = document.documentElement.lang || "en";
  return navigator.languages.find((l) => l === lang || l.startsWith(`${lang}-`)) ?? lang;
}

/** @param {string} kind */
function format(kind) {
  const lang = locale();
  const key = lang + kind;
  let f = formats.get(key);
  if (!f) formats.set(key, f = new Intl.DateTimeFormat(lang, OPTIONS[kind]));
  return f;
}

/** Fills a <time>: spec is "clock", "day", "date" or "full", a space, Unix milliseconds. @param {HTMLElement} el @param {string} spec */
export function writeTime(el, spec) {
  /** @type {any} */ (el).pupitreTime = spec;
  const [kind, ms] = spec.split(" ");
  const date = new Date(Number(ms));
  el.textContent = kind === "day" ? day(date) : format(kind).format(date);
  if (el instanceof HTMLTimeElement) el.dateTime = date.toISOString();
  if (kind === "clock") {
    el.title = "";
    el.onpointerenter = () => { el.title = format("full").format(date); };
  }
}

/** Writes all times anew: the page's language is another one. */
export function rewriteTimes() {
  for (const el of document.querySelectorAll("time")) {
    const spec = /** @type {any} */ (el).pupitreTime;
    if (spec) writeTime(el, spec);
  }
}

/** Today and yesterday in words; the year where it is another one. @param {Date} date */
function day(date) {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const days = Math.round((new Date(date).setHours(0, 0, 0, 0) - midnight.getTime()) / 86400000);
  if (days === 0 || days === -1) {
    const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day");
    return words[0].toUpperCase() + words.slice(1);
  }
  return format(date.getFullYear() === midnight.getFullYear() ? "day" : "past").format(date);
}
