package export

import (
	"pupitre/app/chat"
	"pupitre/relay/transcript"
)

// document is the JSON. Names stay; fields may be added.
type document struct {
	Site     string            `json:"site"`
	Exported transcript.Stamp  `json:"exported"`
	Visitors []documentVisitor `json:"visitors"` // the one that was asked for first
}

type documentVisitor struct {
	ID       chat.PersonID        `json:"id"`
	Customer *transcript.Customer `json:"customer"` // null: not known
	Data     []transcript.Datum   `json:"data"`     // what the page says, not vouched for
	Visit    *transcript.Visit    `json:"lastVisit"`
	Thread   []transcript.Entry   `json:"conversation"`
	Staff    []transcript.Entry   `json:"internal"` // what only the merchant's side sees of it
	Trail    []transcript.Entry   `json:"trail"`    // visits, pages, what became known, notes about the customer, blocks
}

func documentOf(site string, at chat.Millis, list []person) document {
	d := document{Site: site, Exported: transcript.Stamp(at)}
	for _, p := range list {
		v := documentVisitor{ID: p.profile.Visitor, Data: transcript.DataOf(p.profile.Told), Thread: entries(p.thread), Staff: entries(p.staff), Trail: entries(p.trail)}
		if c := p.profile.Customer; c.ID != "" {
			j := transcript.CustomerOf(c)
			v.Customer = &j
		}
		if p.profile.Visit.ID != "" {
			j := transcript.VisitOf(p.profile.Visit)
			v.Visit = &j
		}
		d.Visitors = append(d.Visitors, v)
	}
	return d
}

func entries(list []chat.Entry) []transcript.Entry {
	out := make([]transcript.Entry, len(list))
	for i, e := range list {
		out[i] = transcript.EntryOf(e)
	}
	return out
}
