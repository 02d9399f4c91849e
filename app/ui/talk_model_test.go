package ui_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// phone is a client whose page is closed and loaded anew at any moment, on a network that breaks at any moment, and the
// relay that it writes to. Frames travel as bytes. See also the world of package chat.
type phone struct {
	t    *testing.T
	seed uint64
	r    *rand.Rand

	store []chat.Entry // the relay's
	line  *cable       // nil: offline
	lost  []*cable     // broken for the client; what it sent may still arrive

	talk    *ui.Talk
	shown   *ui.Transcript
	kept    map[string]string // on the device
	ids     chat.IDs
	loads   byte
	clock   chat.Millis
	written []chat.EntryID
	failed  map[chat.EntryID]bool
}

type cable struct {
	up, down [][]byte
	follows  bool
	dead     bool
}

func (p *phone) fatal(why string) {
	p.t.Helper()
	p.t.Fatalf("seed %d: %s\nstore %v\nheld %v\npending %+v", p.seed, why, idsOf(p.store), idsOf(p.talk.Thread.Stored), p.talk.Thread.Pending)
}

func idsOf(list []chat.Entry) (ids []chat.EntryID) {
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	return ids
}

// load is the page loaded: all that is left is what the device has kept.
func (p *phone) load() {
	p.drop()
	p.loads, p.clock = p.loads+1, p.clock+1
	p.ids = chat.NewIDs(chat.Seed{p.loads})
	p.talk = ui.NewTalk(conv)
	p.shown = ui.NewTranscript(p.talk, nil)
	p.talk.Adopt(ui.Outbox(p.kept)[conv])
}

func (p *phone) drop() {
	if p.line != nil {
		p.line.dead, p.line.follows = true, false
		p.lost = append(p.lost, p.line)
		p.line = nil
		p.talk.Lost()
	}
}

func (p *phone) connect() {
	if p.line == nil {
		p.line = &cable{}
		p.do(p.talk.Follow(1))
	}
}

func (p *phone) do(effects []ui.Effect) {
	for _, e := range effects {
		switch e := e.(type) {
		case ui.Save:
			p.kept[e.Key] = e.Value
		case ui.Forget:
			delete(p.kept, e.Key)
		case ui.Transmit:
			if p.line == nil {
				p.fatal("sends without a connection")
			}
			p.line.up = append(p.line.up, e.Data)
		}
	}
	p.check()
}

func (p *phone) write() {
	id := p.ids.Next()
	p.written = append(p.written, id)
	p.clock += p.r.Int64N(2)
	p.do(p.talk.Write(chat.Entry{ID: id, At: p.clock, Author: ana, Body: chat.Text{Text: string(id)}}))
}

// heard is what comes to the client, one message at a time.
func (p *phone) heard() {
	if p.line == nil || len(p.line.down) == 0 {
		return
	}
	msg := p.line.down[0]
	p.line.down = p.line.down[1:]
	frames, err := wire.Decode(msg)
	if err != nil {
		p.fatal(err.Error())
	}
	for _, f := range frames {
		if n, ok := f.(wire.Nack); ok && !n.Problem.Temporary() {
			p.failed[n.ID] = true
		}
		p.do(p.talk.Receive(p.clock, 1, f))
	}
}

// relay takes a message from a connection: also from one that the client has given up.
func (p *phone) relay(c *cable) {
	if len(c.up) == 0 {
		return
	}
	frames, err := wire.Decode(c.up[0])
	if err != nil {
		p.fatal(err.Error())
	}
	c.up = c.up[1:]
	for _, f := range frames {
		switch f := f.(type) {
		case wire.Follow:
			p.follow(c, f)
		case wire.Load:
			to := f.Before - 1
			p.say(c, wire.Page{Conversation: conv, Before: f.Before, List: p.store[to-min(to, 5) : to], Last: uint64(len(p.store))})
		case wire.Send:
			p.send(c, f)
		}
	}
}

