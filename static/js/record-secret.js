// @ts-check
// What never leaves the page, whoever shows it: numbers of cards and accounts, and what stands in an address behind its path.

/** What stands in place of a secret: it does not tell how long that is. */
const VEIL = "…";

/** Puts a veil on numbers of cards and accounts, with or without spaces in them. @param {string} s */
export function scrub(s) {
  if (s.length < 13 || !/\d{4}/.test(s)) return s;
  return s.replace(/[a-z\d]+(?:[\s./-][a-z\d]+)*/gi, (run) => {
    if (run.length < 13) return run;
    const parts = run.split(/([^a-z\d])/i); // groups, and what parts them
    for (let i = 0; i < parts.length; i += 2) {
      let whole = "";
      for (let j = i; j < parts.length && whole.length < 34; j += 2) {
        whole += parts[j];
        if (!isCard(whole) && !isAccount(whole)) continue;
        parts.splice(i, j - i + 1, VEIL);
        break;
      }
    }
    return parts.join("");
  });
}

/** A number of 13 to 19 digits that passes Luhn's check. @param {string} s */
function isCard(s) {
  if (!/^\d{13,19}$/.test(s)) return false;
  let sum = 0;
  for (let i = s.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const d = Number(s[i]) << Number(twice);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 === 0;
}

/** An IBAN, ISO 13616. @param {string} s */
function isAccount(s) {
  if (!/^[a-z]{2}\d{2}[a-z\d]{11,30}$/i.test(s)) return false;
  let rest = 0;
  for (const c of s.slice(4) + s.slice(0, 4)) {
    const v = parseInt(c, 36);
    rest = (rest * (v > 9 ? 100 : 10) + v) % 97;
  }
  return rest === 1;
}

/** An address without what was handed over in it: names in a query stay, values do not. @param {string} url */
export function address(url) {
  const scheme = /^\s*([a-z][a-z\d+.-]*:)/i.exec(url)?.[1];
  if (scheme && !/^(https?|mailto|tel|about):$/i.test(scheme)) return scheme;
  const [, path, query, fragment] = /** @type {RegExpExecArray} */ (/^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url));
  return path.replace(/\/\/[^/@]*@/, "//") + veiled(query) + veiled(fragment);
}

/** @param {string} [part] with its first character */
function veiled(part) {
  if (!part || part.length < 2) return part || "";
  return part[0] + part.slice(1).split("&").map((p) => p.includes("=") ? `${p.split("=")[0]}=${VEIL}` : VEIL).join("&");
}
