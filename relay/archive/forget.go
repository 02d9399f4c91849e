package archive

import (
	"context"
	"database/sql"
	"time"

	"pupitre/app/chat"
)

// Forget removes all that is known of the visitors for good: of what was there no byte is left in the database's files. To be called when the
// store does not have it any more, or it comes again. It waits for who is asking, and takes seconds in a big archive, for the index of words is
// written anew. The error is the context's, or SQLite's: then it is to be called again.
//
// While the archive is being made it removes what is there; what the store does not have does not come.
func (a *Archive) Forget(ctx context.Context, visitors []chat.PersonID) error {
	a.forgetting.Add(1)
	err := a.take(ctx)
	a.forgetting.Add(-1)
	if err != nil {
		return err
	}
	defer a.give()
	return a.forget(ctx, visitors)
}

func (a *Archive) forget(ctx context.Context, visitors []chat.PersonID) error {
	db, err := connect(a.file, writerCache, "immediate", "secure_delete(1)")
	if err != nil {
		return err
	}
	d := &database{write: db}
	defer db.Close()
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil || tables == 0 {
		return err // it is not there yet
	}
	b, err := d.begin()
	if err != nil {
		return err
	}
	defer b.rollback()
	for _, id := range visitors {
		if err := b.forget(id); err != nil {
			return err
		}
	}
	if err := b.save(); err != nil {
		return err
	}
	if err := b.exec("DELETE FROM acquaintances WHERE visitors = 0"); err != nil {
		return err
	}
	clear(b.acquaintances) // they have been saved
	// What was deleted from an index stays in it until its parts are merged.
	for _, merge := range []string{"INSERT INTO words(words) VALUES('optimize')", "INSERT INTO names(names) VALUES('optimize')"} {
		if err := b.exec(merge); err != nil {
			return err
		}
	}
	if err := b.commit(); err != nil {
		return err
	}
	return d.flush(ctx)
}

// flush brings all to the main file and empties the other one. It waits for those who read what was before.
func (db *database) flush(ctx context.Context) error {
	for {
		var busy, pages, done int
		if err := db.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &done); err != nil {
			return err
		}
		if busy == 0 {
			return nil
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// forget removes all rows of a visitor.
func (b *batch) forget(id chat.PersonID) error {
	v, err := b.visitor("", id)
	if err != nil {
		return err
	}
	list, err := b.exchangesOf(v)
	if err != nil {
		return err
	}
	for _, x := range list {
		if err := x.forget(b); err != nil {
			return err
		}
	}
	for _, del := range []string{
		"DELETE FROM exchanges WHERE visitor = ?",
		"DELETE FROM pages WHERE visit IN (SELECT id FROM visits WHERE visitor = ?)",
		"DELETE FROM visits WHERE visitor = ?",
		"DELETE FROM notes WHERE visitor = ?",
		"DELETE FROM blocks WHERE visitor = ?",
		"DELETE FROM visitors WHERE id = ?",
	} {
		if err := b.exec(del, v.id); err != nil {
			return err
		}
	}
	b.acquaintances[v.acquaintance].only = nil
	delete(b.visitors, id)
	return nil
}

// exchangesOf are all of a visitor's.
func (b *batch) exchangesOf(v *visitor) (list []*exchange, err error) {
	return list, b.each(func(rows *sql.Rows) (bool, error) {
		x, err := scanExchange(rows, v)
		list = append(list, x)
		return false, err
	}, selectExchange+" WHERE visitor = ?", v.id)
}

// forget removes the exchange's words and documents.
func (x *exchange) forget(b *batch) error {
	for place := range x.chunks {
		c, err := x.chunk(b, place)
		if err != nil {
			return err
		}
		if err := c.save(b, chunkID(x.id, place), x.was, nil); err != nil {
			return err
		}
		if err := b.exec("DELETE FROM said WHERE id = ?", chunkID(x.id, place)); err != nil {
			return err
		}
	}
	return nil
}
