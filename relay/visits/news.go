package visits

import (
	"cmp"
	"slices"

	"pupitre/app/chat"
)

// news is what a trail does not say yet, in the order in which it is to be stored. customer: who the visitor is said to be, the zero one
// for nobody any more; nil: nothing is said about it.
func news(p chat.Profile, a about, customer *chat.Customer) (list []chat.Body) {
	same := a.visit.ID == p.Visit.ID
	if a.visit.ID != "" {
		if visit := known(p, a.visit); visit != p.Visit {
			list = append(list, chat.Visited{Visit: visit})
		}
		// A page that was opened before another one is no news when it is told late.
		late := same && a.pages < p.Pages
		if a.page.URL != "" && !late && (!same || a.pages > p.Pages || a.page != p.Page || p.Gone) {
			list = append(list, chat.Seen{PageView: a.page, Pages: a.pages})
		}
	}
	if a.told != nil && !slices.Equal(a.told, p.Told) {
		list = append(list, chat.Told{Data: a.told})
	}
	if customer != nil && !equal(*customer, p.Customer) {
		list = append(list, chat.Identified{Customer: *customer})
	}
	return list
}

// known is a visit with what was known of it before. Times are made of a browser's ages anew each time, and a device may be turned or
// carried to another network: what was said first stays. How the browser came first stays too.
func known(p chat.Profile, v chat.Visit) chat.Visit {
	if p.Visit.FirstAt != 0 {
		v.First, v.FirstAt = p.Visit.First, p.Visit.FirstAt
	}
	if p.Visit.ID != v.ID {
		return v
	}
	old := p.Visit
	old.Number = cmp.Or(old.Number, v.Number)
	old.Came = cmp.Or(old.Came, v.Came)
	old.First, old.FirstAt = cmp.Or(old.First, v.First), v.FirstAt
	for _, word := range []struct {
		of   *string
		said string
	}{
		{&old.Device.Country, v.Device.Country}, {&old.Device.Browser, v.Device.Browser}, {&old.Device.System, v.Device.System}, {&old.Device.Kind, v.Device.Kind},
		{&old.Device.Language, v.Device.Language}, {&old.Device.Screen, v.Device.Screen}, {&old.Device.Zone, v.Device.Zone},
	} {
		*word.of = cmp.Or(*word.of, word.said)
	}
	return old
}

func equal(a, b chat.Customer) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Email == b.Email && slices.Equal(a.Data, b.Data)
}
