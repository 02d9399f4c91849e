package index

import (
	"testing"

	"pupitre/app/chat"
)

func TestWhatATrailSaysIsKnown(t *testing.T) {
	t.Parallel()
	x := New()
	relay := chat.Person{ID: "v1", Role: chat.System}
	trail := chat.TrailOf("v1")
	x.Apply(shop, "v1_1", said(1, julie))
	for i, b := range []chat.Body{
		chat.Visited{Visit: chat.Visit{ID: "a", Number: 3, Device: chat.Device{Browser: "Firefox 142"}}},
		chat.Seen{PageView: chat.PageView{URL: "https://shop/basket"}, Pages: 4},
		chat.Told{Data: []chat.Datum{{Name: "basket", Type: chat.DatumMoney, Value: "129.00 EUR"}}},
		chat.Identified{Customer: chat.Customer{ID: "c-7", Name: "Julie Martin"}},
		chat.Gone{At: 250},
	} {
		if got := x.Apply(shop, trail, entry(uint64(i+1), relay, b)); got != Applied {
			t.Fatal(i, got)
		}
	}
	p := x.Profile("v1")
	if p.Visitor != "v1" || p.Site != shop || p.Last != 5 || p.Visit.Number != 3 || p.Pages != 4 || p.Page.URL != "https://shop/basket" ||
		p.Customer.ID != "c-7" || len(p.Told) != 1 || !p.Gone || p.SeenAt != 250 || p.Views != 1 || p.Visits != 1 {
		t.Errorf("%+v", p)
	}
	if s, _ := x.Summary("v1_1"); s.Visitor.Name != "Julie Martin" {
		t.Errorf("the list says %q", s.Visitor.Name)
	}
	if list := x.Summaries(); len(list) != 1 {
		t.Errorf("%d conversations", len(list))
	}
	if p := x.Profile("v9"); p.Last != 0 || p.Visitor != "v9" {
		t.Errorf("a stranger: %+v", p)
	}
}
