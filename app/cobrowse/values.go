package cobrowse

// attribute is the value of an attribute as the page has it: OpAttrPart says only what has changed of it.
type attribute struct {
	value string
	name  int32 // its place among the names
	next  int32 // 1 + the place of the next one of the same element; 0: it is the last
}

// add adds an attribute to those of a node that has none of that name.
func (d *document) add(n *node, name int32, value string) {
	at := d.free
	if at == 0 {
		d.store = append(d.store, attribute{})
		at = int32(len(d.store))
	} else {
		d.free = d.store[at-1].next
	}
	d.store[at-1] = attribute{value, name, n.attrs}
	n.attrs = at
}

// attr is the place of an attribute.
func (d *document) attr(n *node, name int32) *attribute {
	for at := n.attrs; at != 0; at = d.store[at-1].next {
		if a := &d.store[at-1]; a.name == name {
			return a
		}
	}
	return nil
}

func (d *document) set(n *node, name int32, value string) {
	if a := d.attr(n, name); a != nil {
		a.value = value
		return
	}
	d.add(n, name, value)
}

// unset takes an attribute away, all of them if there are several of that name.
func (d *document) unset(n *node, name int32) {
	for link := &n.attrs; *link != 0; {
		at := *link
		a := &d.store[at-1]
		if a.name != name {
			link = &a.next
			continue
		}
		*link = a.next
		*a = attribute{next: d.free}
		d.free = at
	}
}

// drop takes all attributes away.
func (d *document) drop(n *node) {
	for n.attrs != 0 {
		a := &d.store[n.attrs-1]
		next := a.next
		*a = attribute{next: d.free}
		d.free, n.attrs = n.attrs, next
	}
}

// splice replaces what is between the first and the last units of a value.
func splice(old string, start, end uint32, s string) (string, error) {
	from, ok := offset(old, start)
	total := uint32(units(old))
	if !ok || uint64(start)+uint64(end) > uint64(total) {
		return "", ErrMalformed
	}
	to, ok := offset(old, total-end)
	switch {
	case !ok:
		return "", ErrMalformed
	case int(start+end)+units(s) > MaxText:
		return "", ErrTooLarge
	}
	return old[:from] + s + old[to:], nil
}

// offset is where in a string so many UTF-16 units end, unless that is within a character or behind the string.
func offset(s string, want uint32) (int, bool) {
	for i := 0; i < len(s); {
		if want == 0 {
			return i, true
		}
		size, n := 1, uint32(1)
		switch c := s[i]; {
		case c >= 0xf0:
			size, n = 4, 2
		case c >= 0xe0:
			size = 3
		case c >= 0xc0:
			size = 2
		}
		if n > want {
			return 0, false
		}
		want -= n
		i += size
	}
	return len(s), want == 0
}
