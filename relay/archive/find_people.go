package archive

import (
	"cmp"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// few is how many people may be read and sorted for one answer. If more are found, the list of all is gone through instead, for it has the
// order already, and every so-many-th matches.
const few = 4000

// candidate is a row of acquaintances.
type candidate struct {
	id, latest          int64
	seen, opened        chat.Millis
	visitors, exchanges uint64
}

// before orders candidates: who was here last comes first.
func (c candidate) before(o candidate) int {
	return cmp.Or(cmp.Compare(o.seen, c.seen), cmp.Compare(o.id, c.id))
}

// findPeople lists acquaintances.
func (v view) findPeople(s search) (found wire.Found, err error) {
	after := candidate{seen: math.MaxInt64, id: math.MaxInt64}
	if s.After != "" {
		seen, id, _ := strings.Cut(s.After, ".")
		if after.seen, err = number(seen); err == nil {
			after.id, err = number(id)
		}
		if err != nil {
			return found, err
		}
	}
	list, total, err := v.candidates(s, after)
	if err != nil {
		return found, err
	}
	found.Total = total
	left := s.room()
	for i, c := range list {
		one, err := v.acquaintance(c, s.now)
		if err != nil {
			return found, err
		}
		if !left.takes(len(wire.Append(nil, wire.Found{People: []chat.Acquaintance{one}})), i) {
			found.More = fmt.Sprintf("%d.%d", list[i-1].seen, list[i-1].id)
			break
		}
		found.People = append(found.People, one)
	}
	return found, nil
}

// candidates are those behind after, at least one more than the search's limit where there are so many, and how many there are altogether.
func (v view) candidates(s search, after candidate) (list []candidate, total uint64, err error) {
	switch {
	case s.Visitor != "":
		acquaintance, _, err := v.relatives(s.Visitor)
		if err != nil {
			return nil, 0, err
		}
		list, err = v.sorted(s, "SELECT ?", acquaintance)
		return cutOff(list, after), total1000(list), err
	case s.Blocked:
		list, err = v.sorted(s, blockedNow, 0, s.now)
		return cutOff(list, after), total1000(list), err
	case len(s.words) > 0:
		var ids []int64
		match := expression(s.words, s.peopleLabels(), nil)
		if err := v.each(func(rows *sql.Rows) (bool, error) {
			var id int64
			err := rows.Scan(&id)
			ids = append(ids, id)
			return len(ids) > few, err
		}, "SELECT rowid FROM names WHERE names MATCH ?", match); err != nil {
			return nil, 0, err
		}
		if len(ids) <= few {
			list, err = v.sorted(s, "SELECT rowid FROM names WHERE names MATCH ?", match)
			return cutOff(list, after), total1000(list), err
		}
	}
	if list, err = v.walk(s, after, int(s.Limit)+1); err != nil {
		return nil, 0, err
	}
	all, err := v.walk(s, candidate{seen: math.MaxInt64, id: math.MaxInt64}, maxTotal)
	return list, uint64(len(all)), err
}

func (s search) peopleLabels() (labels []string) {
	if s.Site != "" {
		labels = append(labels, siteLabel(s.Site))
	}
	if s.Identity {
		labels = append(labels, customerLabel)
	}
	return labels
}

func total1000(list []candidate) uint64 { return uint64(min(len(list), maxTotal)) }

// cutOff leaves out what is not behind after.
func cutOff(list []candidate, after candidate) []candidate {
	i := slices.IndexFunc(list, func(c candidate) bool { return after.before(c) < 0 })
	if i < 0 {
		return nil
	}
	return list[i:]
}

const selectCandidate = "SELECT id, latest, seen, opened, visitors, exchanges, site, customer, text FROM acquaintances"

// fits reads a row of selectCandidate, and tells whether it is one that is looked for.
func (s search) fits(rows *sql.Rows) (c candidate, fits bool, err error) {
	var site, customer, text string
	err = rows.Scan(&c.id, &c.latest, &c.seen, &c.opened, &c.visitors, &c.exchanges, &site, &customer, &text)
	return c, c.visitors > 0 && (s.Site == "" || string(s.Site) == site) && (!s.Identity || customer != "") && s.in(c.seen) && hasAll(text, s.words), err
}

// sorted are all of the acquaintances that among selects, in order.
func (v view) sorted(s search, among string, args ...any) (list []candidate, err error) {
	err = v.each(func(rows *sql.Rows) (bool, error) {
		c, fits, err := s.fits(rows)
		if fits {
			list = append(list, c)
		}
		return false, err
	}, selectCandidate+" WHERE id IN ("+among+")", args...)
	slices.SortFunc(list, candidate.before)
	return list, err
}

// walk goes through all acquaintances behind after, in order, until it has that many.
func (v view) walk(s search, after candidate, most int) (list []candidate, err error) {
	return list, v.each(func(rows *sql.Rows) (bool, error) {
		c, fits, err := s.fits(rows)
		if fits {
			list = append(list, c)
		}
		return len(list) == most, err
	}, selectCandidate+" WHERE seen >= ? AND seen < ? AND (seen, id) < (?, ?) ORDER BY seen DESC, id DESC", s.From, s.until(), after.seen, after.id)
}

// What blocks keep away at the time ?2: the visitor of whom one was made, unless it was made of the customer that they were; and
// that customer.
const (
	ofVisitor  = "visitors v JOIN blocks b ON b.visitor = v.id AND b.target <> 1 AND b.ended_at = 0 AND (b.until = 0 OR b.until > ?2)"
	ofCustomer = `acquaintances a JOIN blocks b ON b.target = 1 AND b.key = a.customer AND a.customer <> '' AND b.ended_at = 0 AND (b.until = 0 OR b.until > ?2)
		JOIN visitors v ON v.id = b.visitor AND v.site = a.site`

	blockedNow = "SELECT v.acquaintance FROM " + ofVisitor + " UNION SELECT a.id FROM " + ofCustomer
	isBlocked  = "SELECT EXISTS(SELECT 1 FROM " + ofVisitor + " WHERE v.acquaintance = ?1) OR EXISTS(SELECT 1 FROM " + ofCustomer + " WHERE a.id = ?1)"
)

// acquaintance is a candidate as a result.
func (v view) acquaintance(c candidate, now chat.Millis) (a chat.Acquaintance, err error) {
	a = chat.Acquaintance{Visitors: c.visitors, Exchanges: c.exchanges, LastAt: c.opened}
	if err = v.each(func(rows *sql.Rows) (bool, error) {
		one, err := scanVisitor(rows)
		a.Profile = one.profile
		return true, err
	}, selectVisitor+" WHERE id = ?", c.latest); err != nil {
		return a, err
	}
	_, err = v.one([]any{&a.Blocked}, isBlocked, c.id, now)
	return a, err
}
