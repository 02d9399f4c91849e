package chat_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pupitre/app/chat"
)

func TestWhatMayBeWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       chat.Problem
	}{
		{"a word", "hello", chat.NoProblem},
		{"several lines", "a\n\tb\n", chat.NoProblem},
		{"an override that turns the text around", "\u202egnp.exe", chat.NoProblem},
		{"right-to-left marks", "שלום\u200f \u2067x\u2069", chat.NoProblem},
		{"an emoji family", "👨‍👩‍👧‍👦", chat.NoProblem},
		{"the replacement character itself", "\ufffd", chat.NoProblem},
		{"as long as it may be", strings.Repeat("é", chat.MaxText/2), chat.NoProblem},
		{"one byte longer", strings.Repeat("x", chat.MaxText+1), chat.TooLarge},
		{"too long and broken", strings.Repeat("\xff", chat.MaxText+1), chat.TooLarge},
		{"nothing", "", chat.BadText},
		{"blanks", " \n\t\u00a0\u2003\u202f\u3000\u200b\ufeff", chat.BadText},
		{"a zero byte", "a\x00b", chat.BadText},
		{"a carriage return", "a\r\nb", chat.BadText},
		{"an escape sequence", "\x1b[31mred", chat.BadText},
		{"delete", "a\x7f", chat.BadText},
		{"a control character of the upper half", "a\u0085b", chat.BadText},
		{"broken UTF-8", "a\xc3", chat.BadText},
		{"a surrogate", "\xed\xa0\x80", chat.BadText},
		{"overlong UTF-8", "\xc0\xaf", chat.BadText},
	} {
		if got := chat.CheckText(c.text); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := chat.Check(chat.Text{Text: c.text}); got != c.want {
			t.Errorf("%s, as a body: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestEveryKindOfBlankIsBlank(t *testing.T) {
	t.Parallel()
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if unicode.IsSpace(r) && chat.CheckText(string(r)) != chat.BadText {
			t.Errorf("%U alone may be sent", r)
		}
	}
}

func TestWhatIsPastedIsCleaned(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"  hello \n": "hello", "a\r\nb\rc": "a\nb\nc", "a\r": "a", "\ra": "a", "a\x00b\x1bc\x7fd\u0085e": "abcde", "a\xffb": "ab",
		"a\tb": "a\tb", " \t\n": "", "": "", "é\u202e😀": "é\u202e😀", "a  b": "a  b",
	} {
		if got := chat.CleanText(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Whatever is typed: what CleanText leaves can be sent unless it is too long or blank, and cleaning it again changes nothing.
func FuzzCleanTextCanBeSent(f *testing.F) {
	f.Add("a\r\n\x00b\xff ")
	f.Add("\u202f\u0085\r\r")
	f.Fuzz(func(t *testing.T, text string) {
		clean := chat.CleanText(text)
		if again := chat.CleanText(clean); again != clean {
			t.Fatalf("%q, cleaned again %q", clean, again)
		}
		blank := strings.TrimFunc(clean, func(r rune) bool { return unicode.IsSpace(r) || r == 0x200b || r == 0xfeff }) == ""
		want := chat.NoProblem
		switch {
		case len(clean) > chat.MaxText:
			want = chat.TooLarge
		case blank:
			want = chat.BadText
		}
		if got := chat.CheckText(clean); got != want {
			t.Fatalf("%q: %v, want %v", clean, got, want)
		}
		if utf8.RuneCountInString(clean) > utf8.RuneCountInString(text) {
			t.Fatalf("%q grew to %q", text, clean)
		}
	})
}

func TestWhatBodiesMayBe(t *testing.T) {
	t.Parallel()
	page := func(url, title string) chat.Body { return chat.PageView{URL: url, Title: title} }
	rendered := func(from, to, text string) chat.Body {
		return chat.Text{Text: "yes", Translated: chat.Rendering{From: from, To: to, Text: text}}
	}
	for _, c := range []struct {
		body chat.Body
		want chat.Problem
	}{
		{page("https://shop.example/a?b#c", "Lamps"), chat.NoProblem},
		{page("http://shop.example", ""), chat.NoProblem},
		{page("https://"+strings.Repeat("x", chat.MaxURL-8), strings.Repeat("t", chat.MaxName)), chat.NoProblem},
		{page("https://"+strings.Repeat("x", chat.MaxURL-7), ""), chat.TooLarge},
		{page("https://a", strings.Repeat("t", chat.MaxName+1)), chat.TooLarge},
		{page("javascript:alert(1)", ""), chat.Malformed},
		{page("", "x"), chat.Malformed},
		{page(" https://a", ""), chat.Malformed},
		{page("https://a\nb", ""), chat.BadText},
		{page("https://a", "x\x00"), chat.BadText},
		{page("https://a", "\xff"), chat.BadText},
		{rendered("en", "pt-BR", "sim"), chat.NoProblem},
		{rendered("en", "pt", strings.Repeat("x", chat.MaxText)), chat.NoProblem},
		{rendered("en", "pt", strings.Repeat("x", chat.MaxText+1)), chat.TooLarge},
		{rendered("en", "pt", ""), chat.BadText},
		{rendered("en", "pt", " \n"), chat.BadText},
		{rendered("en", "pt", "a\x1bb"), chat.BadText},
		{rendered("", "pt", "sim"), chat.Malformed},
		{rendered("en", "", "sim"), chat.Malformed},
		{rendered("en", "p t", "sim"), chat.Malformed},
		{chat.Joined{}, chat.NoProblem},
		{chat.Left{}, chat.NoProblem},
		{chat.Closed{}, chat.NoProblem},
		{chat.Reopened{}, chat.NoProblem},
		{chat.Unsupported{Raw: 200, Data: "x"}, chat.NotAllowed},
		{nil, chat.NotAllowed},
	} {
		if got := chat.Check(c.body); got != c.want {
			t.Errorf("%.60v: %v, want %v", c.body, got, c.want)
		}
	}
}

func TestANameMustNotTurnTheTextAroundIt(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"Ana": true, "José 😀": true, "אנה": true, strings.Repeat("n", chat.MaxName): true,
		"": false, strings.Repeat("n", chat.MaxName+1): false, "a\nb": false, "\u202eanA": false, "a\u2066b": false, "\xff": false,
	} {
		if got := chat.ValidName(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestEveryProblemHasAName(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for p := chat.NoProblem; p <= chat.UnknownSite; p++ {
		name := p.Error()
		if name == "" || strings.HasPrefix(name, "problem ") || seen[name] {
			t.Errorf("%d: %q", uint8(p), name)
		}
		seen[name] = true
		if want := p == chat.TooFast || p == chat.Unavailable; p.Temporary() != want {
			t.Errorf("%s: temporary = %v", name, p.Temporary())
		}
	}
	if got := chat.Problem(200).Error(); got != "problem 200" {
		t.Errorf("a problem of a newer program is %q", got)
	}
}

func TestAProblemIsKnownByItsName(t *testing.T) {
	t.Parallel()
	for p := chat.Malformed; p <= chat.NoTranslation; p++ {
		if got := chat.ProblemNamed(p.Error()); got != p {
			t.Errorf("%q is %d, want %d", p.Error(), got, p)
		}
	}
	for _, words := range []string{"", "none", "from a newer relay"} {
		if got := chat.ProblemNamed(words); got != chat.Malformed {
			t.Errorf("%q is %d", words, got)
		}
	}
}

func TestALineIsMadeFitToStandAmongOtherText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in    string
		limit int
		want  string
	}{
		{"Lamps", 40, "Lamps"}, {" a\n\tb ", 40, "a  b"}, {"facture\u202efdp.exe", 40, "facturefdp.exe"}, {"\u2066x\u2069", 40, "x"}, {"", 40, ""},
		{"\x00", 40, ""}, {"ééééé", 4, "éé"}, {"ééééé", 5, "éé"}, {"Lamps", 4, "Lamp"},
	} {
		if got := chat.CleanLine(c.in, c.limit); got != c.want {
			t.Errorf("%q in %d bytes becomes %q, want %q", c.in, c.limit, got, c.want)
		}
	}
	for _, b := range []chat.Body{
		chat.PageView{URL: "https://shop.example/", Title: "a\u202eb"}, chat.Link{URL: "https://shop.example/", Title: "a\u2067b"},
		chat.File{ID: "f", Name: "facture\u202efdp.exe", Type: "application/pdf", Size: 1},
	} {
		if p := chat.Check(b); p != chat.BadText {
			t.Errorf("%#v: %v", b, p)
		}
	}
}
