package archive

import (
	"database/sql"
	"strconv"

	"pupitre/app/chat"
)

// listed is an exchange that is read for a result.
type listed struct {
	chat.Exchange
	visitor chat.Person
}

// exchanges are at most that many rows that the condition on x and v names.
func (v view) exchanges(most int, where string, args ...any) (list []listed, err error) {
	return list, v.each(func(rows *sql.Rows) (bool, error) {
		var x listed
		var k uint64
		var agents, tags, profile []byte
		w := visitor{}
		if err := rows.Scan(&k, &x.From, &x.To, &x.Opened, &x.Ended, &x.Said, &x.First, &agents, &tags, &w.visitor, &x.Site, &w.name, &profile); err != nil {
			return false, err
		}
		x.Conversation = chat.ConversationID(string(w.visitor) + "_" + strconv.FormatUint(k, 10))
		if x.Agents, err = readPeople(agents); err != nil {
			return false, err
		}
		if x.Tags, err = readStrings(tags); err != nil {
			return false, err
		}
		if w.profile, err = readProfile(profile); err != nil {
			return false, err
		}
		x.visitor = w.person()
		list = append(list, x)
		return len(list) == most, nil
	}, `SELECT x.k, x.first_n, x.last_n, x.opened, x.ended, x.said, x.first, x.agents, x.tags, v.visitor, v.site, v.name, v.profile
		FROM exchanges x JOIN visitors v ON v.id = x.visitor`+where, args...)
}

// blockLines calls fn with each row that the condition on b and v names, until it has enough.
func (v view) blockLines(fn func(id int64, b chat.BlockLine) (enough bool, err error), where string, args ...any) error {
	return v.each(func(rows *sql.Rows) (bool, error) {
		var id int64
		var b chat.BlockLine
		var by, endedBy []byte
		err := rows.Scan(&id, &b.Visitor, &b.ID, &b.Name, &by, &b.At, &b.Until, &b.Reason, &b.Target, &b.Key, &endedBy, &b.EndedAt)
		if err != nil {
			return false, err
		}
		if b.By, err = readPerson(by); err != nil {
			return false, err
		}
		if b.EndedBy, err = readPerson(endedBy); err != nil {
			return false, err
		}
		return fn(id, b)
	}, `SELECT b.id, v.visitor, b.entry, b.name, b.by, b.at, b.until, b.reason, b.target, b.key, b.ended_by, b.ended_at
		FROM blocks b JOIN visitors v ON v.id = b.visitor`+where, args...)
}
