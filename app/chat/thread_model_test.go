package chat_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"pupitre/app/chat"
)

// world is a relay, its store, and one client that writes through connections which break at the worst moments. A frame
// under way is a closure: it acts on the other side when it arrives.
type world struct {
	t    *testing.T
	seed uint64
	r    *rand.Rand

	store []chat.Entry
	line  *line   // the client's connection, nil: none
	lost  []*line // broken for the client, but the relay has not noticed and may still read from them

	thread  chat.Thread
	ids     int
	written []chat.EntryID // in order
	failed  map[chat.EntryID]bool
	gone    map[chat.EntryID]bool // discarded, or lost with a store that went back
}

type line struct {
	up, live, acks []func() // to the relay; to the client, two queues whose order among each other is not given
	follows        bool
}

const pageLimit = 4 // entries that Follow brings: few, so that gaps are frequent

func (w *world) fatal(why string) {
	w.t.Helper()
	w.t.Fatalf("seed %d: %s\nstore  %v\nthread %s", w.seed, why, ids(w.store), shown(&w.thread))
}

func ids(list []chat.Entry) (s []chat.EntryID) {
	for _, e := range list {
		s = append(s, e.ID)
	}
	return s
}

// add stores an entry and tells who follows.
func (w *world) add(id chat.EntryID) chat.Entry {
	e := entry(id, uint64(len(w.store)+1))
	w.store = append(w.store, e)
	for _, l := range append(w.lost, w.line) {
		if l != nil && l.follows {
			l.live = append(l.live, func() {
				if !w.thread.Append([]chat.Entry{e}) {
					w.fatal("a live entry does not fit")
				}
			})
		}
	}
	return e
}

// connect follows the conversation, as a client does on a new connection.
func (w *world) connect() {
	l := &line{}
	w.line = l
	w.thread.Disconnected()
	after := w.thread.Known()
	l.up = append(l.up, func() {
		last := uint64(len(w.store))
		from := after
		if last > pageLimit+from {
			from = last - pageLimit
		}
		list, marks := slices.Clone(w.store[from:]), chat.Marked(chat.Agent, last, 0)
		l.live = append(l.live, func() { w.thread.Catch(list, last, from != after, marks) })
		l.follows = true
	})
}

// send is what the thread wants sent now. The relay looks for the id behind After only.
func (w *world) send() {
	if w.line == nil || !w.thread.Loaded {
		return
	}
	p, ok := w.thread.Next()
	if !ok {
		return
	}
	l := w.line
	l.up = append(l.up, func() {
		first := slices.IndexFunc(w.store, func(e chat.Entry) bool { return e.ID == p.ID && e.N > p.After })
		switch refuse := w.r.IntN(10); {
		case refuse == 0:
			l.acks = append(l.acks, func() { w.thread.Refused(p.ID, chat.Unavailable, chat.Person{}) })
		case refuse == 1 && first < 0:
			l.acks = append(l.acks, func() { w.failed[p.ID] = true; w.thread.Refused(p.ID, chat.Taken, ben) })
		default:
			var e chat.Entry
			if first >= 0 {
				e = w.store[first]
			} else {
				e = w.add(p.ID)
			}
			l.acks = append(l.acks, func() { w.thread.Acked(e.ID, e.N, e.At) })
		}
	})
}

func (w *world) drop() {
	if w.line == nil {
		return
	}
	w.line.live, w.line.acks, w.line.follows = nil, nil, false
	w.lost = append(w.lost, w.line)
	w.line = nil
	w.thread.Disconnected()
}

// goBack is a store that lost its end: the relay restarts, and the client hears of another epoch.
func (w *world) goBack() {
	w.drop()
	w.lost = nil
	keep := w.r.IntN(len(w.store) + 1)
	for _, e := range w.store[keep:] {
		w.gone[e.ID] = true
	}
	w.store = w.store[:keep]
	w.thread.Restart()
	for _, p := range w.thread.Pending {
		delete(w.gone, p.ID) // sent again
	}
}

func arrive(queue *[]func()) {
	if len(*queue) > 0 {
		f := (*queue)[0]
		*queue = (*queue)[1:]
		f()
	}
}

