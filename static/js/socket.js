// @ts-check
// The WebSocket to the relay: one at a time; what a former one still says is not heard.

/** @type {WebSocket|null} */
let socket = null;

/**
 * @param {string} url
 * @param {{opened: () => void, closed: (code: number) => void, message: (data: Uint8Array) => void}} tell
 */
export function dial(url, tell) {
  hangup();
  let s;
  try {
    s = new WebSocket(url);
  } catch { // a wrong address in the configuration
    queueMicrotask(() => tell.closed(1006));
    return;
  }
  socket = s;
  s.binaryType = "arraybuffer";
  s.onopen = () => { if (s === socket) tell.opened(); };
  s.onclose = (e) => {
    if (s !== socket) return;
    socket = null;
    tell.closed(e.code);
  };
  s.onmessage = (e) => {
    if (s === socket && e.data instanceof ArrayBuffer) tell.message(new Uint8Array(e.data));
  };
}

export function hangup() {
  const s = socket;
  socket = null;
  s?.close();
}

/** @param {Uint8Array} data */
export function transmit(data) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(data);
}

// A page that is left may be kept for the way back, and its connection with it: the person would still seem to be there.
// When they come back, onclose tells.
addEventListener("pagehide", () => socket?.close());
