// @ts-check
// Carries what the visitor's page shows: between a port, at whose other end that page's recorder is, and a socket of its own to the relay. It is there
// before the program, so that whoever looks need not wait for that on each page. It grants nothing: the relay knows what is granted, and the page does.

import { held, say } from "./frame-port.js";
import { MirrorGo, MirrorLeft, MirrorPage, MirrorPause } from "./mirror-ops.js";

const PAUSE = 500, LONGEST = 10_000; // ms between two attempts to connect
const OFTEN = 100; // ms after which the page hears again how much waits in the socket
const id = crypto.getRandomValues(new Uint32Array(4)).join("-"); // wire.MirrorHello.Page: who comes back is the same

/** @type {MessagePort|undefined} */ let port;
/** @type {WebSocket|undefined} */ let socket;
/** @type {ArrayBuffer|undefined} */ let where; // the page's last MirrorPage, with which every connection begins
let pause = 0, again = 0, counting = 0;

/** Begins anew with the port of a recorder. @param {MessagePort} [next] none: nothing is shown any more */
export function mirror(next) {
  clearTimeout(again);
  leave();
  port?.close();
  port = next;
  where = undefined;
  pause = 0;
  if (!port) return;
  port.onmessage = ({ data }) => {
    if (!(data instanceof ArrayBuffer)) return;
    if (new Uint8Array(data)[0] === MirrorPage) where = data;
    if (socket?.readyState !== WebSocket.OPEN) return; // it is told to begin anew once there is one
    socket.send(data);
    count();
  };
  connect();
}

function connect() {
  if (!held.token || !held.conversation) return later(); // the program has not been told yet
  const s = socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/mirror/visitor`);
  s.binaryType = "arraybuffer";
  s.onopen = () => {
    s.send(hello(document.documentElement.dataset.site ?? "", held.token, held.conversation, id));
    if (where) s.send(where);
  };
  s.onmessage = ({ data }) => {
    if (s !== socket) return;
    pause = 0;
    const bytes = new Uint8Array(data);
    if (bytes[0] === MirrorGo) say("looks", name(bytes));
    port?.postMessage(data, [data]);
  };
  s.onclose = ({ code }) => {
    if (s !== socket) return;
    socket = undefined;
    port?.postMessage(new Uint8Array([MirrorPause]).buffer); // whoever looks will need all of it
    if (!forGood(code)) return later();
    mirror();
    say("share"); // the page is not shown, whatever it thinks
  };
}

function later() {
  pause = Math.min(2 * pause + PAUSE, LONGEST);
  again = setTimeout(connect, pause);
}

/** As wire.CloseCode.Policy. @param {number} code */
const forGood = (code) => code === 1009 || code >= 4100 && code < 5000 && code !== 4105;

function leave() {
  const s = socket;
  socket = undefined;
  if (s?.readyState === WebSocket.OPEN) s.send(new Uint8Array([MirrorLeft]));
  s?.close();
}

/** Says how much waits in the socket, as long as something does. */
function count() {
  if (counting || !socket?.bufferedAmount) return;
  counting = setTimeout(() => {
    counting = 0;
    port?.postMessage({ buffered: socket?.bufferedAmount ?? 0 });
    count();
  }, OFTEN);
}

/** wire.MirrorHello. @param {string[]} fields */
function hello(...fields) {
  const all = fields.flatMap((text) => {
    const bytes = [...new TextEncoder().encode(text)], size = [];
    let n = bytes.length;
    for (; n > 127; n >>= 7) size.push(n & 127 | 128);
    return [...size, n, ...bytes];
  });
  return new Uint8Array(all);
}

/** Of who looks, in a MirrorGo: behind its kind and level. @param {Uint8Array} bytes */
function name(bytes) {
  let at = 2, size = 0;
  for (let part = 1, more = true; more && at < bytes.length; part *= 128) {
    size += (bytes[at] & 127) * part;
    more = bytes[at++] > 127;
  }
  return new TextDecoder().decode(bytes.subarray(at, at + size));
}

addEventListener("pagehide", leave); // see socket.js
addEventListener("pageshow", (e) => { if (e.persisted && port) connect(); });
