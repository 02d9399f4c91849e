package archive

import (
	"math"
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// findBlocks goes through all blocks, the newest first. There are as many as people have made.
func (v view) findBlocks(s search) (found wire.Found, err error) {
	after := int64(math.MaxInt64)
	if s.After != "" {
		if after, err = number(s.After); err != nil {
			return found, err
		}
	}
	where, args := "", []any(nil)
	if s.Visitor != "" {
		acquaintance, _, err := v.relatives(s.Visitor)
		if err != nil {
			return found, err
		}
		where, args = " WHERE v.acquaintance = ?", []any{acquaintance}
	}
	if s.Site != "" {
		where, args = where+and(where)+"v.site = ?", append(args, string(s.Site))
	}
	left, last := s.room(), int64(0)
	err = v.blockLines(func(id int64, b chat.BlockLine) (bool, error) {
		if !s.fitsBlock(b) {
			return false, nil
		}
		if found.Total++; id >= after || found.More != "" {
			return found.Total == maxTotal && found.More != "", nil
		}
		if !left.takes(len(wire.Append(nil, wire.Found{Blocks: []chat.BlockLine{b}})), len(found.Blocks)) {
			found.More = strconv.FormatInt(last, 10)
			return found.Total >= maxTotal, nil
		}
		found.Blocks, last = append(found.Blocks, b), id
		return false, nil
	}, where+" ORDER BY b.id DESC", args...)
	found.Total = min(found.Total, maxTotal)
	return found, err
}

func and(where string) string {
	if where == "" {
		return " WHERE "
	}
	return " AND "
}

// fitsBlock tells whether the block is one that is looked for: by its name, reason, key, and who made or ended it.
func (s search) fitsBlock(b chat.BlockLine) bool {
	switch {
	case !s.in(b.At), s.Blocked && (b.EndedAt != 0 || !b.Holds(s.now)), s.Agent != "" && b.By.ID != s.Agent && b.EndedBy.ID != s.Agent:
		return false
	case len(s.words) == 0:
		return true
	}
	doc := []byte{' '}
	for _, text := range []string{b.Name, b.Reason, b.Key, b.By.Name, b.EndedBy.Name, chat.Person{ID: b.Visitor}.Tag()} {
		doc = appendTokens(doc, text)
	}
	return hasAll(string(doc), s.words)
}
