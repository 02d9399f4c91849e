// @ts-check
// The site's colour, and the colour to write on it with: the one place that decides. Against black or white every colour
// has a contrast of 4.58 or more (WCAG 2.2, 1.4.3 asks for 4.5), so one of the two always does.

const WHITE = "#ffffff", BLACK = "#000000";

/** @param {string} color "#rrggbb", anything else is no colour @returns {string} the colour, a space, the one to write with; or "" */
export function pair(color) {
  const m = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!m) return "";
  const [r, g, b] = m.slice(1).map((part) => linear(parseInt(part, 16) / 255));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b; // relative luminance, as WCAG defines it
  return `${color} ${1.05 / (light + 0.05) >= 4.5 ? WHITE : BLACK}`;
}

/** @param {number} v */
const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;

/** Sets the two at the document's root. @param {string} colors of pair() */
export function paint(colors) {
  const [site, on] = colors.split(" "), style = document.documentElement.style;
  style.setProperty("--site", site);
  style.setProperty("--on-site", on);
}