func (p *phone) follow(c *cable, f wire.Follow) {
	if p.r.IntN(8) == 0 {
		p.say(c, wire.Refused{Conversation: conv, Problem: chat.Unavailable})
		return
	}
	last, from := uint64(len(p.store)), f.After
	if last > from+4 {
		from = last - 4
	}
	c.follows = !c.dead
	p.say(c, wire.Page{Conversation: conv, List: p.store[from:], Last: last, Gap: from != f.After})
}

func (p *phone) send(c *cable, f wire.Send) {
	first := slices.IndexFunc(p.store, func(e chat.Entry) bool { return e.ID == f.ID && e.N > f.After })
	switch {
	case p.r.IntN(8) == 0:
		p.say(c, wire.Nack{Conversation: conv, ID: f.ID, Problem: chat.TooFast})
		return
	case first < 0 && p.r.IntN(12) == 0:
		p.say(c, wire.Nack{Conversation: conv, ID: f.ID, Problem: chat.Taken})
		return
	case first < 0:
		first = len(p.store)
		early := p.r.IntN(2) == 0 // the acknowledgement comes before or after the live entry
		if early {
			p.say(c, wire.Ack{Conversation: conv, ID: f.ID, N: uint64(first + 1)})
		}
		p.add(f.ID, ana)
		if early {
			return
		}
	}
	p.say(c, wire.Ack{Conversation: conv, ID: f.ID, N: uint64(first + 1)})
}

func (p *phone) add(id chat.EntryID, who chat.Person) {
	e := chat.Entry{ID: id, N: uint64(len(p.store) + 1), Author: who, Body: chat.Text{Text: string(id)}}
	p.store = append(p.store, e)
	if p.line != nil && p.line.follows {
		p.say(p.line, wire.Entries{Conversation: conv, List: []chat.Entry{e}})
	}
}

func (p *phone) say(c *cable, f wire.Frame) {
	if !c.dead {
		c.down = append(c.down, wire.Message(f))
	}
}

func (p *phone) step() {
	switch p.r.IntN(20) {
	case 0:
		p.drop()
	case 1:
		if p.r.IntN(3) == 0 {
			p.load()
		}
	case 2, 3:
		p.write()
	case 4:
		p.add(chat.EntryID("other"+strconv.Itoa(len(p.store))), vera)
	case 5, 6:
		p.connect()
	case 7:
		if len(p.lost) > 0 {
			p.relay(p.lost[p.r.IntN(len(p.lost))])
		}
	case 8:
		p.do(p.talk.Older(0))
	case 9:
		if i := slices.IndexFunc(p.talk.Thread.Pending, func(q chat.Pending) bool { return q.State == chat.Failed }); i >= 0 {
			p.do(p.talk.Retry(p.talk.Thread.Pending[i].ID))
		}
	case 10, 11:
		p.do(p.talk.Flush())
	case 12, 13, 14:
		if p.line != nil {
			p.relay(p.line)
		}
	default:
		p.heard()
	}
}

// check: the window has the thread's rows, nothing is shown twice, and the device keeps exactly what is not stored.
func (p *phone) check() {
	if p.shown.Len() != p.talk.Thread.Rows() {
		p.fatal("a window of " + strconv.Itoa(p.shown.Len()))
	}
	p.shown.View()
	seen := map[chat.EntryID]bool{}
	waiting := map[string]bool{}
	for i := range p.talk.Thread.Rows() {
		e, _ := p.talk.Thread.Row(i)
		if seen[e.ID] {
			p.fatal("shown twice: " + string(e.ID))
		}
		seen[e.ID] = true
	}
	for _, q := range p.talk.Thread.Pending {
		if q.State != chat.Stored {
			waiting["out:"+string(q.ID)] = true
		}
	}
	stored := idsOf(p.store)
	for key := range waiting {
		if p.kept[key] == "" && !slices.Contains(stored, chat.EntryID(strings.TrimPrefix(key, "out:"))) {
			p.fatal("a reload would lose " + key)
		}
	}
	for key := range p.kept {
		if !waiting[key] {
			p.fatal("still kept: " + key)
		}
	}
}

