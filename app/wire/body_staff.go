package wire

import "pupitre/app/chat"

// staffBody is bodyOf for kinds that only the relay writes and only the merchant's side gets: a visitor's program need not load
// what reads them.
func (p *reader) staffBody(kind chat.Kind) chat.Body {
	switch kind {
	case chat.KindRouted:
		return chat.Routed{To: p.party(), Why: p.string()}
	case chat.KindBlocked:
		return p.blocked()
	case chat.KindSeen:
		return chat.Seen{PageView: p.page(), Pages: p.uint()}
	case chat.KindVisited:
		return chat.Visited{Visit: p.visit()}
	case chat.KindTold:
		return chat.Told{Data: p.data()}
	case chat.KindIdentified:
		return chat.Identified{Customer: p.customer()}
	case chat.KindGone:
		return chat.Gone{At: p.int63()}
	}
	return nil
}

func (p *reader) blocked() chat.Blocked {
	b := chat.Blocked{Ended: p.bool(), Until: p.int63(), Reason: p.string()}
	if len(p.b) > 0 { // older relays do not say it
		b.Target, b.Key, b.Of = chat.BlockTarget(p.byte()), p.string(), chat.EntryID(p.string())
	}
	return b
}

// staffBody writes what reader.staffBody reads.
func (w *writer) staffBody(b chat.Body) {
	switch b := b.(type) {
	case chat.Routed:
		w.party(b.To)
		w.string(b.Why)
	case chat.Blocked:
		w.blocked(b)
	case chat.Seen:
		w.page(b.PageView)
		w.uint(b.Pages)
	case chat.Visited:
		w.visit(b.Visit)
	case chat.Told:
		w.data(b.Data)
	case chat.Identified:
		w.customer(b.Customer)
	case chat.Gone:
		w.uint(uint64(b.At))
	}
}

func (w *writer) blocked(b chat.Blocked) {
	w.bool(b.Ended)
	w.uint(uint64(b.Until))
	w.string(b.Reason)
	w.byte(byte(b.Target))
	w.string(b.Key)
	w.string(string(b.Of))
}

// visit, source, device, customer and profile: each its length and its fields.
func (w *writer) visit(v chat.Visit) {
	at := w.begin()
	w.string(v.ID)
	w.uint(v.Number)
	w.uint(uint64(v.Began))
	w.source(v.Came)
	w.source(v.First)
	w.uint(uint64(v.FirstAt))
	w.device(v.Device)
	w.end(at)
}

func (r *reader) visit() chat.Visit {
	p := r.part()
	v := chat.Visit{ID: p.string(), Number: p.uint(), Began: p.int63(), Came: p.source(), First: p.source(), FirstAt: p.int63(), Device: p.device()}
	r.bad = r.bad || p.bad
	return v
}

func (w *writer) source(s chat.Source) {
	at := w.begin()
	w.string(s.Referrer)
	w.string(s.Landing)
	w.end(at)
}

func (r *reader) source() chat.Source {
	p := r.part()
	s := chat.Source{Referrer: p.string(), Landing: p.string()}
	r.bad = r.bad || p.bad
	return s
}

func (w *writer) device(d chat.Device) {
	at := w.begin()
	w.strings3(d.Country, d.Browser, d.System)
	w.strings3(d.Kind, d.Language, d.Screen)
	w.string(d.Zone)
	w.uint(uint64(uint16(d.Offset)))
	w.end(at)
}

func (r *reader) device() chat.Device {
	p := r.part()
	d := chat.Device{
		Country: p.string(), Browser: p.string(), System: p.string(), Kind: p.string(), Language: p.string(), Screen: p.string(), Zone: p.string(),
		Offset: int16(p.uint() & 0xffff),
	}
	r.bad = r.bad || p.bad
	return d
}

func (w *writer) customer(c chat.Customer) {
	at := w.begin()
	w.strings3(c.ID, c.Name, c.Email)
	w.data(c.Data)
	w.end(at)
}

func (r *reader) customer() chat.Customer {
	p := r.part()
	c := chat.Customer{ID: p.string(), Name: p.string(), Email: p.string(), Data: p.data()}
	r.bad = r.bad || p.bad
	return c
}

func (w *writer) data(list []chat.Datum) {
	w.uint(uint64(len(list)))
	for _, d := range list {
		at := w.begin()
		w.string(d.Name)
		w.byte(byte(d.Type))
		w.string(d.Value)
		w.end(at)
	}
}

func (r *reader) data() (list []chat.Datum) {
	n := r.count()
	for i := 0; i < n && !r.bad; i++ {
		p := r.part()
		list = append(list, chat.Datum{Name: p.string(), Type: chat.DatumType(p.byte()), Value: p.string()})
		r.bad = r.bad || p.bad
	}
	return list
}

func (w *writer) profile(p chat.Profile) {
	at := w.begin()
	w.string(string(p.Visitor))
	w.string(string(p.Site))
	w.uint(p.Last)
	w.visit(p.Visit)
	w.uint(p.Pages)
	w.page(p.Page)
	w.uint(uint64(p.PageAt))
	w.uint(uint64(p.SeenAt))
	w.bool(p.Gone)
	w.uint(p.Views)
	w.uint(p.Visits)
	w.customer(p.Customer)
	w.data(p.Told)
	w.end(at)
}

func (r *reader) profile() chat.Profile {
	p := r.part()
	v := chat.Profile{
		Visitor: chat.PersonID(p.string()), Site: chat.SiteID(p.string()), Last: p.uint(), Visit: p.visit(), Pages: p.uint(), Page: p.page(),
		PageAt: p.int63(), SeenAt: p.int63(), Gone: p.bool(), Views: p.uint(), Visits: p.uint(), Customer: p.customer(), Told: p.data(),
	}
	r.bad = r.bad || p.bad
	return v
}
