package chat

import "slices"

// Thread is a conversation as one client holds it: the entries that the relay has stored, from some n to the last one
// known, without gaps; and behind them the client's own entries that are not stored yet.
type Thread struct {
	Stored  []Entry
	Pending []Pending
	Last    uint64 // the conversation's last n, as far as is known
	Marks   Marks
	Loaded  bool // the relay has answered at least once
}

// Pending is an own entry on its way.
type Pending struct {
	Entry
	State   SendState // Queued, Stored (its live entry is still to come) or Failed
	Problem Problem   // why it failed
	By      Person    // who stands in the way, for Taken
	After   uint64    // the relay looks behind this n for an earlier arrival
	Sent    bool      // on the connection that is open now
}

// Known is the n up to which nothing is missing; 0 for nothing.
func (t *Thread) Known() uint64 {
	if len(t.Stored) == 0 {
		return 0
	}
	return t.Stored[len(t.Stored)-1].N
}

// Complete tells whether the thread reaches back to the conversation's first entry.
func (t *Thread) Complete() bool {
	return t.Loaded && (t.Last == 0 || len(t.Stored) > 0 && t.Stored[0].N == 1)
}

// Rows is how many entries a reader sees: stored ones, then pending ones.
func (t *Thread) Rows() int { return len(t.Stored) + len(t.Pending) }

// Row is entry i of them and its send state.
func (t *Thread) Row(i int) (Entry, SendState) {
	if i < len(t.Stored) {
		return t.Stored[i], t.Marks.StateOf(t.Stored[i])
	}
	p := t.Pending[i-len(t.Stored)]
	return p.Entry, p.State
}

// Catch takes what the relay answers to Follow. A pending entry that is not among what is held now is to be sent again.
// Where all is held that came behind its After, it was never stored, and the relay need not look there; else it may have
// been stored in a gap, and After stays.
func (t *Thread) Catch(list []Entry, last uint64, gap bool, m Marks) {
	if gap {
		t.Stored = nil
	}
	t.Last, t.Marks, t.Loaded = max(last, t.Last), t.Marks.With(m), true
	t.Append(list)
	for i := range t.Pending {
		p := &t.Pending[i]
		p.Sent = false
		if p.State == Stored { // acknowledged, yet not here: only a store that went backwards does that
			p.State, p.N = Queued, 0
		}
		if len(t.Stored) > 0 && t.Stored[0].N <= p.After+1 {
			p.After = t.Known()
		}
	}
}

// Append takes new entries in order; those that are known already are skipped. It tells whether they fit: if not, some
// are missing in between and the conversation must be followed anew.
func (t *Thread) Append(list []Entry) bool {
	if n := len(t.Stored) + len(list); len(list) > 1 && n > cap(t.Stored) {
		t.Stored = append(make([]Entry, 0, n+n/4), t.Stored...)
	}
	for _, e := range list {
		known := t.Known()
		switch {
		case e.N <= known:
			continue
		case known != 0 && e.N != known+1:
			return false
		case known == 0 && e.N != 1 && t.Loaded && len(t.Stored) == 0 && t.Last < e.N-1:
			return false
		}
		t.arrived(e)
		t.Stored = append(t.Stored, e)
		t.Last = max(t.Last, e.N)
	}
	return true
}

// Prepend takes the entries before the first one held; a list that does not end there is dropped.
func (t *Thread) Prepend(list []Entry) {
	if len(list) == 0 || len(t.Stored) == 0 || list[len(list)-1].N+1 != t.Stored[0].N || list[0].N+uint64(len(list)) != t.Stored[0].N {
		return
	}
	for _, e := range list { // a pending one that a former page load had sent
		t.arrived(e)
	}
	t.Stored = append(slices.Clip(list), t.Stored...)
}

// Restart forgets what was stored: the relay's store is another one than before.
func (t *Thread) Restart() {
	t.Stored, t.Last, t.Loaded, t.Marks = nil, 0, false, Marks{}
	for i := range t.Pending {
		p := &t.Pending[i]
		p.After, p.Sent = 0, false
		if p.State == Stored {
			p.State, p.N = Queued, 0
		}
	}
}

// Queue adds an own entry that is to be sent.
func (t *Thread) Queue(e Entry) {
	t.Pending = append(t.Pending, Pending{Entry: e, After: t.Known()})
}

// Acked notes that an own entry is stored. It moves up when it is the next one; else it waits for its live entry.
func (t *Thread) Acked(id EntryID, n uint64, at Millis) {
	i := t.pending(id)
	if i < 0 {
		return
	}
	p := &t.Pending[i]
	p.State, p.N, p.At = Stored, n, at
	if n == t.Known()+1 && (n == 1 || len(t.Stored) > 0) {
		t.Append([]Entry{p.Entry})
	} else if n <= t.Known() {
		t.settled(id) // it stands in the thread already
	}
}

// Refused notes that an own entry was not stored. A temporary problem leaves it queued, to be sent again.
func (t *Thread) Refused(id EntryID, problem Problem, by Person) {
	i := t.pending(id)
	if i < 0 {
		return
	}
	p := &t.Pending[i]
	p.Sent, p.By = false, by
	if !problem.Temporary() {
		p.State, p.Problem = Failed, problem
	}
}

// Retry queues a failed entry again, under the same id.
func (t *Thread) Retry(id EntryID) {
	if i := t.pending(id); i >= 0 && t.Pending[i].State == Failed {
		p := &t.Pending[i]
		p.State, p.Problem, p.Sent = Queued, NoProblem, false
	}
}

// Discard drops a failed entry.
func (t *Thread) Discard(id EntryID) {
	if i := t.pending(id); i >= 0 && t.Pending[i].State == Failed {
		t.settled(id)
	}
}

// Next is the entry to send now, and marks it as sent. One is on its way at a time, so that none overtakes another
// whatever the relay answers.
func (t *Thread) Next() (Pending, bool) {
	next := -1
	for i, p := range t.Pending {
		switch {
		case p.State != Queued:
		case p.Sent:
			return Pending{}, false
		case next < 0:
			next = i
		}
	}
	if next < 0 {
		return Pending{}, false
	}
	t.Pending[next].Sent = true
	return t.Pending[next], true
}

// Disconnected notes that what was sent and not acknowledged may be lost.
func (t *Thread) Disconnected() {
	for i := range t.Pending {
		t.Pending[i].Sent = false
	}
}

func (t *Thread) pending(id EntryID) int {
	return slices.IndexFunc(t.Pending, func(p Pending) bool { return p.ID == id })
}

// arrived drops the pending entry that e is. Somebody else's entry with the same id is another one.
func (t *Thread) arrived(e Entry) {
	if i := t.pending(e.ID); i >= 0 && (t.Pending[i].Author.ID == "" || t.Pending[i].Author.ID == e.Author.ID) {
		t.settled(e.ID)
	}
}

func (t *Thread) settled(id EntryID) {
	if i := t.pending(id); i >= 0 {
		t.Pending = slices.Delete(t.Pending, i, i+1)
	}
}
