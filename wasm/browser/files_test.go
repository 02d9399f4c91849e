package browser_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	cdp "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"pupitre/app/chat"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

// sends is a relay that takes pictures and papers up to 10 MB.
func sends(t *testing.T) *relaytest.Relay {
	return shop(t, func(c *web.Config) { c.Rules = chat.Rules{MaxFile: 10_000_000, Types: "image/* application/pdf"} })
}

// hands are functions of the page with which a test gives files as a person would: noise makes a picture that no format
// makes small, give sends what a drop or a paste sends.
const hands = `
const noise = async (width, height, name) => {
  const canvas = new OffscreenCanvas(width, height), pen = canvas.getContext("2d"), data = pen.createImageData(width, height);
  for (let i = 0, n = 7; i < data.data.length; i++) data.data[i] = i % 4 === 3 ? 255 : (n = n * 16807 % 2147483647) & 255;
  pen.putImageData(data, 0, 0);
  return new File([await canvas.convertToBlob()], name, { type: "image/png" });
};
const give = (el, event, files) => {
  const data = new DataTransfer();
  for (const f of files) data.items.add(f);
  const more = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data };
  if (event === "drop") el.dispatchEvent(new DragEvent("dragover", more));
  el.dispatchEvent(event === "drop" ? new DragEvent("drop", more) : new ClipboardEvent("paste", more));
};
`

// gives lets files come to an element of the page: files is the inside of an array in JavaScript.
func gives(p *browser.Page, element, event, files string) {
	browser.Eval[bool](p, fmt.Sprintf(`(async () => { %s give(%s, %q, [%s]); return true; })()`, hands, element, event, files))
}

func TestAPictureAndAPaperChangeHands(t *testing.T) {
	t.Parallel()
	r := sends(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Until(`at("button", "Attach files")`)
	gives(v, `at("textbox", "Message")`, "paste", `await noise(800, 500, "lamp.png")`)
	v.Fill("What is to be seen on lamp.png", "A lamp with a broken shade")
	v.Fill("Message", "Look at this\r")
	v.Until(`at("button", "View A lamp with a broken shade")?.querySelector("img").naturalWidth > 100`) // the thumbnail, by token
	ana.See("lamp.png")                                                                                 // the last words in the list
	ana.Press("listitem", "")
	ana.See("Look at this")
	const view = `at("button", "View A lamp with a broken shade")`
	ana.Until(view + `?.querySelector("img").naturalWidth > 100`) // by cookie
	if got := browser.Eval[[2]int](ana, `(r => [Math.round(r.width), Math.round(r.height)])(`+view+`.querySelector("img").getBoundingClientRect())`); got != [2]int{260, 163} {
		t.Errorf("the thumbnail takes %v px", got)
	}
	ana.Press("button", "View A lamp with a broken shade")
	ana.Until(`at("dialog", "A lamp with a broken shade")?.querySelector("img").naturalWidth === 800`)
	ana.Key("Escape")
	ana.Until(`!at("dialog", "") && ` + view)

	// back: a paper, dropped on the pane
	ana.Press("button", "Take")
	ana.Until(`at("button", "Attach files")`)
	const paper = "%PDF-1.4 and what else is in it"
	gives(ana, `document.querySelector(".talk .scroll")`, "drop", `new File([`+"`"+paper+"`"+`], "Invoice 1.pdf", { type: "application/pdf" })`)
	ana.Until(`at("list", "Attached files")`)
	ana.Press("button", "Send")
	ana.Until(`at("button", "Download Invoice 1.pdf")`)
	v.Until(`at("button", "Download Invoice 1.pdf")`)
	dir := t.TempDir()
	v.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, cdp.SetDownloadBehavior, cdp.SetDownloadBehaviorParams{Behavior: cdp.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(ctx).BrowserContextID, DownloadPath: dir})
		return err
	})
	v.Press("button", "Download Invoice 1.pdf")
	if got := waitFor(t, filepath.Join(dir, "Invoice 1.pdf")); !bytes.Equal(got, []byte(paper)) {
		t.Errorf("downloaded %q", got)
	}
}

// waitFor waits until there is a file with something in it.
func waitFor(t *testing.T, name string) []byte {
	t.Helper()
	looks := time.NewTicker(15 * time.Millisecond)
	defer looks.Stop()
	end := time.After(browser.Patience)
	for {
		select {
		case <-looks.C:
			if b, err := os.ReadFile(name); err == nil && len(b) > 0 {
				return b
			}
		case <-end:
			t.Fatalf("%s did not come", name)
		}
	}
}

