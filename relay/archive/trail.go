package archive

import (
	"pupitre/app/chat"
	"pupitre/app/wire"
)

// trail applies an entry of what is known about the visitor.
func (b *batch) trail(v *visitor, e chat.Entry) error {
	before := v.profile
	v.profile = before.After(e)
	v.seen = max(v.seen, v.profile.SeenAt)
	switch body := e.Body.(type) {
	case chat.Visited:
		return b.visited(v, body.Visit, e.At)
	case chat.Seen:
		if v.profile.Views == before.Views {
			return b.lookedAgain(v, before.Page.URL == body.URL, body.PageView, e.At)
		}
		return b.looked(v, body.PageView, e.At)
	case chat.Gone:
		return b.gone(v, body.At)
	case chat.Identified:
		return b.identify(v, body.Customer.ID)
	case chat.Note:
		id := b.next.note
		b.next.note++
		return b.exec("INSERT INTO notes(id, visitor, entry) VALUES(?, ?, ?)", id, v.id, wire.AppendEntry(nil, e))
	case chat.Blocked:
		if body.Ended {
			return b.exec("UPDATE blocks SET ended_by = ?, ended_at = ? WHERE visitor = ? AND entry = ? AND ended_at = 0",
				peopleBytes([]chat.Person{e.Author}), e.At, v.id, string(body.Of))
		}
		return b.blocked(v, e, body)
	}
	return nil
}

func (b *batch) blocked(v *visitor, e chat.Entry, body chat.Blocked) error {
	id := b.next.block
	b.next.block++
	return b.exec("INSERT INTO blocks(id, visitor, entry, name, by, at, until, reason, target, key, ended_by, ended_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
		id, v.id, string(e.ID), v.person().Name, peopleBytes([]chat.Person{e.Author}), e.At, body.Until, body.Reason, int64(body.Target), body.Key, []byte{})
}

// visited begins a visit, or says more about the one that goes on.
func (b *batch) visited(v *visitor, visit chat.Visit, at chat.Millis) error {
	if v.visit != 0 {
		var was []byte
		if _, err := b.one([]any{&was}, "SELECT visit FROM visits WHERE id = ?", v.visit); err != nil {
			return err
		}
		before, err := readVisit(was)
		if err != nil {
			return err
		}
		if before.ID == visit.ID {
			return b.exec("UPDATE visits SET began = ?, ended = max(ended, ?), visit = ? WHERE id = ?", visit.Began, at, visitBytes(visit), v.visit)
		}
	}
	v.visit = b.next.visit
	b.next.visit++
	return b.exec("INSERT INTO visits(id, visitor, began, ended, views, page_at, visit) VALUES(?, ?, ?, ?, 0, 0, ?)", v.visit, v.id, visit.Began, at, visitBytes(visit))
}

// looked adds a page to the visit; the one before it was looked at until now.
func (b *batch) looked(v *visitor, page chat.PageView, at chat.Millis) error {
	if v.visit == 0 {
		if err := b.visited(v, chat.Visit{Began: at}, at); err != nil {
			return err
		}
	}
	if err := b.leave(v, at); err != nil {
		return err
	}
	if err := b.exec("UPDATE visits SET views = views + 1, page_at = ?1, ended = max(ended, ?1) WHERE id = ?2", at, v.visit); err != nil {
		return err
	}
	return b.exec("INSERT INTO pages(visit, place, at, stayed, url, title) SELECT id, views, ?, 0, ?, ? FROM visits WHERE id = ?", at, page.URL, page.Title, v.visit)
}

// lookedAgain is about a page that was counted before: its title has changed, or another tab is looked at, whose time counts for the latest page.
func (b *batch) lookedAgain(v *visitor, same bool, page chat.PageView, at chat.Millis) error {
	if same {
		if err := b.exec("UPDATE pages SET title = ?1 WHERE visit = ?2 AND place = (SELECT views FROM visits WHERE id = ?2)", page.Title, v.visit); err != nil {
			return err
		}
	}
	return b.exec("UPDATE visits SET page_at = CASE WHEN page_at > 0 THEN page_at ELSE ?1 END, ended = max(ended, ?1) WHERE id = ?2", at, v.visit)
}

// gone ends the page that is looked at.
func (b *batch) gone(v *visitor, at chat.Millis) error {
	if v.visit == 0 {
		return nil
	}
	if err := b.leave(v, at); err != nil {
		return err
	}
	return b.exec("UPDATE visits SET page_at = 0, ended = max(ended, ?) WHERE id = ?", at, v.visit)
}

// leave says how long the visit's open page, if there is one, was looked at.
func (b *batch) leave(v *visitor, at chat.Millis) error {
	return b.exec(`UPDATE pages SET stayed = max(?1 - at, 0)
		WHERE visit = ?2 AND place = (SELECT views FROM visits WHERE id = ?2 AND page_at > 0)`, at, v.visit)
}
