package files

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"pupitre/app/chat"
)

// person is a visitor, one of many.
func person(i int) chat.Person {
	return chat.Person{ID: chat.PersonID(fmt.Sprint("v", i)), Role: chat.Visitor}
}

// fill enters visitors, the first is so many-th, until there is no place for the next.
func fill(c *crowd, first int, from func(i int) string) {
	for i := first; c.enter(person(i), from(i)); i++ {
	}
}

func TestNobodyTakesAllPlaces(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]crowd{"parts": partsAtATime, "reads": readsAtATime, "asked": askedAtATime} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := 0
			for c.enter(julie, "") {
				one++
			}
			if one != c.mostOfVisitor {
				t.Errorf("one visitor has %d", one)
			}
			for range one {
				c.leave(julie, "")
			}
			fill(&c, 0, func(int) string { return "203.0.113.1" })
			if c.all != c.mostOfAddress {
				t.Errorf("one address has %d", c.all)
			}
			if !c.enter(person(1000), "203.0.113.2") || !c.enter(anna, "203.0.113.1") {
				t.Error("others are refused")
			}
			fill(&c, 2000, func(i int) string { return fmt.Sprint("198.51.100.", i) })
			if c.visitors != c.mostVisitors {
				t.Errorf("visitors have %d", c.visitors)
			}
			staff := 1
			for c.enter(anna, "203.0.113.1") {
				staff++
			}
			if staff != min(c.mostOfStaff, c.most-c.mostVisitors) {
				t.Errorf("an agent has %d beside all visitors", staff)
			}
		})
	}
}

func TestWhoLeavesIsForgotten(t *testing.T) {
	t.Parallel()
	limits := newLimits()
	for _, who := range []chat.Person{julie, anna} {
		for _, from := range []string{"", "203.0.113.1"} {
			sent, ok := limits.send(who, from)
			read, err := limits.read(t.Context(), who, from)
			if !ok || err != nil {
				t.Fatal(ok, err)
			}
			sent()
			read()
		}
	}
	for _, c := range []crowd{limits.parts, limits.reads, limits.asked} {
		if c.all != 0 || c.visitors != 0 || len(c.busy) != 0 {
			t.Errorf("%+v stay", c)
		}
	}
}

// A visitor who reads nothing of what they asked for holds their own places, and waits for those.
func TestStalledReadsHoldNobodyElse(t *testing.T) {
	t.Parallel()
	limits := newLimits()
	const from = "203.0.113.1"
	var leave []func()
	for range readsAtATime.mostOfVisitor {
		l, err := limits.read(t.Context(), julie, from)
		if err != nil {
			t.Fatal(err)
		}
		leave = append(leave, l)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := limits.read(ended, julie, from); !errors.Is(err, context.Canceled) {
		t.Errorf("one more of one visitor: %v", err)
	}
	for _, other := range []chat.Person{person(2), anna} {
		if _, err := limits.read(ended, other, from); err != nil {
			t.Errorf("%s waits: %v", other.ID, err)
		}
	}
	waiting := askedAtATime.mostOfVisitor - len(leave)
	got := make(chan error)
	for range waiting {
		go func() {
			l, err := limits.read(t.Context(), julie, from)
			if err == nil {
				l()
			}
			got <- err
		}()
	}
	for asked := 0; asked < askedAtATime.mostOfVisitor; {
		limits.mu.Lock()
		asked = limits.asked.busy[personKey(julie)]
		limits.mu.Unlock()
		runtime.Gosched()
	}
	if _, err := limits.read(ended, julie, from); !isProblem(err, chat.TooFast) {
		t.Errorf("more than may wait: %v", err)
	}
	leave[0]()
	for range waiting {
		if err := <-got; err != nil {
			t.Errorf("who waited: %v", err)
		}
	}
}

// What is promised and never sent fills neither the room of other addresses nor that of the merchant's side.
func TestPromisesHoldNobodyElse(t *testing.T) {
	t.Parallel()
	us, err := openUploads(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	now, next := time.Unix(1000, 0), 0
	begin := func(by chat.Person, from string, length uint64) error {
		next++
		u := &upload{head: head{Conversation: conv, File: chat.FileID(fmt.Sprint("f", next)), By: by.ID, Visitor: by.Role == chat.Visitor, Length: length}, source: from, turn: make(chan struct{}, 1)}
		_, _, err := us.insert(u, now)
		return err
	}
	promise := func(from string) (sum uint64, err error) {
		for {
			if err := begin(person(next), from, 10<<20); err != nil {
				return sum, err
			}
			sum += 10 << 20
		}
	}
	if got, err := promise("203.0.113.1"); got > roomOfAddress.bytes || got < roomOfAddress.bytes-10<<20 || !isProblem(err, chat.TooFast) {
		t.Errorf("one address promises %d bytes, %v", got, err)
	}
	if err := begin(person(1), "203.0.113.2", 10<<20); err != nil {
		t.Errorf("another address: %v", err)
	}
	if err := begin(anna, "203.0.113.1", 10<<20); err != nil {
		t.Errorf("an agent there: %v", err)
	}
	if _, err := promise(""); !isProblem(err, chat.Unavailable) {
		t.Errorf("all visitors: %v", err)
	}
	if err := begin(anna, "203.0.113.1", 100<<20); err != nil {
		t.Errorf("an agent beside all visitors: %v", err)
	}
	before, _ := us.used(func(*upload) bool { return true })
	now = now.Add(givesWayAfter)
	if err := begin(person(1), "203.0.113.1", 10<<20); err != nil {
		t.Errorf("those who promised do not give way: %v", err)
	}
	if after, _ := us.used(func(*upload) bool { return true }); after != before {
		t.Errorf("%+v, and before %+v", after, before)
	}
}

func TestTheRateOfTheMerchantsSideIsAlwaysRemembered(t *testing.T) {
	t.Parallel()
	limits, now := newLimits(), time.Unix(1000, 0)
	for i := range maxKeys {
		if !limits.mayBegin(person(i).ID, true, now) {
			t.Fatalf("visitor %d may not begin", i)
		}
	}
	if limits.mayBegin("one-more", true, now) || !limits.mayBegin(anna.ID, false, now) {
		t.Error("so many visitors keep an agent from sending")
	}
}
