package chat

// Facts are what entries say about other entries of their conversation: how a question was answered, what became of a
// transfer. They are the same whatever the order in which entries are taken, also when older pages come later.
type Facts struct {
	answers      map[EntryID]Entry
	outcomes     map[EntryID]Entry
	translations map[EntryID][]Entry
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
		case Text:
			if r := b.Translated; r.Text != "" {
				e.Body = Translation{e.ID, r.From, r.To, r.Text}
				insert(&f.translations, e.ID, e)
			}
		case Translation:
			f.translate(b, e)
		case Note:
			if b.About != "" {
				insert(&f.notes, b.About, e)
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

// Translation of an entry: the latest into that language, whatever the variant, else the latest of all.
func (f *Facts) Translation(of EntryID, into string) (Translation, bool) {
	list := f.translations[of]
	for i := len(list) - 1; i >= 0; i-- {
		if t, _ := list[i].Body.(Translation); BaseLanguage(t.To) == BaseLanguage(into) {
			return t, true
		}
	}
	if len(list) == 0 {
		return Translation{}, false
	}
	t, ok := list[len(list)-1].Body.(Translation)
	return t, ok
}

// Notes about an entry, in order.
func (f *Facts) Notes(about EntryID) []Entry { return f.notes[about] }

// translate keeps a translation: of those that are not stored, which have no number, one for each language.
func (f *Facts) translate(b Translation, e Entry) {
	if list := f.translations[b.Of]; e.N == 0 {
		for i := range list {
			if old, _ := list[i].Body.(Translation); list[i].N == 0 && old.To == b.To {
				list[i] = e
				return
			}
		}
		put(&f.translations, b.Of, append([]Entry{e}, list...))
		return
	}
	insert(&f.translations, b.Of, e)
}

// insert keeps what is said about an entry in order, each once.
func insert(m *map[EntryID][]Entry, id EntryID, e Entry) {
	list := (*m)[id]
	at := len(list)
	for at > 0 && list[at-1].N >= e.N {
		at--
	}
	if at < len(list) && list[at].N == e.N {
		return
	}
	put(m, id, append(append(append([]Entry(nil), list[:at]...), e), list[at:]...))
}

func earliest(m *map[EntryID]Entry, id EntryID, e Entry) {
	if was, ok := (*m)[id]; !ok || e.N < was.N {
		put(m, id, e)
	}
}

func put[V any](m *map[EntryID]V, id EntryID, v V) {
	if *m == nil {
		*m = map[EntryID]V{}
	}
	(*m)[id] = v
}
