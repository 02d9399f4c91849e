// @ts-check
// The recorder of the page, its port to the chat's frame, which leads to the relay, and what acts here for an agent. Each is fetched when it is granted, not before.

const POINT = 2; // chat.Level
const WAITING = 100; // messages of an agent that wait until there is what acts
const AGAIN = 5000; // ms until it is fetched again

/**
 * @param {string} relay
 * @param {(name: string, value?: string, ports?: MessagePort[]) => void} say to the frame
 * @param {{level: () => number, name: () => string}} options what the recorder may, asked each time
 */
export function recorder(relay, say, options) {
  /** @type {MessagePort|undefined} */ let port;
  /** @type {{stop: () => void}|undefined} */ let running;
  /** @type {{act: (...what: any[]) => void, stop: () => void}|undefined} */ let hand;
  /** @type {any[][]} */ const waiting = [];
  const page = /** @type {any} */ (window);
  const act = (/** @type {any[]} */ ...what) => hand ? hand.act(...what) : waiting.length < WAITING && waiting.push(what);

  /** @param {string} name of a script @param {() => void} then also if it did not come */
  function fetched(name, then) {
    const script = document.createElement("script");
    script.src = `${relay}/${name}.js`;
    script.onload = then;
    script.onerror = () => setTimeout(then, AGAIN);
    document.head.append(script);
    script.remove(); // it comes all the same
  }
  function record() {
    if (!port || running) return;
    if (!page.pupitreRecord) return fetched("record", record);
    running = page.pupitreRecord(port, { ...options, act });
  }
  function lend() {
    if (hand || options.level() < POINT) return;
    if (!page.pupitreControl) return fetched("control", lend);
    hand = page.pupitreControl(options);
    for (const what of waiting.splice(0)) act(...what);
  }
  const self = {
    going: () => !!port,
    /** An agent may point or act from now on, or no longer, as the level is. */
    allow() {
      if (options.level() >= POINT) return lend();
      hand?.stop();
      hand = undefined;
      waiting.length = 0;
    },
    /** Also when the frame is a new one: the page begins anew. */
    begin() {
      self.end();
      const both = new MessageChannel();
      port = both.port1;
      say("mirror", "", [both.port2]);
      record();
    },
    /** At once, whether or not anybody can be told. */
    end() {
      try {
        running?.stop();
      } finally {
        if (port) say("mirror");
        port?.close();
        port = running = undefined;
      }
    },
  };
  return self;
}
