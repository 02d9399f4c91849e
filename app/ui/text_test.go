package ui_test

import (
	"testing"

	"pupitre/app/dom"
	"pupitre/app/ui"
)

func link(href, text string) string {
	return `<a href="` + href + `" target="_blank" rel="noopener noreferrer" dir="ltr">` + text + `</a>`
}

func TestAddressesInATextBecomeLinks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"no address here", "no address here"},
		{"", ""},
		{"see https://a.example/x?y=1#z.", "see " + link("https://a.example/x?y=1#z", "https://a.example/x?y=1#z") + "."},
		{"HTTP://A.example", link("HTTP://A.example", "HTTP://A.example")},
		{"(http://a.example/w_(x))!", "(" + link("http://a.example/w_(x)", "http://a.example/w_(x)") + ")!"},
		{"www.a.example, www.b.example", link("https://www.a.example", "www.a.example") + ", " + link("https://www.b.example", "www.b.example")},
		{"mailto:a@b.example\nhi", link("mailto:a@b.example", "mailto:a@b.example") + "\nhi"},
		{"«https://a.example»", "«" + link("https://a.example", "https://a.example") + "»"},
		{"https://a.example。次", link("https://a.example", "https://a.example") + "。次"},
		{"https://é.example/ü", link("https://é.example/ü", "https://é.example/ü")},
		{"javascript:alert(1)", "javascript:alert(1)"},
		{"xhttps://a.example awww.b", "xhttps://a.example awww.b"},
		{"https:// www. mailto:", "https:// www. mailto:"},
		{"https://... www...", "https://... www..."},
		{"<https://a.example/\">", "&lt;" + link("https://a.example/", "https://a.example/") + "&#34;&gt;"},
		{"https://a.example/\u202egnp.exe", link("https://a.example/", "https://a.example/") + "\u202egnp.exe"},
	} {
		if got := dom.HTML(dom.P(ui.Rich(c.text))); got != "<p>"+c.want+"</p>" {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestAFewEmojiAloneAreShownLarger(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"👍": true, "👍🏽": true, "❤️": true, "🎉 🎉": true, "👨‍👩‍👧‍👦": true, "🇫🇷": true, "🇫🇷🇩🇪🇮🇹": true, "⭐⏰✅": true, "🏴󠁧󠁢󠁳󠁣󠁴󠁿": true,
		"": false, " ": false, "ok 👍": false, "12": false, "👍👍👍👍": false, "\u200d": false, "\ufe0f": false, "a": false,
	} {
		if got := ui.EmojiOnly(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Whatever is written: a link is made or not, but no character is lost or added.
func FuzzRichKeepsEveryCharacter(f *testing.F) {
	f.Add("see https://a.example/(x) and www.é.example!")
	f.Add("\xffhttp://\xfe www.\u202e")
	f.Fuzz(func(t *testing.T, text string) {
		shown := ""
		for _, n := range ui.Rich(text) {
			shown += dom.HTML(n)
		}
		if got, want := stripTags(shown), dom.HTML(dom.Text(text)); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// stripTags: in dom.HTML every < and > that is left belongs to a tag.
func stripTags(s string) string {
	var out []byte
	in := false
	for i := range len(s) {
		switch {
		case s[i] == '<':
			in = true
		case s[i] == '>':
			in = false
		case !in:
			out = append(out, s[i])
		}
	}
	return string(out)
}
