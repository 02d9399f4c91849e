package chat

// Facts are what entries say about other entries of their conversation: how a question was answered, what became of a
// transfer. They are the same whatever the order in which entries are taken, also when older pages come later.
type Facts struct {
	answers      map[EntryID]Entry
	outcomes     map[EntryID]Entry
	translations map[EntryID]Entry
	notes        map[EntryID][]Entry
}

// Take adds entries; taken twice, one counts once.
func (f *Facts) Take(list ...Entry) {
	for _, e := range list {
		switch b := e.Body.(type) {
		case Answer:
			earliest(&f.answers, b.Of, e)
		case Settled:
			earliest(&f.outcomes, b.Of, e)
		case Translation:
			if was, ok := f.translations[b.Of]; !ok || was.N < e.N {
				put(&f.translations, b.Of, e)
			}
		case Note:
			if b.About != "" {
				f.note(b.About, e)
			}
		}
	}
}

// Answer to a question: the first one given.
func (f *Facts) Answer(question EntryID) (Answer, Entry, bool) {
	e, ok := f.answers[question]
	a, _ := e.Body.(Answer)
	return a, e, ok
}

// Outcome of a transfer.
func (f *Facts) Outcome(transfer EntryID) (Settled, Entry, bool) {
	e, ok := f.outcomes[transfer]
	s, _ := e.Body.(Settled)
	return s, e, ok
}

// Translation of an entry: the latest.
func (f *Facts) Translation(of EntryID) (Translation, bool) {
	t, ok := f.translations[of].Body.(Translation)
	return t, ok
}

// Notes about an entry, in order.
func (f *Facts) Notes(about EntryID) []Entry { return f.notes[about] }

func (f *Facts) note(about EntryID, e Entry) {
	list := f.notes[about]
	at := len(list)
	for at > 0 && list[at-1].N >= e.N {
		at--
	}
	if at < len(list) && list[at].N == e.N {
		return
	}
	if f.notes == nil {
		f.notes = map[EntryID][]Entry{}
	}
	f.notes[about] = append(append(append([]Entry(nil), list[:at]...), e), list[at:]...)
}

func earliest(m *map[EntryID]Entry, id EntryID, e Entry) {
	if was, ok := (*m)[id]; !ok || e.N < was.N {
		put(m, id, e)
	}
}

func put(m *map[EntryID]Entry, id EntryID, e Entry) {
	if *m == nil {
		*m = map[EntryID]Entry{}
	}
	(*m)[id] = e
}
