package archive

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// What one file has at most, so that it fits into one answer. All that is left out is the oldest.
const (
	maxProfiles   = 20
	maxNotes      = 100
	maxBlocks     = 100
	maxPages      = 50       // of a visit
	profilesBytes = 40 << 10 // about; likewise:
	exchangeBytes = 48 << 10
	visitsBytes   = 64 << 10
	notesBytes    = 48 << 10
	blocksBytes   = 24 << 10
)

// File is all that is known about a visitor or, where they are one, a customer: exchanges and visits that began before that time (0: now), the newest first, at most
// limit of each. Notes and blocks come with what is newest alone. The error is a chat.Problem: NotFound, BadID or Unavailable.
func (a *Archive) File(ctx context.Context, visitor chat.PersonID, before chat.Millis, limit uint64) (f chat.CustomerFile, err error) {
	if !chat.ValidID(visitor) {
		return f, chat.BadID
	}
	if limit == 0 || limit > chat.MaxFound {
		limit = chat.MaxFound
	}
	newest := before <= 0
	if newest {
		before = math.MaxInt64
	}
	err = a.ask(ctx, func(v view) error {
		of, ids, err := v.relatives(visitor)
		if err != nil {
			return err
		}
		if len(ids) == 0 || a.isGone(visitor) {
			return chat.NotFound
		}
		f, err = v.file(of, ids, before, int(limit), newest)
		return err
	})
	if err != nil {
		return chat.CustomerFile{}, err
	}
	return f, nil
}

func (v view) file(of int64, ids []int64, before chat.Millis, limit int, newest bool) (f chat.CustomerFile, err error) {
	if f.Profiles, err = v.profiles(ids); err != nil {
		return f, err
	}
	list, err := v.exchanges(limit, " WHERE v.acquaintance = ? AND x.said > 0 AND x.opened < ? ORDER BY x.opened DESC, x.id DESC LIMIT ?", of, before, limit)
	if err != nil {
		return f, err
	}
	left := room{exchangeBytes, limit}
	for i, x := range list {
		if !left.takes(len(wire.Append(nil, wire.CustomerFile{File: chat.CustomerFile{Exchanges: []chat.Exchange{x.Exchange}}})), i) {
			break
		}
		f.Exchanges = append(f.Exchanges, x.Exchange)
	}
	if f.Visits, err = v.visits(of, before, limit); err != nil {
		return f, err
	}
	if newest {
		if err := v.remarks(&f, of); err != nil {
			return f, err
		}
	}
	if _, err := v.one([]any{&f.ExchangesInAll, &f.LastAt}, "SELECT exchanges, opened FROM acquaintances WHERE id = ?", of); err != nil {
		return f, err
	}
	_, err = v.one([]any{&f.VisitsInAll, &f.ViewsInAll},
		"SELECT count(*), coalesce(sum(views), 0) FROM visits WHERE visitor IN (SELECT id FROM visitors WHERE acquaintance = ?)", of)
	return f, err
}

