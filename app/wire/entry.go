package wire

import "pupitre/app/chat"

// AppendEntry writes an entry as the store keeps it: Version, then the entry.
func AppendEntry(dst []byte, e chat.Entry) []byte {
	w := writer{b: append(dst, Version)}
	w.entry(e)
	return w.b
}

// DecodeEntry reads what AppendEntry wrote. The error is chat.Malformed or ErrVersion.
func DecodeEntry(b []byte) (chat.Entry, error) {
	if len(b) == 0 {
		return chat.Entry{}, chat.Malformed
	}
	if b[0] != Version {
		return chat.Entry{}, ErrVersion
	}
	r := reader{b: b[1:]}
	e := r.entry()
	if r.bad {
		return chat.Entry{}, chat.Malformed
	}
	return e, nil
}

func (w *writer) entry(e chat.Entry) {
	w.string(string(e.ID))
	w.uint(e.N)
	w.uint(uint64(e.At))
	w.person(e.Author)
	w.body(e.Body)
}

func (r *reader) entry() chat.Entry {
	return chat.Entry{
		ID:     chat.EntryID(r.string()),
		N:      r.uint(),
		At:     r.int63(),
		Author: r.person(),
		Body:   r.body(),
	}
}

func (w *writer) entries(list []chat.Entry) {
	w.uint(uint64(len(list)))
	for _, e := range list {
		w.entry(e)
	}
}

func (r *reader) entries() []chat.Entry {
	n := r.count()
	if n == 0 {
		return nil
	}
	list := make([]chat.Entry, 0, min(n, 64)) // an entry is larger than the one byte that count promises
	for i := 0; i < n && !r.bad; i++ {
		list = append(list, r.entry())
	}
	return list
}

func (w *writer) person(p chat.Person) {
	w.string(string(p.ID))
	w.byte(byte(p.Role))
	w.string(p.Name)
}

func (r *reader) person() chat.Person {
	return chat.Person{ID: chat.PersonID(r.string()), Role: chat.Role(r.byte()), Name: r.string()}
}

// body is the kind, the payload's length, the payload: a kind that is not known can be kept whole.
func (w *writer) body(b chat.Body) {
	w.byte(byte(b.Kind()))
	var p writer
	switch b := b.(type) {
	case chat.Text:
		p.string(b.Text)
	case chat.PageView:
		p.page(b)
	case chat.Unsupported:
		p.b = []byte(b.Data)
	}
	w.string(string(p.b))
}

func (r *reader) body() chat.Body {
	kind := chat.Kind(r.byte())
	payload := r.bytes()
	p := reader{b: payload}
	var b chat.Body
	switch kind {
	case chat.KindText:
		b = chat.Text{Text: p.string()}
	case chat.KindPageView:
		b = p.page()
	case chat.KindJoined:
		b = chat.Joined{}
	case chat.KindLeft:
		b = chat.Left{}
	case chat.KindClosed:
		b = chat.Closed{}
	case chat.KindReopened:
		b = chat.Reopened{}
	default:
		b = chat.Unsupported{Raw: kind, Data: string(payload)}
	}
	r.bad = r.bad || p.bad
	return b
}

func (w *writer) page(p chat.PageView) {
	w.string(p.URL)
	w.string(p.Title)
}

func (r *reader) page() chat.PageView { return chat.PageView{URL: r.string(), Title: r.string()} }

func (w *writer) marks(m chat.Marks) {
	w.uint(m.VisitorDelivered)
	w.uint(m.VisitorRead)
	w.uint(m.AgentDelivered)
	w.uint(m.AgentRead)
}

func (r *reader) marks() chat.Marks {
	return chat.Marks{VisitorDelivered: r.uint(), VisitorRead: r.uint(), AgentDelivered: r.uint(), AgentRead: r.uint()}
}

func (w *writer) summary(s chat.Summary) {
	w.string(string(s.ID))
	w.string(string(s.Site))
	w.person(s.Visitor)
	w.person(s.Agent)
	w.bool(s.Closed)
	w.uint(s.Last)
	w.uint(uint64(s.OpenedAt))
	w.uint(uint64(s.LastAt))
	w.uint(uint64(s.WaitingSince))
	w.string(s.LastText)
	w.byte(byte(s.LastBy))
	w.page(s.Page)
	w.marks(s.Marks)
	w.uint(uint64(s.Unread))
	w.bool(s.Online)
}

func (r *reader) summary() chat.Summary {
	var s chat.Summary
	s.ID, s.Site = chat.ConversationID(r.string()), chat.SiteID(r.string())
	s.Visitor, s.Agent = r.person(), r.person()
	s.Closed, s.Last = r.bool(), r.uint()
	s.OpenedAt, s.LastAt, s.WaitingSince = r.int63(), r.int63(), r.int63()
	s.LastText, s.LastBy = r.string(), chat.Role(r.byte())
	s.Page, s.Marks = r.page(), r.marks()
	s.Unread, s.Online = int(r.uint()&0xffff), r.bool()
	return s
}
