package archive

import (
	"database/sql"

	"pupitre/app/chat"
)

// acquaintance is a row of acquaintances: a customer with all their visitors, or a visitor who is nobody's. One that a batch has is
// made anew of its visitors at the batch's end.
type acquaintance struct {
	id       int64
	site     chat.SiteID
	customer string
	doc      string   // as the index has it; "": it has none
	only     *visitor // whose it is, if it is nobody's; nil: it is a customer's, or the visitor has become one
}

// maxTexts is how many of a customer's visitors, the latest, the customer is found by.
const maxTexts = 100

func (b *batch) acquaintance(id int64) (*acquaintance, error) {
	if a := b.acquaintances[id]; a != nil {
		return a, nil
	}
	a := &acquaintance{id: id}
	there, err := b.one([]any{&a.site, &a.customer, &a.doc}, "SELECT site, customer, text FROM acquaintances WHERE id = ?", id)
	if err == nil && !there {
		err = errDamaged
	}
	if err != nil {
		return nil, err
	}
	b.acquaintances[id] = a
	return a, nil
}

// stranger is a new one for a visitor who is nobody's.
func (b *batch) stranger(v *visitor) { v.acquaintance = b.add(v.site, "") }

func (b *batch) add(site chat.SiteID, customer string) int64 {
	id := b.next.acquaintance
	b.next.acquaintance++
	b.acquaintances[id] = &acquaintance{id: id, site: site, customer: customer}
	return id
}

// ofCustomer is a customer's, read or new.
func (b *batch) ofCustomer(site chat.SiteID, customer string) (id int64, err error) {
	key := string(site) + "\x00" + customer
	if id, ok := b.customers[key]; ok {
		return id, nil
	}
	there, err := b.one([]any{&id}, "SELECT id FROM acquaintances WHERE site = ? AND customer = ? AND customer <> ''", string(site), customer)
	if err != nil {
		return 0, err
	}
	if !there {
		id = b.add(site, customer)
	}
	b.customers[key] = id
	return id, nil
}

// sums are what an acquaintance's visitors add up to.
type sums struct {
	visitors, exchanges uint64
	opened, seen        chat.Millis
	latest              int64
	doc                 []byte
}

// save makes the row, and what it is found by, of its visitors as they are now. A customer's stays without any, empty, and is not found: the
// numbers of rows must not follow from when they are written.
func (a *acquaintance) save(b *batch) error {
	s, err := a.sum(b)
	if err != nil {
		return err
	}
	if s.visitors == 0 && a.customer == "" {
		if err := b.exec("DELETE FROM acquaintances WHERE id = ?", a.id); err != nil {
			return err
		}
		return a.index(b, "")
	}
	doc := ""
	if s.visitors > 0 {
		for _, l := range a.labels() {
			s.doc = append(append(s.doc, l...), ' ')
		}
		doc = string(s.doc)
	}
	if err := b.exec(`INSERT INTO acquaintances(id, site, customer, text, latest, seen, visitors, exchanges, opened) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT(id) DO UPDATE SET text = excluded.text, latest = excluded.latest, seen = excluded.seen, visitors = excluded.visitors,
		exchanges = excluded.exchanges, opened = excluded.opened`,
		a.id, string(a.site), a.customer, doc, s.latest, s.seen, s.visitors, s.exchanges, s.opened); err != nil {
		return err
	}
	return a.index(b, doc)
}

func (a *acquaintance) sum(b *batch) (s sums, err error) {
	s.doc = append(s.doc, ' ') // so that each word has one before it
	if a.customer == "" {
		if v := a.only; v != nil {
			s = sums{1, v.exchanges, v.opened, v.seen, v.id, v.text(s.doc)}
		}
		return s, nil
	}
	if _, err := b.one([]any{&s.visitors, &s.exchanges, &s.opened},
		"SELECT count(*), coalesce(sum(exchanges), 0), coalesce(max(opened), 0) FROM visitors WHERE acquaintance = ?", a.id); err != nil {
		return s, err
	}
	return s, b.each(func(rows *sql.Rows) (bool, error) {
		v, err := scanVisitor(rows)
		if err != nil {
			return false, err
		}
		if s.latest == 0 {
			s.latest, s.seen = v.id, v.seen
		}
		s.doc = v.text(s.doc)
		return false, nil
	}, selectVisitor+" WHERE acquaintance = ? ORDER BY seen DESC, id DESC LIMIT ?", a.id, maxTexts)
}

// index puts doc in the place of what the index has.
func (a *acquaintance) index(b *batch, doc string) error {
	if doc == a.doc {
		return nil
	}
	if a.doc != "" {
		if err := b.exec("INSERT INTO names(names, rowid, text) VALUES('delete', ?, ?)", a.id, a.doc); err != nil {
			return err
		}
	}
	a.doc = doc
	if doc == "" {
		return nil
	}
	return b.exec("INSERT INTO names(rowid, text) VALUES(?, ?)", a.id, doc)
}

func (a *acquaintance) labels() []string {
	labels := []string{everything, siteLabel(a.site)}
	if a.customer != "" {
		labels = append(labels, customerLabel)
	}
	return labels
}

// selectVisitor and scanVisitor read rows of visitors.
const selectVisitor = "SELECT id, visitor, site, acquaintance, name, seen, exchanges, opened, visit, profile FROM visitors"

func scanVisitor(rows *sql.Rows) (visitor, error) {
	var v visitor
	var profile []byte
	err := rows.Scan(&v.id, &v.visitor, &v.site, &v.acquaintance, &v.name, &v.seen, &v.exchanges, &v.opened, &v.visit, &profile)
	if err == nil {
		v.profile, err = readProfile(profile)
	}
	return v, err
}
