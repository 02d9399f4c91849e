package wire

import "pupitre/app/chat"

// Items of the frames that look things up: each its length and its fields.

// each writes a list, list reads it.
func each[T any](w *writer, items []T, one func(*writer, T)) {
	w.uint(uint64(len(items)))
	for _, i := range items {
		one(w, i)
	}
}

func list[T any](r *reader, one func(*reader) T) (items []T) {
	n := r.count()
	for i := 0; i < n && !r.bad; i++ {
		items = append(items, one(r))
	}
	return items
}

func (w *writer) personID(id chat.PersonID) { w.string(string(id)) }
func (r *reader) personID() chat.PersonID   { return chat.PersonID(r.string()) }

func (w *writer) query(q chat.Query) {
	at := w.begin()
	w.byte(byte(q.Kind))
	w.string(q.Text)
	w.uint(uint64(q.From))
	w.uint(uint64(q.Until))
	w.strings3(string(q.Agent), q.Tag, string(q.Site))
	w.string(string(q.Visitor))
	w.bool(q.Blocked)
	w.bool(q.Identity)
	w.string(q.After)
	w.uint(q.Limit)
	w.end(at)
}

func (r *reader) query() chat.Query {
	p := r.part()
	q := chat.Query{
		Kind: chat.FindKind(p.byte()), Text: p.string(), From: p.int63(), Until: p.int63(), Agent: p.personID(), Tag: p.string(), Site: chat.SiteID(p.string()),
		Visitor: p.personID(), Blocked: p.bool(), Identity: p.bool(), After: p.string(), Limit: p.uint(),
	}
	r.bad = r.bad || p.bad
	return q
}

func (w *writer) exchange(e chat.Exchange) {
	at := w.begin()
	w.string(string(e.Conversation))
	w.string(string(e.Site))
	w.uint(e.From)
	w.uint(e.To)
	w.uint(uint64(e.Opened))
	w.uint(uint64(e.Ended))
	w.uint(e.Said)
	w.string(e.First)
	each(w, e.Agents, (*writer).person)
	w.strings(e.Tags)
	w.end(at)
}

func (r *reader) exchange() chat.Exchange {
	p := r.part()
	e := chat.Exchange{
		Conversation: p.conversation(), Site: chat.SiteID(p.string()), From: p.uint(), To: p.uint(), Opened: p.int63(), Ended: p.int63(),
		Said: p.uint(), First: p.string(), Agents: list(&p, (*reader).person), Tags: p.strings(),
	}
	r.bad = r.bad || p.bad
	return e
}

func (w *writer) hit(h chat.Hit) {
	at := w.begin()
	w.exchange(h.Exchange)
	w.person(h.Visitor)
	w.uint(h.Where)
	w.string(h.Snippet)
	each(w, h.Marks, (*writer).uint)
	w.end(at)
}

func (r *reader) hit() chat.Hit {
	p := r.part()
	h := chat.Hit{Exchange: p.exchange(), Visitor: p.person(), Where: p.uint(), Snippet: p.string(), Marks: list(&p, (*reader).uint)}
	r.bad = r.bad || p.bad
	return h
}

func (w *writer) acquaintance(a chat.Acquaintance) {
	at := w.begin()
	w.profile(a.Profile)
	w.uint(a.Visitors)
	w.uint(a.Exchanges)
	w.uint(uint64(a.LastAt))
	w.bool(a.Blocked)
	w.end(at)
}

func (r *reader) acquaintance() chat.Acquaintance {
	p := r.part()
	a := chat.Acquaintance{Profile: p.profile(), Visitors: p.uint(), Exchanges: p.uint(), LastAt: p.int63(), Blocked: p.bool()}
	r.bad = r.bad || p.bad
	return a
}

func (w *writer) block(b chat.Block) {
	at := w.begin()
	w.strings3(string(b.ID), string(b.Visitor), b.Name)
	w.person(b.By)
	w.uint(uint64(b.At))
	w.blocked(b.Blocked)
	w.end(at)
}

func (r *reader) block() chat.Block {
	p := r.part()
	b := chat.Block{ID: chat.EntryID(p.string()), Visitor: p.personID(), Name: p.string(), By: p.person(), At: p.int63(), Blocked: p.blocked()}
	r.bad = r.bad || p.bad
	return b
}

func (w *writer) blockLine(b chat.BlockLine) {
	at := w.begin()
	w.block(b.Block)
	w.person(b.EndedBy)
	w.uint(uint64(b.EndedAt))
	w.end(at)
}

func (r *reader) blockLine() chat.BlockLine {
	p := r.part()
	b := chat.BlockLine{Block: p.block(), EndedBy: p.person(), EndedAt: p.int63()}
	r.bad = r.bad || p.bad
	return b
}

func (w *writer) visitLine(v chat.VisitLine) {
	at := w.begin()
	w.personID(v.Visitor)
	w.visit(v.Visit)
	w.uint(uint64(v.Ended))
	each(w, v.Pages, (*writer).pageLine)
	w.uint(v.Views)
	w.end(at)
}

func (r *reader) visitLine() chat.VisitLine {
	p := r.part()
	v := chat.VisitLine{Visitor: p.personID(), Visit: p.visit(), Ended: p.int63(), Pages: list(&p, (*reader).pageLine), Views: p.uint()}
	r.bad = r.bad || p.bad
	return v
}

func (w *writer) pageLine(l chat.PageLine) {
	at := w.begin()
	w.page(l.PageView)
	w.uint(uint64(l.At))
	w.uint(uint64(l.Stayed))
	w.end(at)
}

func (r *reader) pageLine() chat.PageLine {
	p := r.part()
	l := chat.PageLine{PageView: p.page(), At: p.int63(), Stayed: p.int63()}
	r.bad = r.bad || p.bad
	return l
}

func (w *writer) customerFile(f chat.CustomerFile) {
	at := w.begin()
	each(w, f.Profiles, (*writer).profile)
	each(w, f.Exchanges, (*writer).exchange)
	each(w, f.Visits, (*writer).visitLine)
	w.entries(f.Notes)
	each(w, f.Blocks, (*writer).blockLine)
	w.uint(f.ExchangesInAll)
	w.uint(f.VisitsInAll)
	w.uint(f.ViewsInAll)
	w.uint(uint64(f.LastAt))
	w.end(at)
}

func (r *reader) customerFile() chat.CustomerFile {
	p := r.part()
	f := chat.CustomerFile{
		Profiles: list(&p, (*reader).profile), Exchanges: list(&p, (*reader).exchange), Visits: list(&p, (*reader).visitLine), Notes: p.entries(),
		Blocks: list(&p, (*reader).blockLine), ExchangesInAll: p.uint(), VisitsInAll: p.uint(), ViewsInAll: p.uint(), LastAt: p.int63(),
	}
	r.bad = r.bad || p.bad
	return f
}

func (w *writer) onSite(o chat.OnSite) {
	at := w.begin()
	w.profile(o.Profile)
	w.string(string(o.Conversation))
	w.bool(o.Invited)
	w.end(at)
}

func (r *reader) onSite() chat.OnSite {
	p := r.part()
	o := chat.OnSite{Profile: p.profile(), Conversation: p.conversation(), Invited: p.bool()}
	r.bad = r.bad || p.bad
	return o
}
