package wire

import "pupitre/app/chat"

// AppendEntry writes an entry as the store keeps it: Version, then the entry.
func AppendEntry(dst []byte, e chat.Entry) []byte {
	w := writer{b: append(dst, Version), more: (*writer).staffBody}
	w.entryFields(e)
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
	r := reader{b: string(b[1:]), copies: true, more: (*reader).staffBody}
	e := r.entryFields()
	if r.bad {
		return chat.Entry{}, chat.Malformed
	}
	return e, nil
}

// entry is an item of a list: its length and its fields, so that fields can be added at its end.
func (w *writer) entry(e chat.Entry) {
	at := w.begin()
	w.entryFields(e)
	w.end(at)
}

func (r *reader) entry() chat.Entry {
	p := r.part()
	e := p.entryFields()
	r.bad = r.bad || p.bad
	return e
}

func (w *writer) entryFields(e chat.Entry) {
	w.string(string(e.ID))
	w.uint(e.N)
	w.uint(uint64(e.At))
	w.person(e.Author)
	w.body(e.Body)
}

func (r *reader) entryFields() chat.Entry {
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
	const least = 9 // bytes of an entry; count promises one
	list := make([]chat.Entry, 0, min(n, len(r.b)/least+1))
	for i := 0; i < n && !r.bad; i++ {
		list = append(list, r.entry())
	}
	return list
}

// person is the one thing of several fields that never grows: it stands in the middle of others.
func (w *writer) person(p chat.Person) {
	w.string(string(p.ID))
	w.byte(byte(p.Role))
	w.string(p.Name)
}

func (r *reader) person() chat.Person {
	return chat.Person{ID: chat.PersonID(r.string()), Role: chat.Role(r.byte()), Name: r.string()}
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
