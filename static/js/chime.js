// @ts-check
// The sound of a new message: two soft notes, made here, so that there is no file to fetch.

/** @type {AudioContext|undefined} */
let audio;

export function chime() {
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") audio.resume();
    [660, 880].forEach((hertz, i) => note(/** @type {AudioContext} */ (audio), hertz, i * 0.12));
  } catch { // no sound device, or not allowed before the first click: there is nothing to mend
  }
}

/** @param {AudioContext} a @param {number} hertz @param {number} delay */
function note(a, hertz, delay) {
  const tone = a.createOscillator(), level = a.createGain(), at = a.currentTime + delay;
  tone.frequency.value = hertz;
  level.gain.setValueAtTime(0, at);
  level.gain.linearRampToValueAtTime(0.08, at + 0.01);
  level.gain.exponentialRampToValueAtTime(0.0001, at + 0.25);
  tone.connect(level).connect(a.destination);
  tone.start(at);
  tone.stop(at + 0.3);
}
