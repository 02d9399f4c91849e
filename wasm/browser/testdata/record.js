// @ts-check
// Takes the recorder's place in tests of what is around it: says which page it is, and begins an epoch, whose one operation says so, each time
// that it is told to. What it has heard stands in window.recorders, one for each call.
(() => {
  const { MirrorOps, MirrorPage, MirrorGo, MirrorPause } = { MirrorOps: 1, MirrorPage: 5, MirrorGo: 37, MirrorPause: 38 };
  const page = /** @type {any} */ (window);
  /** @param {string} text */
  const string = (text) => {
    const bytes = [...new TextEncoder().encode(text)];
    return bytes.length < 128 ? [bytes.length, ...bytes] : [bytes.length & 127 | 128, bytes.length >> 7, ...bytes];
  };
  /** @param {MessagePort} port @param {{level: () => number, name: () => string}} options */
  page.pupitreRecord = (port, options) => {
    const mine = { options, heard: /** @type {number[]} */ ([]), buffered: /** @type {number[]} */ ([]), going: false, stopped: false, port };
    (page.recorders ??= []).push(mine);
    let epoch = 0;
    /** @param {number[]} bytes */
    const post = (bytes) => port.postMessage(new Uint8Array(bytes).buffer);
    const where = () => post([MirrorPage, +!document.hidden, ...string(location.href), ...string(document.title)]);
    port.onmessage = ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return void mine.buffered.push(data.buffered);
      const kind = new Uint8Array(data)[0];
      mine.heard.push(kind);
      if (kind === MirrorGo && !mine.going) post([MirrorOps, ++epoch, 1, 0, ...new TextEncoder().encode(location.pathname)]);
      mine.going = kind === MirrorGo || kind !== MirrorPause && mine.going;
    };
    where();
    document.addEventListener("visibilitychange", where);
    return {
      stop() {
        mine.stopped = true;
        document.removeEventListener("visibilitychange", where);
      },
    };
  };
})();
