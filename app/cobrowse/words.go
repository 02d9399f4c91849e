package cobrowse

// word is a string of a document's table, with what is known about it.
type word struct {
	s     string
	name  int32  // 1 + its place among the names; 0: nobody has asked
	own   uint32 // its code in the table that is written; 0: not written yet
	other uint32 // the code of what stands in its place as a name
}

// said is a string as a message has it.
type said struct {
	s  string
	at int32 // in the table; -1: not in it
}

// words are a document's two tables: of what is read and, shorter where something was taken out, of what is written.
type words struct {
	list    []word
	written uint32
}

//go:noinline
func (t *words) read(r *reader) said {
	switch code := r.uint(); code {
	case 0:
		s := r.string()
		if len(s) > MaxWord || len(t.list) == MaxWords {
			r.fail(ErrTooLarge)
			return said{at: -1}
		}
		if r.err == nil {
			t.list = append(t.list, word{s: s})
		}
		return said{s, int32(len(t.list) - 1)}
	case 1:
		return said{r.string(), -1}
	default:
		if code-2 >= uint32(len(t.list)) {
			r.fail(ErrUnknownWord)
			return said{at: -1}
		}
		return said{t.list[code-2].s, int32(code - 2)}
	}
}

// write writes a word as it was read. What was in the table is in the table again.
//
//go:noinline
func (t *words) write(w *writer, s said) {
	if s.at < 0 {
		w.byte(1)
		w.string(s.s)
		return
	}
	t.code(w, &t.list[s.at].own, s.s)
}

// writeOther writes another string in place of a word, always the same in place of the same.
func (t *words) writeOther(w *writer, s said, other string) {
	if s.at < 0 {
		w.byte(1)
		w.string(other)
		return
	}
	t.code(w, &t.list[s.at].other, other)
}

//go:noinline
func (t *words) code(w *writer, code *uint32, s string) {
	switch {
	case *code != 0:
		w.uint(*code)
	case t.written == MaxWords:
		w.byte(1)
		w.string(s)
	default:
		w.byte(0)
		w.string(s)
		t.written++
		*code = t.written + 1
	}
}
