// @ts-check

/**
 * What this browser remembers of the shop, as JSON under "lampyre.*".
 * A browser that refuses storage still shows every page, but its basket stays empty.
 */
const PREFIX = "lampyre.";

/**
 * The value is unchecked: another version of the shop, or the reader, may have written it.
 * @param {string} key
 * @returns {unknown} undefined when there is none, or none that can be read
 */
export function load(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} key
 * @param {unknown} value undefined forgets the key
 */
export function save(key, value) {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Full or refused: nothing here is worth an error to the reader.
  }
}