func (v view) profiles(ids []int64) (list []chat.Profile, err error) {
	left := room{profilesBytes, maxProfiles}
	for _, id := range ids[:min(len(ids), maxProfiles)] {
		if err := v.each(func(rows *sql.Rows) (bool, error) {
			one, err := scanVisitor(rows)
			if err == nil && left.takes(len(profileBytes(one.profile)), len(list)) {
				list = append(list, one.profile)
			}
			return true, err
		}, selectVisitor+" WHERE id = ?", id); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// visits are those that began before a time, the newest first, with their latest pages in order.
func (v view) visits(of int64, before chat.Millis, limit int) (list []chat.VisitLine, err error) {
	var ids []int64
	if err := v.each(func(rows *sql.Rows) (bool, error) {
		var id int64
		var l chat.VisitLine
		var visit []byte
		if err := rows.Scan(&id, &l.Visitor, &l.Ended, &l.Views, &visit); err != nil {
			return false, err
		}
		if l.Visit, err = readVisit(visit); err != nil {
			return false, err
		}
		list, ids = append(list, l), append(ids, id)
		return false, nil
	}, `SELECT s.id, v.visitor, s.ended, s.views, s.visit FROM visitors v JOIN visits s ON s.visitor = v.id
		WHERE v.acquaintance = ? AND s.began < ? ORDER BY s.began DESC, s.id DESC LIMIT ?`, of, before, limit); err != nil {
		return nil, err
	}
	left := room{visitsBytes, math.MaxInt}
	for i := range list {
		if !left.takes(len(visitBytes(list[i].Visit)), i) {
			return list[:i], nil
		}
		if err := v.pages(&list[i], ids[i], &left); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// pages are the latest of a visit. Where nothing says how long the last one was looked at, it was until the visit's last sign.
func (v view) pages(l *chat.VisitLine, id int64, left *room) error {
	err := v.each(func(rows *sql.Rows) (bool, error) {
		var p chat.PageLine
		if err := rows.Scan(&p.At, &p.Stayed, &p.URL, &p.Title); err != nil {
			return false, err
		}
		if len(l.Pages) == 0 && p.Stayed == 0 {
			p.Stayed = max(l.Ended-p.At, 0)
		}
		if !left.takes(len(p.URL)+len(p.Title)+16, 1) {
			return true, nil
		}
		l.Pages = append(l.Pages, p)
		return false, nil
	}, "SELECT at, stayed, url, title FROM pages WHERE visit = ? ORDER BY place DESC LIMIT ?", id, maxPages)
	slices.Reverse(l.Pages)
	return err
}

// remarks are what the merchant's side wrote and decided about the customer.
func (v view) remarks(f *chat.CustomerFile, of int64) error {
	left := room{notesBytes, maxNotes}
	if err := v.each(func(rows *sql.Rows) (bool, error) {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return false, err
		}
		e, err := readEntry(b)
		if err != nil || !left.takes(len(b), len(f.Notes)) {
			return true, err
		}
		f.Notes = append(f.Notes, e)
		return false, nil
	}, `SELECT n.entry FROM visitors v JOIN notes n ON n.visitor = v.id WHERE v.acquaintance = ? ORDER BY n.id DESC LIMIT ?`, of, maxNotes); err != nil {
		return err
	}
	left = room{blocksBytes, maxBlocks}
	return v.blockLines(func(_ int64, b chat.BlockLine) (bool, error) {
		if !left.takes(len(wire.Append(nil, wire.Found{Blocks: []chat.BlockLine{b}})), len(f.Blocks)) {
			return true, nil
		}
		f.Blocks = append(f.Blocks, b)
		return false, nil
	}, ` WHERE b.id IN (SELECT b.id FROM visitors v JOIN blocks b ON b.visitor = v.id WHERE v.acquaintance = ?1
		UNION SELECT b.id FROM acquaintances a JOIN blocks b ON b.target = 1 AND b.key = a.customer JOIN visitors v ON v.id = b.visitor AND v.site = a.site
		WHERE a.id = ?1 AND a.customer <> '') ORDER BY b.id DESC LIMIT ?2`, of, maxBlocks)
}

// Counts is how many exchanges the visitor, or the customer that they are, had, and when the last one began; 0 while that is not known. It waits
// a moment for what is just being written, and costs one look.
func (a *Archive) Counts(visitor chat.PersonID) (exchanges uint64, lastAt chat.Millis) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	db, err := a.caughtUp(ctx)
	if err != nil {
		return 0, 0
	}
	defer a.asked.Done()
	if a.isGone(visitor) {
		return 0, 0
	}
	_ = db.read.QueryRow("SELECT a.exchanges, a.opened FROM visitors v JOIN acquaintances a ON a.id = v.acquaintance WHERE v.visitor = ?", string(visitor)).
		Scan(&exchanges, &lastAt)
	return exchanges, lastAt
}
