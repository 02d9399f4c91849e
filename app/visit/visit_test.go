package visit_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pupitre/app/chat"
	"pupitre/app/visit"
)

var kinds = [...]string{visit.Direct: "Direct", visit.Search: "Search engine", visit.Social: "Social network", visit.Assistant: "AI assistant",
	visit.Campaign: "Campaign", visit.Email: "E-mail", visit.Referral: "Other site"}

// words is how the information pane says it.
func words(p visit.Provenance) string {
	s := kinds[p.Kind]
	if p.Name != "" {
		s += ": " + p.Name
	}
	if p.Network != "" && p.Network != p.Name {
		s += " (" + p.Network + ")"
	}
	return s
}

func TestWhereVisitsComeFrom(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/sources.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for i, line := range strings.Split(string(table), "\n") {
		cells := strings.Split(line, " | ")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if len(cells) != 3 {
			t.Fatalf("line %d: %q", i+1, line)
		}
		s := chat.Source{Referrer: strings.TrimSpace(cells[0]), Landing: strings.TrimSpace(cells[1])}
		if s.Referrer == "-" {
			s.Referrer = ""
		}
		if strings.HasPrefix(s.Landing, "/") {
			s.Landing = "https://www.shop.example" + s.Landing
		}
		if got := words(visit.Of(s)); got != strings.TrimSpace(cells[2]) {
			t.Errorf("line %d: %q to %q: %s, want %s", i+1, s.Referrer, s.Landing, got, cells[2])
		}
		cases++
	}
	if cases < 100 {
		t.Errorf("only %d cases", cases)
	}
}

func TestWhatElseAnAddressTells(t *testing.T) {
	t.Parallel()
	p := visit.Of(chat.Source{
		Referrer: "https://www.google.com/",
		Landing:  "https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign=Soldes%20d%27%C3%A9t%C3%A9&utm_term=lampe+halo&utm_content=ad%2FB&utm_source=second#utm_campaign=other",
	})
	want := visit.Provenance{Kind: visit.Campaign, Name: "Soldes d'été", Host: "www.google.com", Campaign: "Soldes d'été", Source: "google", Medium: "cpc", Term: "lampe halo", Content: "ad/B"}
	if p != want {
		t.Errorf("%+v", p)
	}
	if p := visit.Of(chat.Source{Referrer: "https://www.bing.com/search?q=halo+lamp&form=x"}); p.Term != "halo lamp" {
		t.Errorf("searched for %q", p.Term)
	}
	if p := visit.Of(chat.Source{Landing: "https://shop.example/?utm_campaign=a%0Ab%E2%80%AEc%FF%zz" + strings.Repeat("é", 200)}); strings.ContainsAny(p.Name, "\n\u202e\ufffd") || len(p.Name) > 120 || !strings.HasPrefix(p.Name, "abc%zzé") {
		t.Errorf("a name of %q", p.Name)
	}
}

func FuzzAnyAddressIsRead(f *testing.F) {
	for _, s := range []string{"", "https://", "https://[::1", "https://a@b@c:1/?utm_campaign=%", "android-app://x?utm_source=%FF", "https://..../", "https://a.b.c.co.uk?&&=&utm_source"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, referrer, landing string) {
		p := visit.Of(chat.Source{Referrer: referrer, Landing: landing})
		if p.Kind > visit.Referral {
			t.Errorf("kind %d", p.Kind)
		}
		if (p.Name == "") != (p.Kind == visit.Direct) && p.Kind != visit.Email {
			t.Errorf("kind %d is called %q", p.Kind, p.Name)
		}
		for _, s := range []string{p.Name, p.Host, p.Campaign, p.Source, p.Medium, p.Term, p.Content} {
			if !utf8.ValidString(s) || len(s) > 253 || strings.ContainsAny(s, "\n\r\t\x00\u202e") {
				t.Errorf("%q", s)
			}
		}
	})
}
