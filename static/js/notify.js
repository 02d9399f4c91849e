// @ts-check
// Notifications of the desktop. A browser that has none says "none", and nothing else happens.

/** What the person has said: "granted", "denied", "default" (nothing yet), or "none". */
export const permission = () => globalThis.Notification?.permission ?? "none";

/** @param {(name: string, value: string) => void} told */
export async function askToNotify(told) {
  try {
    await globalThis.Notification?.requestPermission();
  } catch { // a page without a secure origin may not ask: the permission says it
  }
  told("notify", permission());
}

/** @param {string} tag @param {string} title @param {string} body @param {(name: string, value: string) => void} told */
export function notify(tag, title, body, told) {
  try {
    const n = new Notification(title, { tag, body, icon: new URL("../img/pupitre.svg", import.meta.url).href, silent: true });
    n.onclick = () => {
      focus();
      n.close();
      told("notified", tag);
    };
  } catch { // some phones have notifications only for service workers
  }
}
