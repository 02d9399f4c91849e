package archive

import (
	"context"
	"database/sql"
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// maxTotal is where counting ends: a Total of it means "or more".
const maxTotal = 1000

// maxAnswer is how many bytes of results one answer has, about; then there are fewer of them, and More.
const maxAnswer = 160 << 10

// Find answers a search. The error is a chat.Problem: TooLarge for the text, Malformed for anything else that no search has, among it filters that
// the kind does not know; Unavailable.
//
// What is found comes newest first: conversations by when they began, people by when they were here last, blocks by when they were
// made. Who has a text wants what was said lately rather than what has the word twice. A text without a word finds nothing.
func (a *Archive) Find(ctx context.Context, q chat.Query) (found wire.Found, err error) {
	if err := check(q); err != nil {
		return found, err
	}
	if q.Limit == 0 || q.Limit > chat.MaxFound {
		q.Limit = chat.MaxFound
	}
	s := search{Query: q, words: wordsOf(q.Text), now: a.o.Now().UnixMilli()}
	if len(s.words) == 0 && q.Text != "" {
		return found, nil
	}
	err = a.ask(ctx, func(v view) (err error) {
		switch q.Kind {
		case chat.FindExchanges:
			found, err = v.findExchanges(s)
		case chat.FindPeople:
			found, err = v.findPeople(s)
		default:
			found, err = v.findBlocks(s)
		}
		return err
	})
	if err != nil {
		return wire.Found{}, err
	}
	a.leaveOut(&found)
	return found, nil
}

// search is a query that is looked for.
type search struct {
	chat.Query
	words []string
	now   chat.Millis
}

// in tells whether a time is between From and Until.
func (s search) in(at chat.Millis) bool { return at >= s.From && (s.Until == 0 || at < s.Until) }

func check(q chat.Query) error {
	exchanges, people := q.Kind == chat.FindExchanges, q.Kind == chat.FindPeople
	switch {
	case len(q.Text) > chat.MaxQuery:
		return chat.TooLarge
	case q.Kind < chat.FindExchanges || q.Kind > chat.FindBlocks,
		(people || q.Kind == chat.FindBlocks) && q.Tag != "", people && q.Agent != "", exchanges && q.Blocked, !people && q.Identity,
		len(q.Tag) > chat.MaxLabel, len(q.After) > 50:
		return chat.Malformed
	}
	for _, id := range []string{string(q.Agent), string(q.Visitor), string(q.Site)} {
		if id != "" && !chat.ValidID(id) {
			return chat.BadID
		}
	}
	return nil
}

// number reads a cursor; Malformed for what is none.
func number(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, chat.Malformed
	}
	return n, nil
}

// room is what is left of an answer.
type room struct {
	bytes, results int
}

func (s search) room() room { return room{maxAnswer, int(s.Limit)} }

// takes tells whether one more result of so many bytes fits; the first one does in any case.
func (r *room) takes(bytes int, results int) bool {
	if results > 0 && (bytes > r.bytes || results >= r.results) {
		return false
	}
	r.bytes -= bytes
	return true
}

// relatives are the visitors of whose acquaintance the visitor is, the one asked for first, then those who were here last; none if nothing
// is known of that visitor.
func (v view) relatives(id chat.PersonID) (acquaintance int64, ids []int64, err error) {
	var first int64
	there, err := v.one([]any{&first, &acquaintance}, "SELECT id, acquaintance FROM visitors WHERE visitor = ?", string(id))
	if err != nil || !there {
		return 0, nil, err
	}
	ids = []int64{first}
	return acquaintance, ids, v.each(func(rows *sql.Rows) (bool, error) {
		var one int64
		if err := rows.Scan(&one); err != nil {
			return false, err
		}
		if one != first {
			ids = append(ids, one)
		}
		return false, nil
	}, "SELECT id FROM visitors WHERE acquaintance = ? ORDER BY seen DESC, id DESC", acquaintance)
}
