package wire

import "pupitre/app/chat"

// AppendItem writes an item as the store keeps it: Version, then the item.
func AppendItem(dst []byte, i chat.Item) []byte {
	w := writer{b: append(dst, Version)}
	w.item(i)
	return w.b
}

// DecodeItem reads what AppendItem wrote. The error is chat.Malformed or ErrVersion.
func DecodeItem(b []byte) (chat.Item, error) {
	if len(b) == 0 {
		return chat.Item{}, chat.Malformed
	}
	if b[0] != Version {
		return chat.Item{}, ErrVersion
	}
	r := reader{b: string(b[1:]), copies: true}
	i := r.item()
	if r.bad {
		return chat.Item{}, chat.Malformed
	}
	return i, nil
}

// item, colleague: each its length and its fields.
func (w *writer) item(i chat.Item) {
	at := w.begin()
	w.byte(byte(i.Kind))
	w.string(string(i.ID))
	w.string(string(i.Owner))
	w.strings3(i.Category, i.Name, i.Text)
	w.strings3(i.URL, i.Image, i.Price)
	w.strings(i.Members)
	w.uint(uint64(len(i.Files)))
	for _, f := range i.Files {
		w.file(f)
	}
	w.string(i.Data)
	w.byte(byte(i.Type))
	w.uint(i.Order)
	w.end(at)
}

func (r *reader) item() chat.Item {
	p := r.part()
	i := chat.Item{
		Kind: chat.ItemKind(p.byte()), ID: chat.ItemID(p.string()), Owner: chat.PersonID(p.string()),
		Category: p.string(), Name: p.string(), Text: p.string(), URL: p.string(), Image: p.string(), Price: p.string(), Members: p.strings(),
	}
	n := p.count()
	for k := 0; k < n && !p.bad; k++ {
		i.Files = append(i.Files, p.file())
	}
	if len(p.b) > 0 { // older relays do not say it
		i.Data, i.Type, i.Order = p.string(), chat.DatumType(p.byte()), p.uint()
	}
	r.bad = r.bad || p.bad
	return i
}

func (w *writer) colleague(c chat.Colleague) {
	at := w.begin()
	w.person(c.Person)
	w.byte(byte(c.Status))
	w.uint(c.Open)
	w.end(at)
}

func (r *reader) colleague() chat.Colleague {
	p := r.part()
	c := chat.Colleague{Person: p.person(), Status: chat.Status(p.byte()), Open: p.uint()}
	r.bad = r.bad || p.bad
	return c
}

func (w *writer) rules(s chat.Rules) {
	at := w.begin()
	w.uint(s.MaxFile)
	w.string(s.Types)
	w.bool(s.Preview)
	w.bool(s.Translate)
	w.bool(s.Visitors)
	w.byte(byte(s.Mirror))
	w.string(s.Hosts)
	w.end(at)
}

func (r *reader) rules() chat.Rules {
	p := r.part()
	s := chat.Rules{MaxFile: p.uint(), Types: p.string(), Preview: p.bool(), Translate: p.bool()}
	s.Visitors = len(p.b) > 0 && p.bool() // older relays do not say it
	if len(p.b) > 0 {
		s.Mirror, s.Hosts = chat.Asking(p.byte()), p.string()
	}
	r.bad = r.bad || p.bad
	return s
}
