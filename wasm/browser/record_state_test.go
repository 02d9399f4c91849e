package browser_test

import (
	"strings"
	"testing"

	"pupitre/wasm/browser"
)

// told is what the stream says of the node that the page has by that id: a field of the copy's node.
func toldOf(id, field string) string {
	return `Object.values(stream.docs.get(0).nodes).find((n) => n.attrs?.id === "` + id + `")?.` + field
}

// sheetOf is the text of the style sheet that a hash stands for.
const resourceText = `const text = (h) => h && stream.resources.get(h)?.got === stream.resources.get(h)?.size && new TextDecoder().decode(stream.resources.get(h).bytes)`

// What a page has beside its tree: fields, what is open, what plays, where it is scrolled to, focus, selection, styles however they were written, pictures that
// only it has, frames in frames. Each is told, and told again when it changes.
func TestWhatAPageHasBesideItsTreeIsTold(t *testing.T) {
	t.Parallel()
	const page = `<html><head><title>All of it</title><link rel="stylesheet" href="/sheet.css"><link rel="icon" href="data:,"></head><body style="height:3000px">
<style id="rules"></style><style id="plain">.plain { background: url("rel.png") }</style>
<input type="checkbox" id="box"><input type="radio" id="radio" checked><input id="shown" data-pupitre-show value="a"><textarea id="area" data-pupitre-show>b</textarea>
<select id="one" data-pupitre-show><option>1<option selected>2<option>3</select><select id="many" multiple><option>1<option>2<option>3</select>
<dialog id="dialog">d</dialog><div popover id="pop">p</div><details id="details"><summary>s</summary>t</details>
<div id="inner" style="height:50px;overflow:auto"><div style="height:500px">x</div></div><p id="select">choose me</p>
<canvas id="canvas" width="30" height="20"></canvas><img id="blob"><svg viewBox="0 0 9 9" id="svg"><path d="M0 0h9"/><use xlink:href="#a"/></svg><math id="math"><mi>x</mi></math>
<div id="host"></div><late-element id="late"></late-element><div id="declared"><template shadowrootmode="open"><style>b { color: red }</style><b>inside</b></template></div>
<audio id="audio" muted></audio><iframe id="frame" src="/outer"></iframe><p id="long"></p>
<script>
inner.scrollTop = 40;
host.attachShadow({ mode: "open" }).innerHTML = "<p><slot></slot></p>";
const made = new CSSStyleSheet(); made.replaceSync(".made { color: blue }"); document.adoptedStyleSheets = [made];
host.shadowRoot.adoptedStyleSheets = [made];
rules.sheet.insertRule(".inserted { color: green }");
canvas.getContext("2d").fillRect(0, 0, 9, 9);
fetch("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>").then((r) => r.blob()).then((b) => { blob.src = URL.createObjectURL(b); });
</script><script src="/record.js"></script></body></html>`
	p := recorded(t, map[string]string{"/": strings.Replace(page, "<head>", "<head>"+scripts, 1),
		"/sheet.css": `@import "/more.css"; .linked { background: url(pic/a.png) }`, "/more.css": ".imported { top: 0 }",
		"/outer": `<!doctype html><p>outer<iframe src="/nested"></iframe>`, "/nested": `<!doctype html><p>nested<input id=n>`})
	browser.Eval[bool](p, `(addEventListener("error", (e) => { stream.failed = e.message; }), true)`)
	browser.Eval[bool](p, `(live(), true)`)
	until := func(what, condition string) {
		t.Helper()
		t.Log(what)
		defer func() {
			if t.Failed() {
				t.Log(browser.Eval[string](p, `window.difference || ""`))
			}
		}()
		p.Until(`stream.failed || (() => { ` + resourceText + `; return ` + condition + ` })()`)
		if failed := browser.Eval[string](p, `stream.failed || ""`); failed != "" {
			t.Fatal(failed)
		}
	}
	do := func(what string) {
		t.Helper()
		browser.Eval[bool](p, `((() => { `+what+` })(), true)`)
	}
	until("the first picture", `stream.complete && stream.docs.get(0).quirks === 1 && stream.page[1] === "All of it"`)
	until("the tree", `(window.difference = differs(stream)) === ""`)
	until("an inner box that was scrolled", toldOf("inner", "scroll")+`?.[1] === 40`)
	until("fields", toldOf("shown", "value")+` === "a" && `+toldOf("area", "value")+` === "b" && `+toldOf("one", "selected")+` === undefined`)
	until("rules that a program wrote", `text(`+toldOf("rules", "sheet")+`) === ".inserted { color: green; }"`)
	until("whole addresses", `text(`+toldOf("plain", "sheet")+`)?.includes(location.origin + "/rel.png")`)
	until("a linked sheet and what it imports", `Object.values(stream.docs.get(0).nodes).some((n) => n.name === "link" && !n.attrs.href && text(n.sheet)?.includes(".imported") && text(n.sheet).includes(location.origin + "/pic/a.png"))`)
	until("adopted sheets", `text(stream.docs.get(0).root.adopted?.[0]) === ".made { color: blue; }" && `+toldOf("host", "shadow")+`.adopted.length === 1`)
	until("a declared shadow tree", `text(`+toldOf("declared", "shadow")+`.kids[0].sheet) === "b { color: red; }"`)
	until("a canvas", `stream.resources.get(`+toldOf("canvas", "picture")+`)?.type.startsWith("image/")`)
	until("an image of this page alone", `stream.resources.get(`+toldOf("blob", "picture")+`)?.type.startsWith("image/svg") && !`+toldOf("blob", "attrs.src"))
	until("frames in frames", `[...stream.docs.values()].some((d) => d.root.kids[1]?.kids[1].kids[0].kids[0].text === "nested" && stream.docs.get(d.host[0]).host[0] === 0)`)
	until("checks", `stream.checked > 100`)

	do(`box.indeterminate = true; radio.checked = false; shown.value = "typed by a program"; one.selectedIndex = 2; many.options[0].selected = many.options[2].selected = true`)
	until("fields that a program changes", toldOf("box", "checked")+` === 2 && `+toldOf("radio", "checked")+` === 0 && `+toldOf("shown", "value")+` === "typed by a program" && `+
		toldOf("one", "selected")+`?.join() === "2" && `+toldOf("many", "selected")+`?.join() === "0,2"`)
	do(`dialog.showModal()`)
	until("a modal dialog", toldOf("dialog", "open")+` === 2`)
	do(`dialog.close(); dialog.show(); pop.showPopover(); details.open = true`)
	until("a dialog, a popover, details", toldOf("dialog", "open")+` === 1 && `+toldOf("pop", "open")+` === 3 && `+toldOf("details", "attrs.open")+` === ""`)
	do(`dialog.close(); pop.hidePopover()`)
	until("closed", toldOf("dialog", "open")+` === 0 && `+toldOf("pop", "open")+` === 0`)
	do(`scrollTo(0, 700); inner.scrollTop = 90`)
	until("scrolled", `stream.docs.get(0).root.scroll?.[1] === 700 && `+toldOf("inner", "scroll")+`[1] === 90`)
	do(`scrollTo(0, 0); area.focus(); getSelection().setBaseAndExtent(select.firstChild, 2, select.firstChild, 6)`)
	until("a selection", `stream.docs.get(0).selection?.[0].text === "choose me" && stream.docs.get(0).selection[1] === 2 && stream.docs.get(0).selection[3] === 6`)
	do(`area.focus()`)
	until("the focus", `stream.docs.get(0).focus?.attrs?.id === "area"`)
	do(`area.blur()`)
	until("no focus", `stream.docs.get(0).focus?.id === 0`)
	do(`rules.sheet.deleteRule(0); rules.sheet.insertRule(".replaced { color: red }")`)
	until("a rule in another's place", `text(`+toldOf("rules", "sheet")+`) === ".replaced { color: red; }"`)
	do(`plain.sheet.cssRules[0].style.color = "red"; made.replaceSync(".other { color: red }"); plain.disabled = false`)
	until("changed rules", `text(`+toldOf("plain", "sheet")+`)?.includes("color: red") && text(stream.docs.get(0).root.adopted?.[0]) === ".other { color: red; }"`)
	do(`document.adoptedStyleSheets = []; plain.sheet.disabled = true`)
	until("no sheets", `stream.docs.get(0).root.adopted.length === 0 && `+toldOf("plain", "sheet")+` === ""`)
	do(`canvas.getContext("2d").fillRect(0, 0, 30, 30); window.was = ` + toldOf("canvas", "picture"))
	until("another picture", toldOf("canvas", "picture")+` !== was`)
	do(`customElements.define("late-element", class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: "open" }).textContent = "upgraded"; } })`)
	until("a shadow tree that came later", toldOf("late", "shadow")+`?.kids[0].text === "upgraded"`)
	do(`frame.contentDocument.querySelector("iframe").contentDocument.querySelector("p").firstChild.data = "changed within"`)
	until("a change in a frame in a frame", `[...stream.docs.values()].some((d) => d.root.kids[1]?.kids[1].kids[0].kids[0].text === "changed within")`)
	do(`frame.src = "/nested"`)
	until("another page in a frame", `stream.docs.size === 2 && [...stream.docs.values()][1].root.kids[1].kids[1].kids[0].kids[0].text === "nested"`)
	do(`frame.remove()`)
	until("no frame", `stream.docs.size === 1`)
	do(`long.setAttribute("style", "--a:" + "x".repeat(200) + "1;"); setTimeout(() => long.setAttribute("style", "--a:" + "x".repeat(200) + "2;"), 300)`)
	until("a part of an attribute", toldOf("long", "attrs.style")+`?.endsWith("2;") && stream.seen.has(10)`)
	do(`history.pushState(0, "", "/shop/2?id=3"); document.title = "Two"`)
	until("another address", `stream.page?.[0].endsWith("/shop/2?id=…") && stream.page[1] === "Two"`)
	p.Do()
	p.Size(800, 600)
	until("another size", `stream.docs.get(0).size[0] === 800`)
	do(`document.documentElement.dispatchEvent(new PointerEvent("pointermove", { clientX: 5, clientY: 6, buttons: 1, bubbles: true, composed: true }))`)
	until("the pointer", `stream.pointer?.join() === "5,6,1" && stream.moments > 0`)
	do(`stream.say(38)`)
	do(`window.before = stream.raw.length; long.textContent = "nobody is told"; window.asked = stream.turns`)
	until("nothing while nobody looks", `stream.turns > asked + 5 && stream.raw.length === before`)
	do(`stream.say(37, 1, 0)`)
	until("all again", `stream.complete && (window.difference = differs(stream)) === ""`)
	if seen := browser.Eval[[]int](p, `[...Array(30).keys()].filter((n) => n > 1 && n !== 5 && n !== 22 && !stream.seen.has(n))`); len(seen) > 0 {
		t.Errorf("these operations were never seen: %v", seen)
	}
}