func TestAnUploadOutlivesTheRelay(t *testing.T) {
	t.Parallel()
	r := sends(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "Hello\r")
	ana.See("Hello")
	v.Until(`at("button", "Attach files")`)
	gives(v, `at("textbox", "Message")`, "paste", `await noise(1600, 1200, "large.png")`) // some 30 parts
	const percent = `+(all().map((d) => d.querySelector?.("progress")?.value ?? -1).find((n) => n >= 0) ?? -1)`
	v.Until(percent + ` >= 5`)
	v.Press("button", "Send")
	r.Cut()
	r.Stop()
	v.See("waiting for the connection")
	reached := browser.Eval[float64](v, percent)
	r.Restart()
	v.Until(`!seen("waiting for the connection")`)
	if now := browser.Eval[float64](v, percent); now >= 0 && now < reached {
		t.Errorf("began again: %v %% after %v %%", now, reached)
	}
	v.Until(`every("button", "View large.png").length === 1 && !at("list", "Files being sent")`)
	ana.Press("listitem", "")
	ana.Until(`every("button", "View large.png").length === 1`)
}

func TestWhatIsRefusedNeverLeavesTheBrowser(t *testing.T) {
	t.Parallel()
	r := sends(t)
	v := browser.Open(t, 1280, 800)
	v.OnEveryPage(`window.asked = []; const real = fetch; window.fetch = (url, ...more) => { asked.push(String(url)); return real(url, ...more); };`)
	v.Go(r.URL + "/demo/")
	v.Press("button", "Open chat")
	v.Until(`at("button", "Attach files")`)
	gives(v, `at("log", "Messages")`, "drop", `new File(["x"], "setup.exe", { type: "application/x-msdownload" }), new File([new Uint8Array(11_000_000)], "film.png", { type: "image/png" })`)
	v.See("setup.exe Files of this type cannot be sent here.")
	v.See("film.png This file is too large: at most 10 MB.")
	if got := browser.Eval[int](v, `at("log", "Messages").ownerDocument.defaultView.asked.filter((u) => u.includes("/files/")).length`); got != 0 {
		t.Errorf("%d requests", got)
	}
	v.Press("button", "Understood")
	v.Until(`!seen("setup.exe")`)
	gives(v, `at("textbox", "Message")`, "paste", `await noise(300, 200, "a.png")`)
	v.Until(`at("button", "Remove a.png")`)
	v.Press("button", "Remove a.png")
	v.Until(`!at("list", "Attached files") && at("textbox", "Message").ownerDocument.activeElement === at("textbox", "Message")`)
	gives(v, `at("textbox", "Message")`, "paste", `await noise(300, 200, "b.png")`)
	v.Until(`at("button", "Remove b.png") && !all().some((d) => d.querySelector("progress"))`)
	v.Go(r.URL + "/demo/products.html")
	v.See("b.png This file was not sent, because the page was left before.")
}

// paper is a PDF of that name on this device.
func paper(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("%PDF-1.4 and what else is in it"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// By the button on both sides, one file and two at once; what was chosen can be left out again.
func TestFilesAreChosenWithThePointer(t *testing.T) {
	t.Parallel()
	r := sends(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	chooser := v.Chooser()
	v.Press("button", "Attach files")
	chooser.Choose(paper(t, "Photo of the parcel.pdf"))
	v.Until(`at("list", "Attached files")`)
	v.Press("button", "Send")
	v.Until(`at("button", "Download Photo of the parcel.pdf")`)
	ana.Until(`at("listitem", "")`)
	ana.Press("listitem", "")
	ana.Until(`at("button", "Download Photo of the parcel.pdf")`)
	ana.Press("button", "Take")
	chooser = ana.Chooser()
	ana.Press("button", "Attach files")
	chooser.Choose(paper(t, "Invoice.pdf"), paper(t, "Wrong one.pdf"))
	ana.Press("button", "Remove Wrong one.pdf")
	ana.Until(`!at("button", "Remove Wrong one.pdf")`)
	ana.Press("button", "Send")
	v.Until(`at("button", "Download Invoice.pdf")`)
	if browser.Eval[bool](v, `seen("Wrong one.pdf")`) {
		t.Error("the visitor sees the file that was left out")
	}
}
