// @ts-check
// An agent's invitation, above the button of sites that show their visitors to agents. Once it was closed, or the chat was opened, it does
// not come again.

export const css = /* css */ `
    .card { position: fixed; right: calc(20px + env(safe-area-inset-right)); bottom: calc(88px + env(safe-area-inset-bottom));
      width: min(320px, 100vw - 40px); padding: 16px; border-radius: 16px; box-sizing: border-box; font: 15px/1.5 system-ui, sans-serif;
      background: #fff; color: #1b1f27; box-shadow: 0 0 0 1px #8883, 0 8px 40px #0003; }
    .card p { margin: 0 0 12px; max-height: 30vh; overflow: auto; white-space: pre-line; overflow-wrap: anywhere; }
    .card .name { font-weight: 600; }
    .card button { font: inherit; padding: 8px 16px; border: 1px solid; border-radius: 8px; background: none; color: inherit; cursor: pointer; }
    .card .go { background: var(--site, #2f5bd7); color: var(--on-site, #fff); border-color: #0000; margin-right: 8px; }
    @media (prefers-color-scheme: dark) { .card { background: #16181d; color: #e9ebef; } }
    @media print { .card { display: none; } }`;

const words = {
  en: ["Answer", "Close"],
  fr: ["Répondre", "Fermer"],
};

/**
 * @param {<T extends keyof HTMLElementTagNameMap>(tag: T, name: string, parent?: Node) => HTMLElementTagNameMap[T]} make
 * @param {(key: string) => string} read @param {(key: string, value: string) => void} keep
 * @param {() => "fr"|"en"} lang
 * @param {() => void} answer opens the chat
 * @param {() => void} leave gives the focus to the button
 */
export function inviting(make, read, keep, lang, answer, leave) {
  const place = make("div", ""); // is there before its first words: others are not read out
  place.setAttribute("role", "status");
  let shown = "";
  const self = {
    /** @param {{id: string, name: string, text: string}} i without an id: there is none any more */
    show(i) {
      const within = place.contains(/** @type {ShadowRoot} */ (place.getRootNode()).activeElement);
      place.textContent = "";
      shown = i.id === read("uninvited") ? "" : i.id;
      if (shown) {
        const card = make("div", "card", place), name = make("p", "name", card), text = make("p", "", card);
        name.textContent = i.name;
        text.textContent = i.text;
        name.dir = text.dir = "auto";
        const go = make("button", "go", card), close = make("button", "", card);
        [go.textContent, close.textContent] = words[lang()];
        go.onclick = answer;
        close.onclick = self.dismiss;
        card.onkeydown = (e) => { if (e.key === "Escape") self.dismiss(); };
      }
      if (within && !shown) leave();
    },
    dismiss() {
      if (!shown) return;
      keep("uninvited", shown);
      self.show({ id: "", name: "", text: "" });
    },
  };
  return self;
}