func (w *world) step() {
	switch w.r.IntN(24) {
	case 0:
		w.drop()
	case 1:
		w.add(chat.EntryID("other" + strconv.Itoa(len(w.store)) + "x" + strconv.Itoa(w.r.IntN(1<<30))))
	case 2, 3:
		w.ids++
		id := chat.EntryID("mine" + strconv.Itoa(w.ids))
		w.written = append(w.written, id)
		w.thread.Queue(entry(id, 0))
	case 4:
		w.decide()
	case 5:
		w.older()
	case 6:
		if w.r.IntN(40) == 0 {
			w.goBack()
		}
	case 7, 8, 9:
		if w.line == nil {
			w.connect()
		}
	case 10:
		if len(w.lost) > 0 {
			arrive(&w.lost[w.r.IntN(len(w.lost))].up)
		}
	case 11, 12, 13:
		w.send()
	default:
		if w.line != nil {
			arrive([]*[]func(){&w.line.up, &w.line.live, &w.line.acks}[w.r.IntN(3)])
		}
	}
	w.check()
}

// decide is what a person does about a failed entry.
func (w *world) decide() {
	for _, p := range w.thread.Pending {
		if p.State == chat.Failed {
			if w.r.IntN(3) == 0 {
				w.gone[p.ID] = true
				w.thread.Discard(p.ID)
			} else {
				w.thread.Retry(p.ID)
			}
			return
		}
	}
}

func (w *world) older() {
	if w.line == nil || len(w.thread.Stored) == 0 || !w.thread.Loaded {
		return
	}
	l, before := w.line, w.thread.Stored[0].N
	l.up = append(l.up, func() {
		to := before - 1
		list := slices.Clone(w.store[to-min(to, pageLimit) : to])
		l.acks = append(l.acks, func() { w.thread.Prepend(list) })
	})
}

// check is true at every moment: what is held is what the store has there, and nothing is shown twice.
func (w *world) check() {
	seen := map[chat.EntryID]bool{}
	for i := range w.thread.Rows() {
		e, _ := w.thread.Row(i)
		if seen[e.ID] {
			w.fatal("shown twice: " + string(e.ID))
		}
		seen[e.ID] = true
	}
	for _, e := range w.thread.Stored {
		if e != w.store[e.N-1] {
			w.fatal("not as stored: " + string(e.ID))
		}
	}
	under := 0
	for _, p := range w.thread.Pending {
		if p.Sent && p.State == chat.Queued {
			under++
		}
	}
	if under > 1 {
		w.fatal("two are on their way")
	}
}

// settle is the end of all trouble: everything arrives, failed entries are tried again until they are stored.
func (w *world) settle() {
	w.drop()
	w.connect()
	for range 10_000 {
		for len(w.line.up)+len(w.line.live)+len(w.line.acks) > 0 {
			arrive([]*[]func(){&w.line.up, &w.line.live, &w.line.acks}[w.r.IntN(3)])
			w.check()
		}
		if len(w.thread.Pending) == 0 && w.thread.Complete() {
			return
		}
		for _, p := range w.thread.Pending {
			w.thread.Retry(p.ID)
		}
		if !w.thread.Complete() {
			w.older()
		}
		w.send()
	}
	w.fatal("does not come to rest")
}

func TestWhateverTheConnectionDoesNothingIsLostAndNothingComesTwice(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		w := &world{t: t, seed: seed, r: rand.New(rand.NewPCG(seed, 1)), failed: map[chat.EntryID]bool{}, gone: map[chat.EntryID]bool{}}
		for range 400 {
			w.step()
		}
		w.settle()
		if got, want := ids(w.thread.Stored), ids(w.store); !slices.Equal(got, want) {
			w.fatal("the thread is not the store")
		}
		var own, want []chat.EntryID
		for _, e := range w.store {
			if e.ID[0] == 'm' && !w.failed[e.ID] {
				own = append(own, e.ID)
			}
		}
		for _, id := range w.written {
			n := 0
			for _, e := range w.store {
				if e.ID == id {
					n++
				}
			}
			switch {
			case n > 1, n == 0 && !w.gone[id]:
				w.fatal(string(id) + " is stored " + strconv.Itoa(n) + " times")
			case n == 1 && !w.failed[id]:
				want = append(want, id)
			}
		}
		if !slices.Equal(own, want) {
			w.fatal("one overtook another")
		}
	}
}
