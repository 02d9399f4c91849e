package archive

import (
	"pupitre/app/chat"
)

// visitor is a row of visitors.
type visitor struct {
	id           int64
	visitor      chat.PersonID
	site         chat.SiteID
	acquaintance int64
	name         string // as they last called themselves
	seen         chat.Millis
	exchanges    uint64
	opened       chat.Millis // the last exchange; 0: none
	visit        int64       // the latest; 0: none
	profile      chat.Profile
}

// visitor is the row, read or new.
func (b *batch) visitor(site chat.SiteID, id chat.PersonID) (*visitor, error) {
	if v := b.visitors[id]; v != nil {
		return v, nil
	}
	v := &visitor{visitor: id}
	var profile []byte
	there, err := b.one([]any{&v.id, &v.site, &v.acquaintance, &v.name, &v.seen, &v.exchanges, &v.opened, &v.visit, &profile},
		"SELECT id, site, acquaintance, name, seen, exchanges, opened, visit, profile FROM visitors WHERE visitor = ?", string(id))
	if err != nil {
		return nil, err
	}
	if there {
		if v.profile, err = readProfile(profile); err != nil {
			return nil, err
		}
	} else {
		v.id, v.site = b.next.visitor, site
		v.profile = chat.Profile{Visitor: id, Site: site}
		b.next.visitor++
		b.stranger(v)
	}
	if err := b.belongs(v); err != nil {
		return nil, err
	}
	b.visitors[id] = v
	return v, nil
}

func (v *visitor) save(b *batch) error {
	return b.exec(`INSERT INTO visitors(id, visitor, site, acquaintance, name, seen, exchanges, opened, visit, profile) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT(id) DO UPDATE SET acquaintance = excluded.acquaintance, name = excluded.name, seen = excluded.seen, exchanges = excluded.exchanges,
		opened = excluded.opened, visit = excluded.visit, profile = excluded.profile`,
		v.id, string(v.visitor), string(v.site), v.acquaintance, v.name, v.seen, int64(v.exchanges), v.opened, v.visit, profileBytes(v.profile))
}

// belongs has the visitor's acquaintance made anew.
func (b *batch) belongs(v *visitor) error {
	a, err := b.acquaintance(v.acquaintance)
	if err == nil && a.customer == "" {
		a.only = v
	}
	return err
}

// identify makes the visitor one of a customer's, or, for "", nobody's.
func (b *batch) identify(v *visitor, customer string) error {
	was, err := b.acquaintance(v.acquaintance)
	if err != nil || was.customer == customer {
		return err
	}
	was.only = nil
	if customer == "" {
		b.stranger(v)
	} else if v.acquaintance, err = b.ofCustomer(v.site, customer); err != nil {
		return err
	}
	return b.belongs(v)
}

// person is the visitor as results name them.
func (v *visitor) person() chat.Person {
	p := chat.Person{ID: v.visitor, Role: chat.Visitor, Name: v.name}
	if v.profile.Customer.Name != "" {
		p.Name = v.profile.Customer.Name
	}
	return p
}

// text is what the visitor is found by.
func (v *visitor) text(doc []byte) []byte {
	c := v.profile.Customer
	for _, s := range []string{c.Name, c.Email, c.ID, v.name, chat.Person{ID: v.visitor}.Tag()} {
		doc = appendTokens(doc, s)
	}
	for _, d := range v.profile.Data() {
		doc = appendTokens(doc, d.Value)
	}
	return doc
}
