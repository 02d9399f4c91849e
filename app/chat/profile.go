package chat

// Profile is what is known about a visitor: the fold of After over their trail.
type Profile struct {
	Visitor  PersonID
	Site     SiteID
	Last     uint64 // n of the trail's last entry; 0: nothing is known
	Visit    Visit  // the latest
	Pages    uint64 // viewed in it
	Page     PageView
	PageAt   Millis // since when
	SeenAt   Millis // the last sign of them
	Gone     bool   // since SeenAt no page is open; while it is false one may be: see Summary.Online
	Views    uint64 // pages of all visits that the trail has
	Visits   uint64 // that the trail has; Visit.Number counts also those that it has not
	Customer Customer
	Told     []Datum
}

// After is the profile once e has been stored in the visitor's trail.
func (p Profile) After(e Entry) Profile {
	p.Last = e.N
	switch b := e.Body.(type) {
	case Visited:
		if b.Visit.ID != p.Visit.ID {
			p.Pages = 0
			p.Visits++
		}
		p.Visit, p.Gone, p.SeenAt = b.Visit, false, e.At
	case Seen:
		if b.Pages != p.Pages {
			p.Views++
		}
		if b.Pages != p.Pages || b.URL != p.Page.URL { // else its title has changed
			p.PageAt = e.At
		}
		p.Page, p.Pages = b.PageView, b.Pages
		p.Gone, p.SeenAt = false, e.At
	case Told:
		p.Told = b.Data
	case Identified:
		p.Customer = b.Customer
	case Gone:
		p.Gone, p.SeenAt = true, b.At
	}
	return p
}

// Known is one custom datum of a profile, and whether the merchant's server vouches for it.
type Known struct {
	Datum
	Signed bool
}

// Data is all custom data. What is signed hides what the page says under the same name.
func (p Profile) Data() (list []Known) {
	signed := func(name string) bool {
		for _, d := range p.Customer.Data {
			if d.Name == name {
				return true
			}
		}
		return false
	}
	for _, d := range p.Customer.Data {
		list = append(list, Known{d, true})
	}
	for _, d := range p.Told {
		if !signed(d.Name) {
			list = append(list, Known{d, false})
		}
	}
	return list
}
