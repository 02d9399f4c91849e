package wire

import "pupitre/app/chat"

// summary is an item of a list: its length and its fields.
func (w *writer) summary(s chat.Summary) {
	at := w.begin()
	w.string(string(s.ID))
	w.string(string(s.Site))
	w.person(s.Visitor)
	w.person(s.Agent)
	w.bool(s.Closed)
	w.uint(s.Last)
	w.uint(uint64(s.OpenedAt))
	w.uint(uint64(s.LastAt))
	w.uint(uint64(s.WaitingSince))
	w.uint(uint64(s.PausedUntil))
	w.string(s.LastText)
	w.byte(byte(s.LastKind))
	w.byte(byte(s.LastBy.Role))
	w.page(s.Page)
	w.string(string(s.Offer.ID))
	w.party(s.Offer.To)
	w.person(s.Offer.By)
	w.uint(s.VisitorSaid)
	w.uint(s.AgentSaid)
	w.uint(s.Actions)
	w.marks(s.Marks)
	w.uint(uint64(s.Unread))
	w.bool(s.Online)
	w.bool(s.ForPeople)
	w.string(string(s.LastBy.ID))
	w.string(s.LastBy.Name)
	w.bool(s.Invited)
	w.mirror(s.Mirror)
	w.end(at)
}

func (w *writer) mirror(m chat.Mirror) {
	w.byte(byte(m.Level))
	w.byte(byte(m.Asked))
	w.byte(byte(m.How))
	w.bool(m.Trusted)
	w.string(string(m.Ask))
	w.uint(uint64(m.Since))
	w.uint(uint64(m.Acting))
	w.uint(uint64(m.At))
	w.person(m.By)
}

func (r *reader) mirror() chat.Mirror {
	return chat.Mirror{
		Level: chat.Level(r.byte()), Asked: chat.Level(r.byte()), How: chat.Sharing(r.byte()), Trusted: r.bool(),
		Ask: chat.EntryID(r.string()), Since: r.int63(), Acting: r.int63(), At: r.int63(), By: r.person(),
	}
}

func (r *reader) summary() chat.Summary {
	var s chat.Summary
	p := r.part()
	s.ID, s.Site = p.conversation(), chat.SiteID(p.string())
	s.Visitor, s.Agent = p.person(), p.person()
	s.Closed, s.Last = p.bool(), p.uint()
	s.OpenedAt, s.LastAt, s.WaitingSince, s.PausedUntil = p.int63(), p.int63(), p.int63(), p.int63()
	s.LastText, s.LastKind, s.LastBy.Role = p.string(), chat.Kind(p.byte()), chat.Role(p.byte())
	s.Page = p.page()
	s.Offer = chat.TransferOffer{ID: chat.EntryID(p.string()), To: p.party(), By: p.person()}
	s.VisitorSaid, s.AgentSaid, s.Actions = p.uint(), p.uint(), p.uint()
	s.Marks = p.marks()
	s.Unread, s.Online = int(p.uint()&0xffff), p.bool()
	s.ForPeople = len(p.b) > 0 && p.bool() // older relays do not say it, and do not name who spoke last
	if len(p.b) > 0 {
		s.LastBy.ID, s.LastBy.Name = chat.PersonID(p.string()), p.string()
	}
	s.Invited = len(p.b) > 0 && p.bool()
	if len(p.b) > 0 {
		s.Mirror = p.mirror()
	}
	r.bad = r.bad || p.bad
	return s
}
