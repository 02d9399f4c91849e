package console

import (
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/lang"
)

var golden = flag.Bool("update", false, "write the golden files anew")

func page(nodes dom.Nodes) string {
	d := domtest.NewDocument()
	var p dom.Patch
	dom.NewTree().Render(&p, dom.Ol(nodes))
	d.Apply(&p)
	return d.Body.HTML()
}

// The golden files are what a reviewer looks at when the look of an entry changes.
func TestEveryKindLooksAsItDid(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		for _, reader := range []chat.Person{storyAgent, storyVisitor} {
			var b strings.Builder
			for _, s := range stories() {
				if reader.Role == chat.Visitor && (len(s.staff) > 0 || s.twin != nil) {
					continue // a visitor's program never holds it
				}
				b.WriteString("<!-- " + s.name + " -->\n" + strings.ReplaceAll(page(viewStory(s, l, reader)), "<li", "\n<li") + "\n\n")
			}
			name := "testdata/stories." + l.Tag() + "." + map[bool]string{true: "agent", false: "visitor"}[reader.Role.Staff()] + ".html"
			if *golden {
				if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil || string(want) != b.String() {
				t.Errorf("%s: looks other than it did (%v); look at the storybook, then go test ./app/console -update", name, err)
			}
		}
	}
}

func TestTheStorybookHasEveryKind(t *testing.T) {
	t.Parallel()
	told := map[chat.Kind]bool{}
	for _, s := range stories() {
		for _, e := range append(append([]chat.Entry(nil), s.entries...), s.staff...) {
			told[e.Body.Kind()] = true
		}
	}
	for k := chat.KindText; k <= chat.KindBlocked; k++ {
		if !told[k] {
			t.Errorf("no story of kind %d", k)
		}
	}
}

// Whatever an entry holds, it has a look: broken ones, empty ones, all at once.
func TestABrokenEntryIsShownAndBreaksNothing(t *testing.T) {
	t.Parallel()
	for _, s := range stories() {
		for _, e := range append(append([]chat.Entry(nil), s.entries...), s.staff...) {
			broken := story{name: s.name}
			empty := reflect.New(reflect.TypeOf(e.Body)).Elem().Interface().(chat.Body)
			entry := chat.Entry{ID: "x", N: 1, Body: empty}
			if e.Body.Kind().ForStaff() {
				broken.staff = []chat.Entry{entry}
			} else {
				broken.entries = []chat.Entry{entry}
			}
			if chat.ClassOf(entry) == chat.Hidden {
				continue
			}
			if html := page(viewStory(broken, lang.En, storyAgent)); !strings.Contains(html, "<svg") && !strings.Contains(html, "bubble") {
				t.Errorf("%s, empty: %s", s.name, html)
			}
		}
	}
}

func TestNoTextBecomesMarkup(t *testing.T) {
	t.Parallel()
	const evil = `"><img src=x onerror=alert(1)><script>x</script>`
	for _, b := range []chat.Body{
		chat.Text{Text: evil}, chat.Note{Text: evil}, chat.File{ID: "f", Name: evil, Type: evil, Size: 1}, chat.Link{URL: "javascript:alert(1)", Title: evil, Text: evil},
		chat.Offer{URL: "data:text/html,x", Title: evil, Text: evil, Image: "javascript:x", Price: evil}, chat.Question{Text: evil, Choices: []string{evil}},
		chat.Answer{Of: "e", Text: evil}, chat.PageView{URL: "javascript:x", Title: evil}, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "x", Name: evil}},
		chat.Survey{Score: 99, Comment: evil},
	} {
		html := page(viewStory(one("evil", chat.Person{ID: "v", Role: chat.Visitor, Name: evil}, b), lang.Fr, storyAgent))
		for _, bad := range []string{"<script", "<img src=x", `href="javascript`, `href="data`, `src="javascript`} {
			if strings.Contains(html, bad) {
				t.Errorf("%T: %s in %s", b, bad, html)
			}
		}
	}
}
