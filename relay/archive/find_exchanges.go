package archive

import (
	"database/sql"
	"math"
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// maxRelatives is how many of a customer's visitors, the latest, a search among their conversations looks at.
const maxRelatives = 500

// findExchanges goes through the documents that have all that is asked for, the newest first.
func (v view) findExchanges(s search) (found wire.Found, err error) {
	match, ok, err := v.expression(s)
	if err != nil || !ok {
		return found, err
	}
	span, err := v.span(s)
	if err != nil {
		return found, err
	}
	docs, err := v.matching(s, match, span, maxTotal)
	if err != nil {
		return found, err
	}
	found.Total = uint64(len(docs))
	if s.After != "" {
		before, err := number(s.After)
		if err != nil {
			return found, err
		}
		span.to = min(span.to, before-1)
		if docs, err = v.matching(s, match, span, int(s.Limit)+1); err != nil {
			return found, err
		}
	}
	left := s.room()
	for i, doc := range docs {
		hit, err := v.hit(doc, s.words)
		if err != nil {
			return found, err
		}
		if !left.takes(len(wire.Append(nil, wire.Found{Exchanges: []chat.Hit{hit}})), i) {
			found.More = strconv.FormatInt(docs[i-1]>>chunkBits, 10)
			break
		}
		found.Exchanges = append(found.Exchanges, hit)
	}
	return found, nil
}

// expression is what the documents must have; false if there can be none.
func (v view) expression(s search) (match string, ok bool, err error) {
	labels := []string{everything}
	if s.Site != "" {
		labels = append(labels, siteLabel(s.Site))
	}
	if s.Agent != "" {
		labels = append(labels, agentLabel(s.Agent))
	}
	if s.Tag != "" {
		labels = append(labels, tagLabel(s.Tag))
	}
	var anyOf []string
	if s.Visitor != "" {
		_, ids, err := v.relatives(s.Visitor)
		if err != nil || len(ids) == 0 {
			return "", false, err
		}
		for _, id := range ids[:min(len(ids), maxRelatives)] {
			anyOf = append(anyOf, visitorLabel(id))
		}
	}
	if len(labels) > 1 || len(s.words) > 0 || len(anyOf) > 0 {
		labels = labels[1:]
	}
	return expression(s.words, labels, anyOf), true, nil
}

// span are exchanges' numbers, both included.
type span struct{ from, to int64 }

// span are the numbers of exchanges that began between the search's times. Numbers grow with time, but clocks are set back now and then, so they
// say only where to look.
func (v view) span(s search) (span, error) {
	all := span{1, math.MaxInt64 >> chunkBits}
	if s.From == 0 && s.Until == 0 {
		return all, nil
	}
	_, err := v.one([]any{&all.from, &all.to}, "SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM exchanges WHERE opened >= ? AND opened < ?", s.From, s.until())
	return all, err
}

func (s search) until() chat.Millis {
	if s.Until == 0 {
		return math.MaxInt64
	}
	return s.Until
}

// matching are documents that match, the latest of each exchange, the latest exchange first, at most that many.
func (v view) matching(s search, match string, in span, most int) (docs []int64, err error) {
	if in.from > in.to {
		return nil, nil
	}
	query := "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC"
	args := []any{match, chunkID(in.from, 0), chunkID(in.to, maxChunks)}
	if s.From != 0 || s.Until != 0 {
		query = `SELECT w.rowid FROM words w CROSS JOIN exchanges x ON x.id = w.rowid >> 12
			WHERE words MATCH ? AND w.rowid BETWEEN ? AND ? AND x.opened >= ? AND x.opened < ? ORDER BY w.rowid DESC`
		args = append(args, s.From, s.until())
	}
	return docs, v.each(func(rows *sql.Rows) (bool, error) {
		var doc int64
		if err := rows.Scan(&doc); err != nil {
			return false, err
		}
		if n := len(docs); n == 0 || docs[n-1]>>chunkBits != doc>>chunkBits {
			docs = append(docs, doc)
		}
		return len(docs) == most, nil
	}, query, args...)
}

// hit is an exchange as a result, with the words of the document that match best: the latest of those that most words are in.
func (v view) hit(doc int64, words []string) (hit chat.Hit, err error) {
	list, err := v.exchanges(1, " WHERE x.id = ?", doc>>chunkBits)
	if err != nil || len(list) != 1 {
		return hit, orDamaged(err)
	}
	hit.Exchange, hit.Visitor = list[0].Exchange, list[0].visitor
	if len(words) == 0 {
		return hit, nil
	}
	var b []byte
	if there, err := v.one([]any{&b}, "SELECT lines FROM said WHERE id = ?", doc); err != nil || !there {
		return hit, orDamaged(err)
	}
	lines, err := readLines(b)
	if err != nil {
		return hit, err
	}
	var best line
	most := 0
	for i := len(lines) - 1; i >= 0; i-- {
		if n := matches(lines[i].text, words); n > most {
			best, most = lines[i], n
		}
	}
	hit.Where = best.n
	hit.Snippet, hit.Marks = snippet(best.text, words)
	return hit, nil
}

func orDamaged(err error) error {
	if err == nil {
		return errDamaged
	}
	return err
}
