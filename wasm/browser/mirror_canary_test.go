package browser_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pupitre/wasm/browser"
)

// numbers are secrets that are known by themselves, in texts, attributes and fields that may be read.
var numbers = []string{"4111 1111 1111 1111", "5500005555555559", "378282246310005", "FR14 2004 1010 0505 0001 3M02 606", "DE89370400440532013000"}

// Words of a page that begin with sekrit stand in what is private, wherever a secret can stand. None is in what the page sends, as it is or as it might be written,
// while those that begin with public are. The same holds for numbers of cards and accounts, which no site can show.
func TestNoneOfSixtySecretsLeavesThePage(t *testing.T) {
	t.Parallel()
	m := openMirror(t, 800, 600, http.FileServer(http.Dir("testdata")))
	var source []byte
	for _, file := range []string{"canary.html", "frame.html"} {
		b, err := os.ReadFile("testdata/canary/" + file)
		if err != nil {
			t.Fatal(err)
		}
		source = append(source, b...)
	}
	secrets, public := said(source, "sekrit"), said(source, "public")
	secrets = append(secrets, "sekrit90find", "sekrit91hash")
	if len(secrets) < 60 || len(public) < 15 {
		t.Fatalf("%d secrets, %d public words", len(secrets), len(public))
	}

	m.line.KeepRaw()
	m.show("/canary/canary.html?find=sekrit90find#sekrit91hash")
	m.settle()
	browser.Eval[bool](m.page, fmt.Sprintf(`(([card, ...more]) => {
		document.querySelector("#number").value = card;
		document.querySelector("p").append(" ", card);
		document.querySelector("p").title += " " + card;
		for (const n of more) document.body.insertAdjacentHTML("beforeend", "<p title='" + n + "'>" + n + " <input data-pupitre-show value='" + n + "'></p>");
		return true;
	})(%s)`, jsonOf(numbers)))
	for step := range browser.Eval[int](m.page, "steps.length") {
		browser.Eval[bool](m.page, fmt.Sprintf("(steps[%d](), true)", step))
		m.settle()
	}
	m.awaitRaw("public15last")
	m.line.Resync() // all of it once more, as a first picture
	m.awaitEpoch()

	raw := m.line.Raw()
	for _, word := range public {
		if !bytes.Contains(raw, []byte(word)) {
			t.Errorf("%s does not leave the page, so nothing can be said of what stands beside it", word)
		}
	}
	for _, secret := range secrets {
		for form, written := range forms(secret) {
			if bytes.Contains(raw, written) {
				t.Errorf("%s leaves the page %s", secret, form)
			}
		}
	}
	digits := regexp.MustCompile(`[^0-9A-Z]`)
	bare := digits.ReplaceAll(raw, nil)
	for _, n := range numbers {
		if bytes.Contains(raw, []byte(n)) || bytes.Contains(bare, digits.ReplaceAll([]byte(n), nil)) {
			t.Errorf("%s leaves the page", n)
		}
	}
	if c, _ := m.line.Count(); c.Pictures > 0 {
		t.Errorf("%d bytes of pictures leave the page, which has private ones only", c.Pictures)
	}
	for _, trouble := range m.line.Troubles() {
		t.Error(trouble)
	}
}

// said are the words of a text that begin so.
func said(text []byte, begin string) (list []string) {
	for _, w := range regexp.MustCompile(begin+`\d\d[a-z]+`).FindAll(text, -1) {
		list = append(list, string(w))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// forms are the ways in which a word might be written.
func forms(word string) map[string][]byte {
	var percent strings.Builder
	for _, c := range []byte(word) {
		fmt.Fprintf(&percent, "%%%02x", c)
	}
	var wide []byte
	for _, u := range utf16.Encode([]rune(word)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	all := map[string][]byte{"as it is": []byte(word), "in percents": []byte(percent.String()), "as hex": []byte(hex.EncodeToString([]byte(word))), "as UTF-16": wide}
	for lead := range 3 { // base64 depends on how many bytes stand before
		b := base64.StdEncoding.EncodeToString(append(bytes.Repeat([]byte("x"), lead), word...))
		all[fmt.Sprintf("as base64 behind %d", lead)] = []byte(strings.TrimRight(b, "=")[4*((lead+2)/3) : len(strings.TrimRight(b, "="))-1])
	}
	return all
}
