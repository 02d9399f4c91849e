package visits

import (
	"fmt"
	"net/http"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
)

// page is what a launcher says on a page of a visit.
func page(visit string, number, pages int, url string) string {
	return fmt.Sprintf(`{"site": "shop", "visit": {"id": %q, "number": %d, "age": 60000, "pages": %d, "referrer": "https://www.google.com/", "landing": "https://shop.example/",
		"first": {"referrer": "", "landing": "https://shop.example/lamp", "age": 86400000}}, "page": {"url": %q, "title": "A page"},
		"screen": [1920, 1080], "zone": "Europe/Paris", "offset": 60, "language": "fr-FR", "data": {}}`, visit, number, pages, url)
}

func TestAVisitorBecomesKnown(t *testing.T) {
	t.Parallel()
	w := begin(t, func(o *Options) { o.Country = func(netip.Addr) string { return "FR" } })
	id, token := w.visitor()
	now := w.clock.now().UnixMilli()
	for range 2 { // the answer was lost
		if status, body := w.says(token, page("a", 3, 2, "https://shop.example/basket")); status != http.StatusOK || strings.TrimSpace(body) != "{}" {
			t.Fatalf("%d %q", status, body)
		}
	}
	if got := w.desk.kinds(id); !slices.Equal(got, []chat.Kind{chat.KindVisited, chat.KindSeen}) {
		t.Fatalf("stored %v", got)
	}
	p := w.desk.Profile(id)
	want := chat.Visit{
		ID: "a", Number: 3, Began: now - 60_000, Came: chat.Source{Referrer: "https://www.google.com/", Landing: "https://shop.example/"},
		First: chat.Source{Landing: "https://shop.example/lamp"}, FirstAt: now - 86_400_000,
		Device: chat.Device{Country: "FR", Browser: "Firefox 142", System: "Linux", Kind: "desktop", Language: "fr-FR", Screen: "1920 × 1080", Zone: "Europe/Paris", Offset: 60},
	}
	if p.Visit != want || p.Pages != 2 || p.Page != (chat.PageView{URL: "https://shop.example/basket", Title: "A page"}) || p.Site != shop {
		t.Errorf("%+v\nwant %+v", p, want)
	}

	w.clock.pass(time.Minute)
	w.says(token, page("a", 3, 3, "https://shop.example/basket")) // a reload is another page
	w.says(token, page("a", 3, 2, "https://shop.example/late"))   // and what comes late is none
	if p := w.desk.Profile(id); p.Pages != 3 || p.Views != 2 || p.Page.URL != "https://shop.example/basket" || p.Visit != want {
		t.Errorf("after a reload: %+v", p)
	}
	w.says(token, page("a", 3, 3, "https://shop.example/other-tab"))
	if p := w.desk.Profile(id); p.Pages != 3 || p.Views != 2 || p.Page.URL != "https://shop.example/other-tab" {
		t.Errorf("in the other tab: %+v", p)
	}
	w.says(token, page("b", 4, 1, "https://shop.example/"))
	if p := w.desk.Profile(id); p.Visit.Number != 4 || p.Pages != 1 || p.Visits != 2 || p.Views != 3 || p.Visit.FirstAt != want.FirstAt {
		t.Errorf("another visit: %+v", p)
	}
}

func TestWhatIsWrongIsLeftOutAndNamed(t *testing.T) {
	t.Parallel()
	for body, c := range map[string]struct {
		says  []string // parts of what is named
		kinds []chat.Kind
	}{
		`{"visit": {"id": "a b"}, "page": {"url": "https://shop.example/"}}`:                           {[]string{"visit.id is not an id"}, nil},
		`{"visit": {"id": "a"}, "page": {"url": "javascript:x"}}`:                                      {[]string{"page.url is not an address"}, []chat.Kind{chat.KindVisited}},
		`{"visit": {"id": "a", "referrer": "ftp://x"}}`:                                                {[]string{"visit.referrer is not an address"}, []chat.Kind{chat.KindVisited}},
		`{"visit": {"id": "a", "landing": 7, "age": "x"}}`:                                             {[]string{"visit.landing is not text", "visit.age is not a number"}, []chat.Kind{chat.KindVisited}},
		`{"visit": 7, "page": [], "data": [], "hints": "x"}`:                                           {[]string{"visit is not an object", "page is not", "data is not", "hints are not"}, nil},
		`{"visit": {"id": "a"}, "offset": 10000, "screen": [1], "language": "?"}`:                      {[]string{"offset is", "screen is", "language is"}, []chat.Kind{chat.KindVisited}},
		`{"data": {"a": [1], "b": 2, "c": {"amount": "x", "currency": "EUR"}}}`:                        {[]string{"data.a is neither", "data.c is no amount"}, []chat.Kind{chat.KindTold}},
		`{"data": {"` + strings.Repeat("n", 61) + `": 1, "long": "` + strings.Repeat("x", 501) + `"}}`: {[]string{"has no name of 1 to 60 bytes", "data.long has more than 500 bytes"}, nil},
		`{"what": {"is": "newer"}, "identity": null}`:                                                  {nil, nil},
	} {
		w := begin(t)
		id, token := w.visitor()
		status, answer := w.says(token, body)
		if status != http.StatusOK {
			t.Errorf("%s: %d %s", body, status, answer)
		}
		if len(c.says) == 0 != !strings.Contains(answer, "problems") {
			t.Errorf("%s: %s", body, answer)
		}
		for _, part := range c.says {
			if !strings.Contains(answer, part) {
				t.Errorf("%s: %q is not said in %s", body, part, answer)
			}
		}
		if got := w.desk.kinds(id); !slices.Equal(got, c.kinds) {
			t.Errorf("%s: stored %v, want %v", body, got, c.kinds)
		}
	}
}

