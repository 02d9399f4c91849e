package session

import (
	"context"
	"reflect"
	"sync/atomic"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

// fakeArchive knows one conversation and one customer.
type fakeArchive struct {
	inFind func(context.Context) error // before the answer; nil: nothing
	asked  atomic.Int32
}

func (a *fakeArchive) Find(ctx context.Context, q chat.Query) (wire.Found, error) {
	a.asked.Add(1)
	if a.inFind != nil {
		if err := a.inFind(ctx); err != nil {
			return wire.Found{}, err
		}
	}
	return wire.Found{Exchanges: []chat.Hit{{Snippet: q.Text}}, Total: 1}, nil
}

func (a *fakeArchive) File(_ context.Context, v chat.PersonID, before chat.Millis, _ uint64) (chat.CustomerFile, error) {
	a.asked.Add(1)
	if v != "v1" {
		return chat.CustomerFile{}, chat.NotFound
	}
	return chat.CustomerFile{LastAt: before}, nil
}

func (a *fakeArchive) Ready() uint64 { return 417 }

func withArchive(a *fakeArchive) func(*Options) { return func(o *Options) { o.Archive = a } }

// same tells whether the client is answered so; other frames before it are passed over.
func same[F wire.Frame](t *testing.T, c *wiretest.Client, want F) {
	t.Helper()
	if got := wiretest.Await[F](c); !reflect.DeepEqual(got, want) {
		t.Errorf("answered %+v, want %+v", got, want)
	}
}

func TestAnAgentSearchesAndOpensFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withArchive(&fakeArchive{}))
	a := w.agent("ana")
	a.HelloAgent()
	a.Say(wire.Find{Ref: 3, Query: chat.Query{Kind: chat.FindExchanges, Text: "lampe"}})
	same(t, a, wire.Found{Ref: 3, Exchanges: []chat.Hit{{Snippet: "lampe"}}, Total: 1})
	a.Say(wire.OpenFile{Ref: 4, Visitor: "v1", Before: 9, Limit: 5})
	same(t, a, wire.CustomerFile{Ref: 4, File: chat.CustomerFile{LastAt: 9}})
	a.Say(wire.OpenFile{Ref: 5, Visitor: "v2"})
	same(t, a, wire.CustomerFile{Ref: 5, Problem: chat.NotFound})
}

// Visitors look nothing up, whatever they send, and agents no blocks.
func TestWhoMayNotLookUpIsRefused(t *testing.T) {
	t.Parallel()
	archive := &fakeArchive{}
	w := newWorld(t, withArchive(archive))
	v, _ := w.following()
	for kind := chat.FindExchanges; kind <= chat.FindBlocks; kind++ {
		v.Say(wire.Find{Ref: 1, Query: chat.Query{Kind: kind, Text: "x"}})
		same(t, v, wire.Found{Ref: 1, Problem: chat.NotAllowed})
	}
	v.Say(wire.OpenFile{Ref: 2, Visitor: "v1"})
	same(t, v, wire.CustomerFile{Ref: 2, Problem: chat.NotAllowed})
	a := w.agent("ana")
	a.HelloAgent()
	a.Say(wire.Find{Ref: 3, Query: chat.Query{Kind: chat.FindBlocks}})
	same(t, a, wire.Found{Ref: 3, Problem: chat.NotAllowed})
	if n := archive.asked.Load(); n != 0 {
		t.Errorf("the archive was asked %d times", n)
	}
	m := w.agent("mia")
	m.HelloAgent()
	m.Say(wire.Find{Ref: 4, Query: chat.Query{Kind: chat.FindBlocks}})
	same(t, m, wire.Found{Ref: 4, Exchanges: []chat.Hit{{}}, Total: 1})
}

func TestARelayWithoutAnArchiveFindsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.agent("mia")
	a.HelloAgent()
	a.Say(wire.Find{Ref: 1, Query: chat.Query{Kind: chat.FindPeople}}, wire.OpenFile{Ref: 2, Visitor: "v1"})
	same(t, a, wire.Found{Ref: 1, Problem: chat.NotAllowed})
	same(t, a, wire.CustomerFile{Ref: 2, Problem: chat.NotAllowed})
}

func TestWhileTheArchiveIsMadeAgentsAreToldHowFarItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withArchive(&fakeArchive{inFind: func(context.Context) error { return chat.Unavailable }}))
	a := w.agent("ana")
	a.HelloAgent()
	a.Say(wire.Find{Ref: 1, Query: chat.Query{Kind: chat.FindPeople}})
	same(t, a, wire.Found{Ref: 1, Problem: chat.Unavailable, Ready: 417})
}

// While a search takes its time, the same agent's messages are stored and answered; and no more than some search at a time.
func TestASearchHoldsNothingBack(t *testing.T) {
	t.Parallel()
	release := make(chan bool)
	w := newWorld(t, withArchive(&fakeArchive{inFind: func(context.Context) error { <-release; return nil }}))
	a := w.agent("ana")
	a.HelloAgent()
	for ref := range uint64(maxFinding + 1) {
		a.Say(wire.Find{Ref: ref, Query: chat.Query{Kind: chat.FindPeople}})
	}
	same(t, a, wire.Found{Ref: maxFinding, Problem: chat.TooFast})
	a.Say(wiretest.Text("v1_1", 0, "e1", "Hello"))
	if ack := wiretest.Await[wire.Ack](a); ack.ID != "e1" {
		t.Errorf("acknowledged %+v", ack)
	}
	close(release)
	for range maxFinding {
		if f := wiretest.Await[wire.Found](a); f.Problem != chat.NoProblem || f.Total != 1 {
			t.Errorf("answered %+v", f)
		}
	}
}

func TestSearchesHaveARate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withArchive(&fakeArchive{}), func(o *Options) { o.agent = agentLimits; o.agent.finds, o.agent.findBurst = 0.001, 2 })
	a := w.agent("ana")
	a.HelloAgent()
	for i, want := range []chat.Problem{chat.NoProblem, chat.NotFound, chat.TooFast} {
		a.Say(wire.OpenFile{Ref: uint64(i), Visitor: []chat.PersonID{"v1", "v2", "v1"}[i]})
		if got := wiretest.Await[wire.CustomerFile](a); got.Problem != want {
			t.Errorf("answered %+v, want %v", got, want)
		}
	}
}

func TestARelayThatStopsWaitsForNoSearch(t *testing.T) {
	t.Parallel()
	asked := make(chan bool)
	w := newWorld(t, withArchive(&fakeArchive{inFind: func(ctx context.Context) error { asked <- true; <-ctx.Done(); return ctx.Err() }}))
	a := w.agent("ana")
	a.HelloAgent()
	a.Say(wire.Find{Ref: 1, Query: chat.Query{Kind: chat.FindPeople}})
	<-asked
	if err := w.hub.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}
