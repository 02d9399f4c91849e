package ui

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
)

// Transcript is what a reader sees of a conversation: its entries and those of its Staff in the order of time, as far as
// a filter lets them through, and the window on them. Rows follow the talks by themselves: every method looks first
// whether the talks have changed.
type Transcript struct {
	Talk   *Talk
	Staff  *Talk // what only the merchant's side sees; nil for a visitor
	Window Window
	Facts  chat.Facts // what entries held say about each other

	lets   func(chat.Entry) bool // nil: everything
	rows   []row                 // stored entries in order, then pending ones
	tail   int                   // how many are pending
	held   [2]held               // what the rows contain of each talk
	looked row                   // at what the reader looked when a filter was put on; all that it shows may fit into the window
}

// row is one entry: a stored one by its number, a pending one by its id.
type row struct {
	staff   bool
	pending bool
	at      chat.Millis
	n       uint64
	id      chat.EntryID
}

// held is a span of a talk's stored entries, told apart from others of the same numbers by the ids at its ends.
type held struct {
	changes     uint64
	from, to    uint64
	first, last chat.EntryID
}

// NewTranscript is a view of the talks that follows their end. Staff may be nil.
func NewTranscript(talk, staff *Talk) *Transcript {
	return &Transcript{Talk: talk, Staff: staff, Window: Window{AtEnd: true}}
}

// Show lets only those entries through (nil: all). The reader stays at the row looked at, or else at the next one shown.
func (t *Transcript) Show(lets func(chat.Entry) bool) {
	t.sync()
	if fits := t.Window.Fits(); !fits || t.looked == (row{}) {
		t.looked = row{}
		if i := t.Window.Anchor(); i >= 0 && i < len(t.rows) {
			t.looked = t.rows[i]
		}
	}
	t.lets = lets
	t.rebuild()
	if t.looked == (row{}) {
		return
	}
	i := 0
	for i < len(t.rows)-1 && !t.rows[i].pending && before(t.rows[i], t.looked) {
		i++
	}
	t.Window.Hold(i)
}

// Len is the number of rows.
func (t *Transcript) Len() int {
	t.sync()
	return len(t.rows)
}

// Row is entry i of those shown and its send state; the zero Entry outside.
func (t *Transcript) Row(i int) (chat.Entry, chat.SendState) {
	t.sync()
	if i < 0 || i >= len(t.rows) {
		return chat.Entry{}, chat.Queued
	}
	r := t.rows[i]
	th := &t.of(r.staff).Thread
	if r.pending {
		p := t.Pending(r.id)
		return p.Entry, p.State
	}
	e := th.Stored[r.n-th.Stored[0].N]
	return e, th.Marks.StateOf(e)
}

// Pending is the own entry of that id that is not stored yet; the zero Pending if there is none.
func (t *Transcript) Pending(id chat.EntryID) chat.Pending {
	for _, staff := range [...]bool{false, true} {
		if talk := t.of(staff); talk != nil {
			for _, p := range talk.Thread.Pending {
				if p.ID == id {
					return p
				}
			}
		}
	}
	return chat.Pending{}
}

// Write queues an own entry in the series that its kind belongs to. What somebody says brings the end into view.
func (t *Transcript) Write(e chat.Entry) []Effect {
	_, note := e.Body.(chat.Note)
	if note || chat.Said(e.Body) {
		t.Window.ToEnd()
	}
	return t.of(e.Body.Kind().ForStaff()).Write(e)
}

// Retry sends a failed entry again, Discard drops it for good.
func (t *Transcript) Retry(id chat.EntryID) []Effect {
	return t.both(func(k *Talk) []Effect { return k.Retry(id) })
}

func (t *Transcript) Discard(id chat.EntryID) []Effect {
	return t.both(func(k *Talk) []Effect { return k.Discard(id) })
}

// Follow, Lost, Restart and Flush are those of both talks.
func (t *Transcript) Follow(epoch uint64) []Effect {
	return t.both(func(k *Talk) []Effect { return k.Follow(epoch) })
}

func (t *Transcript) Lost() { t.both(func(k *Talk) []Effect { k.Lost(); return nil }) }

func (t *Transcript) Restart() { t.both(func(k *Talk) []Effect { k.Restart(); return nil }) }

