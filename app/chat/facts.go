package chat

// Facts are what entries say about other entries of their conversation: how a question was answered, what became of a
// transfer. They are the same whatever the order in which entries are taken, also when older pages come later.
type Facts struct {
	answers      map[EntryID]Entry
	outcomes     map[EntryID]Entry
	translations map[EntryID]map[string]Entry // by the language that they are in
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
			f.translate(b, e)
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

// Translation of an entry: the latest into that language, whatever the variant, else the latest of all.
func (f *Facts) Translation(of EntryID, into string) (Translation, bool) {
	var best Entry
	fits := false
	for to, e := range f.translations[of] {
		does := BaseLanguage(to) == BaseLanguage(into)
		if best.Body == nil || does && !fits || does == fits && best.N < e.N {
			best, fits = e, does
		}
	}
	t, ok := best.Body.(Translation)
	return t, ok
}

// Notes about an entry, in order.
func (f *Facts) Notes(about EntryID) []Entry { return f.notes[about] }

// translate keeps the latest translation into each language.
func (f *Facts) translate(t Translation, e Entry) {
	list := f.translations[t.Of]
	if list == nil {
		list = map[string]Entry{}
		if f.translations == nil {
			f.translations = map[EntryID]map[string]Entry{}
		}
		f.translations[t.Of] = list
	}
	if was, ok := list[t.To]; !ok || was.N < e.N {
		list[t.To] = e
	}
}

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
