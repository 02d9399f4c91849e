package browser_test

import (
	"os"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

const stub = `
window.__parts = []; window.__hold = false; window.__files = {};
const real = window.fetch;
window.fetch = async (url, init = {}) => {
  const u = new URL(url, location.href);
  if (!u.pathname.startsWith("/files/")) return real(url, init);
  const json = (o, s = 200) => new Response(JSON.stringify(o), { status: s });
  const m = init.method ?? "GET";
  window.__parts.push(m + " " + u.pathname + " " + (init.headers?.["Upload-Offset"] ?? "") + " " + (init.body?.size ?? "") + " " + (init.headers?.Authorization ? "bearer" : "cookie"));
  if (m === "PUT") {
    const f = window.__files[u.pathname] ??= [];
    const got = f.reduce((n, b) => n + b.size, 0), at = +init.headers["Upload-Offset"], all = +init.headers["Upload-Length"];
    while (window.__hold && got >= 0.4 * all) await new Promise((go) => setTimeout(go, 50));
    if (at !== got) return json({ problem: "not stored", offset: got }, 409);
    f.push(init.body);
    const now = got + init.body.size;
    if (now < all) return json({ offset: now });
    const type = init.headers["Content-Type"];
    if (!type.startsWith("image/")) return json({ offset: now, done: true, type });
    const b = await createImageBitmap(new Blob(f, { type }));
    return json({ offset: now, done: true, type, width: b.width, height: b.height });
  }
  if (m === "DELETE") return new Response(null, { status: 204 });
  const f = window.__files[u.pathname.replace(/\/thumb$/, "")];
  return f ? new Response(new Blob(f)) : new Response("", { status: 404 });
};
window.__draw = async (w, h, name, type = "image/png") => {
  const c = new OffscreenCanvas(w, h), g = c.getContext("2d");
  const gr = g.createLinearGradient(0, 0, w, h); gr.addColorStop(0, "#f5c26b"); gr.addColorStop(1, "#355070"); g.fillStyle = gr; g.fillRect(0, 0, w, h);
  g.fillStyle = "#fff"; g.beginPath(); g.arc(w / 2, h / 2, h / 4, 0, 7); g.fill();
  return new File([await c.convertToBlob({ type })], name, { type });
};
window.__drop = (target, files) => { const d = new DataTransfer(); for (const f of files) d.items.add(f); for (const n of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(n, { dataTransfer: d, bubbles: true, cancelable: true })); };
window.__paste = (target, files) => { const d = new DataTransfer(); for (const f of files) d.items.add(f); target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: d, bubbles: true, cancelable: true })); };
`

func shot(t *testing.T, p *browser.Page, name string) {
	t.Helper()
	os.MkdirAll("/tmp/shots", 0o755)
	if err := os.WriteFile("/tmp/shots/"+name+".png", p.Screenshot(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestShots(t *testing.T) {
	r := shop(t, func(c *web.Config) {
		c.Rules = chat.Rules{MaxFile: 10_000_000, Types: "image/* application/pdf text/plain"}
	})
	v := browser.Open(t, 1280, 800)
	v.OnEveryPage(stub)
	v.Go(r.URL + "/widget/?site=demo")
	v.Until(`at("textbox", "Message")`)
	v.Size(400, 700)
	v.Until(`at("button", "Attach files")`)
	v.Fill("Message", "Hello, here is my lamp\r")
	v.See("Sent")
	browser.Eval[bool](v, `(async () => { window.__hold = true; __paste(document.querySelector("textarea"), [await __draw(1600, 1200, "lamp.png")]); return true; })()`)
	v.See("lamp.png")
	browser.Eval[bool](v, `(__drop(document.querySelector("main"), [new File([new Uint8Array(2_000_000)], "Invoice of March 2024 with a long name.pdf", { type: "application/pdf" }), new File(["x"], "virus.exe", { type: "application/x-msdownload" }), new File([new Uint8Array(20_000_000)], "film.png", { type: "image/png" })]), true)`)
	v.See("virus.exe")
	v.Until(`seen("39") || seen("52") || seen("40")`)
	shot(t, v, "widget-tray")
	v.Dark(true)
	shot(t, v, "widget-tray-dark")
	v.Dark(false)
	v.Size(320, 560)
	shot(t, v, "widget-tray-narrow")
	v.Size(400, 700)
	v.Fill("Message", "Is it under guarantee?\r")
	v.Until(`document.querySelectorAll("[data-key], .row").length > 1 && at("list", "Files being sent")`)
	shot(t, v, "widget-sending")
	browser.Eval[bool](v, `(window.__hold = false, true)`)
	v.Until(`!at("list", "Files being sent") && document.querySelector(".picture img")?.naturalWidth > 300`)
	shot(t, v, "widget-sent")
	v.Press("button", "View lamp.png")
	v.Until(`document.querySelector(".viewer img")?.naturalWidth > 300`)
	shot(t, v, "widget-view")
	v.Key("Escape")
	v.Until(`!document.querySelector(".viewer")`)
	t.Log(browser.Eval[[]string](v, `window.__parts`))
}