func TestWhoMayNotSayAnything(t *testing.T) {
	t.Parallel()
	w := begin(t)
	_, token := w.visitor()
	for name, c := range map[string]struct {
		token, body string
		status      int
	}{
		"nobody":         {"", "{}", http.StatusUnauthorized},
		"a wrong token":  {token + "x", "{}", http.StatusUnauthorized},
		"no JSON":        {token, "x", http.StatusBadRequest},
		"no object":      {token, "[]", http.StatusBadRequest},
		"null":           {token, "null", http.StatusBadRequest},
		"much too much":  {token, `{"x": "` + strings.Repeat("x", chat.MaxFrame) + `"}`, http.StatusRequestEntityTooLarge},
		"nothing at all": {token, "{}", http.StatusOK},
	} {
		if status, body := w.says(c.token, c.body); status != c.status {
			t.Errorf("%s: %d %s, want %d", name, status, body, c.status)
		}
	}
	for i := range saysBurst + 1 {
		status, _ := w.says(token, "{}")
		if want := http.StatusTooManyRequests; i == saysBurst && status != want {
			t.Errorf("too much: %d", status)
		}
	}
	w.clock.pass(time.Minute)
	w.desk.down = true
	if status, _ := w.says(token, page("a", 1, 1, "https://shop.example/")); status != http.StatusServiceUnavailable {
		t.Errorf("a store that does not answer: %d", status)
	}
	w.desk.down = false
	w.Close()
	if status, _ := w.says(token, "{}"); status != http.StatusServiceUnavailable {
		t.Errorf("a relay that stops: %d", status)
	}
}

// Ages that no clock can have made, and a clock that jumped back, end in times that can be stored.
func TestAWrongClockBreaksNothing(t *testing.T) {
	t.Parallel()
	w := begin(t)
	id, token := w.visitor()
	w.says(token, `{"visit": {"id": "a", "number": 1, "age": -5, "pages": 0, "first": {"age": 1e300}}, "page": {"url": "https://shop.example/"}}`)
	p := w.desk.Profile(id)
	if now := w.clock.now().UnixMilli(); p.Visit.Began != now || p.Visit.FirstAt != now || p.Pages != 1 {
		t.Errorf("%+v", p)
	}
}

func TestMoreIsKnownOfAVisit(t *testing.T) {
	t.Parallel()
	old := chat.Visit{ID: "a", Number: 2, Began: 100, FirstAt: 50, First: chat.Source{Landing: "https://a/"}, Device: chat.Device{Browser: "Chrome 142", Screen: "1 × 1"}}
	said := chat.Visit{ID: "a", Number: 2, Began: 103, FirstAt: 53, Device: chat.Device{Browser: "Chrome 143", System: "Windows 11", Screen: "2 × 2"}}
	want := old
	want.Device.System = "Windows 11"
	got := news(chat.Profile{Visit: old}, about{visit: said}, nil)
	if !reflect.DeepEqual(got, []chat.Body{chat.Visited{Visit: want}}) {
		t.Errorf("%+v", got)
	}
	if got := news(chat.Profile{Visit: want}, about{visit: said}, nil); got != nil {
		t.Errorf("nothing new, but %+v", got)
	}
}

func TestACustomerIsSomebodyElse(t *testing.T) {
	t.Parallel()
	one, other := chat.Customer{ID: "1", Data: []chat.Datum{{Name: "vip", Type: chat.DatumYesNo, Value: "yes"}}}, chat.Customer{ID: "2"}
	p := chat.Profile{Customer: one}
	for name, c := range map[string]struct {
		said *chat.Customer
		want []chat.Body
	}{
		"nothing":       {nil, nil},
		"the same":      {&chat.Customer{ID: "1", Data: slices.Clone(one.Data)}, nil},
		"somebody else": {&other, []chat.Body{chat.Identified{Customer: other}}},
		"nobody":        {&chat.Customer{}, []chat.Body{chat.Identified{}}},
		"less of them":  {&chat.Customer{ID: "1"}, []chat.Body{chat.Identified{Customer: chat.Customer{ID: "1"}}}},
	} {
		if got := news(p, about{}, c.said); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func FuzzAboutIsStoredOrNamed(f *testing.F) {
	f.Add(page("a", 1, 1, "https://shop.example/"))
	f.Add(`{"data": {"a": {"amount": 1e400, "currency": "EUR"}, "b": "2026-02-30", "c": "http://[", "a": 1}, "screen": [1e99, -1], "offset": 0.5}`)
	f.Fuzz(func(t *testing.T, body string) {
		w := begin(t)
		id, token := w.visitor()
		if status, answer := w.says(token, body); status >= 500 {
			t.Fatalf("%d %s", status, answer)
		}
		before := len(w.desk.kinds(id))
		w.says(token, body)
		if after := len(w.desk.kinds(id)); after != before {
			t.Errorf("the same said again is %d entries more", after-before)
		}
	})
}