func (t *Transcript) Flush() []Effect { return t.both((*Talk).Flush) }

// Waits tells whether something own is not stored yet.
func (t *Transcript) Waits() bool {
	return len(t.Talk.Thread.Pending) > 0 || t.Staff != nil && len(t.Staff.Thread.Pending) > 0
}

func (t *Transcript) both(do func(*Talk) []Effect) []Effect {
	effects := do(t.Talk)
	if t.Staff != nil {
		effects = append(effects, do(t.Staff)...)
	}
	return effects
}

// Measured takes what the scroll box reports: heights by the rows' keys (see RowKey), and the scroll position. That comes
// first: it tells which row the reader looks at among rows as high as they were when they were seen.
func (t *Transcript) Measured(e dom.Event) {
	t.sync()
	t.Window.Scrolled(e)
	for _, h := range e.Rows {
		for i := t.Window.first; i < min(t.Window.last, len(t.rows)); i++ {
			if string(t.rows[i].id) == h.Key {
				t.Window.Measure(i, h.Px)
				break
			}
		}
	}
}

// View is Window.View of the rows as they are now.
func (t *Transcript) View() (first, last, before, after, top int) {
	t.sync()
	return t.Window.View()
}

// ShowFrom brings the conversation's entry n, or the next one that is shown, to the window's upper edge.
func (t *Transcript) ShowFrom(n uint64) {
	t.sync()
	for i, r := range t.rows {
		if !r.staff && r.n >= n {
			t.Window.Hold(i)
			return
		}
	}
}

// Older asks for older entries when the reader comes near the first one held: for more of Staff when that reaches less far
// back.
func (t *Transcript) Older() []Effect {
	t.sync()
	effects := t.Talk.Older(t.Window.First())
	if s := t.Staff; s != nil && len(s.Thread.Stored) > 0 && len(t.Talk.Thread.Stored) > 0 && s.Thread.Stored[0].At >= t.Talk.Thread.Stored[0].At {
		effects = append(effects, s.Older(0)...)
	}
	return effects
}

func (t *Transcript) of(staff bool) *Talk {
	if staff {
		return t.Staff
	}
	return t.Talk
}

// sync brings the rows up to what the talks hold.
func (t *Transcript) sync() {
	if t.Talk.changes == t.held[0].changes && (t.Staff == nil || t.Staff.changes == t.held[1].changes) {
		return
	}
	t.learn()
	if !t.extend() {
		t.rebuild()
	}
}

// learn takes the entries that were not held before into Facts.
func (t *Transcript) learn() {
	for k, staff := range [...]bool{false, true} {
		if talk, was := t.of(staff), t.held[k]; talk != nil {
			list := talk.Thread.Stored
			if was.to == 0 || len(list) == 0 || list[0].N > was.to || list[len(list)-1].N < was.to {
				t.Facts.Take(list...)
				continue
			}
			n := list[0].N
			t.Facts.Take(list[:max(was.from, n)-n]...)
			t.Facts.Take(list[was.to-n+1:]...)
		}
	}
}

// extend does what is to be done when only newer entries have come, however long the thread; false if there was more.
func (t *Transcript) extend() bool {
	fresh, ok := t.fresh()
	if !ok {
		return false
	}
	if stored := len(t.rows) - t.tail; len(fresh) > 0 && stored > 0 && before(fresh[0], t.rows[stored-1]) {
		return false
	}
	t.replaceTail(append(fresh, t.pending()...))
	t.note()
	return true
}

// fresh are the rows of stored entries behind those held; false if those are not all held any more, or older ones came.
func (t *Transcript) fresh() ([]row, bool) {
	var lists [2][]row
	for k, staff := range [...]bool{false, true} {
		talk, was := t.of(staff), t.held[k]
		if talk == nil {
			continue
		}
		now := talk.held()
		if was.to == 0 && now.to != 0 && now.from != 1 || was.to != 0 && (now.to < was.to || now.from != was.from || now.first != was.first ||
			talk.Thread.Stored[was.to-was.from].ID != was.last) {
			return nil, false
		}
		lists[k] = t.stored(staff, max(was.to+1, now.from))
	}
	return merged(lists[0], lists[1]), true
}