// A page that puts other functions in place of the browser's, and fields named like what is asked of nodes, is recorded as it is.
func TestAPageThatReplacesWhatIsAskedIsRecorded(t *testing.T) {
	t.Parallel()
	p := recorded(t, map[string]string{"/": `<!doctype html><html><head><title>T</title>` + scripts + `<script>
for (const name of ["firstChild", "nextSibling", "parentNode", "nodeType"]) Object.defineProperty(Node.prototype, name, { get() { return null; } });
Element.prototype.getAttributeNames = () => ["wrong"];
window.MutationObserver = class { observe() {} disconnect() {} takeRecords() { return []; } };
</script></head><body><form><input name="firstChild"><input name="nextSibling"><input name="parentNode"><p id="p">seen</p></form>
<script src="/record.js"></script></body></html>`})
	browser.Eval[bool](p, `(live(), true)`)
	p.Until(`stream.complete && told(stream.docs.get(0).root).join().includes('"seen"')`)
	browser.Eval[bool](p, `(document.querySelector("#p").textContent = "changed", true)`)
	p.Until(`told(stream.docs.get(0).root).join().includes('"changed"') && !told(stream.docs.get(0).root).join().includes("wrong")`)
	browser.Eval[bool](p, `(stream.recorder.stop(), true)`)
	if n := browser.Eval[int](p, `document.querySelectorAll("iframe").length`); n != 0 {
		t.Errorf("%d frames of ours are left", n)
	}
}
