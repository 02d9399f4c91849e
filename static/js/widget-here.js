// @ts-check
// For sites that show their visitors to agents: says that somebody is there, by one request whose answer stays open as long as the page
// does and brings an agent's invitation. Of all tabs of the browser one does it, the one that is looked at; when it is closed, another.

/**
 * @param {string} site
 * @param {string} url
 * @param {() => string} told what is to be told now
 * @param {(answer: any, told: string) => void} heard
 * @param {() => void} refused for good
 */
export function saying(site, url, told, heard, refused) {
  /** @type {AbortController|undefined} */ let turn; // of this tab: while it waits to say it, and while it does
  /** @type {AbortController|undefined} */ let request;
  /** @type {(v?: any) => void} */ let settle = () => {};
  const settled = new Promise((go) => {
    settle = go;
    setTimeout(go, 2000);
  });

  /** @type {AbortController|undefined} */ let holding; // the turn in which this tab says it

  /** @param {AbortController} mine */
  async function hold(mine) {
    holding = mine;
    for (let pause = 0; !mine.signal.aborted;) {
      request = new AbortController();
      mine.signal.addEventListener("abort", () => request?.abort());
      try {
        const body = told(), answer = await fetch(url, { method: "POST", body, credentials: "omit", signal: request.signal });
        if (answer.ok) {
          pause = 0;
          await read(answer, body);
        } else if (answer.status < 500 && answer.status !== 429) {
          console.warn("Pupitre:", url, answer.status);
          return refused();
        }
      } catch {} // no network, or there is something else to say
      settle();
      if (request.signal.aborted) continue;
      pause = Math.min(2 * pause + 5000, 300_000);
      await new Promise((go) => {
        setTimeout(go, pause);
        mine.signal.addEventListener("abort", go);
      });
    }
  }
  /** Reads the lines of an answer until its end, or until nothing has come for so long that the network is lost: every 25 s there is an
   * empty line. @param {Response} answer @param {string} body */
  async function read(answer, body) {
    const reader = /** @type {ReadableStream} */ (answer.body).pipeThrough(new TextDecoderStream()).getReader();
    for (let text = "";;) {
      const lost = setTimeout(() => request?.abort(), 60_000), { done, value } = await reader.read().finally(() => clearTimeout(lost));
      if (done) return;
      const lines = (text + value).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) if (line) heard(JSON.parse(line), body);
      settle();
    }
  }
  /** @param {boolean} steal from another tab, or wait until none does it */
  function begin(steal) {
    end();
    const mine = turn = new AbortController();
    if (!navigator.locks) return void (steal && hold(mine)); // without https there is no word between tabs
    navigator.locks.request(`pupitre:${site}`, steal ? { steal } : { signal: mine.signal }, () => hold(mine)).catch(() => {
      mine.abort(); // another tab has it
      if (turn === mine) begin(false);
    });
  }
  function end() {
    const was = turn;
    turn = undefined;
    was?.abort();
  }
  let away = false; // kept for a way back: a word from another tab would end that
  const look = () => {
    if (away) return;
    if (!document.hidden) turn && turn === holding || begin(true);
    else if (!turn || !navigator.locks) begin(false);
  };
  addEventListener("visibilitychange", look, true);
  addEventListener("pagehide", () => { // before it is hidden
    away = true;
    end();
  });
  addEventListener("pageshow", (e) => {
    if (!e.persisted) return;
    away = false;
    look();
  });
  look();
  return {
    /** The first answer is there, or is not to be waited for. */
    settled,
    /** There is something else to say. */
    changed() { request?.abort(); },
  };
}
