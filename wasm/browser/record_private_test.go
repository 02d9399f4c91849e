package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"pupitre/wasm/browser"
)

// Secrets stand in a page in each way that a page has, and come into it in each way: none is in the bytes that leave the page. What is beside them is: else
// nothing would have been shown.
func TestNoSecretLeavesTheRecorder(t *testing.T) {
	t.Parallel()
	const page = `<!doctype html><html><head><title>Basket</title><base href="/">
<style>.ok::before { content: "BESIDE-0" }</style></head>
<body><p>BESIDE-1</p><p title="BESIDE-2">x</p>
<form>
<input type="password" value="SECRET-01" id="p1"><input type="password" id="p2"><input type="hidden" name="token" value="SECRET-02">
<input autocomplete="cc-number" value="SECRET-03"><input autocomplete="section-a cc-csc" id="p3"><input autocomplete="one-time-code" value="SECRET-04">
<input value="SECRET-05" placeholder="BESIDE-3"><textarea>SECRET-06</textarea><input type="email" value="SECRET-07@example.com"><input type="number" id="p4">
<input type="search" id="p5" data-pupitre-show value="BESIDE-4">
<input data-pupitre-show value="4111 1111 1111 1111" id="card"><textarea data-pupitre-show>pay FR76 3000 6000 0112 3456 7890 189 please</textarea>
<select autocomplete="cc-exp-month"><option>SECRET-08<option selected>SECRET-09</select>
<select data-private><option label="SECRET-10">SECRET-11</select>
<div contenteditable>SECRET-12</div>
</form>
<div data-private>SECRET-13<i title="SECRET-14" aria-label="SECRET-15" data-name="SECRET-16">SECRET-17</i><img alt="SECRET-18" src="/SECRET-19.png">
<input placeholder="SECRET-20" data-pupitre-show value="SECRET-21"><a href="/SECRET-22">x</a><style>.x::after { content: "SECRET-23" }</style><svg><title>SECRET-24</title><text>SECRET-25</text></svg>
<input type="button" value="SECRET-26"><x-shadow></x-shadow><iframe src="/inner"></iframe><p style="--x: 'SECRET-27'">x</p></div>
<div data-private="block">SECRET-28<b title="SECRET-29">x</b></div>
<a href="/order?token=SECRET-30&BESIDE-5=1#SECRET-31">x</a><a href="/?SECRET-32">y</a><form action="/send?k=SECRET-33"></form><a href="https://ana:SECRET-34@example.com/">z</a>
<script>var secret = "SECRET-35"</script><noscript>SECRET-36</noscript><template>SECRET-37</template><meta name="csrf" content="SECRET-38"><!-- SECRET-39 -->
<iframe src="/inner?SECRET-40" id="shown"></iframe>
<p id="card2">5500 0000 0000 0004</p><p onclick="SECRET-41()">x</p><iframe srcdoc="<p data-private>SECRET-42</p>"></iframe>
<input type="file" id="file"><p id="late">BESIDE-6</p><p id="text">x</p>
<script>
customElements.define("x-shadow", class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: "open" }).textContent = "SECRET-43"; } });
p1.type = "text"; // seen before the recorder came
</script><script src="/record.js"></script></body></html>`
	const inner = `<!doctype html><title>BESIDE-7</title><p>BESIDE-8<p data-private>SECRET-44<input value="SECRET-45">`
	masked := strings.Replace(inner, "<p>BESIDE-8", "", 1)
	p := recorded(t, map[string]string{"/": strings.Replace(page, "<head>", "<head>"+scripts, 1), "/inner": masked + "<p>BESIDE-8"})
	p.Until(`shown.contentDocument?.readyState === "complete"`)
	browser.Eval[bool](p, `(history.replaceState(0, "", "/?q=SECRET-46#SECRET-47"), document.querySelector("#p1").type = "password", live(), true)`)
	p.Until(`stream.complete && stream.docs.size === 4 && stream.resources.size > 0`)
	browser.Eval[bool](p, `(() => { // while it is recorded
		p1.type = "text";
		p2.value = "SECRET-48";
		p3.value = "SECRET-49";
		p4.value = "4000111122223333";
		p2.setAttribute("value", "SECRET-50");
		text.setAttribute("data-private", "");
		text.textContent = "SECRET-51";
		text.title = "SECRET-52";
		const b = document.createElement("b");
		b.textContent = "SECRET-53";
		document.querySelector("[data-private]").append(b);
		document.querySelector("[data-private] input").value = "SECRET-54";
		document.querySelector("x-shadow").shadowRoot.append("SECRET-55");
		document.querySelector("[contenteditable]").append("SECRET-56");
		document.querySelector("textarea").value += "SECRET-57";
		document.querySelector("[data-private] i").firstChild.data = "SECRET-58";
		document.querySelector("#shown").contentDocument.querySelector("input").value = "SECRET-59";
		document.querySelector("[data-private] style").sheet.insertRule('.y::after { content: "SECRET-60" }');
		history.pushState(0, "", "/next?x=SECRET-61");
		document.title = "BESIDE-9 4111111111111111";
		late.textContent = "BESIDE-10";
		return true;
	})()`)
	p.Until(`told(stream.docs.get(0).root).join().includes("BESIDE-10") && stream.page?.[1].includes("BESIDE-9")`)
	p.Until(`stream.turns > 20`) // fields and rules are looked at now and then
	got := browser.Eval[[]string](p, `(() => {
		let all = "";
		for (const b of stream.raw) all += String.fromCharCode(...b);
		return [...new Set(all.match(/SECRET-\d\d|4111|1111|5500 0|FR76|7890|40001/g))];
	})()`)
	if len(got) > 0 {
		t.Errorf("these left the page: %v", got)
	}
	for i := range 11 {
		if !browser.Eval[bool](p, fmt.Sprintf(`stream.raw.some((b) => String.fromCharCode(...b).includes("BESIDE-%d"))`, i)) {
			t.Errorf("BESIDE-%d was not told", i)
		}
	}
	if got := browser.Eval[string](p, `Object.values(stream.docs.get(0).nodes).filter((n) => n.value).map((n) => n.value).sort().join()`); got != "BESIDE-4,•••••••••,•••••••••,••••••••••••••••,••••••••••••••••••,•••••••••••••••••••••" {
		t.Errorf("the fields are told as %s", got)
	}
}