// stored are the rows of a talk's stored entries from n on.
func (t *Transcript) stored(staff bool, n uint64) []row {
	talk := t.of(staff)
	if talk == nil || len(talk.Thread.Stored) == 0 {
		return nil
	}
	oldest := talk.Thread.Stored[0].N
	list := talk.Thread.Stored[min(max(n, oldest)-oldest, uint64(len(talk.Thread.Stored))):]
	rows := make([]row, 0, len(list))
	for _, e := range list {
		if t.lets == nil || t.lets(e) {
			rows = append(rows, row{staff: staff, at: e.At, n: e.N, id: e.ID})
		}
	}
	return rows
}

// pending are the rows of what is not stored yet, the filter or no: nobody should wonder where it is. A page view is written
// by no person, so nobody does.
func (t *Transcript) pending() []row {
	var lists [2][]row
	for k, staff := range [...]bool{false, true} {
		if talk := t.of(staff); talk != nil {
			for _, p := range talk.Thread.Pending {
				if _, view := p.Body.(chat.PageView); !view {
					lists[k] = append(lists[k], row{staff: staff, pending: true, at: p.At, id: p.ID})
				}
			}
		}
	}
	return merged(lists[0], lists[1])
}

// replaceTail puts rows in the place of the pending ones. Those of the same id keep their heights.
func (t *Transcript) replaceTail(rows []row) {
	at := len(t.rows) - t.tail
	heights := make(map[chat.EntryID]float64, t.tail)
	for i, r := range t.rows[at:] {
		heights[r.id] = t.Window.rows[at+i]
	}
	t.Window.Splice(at, t.tail, len(rows))
	t.rows = append(t.rows[:at], rows...)
	for i := at; i < len(t.rows) && len(heights) > 0; i++ {
		t.Window.Measure(i, heights[t.rows[i].id])
	}
}

// rebuild makes all rows anew.
func (t *Transcript) rebuild() {
	was := t.rows
	t.rows = merged(t.stored(false, 0), t.stored(true, 0))
	if !t.Talk.Thread.Complete() && len(t.Talk.Thread.Stored) > 0 { // what came before is not held: notes between would stand alone
		for len(t.rows) > 0 && t.rows[0].staff && t.rows[0].at < t.Talk.Thread.Stored[0].At {
			t.rows = t.rows[1:]
		}
	}
	t.rows = append(t.rows, t.pending()...)
	t.Window.Rearrange(origins(was, t.rows))
	t.note()
}

// origins is where each row stood before, -1 for one that is new.
func origins(was, now []row) []int {
	tail := map[chat.EntryID]int{}
	for i := len(was) - 1; i >= 0 && was[i].pending; i-- {
		tail[was[i].id] = i
	}
	from := make([]int, len(now))
	k := 0
	for i, r := range now {
		for k < len(was) && !was[k].pending && !r.pending && before(was[k], r) {
			k++
		}
		from[i] = -1
		if k < len(was) && !was[k].pending && was[k].id == r.id {
			from[i] = k
		} else if old, ok := tail[r.id]; ok {
			from[i] = old
		}
	}
	return from
}

// note remembers what the rows contain now.
func (t *Transcript) note() {
	for k, staff := range [...]bool{false, true} {
		if talk := t.of(staff); talk != nil {
			t.held[k] = talk.held()
		}
	}
	for t.tail = 0; t.tail < len(t.rows) && t.rows[len(t.rows)-1-t.tail].pending; t.tail++ {
	}
}

func (t *Talk) held() held {
	h := held{changes: t.changes}
	if list := t.Thread.Stored; len(list) > 0 {
		h.from, h.to, h.first, h.last = list[0].N, list[len(list)-1].N, list[0].ID, list[len(list)-1].ID
	}
	return h
}

// merged are both lists as one, in order.
func merged(a, b []row) []row {
	if len(b) == 0 {
		return a
	}
	out := make([]row, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if before(b[0], a[0]) {
			out, b = append(out, b[0]), b[1:]
		} else {
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}

// before orders stored rows: by time, at the same time the conversation's own before Staff's, and each series by number.
func before(a, b row) bool {
	switch {
	case a.staff == b.staff && !a.pending:
		return a.n < b.n
	case a.at != b.at:
		return a.at < b.at
	}
	return !a.staff && b.staff
}
