package desk_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

// kill -9 under load: a hundred clients write through a desk in another process, which is killed five times, and send
// again what was not acknowledged. Then what is in the store is compared with what they were told.
//
// It cannot see a power cut, because the kernel's cache survives; TestNothingIsAcknowledgedBeforeItsSyncReturned covers that.
func TestKillsLoseNothingAndDoubleNothing(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		seed := rand.Uint64()
		if s, err := strconv.ParseUint(os.Getenv("PUPITRE_TEST_SEED"), 10, 64); err == nil {
			seed = s
		}
		t.Logf("PUPITRE_TEST_SEED=%d", seed)
		random := rand.New(rand.NewPCG(seed, 0))
		l := &load{dir: t.TempDir(), how: how, news: make(chan struct{}, 1)}
		l.start(t)
		epoch := l.relay().epoch

		const clients, each, kills = 100, 30, 5
		told := make([][]wire.Ack, clients)
		var writing sync.WaitGroup
		for i := range clients {
			writing.Go(func() { told[i] = l.write(t, i, each) })
		}
		for range kills {
			until := l.acked.Load() + 50 + random.Int64N(350)
			for l.acked.Load() < until {
				<-l.news
			}
			l.start(t) // which kills
		}
		writing.Wait()
		if r := l.relay(); r.epoch != epoch {
			t.Errorf("epoch %x became %x", epoch, r.epoch)
		}
		l.relay().stop(t)
		l.compare(t, told)
	})
}

// load is the clients' side. Four clients share a conversation.
type load struct {
	dir   string
	how   bus.Durability
	acked atomic.Int64
	news  chan struct{} // capacity 1: acked has grown
	mu    sync.Mutex
	now   *relay
}

func conversationOf(client int) (chat.Person, chat.ConversationID) {
	who := chat.Person{ID: chat.PersonID(fmt.Sprint("v", client/4)), Role: chat.Visitor}
	return who, chat.ConversationOf(who.ID, 1)
}

// write sends entries one after the other, each until it is acknowledged.
func (l *load) write(t *testing.T, client, count int) (acks []wire.Ack) {
	who, conv := conversationOf(client)
	after := uint64(0)
	for k := range count {
		f := wire.Send{Conversation: conv, After: after, ID: chat.EntryID(fmt.Sprintf("c%d-%d", client, k)), Body: chat.Text{Text: "text"}}
		for {
			answer, err := l.relay().send(who, f)
			if errors.Is(err, errKilled) {
				continue // with the next relay
			}
			a, ok := answer.(wire.Ack)
			if !ok {
				t.Errorf("client %d: %+v, %v", client, answer, err)
				return acks
			}
			acks, after = append(acks, a), a.N
			l.acked.Add(1)
			select {
			case l.news <- struct{}{}:
			default:
			}
			break
		}
	}
	return acks
}

// relay is the one that runs now. While one is killed and the next one starts this waits.
func (l *load) relay() *relay {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now
}

func (l *load) start(t *testing.T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now != nil {
		l.now.kill()
	}
	r, err := startRelay(l.dir, l.how)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.kill)
	l.now = r
}

// compare reads the store as it is on disk.
func (l *load) compare(t *testing.T, told [][]wire.Ack) {
	s, err := store.Open(t.Context(), bustest.Open(t, l.dir, l.how), store.Options{Log: bustest.Log()})
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, s)
	last := map[chat.ConversationID]chat.Entry{}
	found := map[chat.EntryID]chat.Entry{}
	if _, err := s.Replay(t.Context(), 0, func(_ chat.SiteID, c chat.ConversationID, e chat.Entry) error {
		if e.N != last[c].N+1 || e.At < last[c].At {
			t.Errorf("%s: %d at %d comes behind %d at %d", c, e.N, e.At, last[c].N, last[c].At)
		}
		if before, twice := found[e.ID]; twice {
			t.Errorf("%s: %s is there twice, as %d and %d", c, e.ID, before.N, e.N)
		}
		last[c], found[e.ID] = e, e
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	acks := 0
	for client, list := range told {
		for k, a := range list {
			acks++
			if e, ok := found[a.ID]; !ok || e.N != a.N || e.At != a.At {
				t.Errorf("lost: %+v, the store has %+v", a, e)
			}
			if k > 0 && a.N <= list[k-1].N {
				t.Errorf("client %d: entry %d is before its entry %d", client, k, k-1)
			}
		}
	}
	if acks != len(found) {
		t.Errorf("%d acknowledged, %d stored", acks, len(found))
	}
	t.Logf("%d entries, 0 lost, 0 doubled", acks)
}
