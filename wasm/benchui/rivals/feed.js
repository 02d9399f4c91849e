// @ts-check
// The stub's messages, for all rivals. What comes within a frame is drawn once.

/** @param {{page: (of: number, list: any[]) => void, add: (of: number, list: any[]) => void, draw: () => void}} to */
export function feed(to) {
  let asked = false;
  const ws = new WebSocket(location.origin.replace("http", "ws") + "/rival/ws");
  ws.onmessage = (m) => {
    for (const f of [JSON.parse(m.data)].flat()) {
      if (f.kind === "page") to.page(f.of, f.list);
      if (f.kind === "add") to.add(f.of, f.list);
    }
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      to.draw();
    });
  };
}
