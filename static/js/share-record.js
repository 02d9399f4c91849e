// @ts-check
// The recorder of the page, and its port to the chat's frame, which leads to the relay. It is fetched when it is granted, not before.

const AGAIN = 5000; // ms until it is fetched again

/**
 * @param {string} relay
 * @param {(name: string, value?: string, ports?: MessagePort[]) => void} say to the frame
 * @param {{level: () => number, name: () => string}} options what the recorder may, asked each time
 */
export function recorder(relay, say, options) {
  /** @type {MessagePort|undefined} */ let port;
  /** @type {{stop: () => void}|undefined} */ let running;
  const page = /** @type {any} */ (window);

  function record() {
    if (!port || running) return;
    if (page.pupitreRecord) return void (running = page.pupitreRecord(port, options));
    const script = document.createElement("script");
    script.src = `${relay}/record.js`;
    script.onload = record;
    script.onerror = () => setTimeout(record, AGAIN);
    document.head.append(script);
    script.remove(); // it comes all the same
  }
  const self = {
    going: () => !!port,
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
