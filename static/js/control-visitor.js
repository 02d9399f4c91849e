// @ts-check
// The visitor's own hand, which comes first: while they press or type, and a moment after, an agent does nothing.

const PAUSE = 2000; // ms

/** @param {() => void} stop what the agent holds */
export function feeling(stop) {
  const heard = new WeakSet();
  /** @type {(() => void)[]} */ const ends = [];
  let acted = -PAUSE;
  const own = (/** @type {Event} */ e) => {
    if (!e.isTrusted) return;
    acted = performance.now();
    stop();
  };
  return {
    acts: () => performance.now() - acted < PAUSE,
    /** In that window as well. @param {any} view */
    feel(view) {
      if (!view || heard.has(view)) return;
      heard.add(view);
      for (const type of ["pointerdown", "keydown"]) {
        view.addEventListener(type, own, true);
        ends.push(() => view.removeEventListener(type, own, true));
      }
    },
    stop() {
      for (const end of ends.splice(0)) end();
    },
  };
}