func (p *phone) settle() {
	p.connect()
	for range 5_000 {
		for p.line != nil && len(p.line.up)+len(p.line.down) > 0 {
			p.relay(p.line)
			p.heard()
		}
		if len(p.talk.Thread.Pending) == 0 && p.talk.Thread.Complete() {
			return
		}
		for _, q := range p.talk.Thread.Pending {
			if q.State == chat.Failed {
				p.do(p.talk.Retry(q.ID))
			}
		}
		p.do(p.talk.Flush())
		p.do(p.talk.Older(0))
	}
	p.fatal("does not come to rest")
}

func TestWhatIsWrittenArrivesOnceWhateverBecomesOfThePageAndTheNetwork(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		p := &phone{t: t, seed: seed, r: rand.New(rand.NewPCG(seed, 5)), kept: map[string]string{}, failed: map[chat.EntryID]bool{}, talk: ui.NewTalk(conv)}
		p.load()
		for range 300 {
			p.step()
		}
		p.settle()
		var own, want []chat.EntryID
		for _, e := range p.store {
			if e.Author == ana && !p.failed[e.ID] {
				own = append(own, e.ID)
			}
		}
		for _, id := range p.written {
			n := 0
			for _, e := range p.store {
				if e.ID == id {
					n++
				}
			}
			if n != 1 {
				p.fatal(string(id) + " is stored " + strconv.Itoa(n) + " times")
			}
			if !p.failed[id] {
				want = append(want, id)
			}
		}
		switch {
		case !slices.Equal(idsOf(p.talk.Thread.Stored), idsOf(p.store)):
			p.fatal("the thread is not the store")
		case !slices.Equal(own, want):
			p.fatal("one overtook another")
		}
	}
}

// Whatever a relay says, sensible or not: no panic, and the window has the thread's rows.
func TestAMadRelayDoesNotStopTheProgram(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 6))
		list := func() (l []chat.Entry) {
			from := 1 + r.Uint64N(30)
			l = numbered(from, from+r.Uint64N(20))
			if r.IntN(3) == 0 {
				l[r.IntN(len(l))].N = r.Uint64N(60)
			}
			if r.IntN(4) == 0 {
				l = append(l, chat.Entry{ID: chat.EntryID("a-" + strconv.Itoa(1+r.IntN(5))), N: l[len(l)-1].N + 1, Author: ana, Body: chat.Joined{}})
			}
			return l
		}
		id := func() chat.EntryID { return chat.EntryID("a-" + strconv.Itoa(1+r.IntN(8))) }
		talk := ui.NewTalk(conv)
		shown := ui.NewTranscript(talk, nil)
		written := 0
		for range 80 {
			switch r.IntN(12) {
			case 0:
				talk.Follow(r.Uint64N(2))
			case 1:
				talk.Lost()
			case 2:
				talk.Restart()
			case 3:
				written++
				talk.Write(mine(chat.EntryID("a-"+strconv.Itoa(written)), "x"))
			case 4:
				talk.Retry(id())
				talk.Discard(id())
			case 5:
				talk.Receive(0, 1, wire.Page{Conversation: conv, Before: 1 + r.Uint64N(30), List: list(), Last: r.Uint64N(60)})
			case 6:
				talk.Receive(0, 1, wire.Page{Conversation: conv, List: list(), Last: r.Uint64N(60), Gap: r.IntN(2) == 0})
			case 7:
				talk.Receive(0, 1, wire.Entries{Conversation: conv, List: list()})
			case 8:
				talk.Receive(0, 1, wire.Ack{Conversation: conv, ID: id(), N: r.Uint64N(60)})
			case 9:
				talk.Receive(0, 1, wire.Nack{Conversation: conv, ID: id(), Problem: chat.Problem(r.IntN(20))})
			case 10:
				talk.Receive(0, 1, wire.Refused{Conversation: conv, Problem: chat.Problem(r.IntN(20))})
			default:
				talk.Older(r.IntN(60))
				talk.Look(true)
				talk.Flush()
			}
			if shown.Len() != talk.Thread.Rows() {
				t.Fatalf("seed %d: %d rows in a window of %d", seed, talk.Thread.Rows(), shown.Len())
			}
			shown.View()
		}
	}
}
