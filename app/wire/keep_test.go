package wire_test

import (
	"reflect"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

func pending(seed uint64) chat.Pending {
	r := newRandom(seed)
	p := chat.Pending{Entry: r.entry(), After: r.number()}
	for k := p.Body.Kind(); k == chat.KindRouted || k == chat.KindBlocked || k.ForTrail(); k = p.Body.Kind() { // clients do not write them
		p.Entry = r.entry()
	}
	if r.IntN(2) == 0 {
		p.State, p.Problem, p.By = chat.Failed, chat.Problem(1+r.IntN(255)), chat.Person{ID: "ben", Role: chat.Agent, Name: "Ben"}
	}
	return p
}

func TestWhatWaitsSurvivesAReload(t *testing.T) {
	t.Parallel()
	for seed := range uint64(500) {
		p := pending(seed)
		c, got, ok := wire.Unkeep(wire.Keep("v_1", p))
		if !ok || c != "v_1" || !reflect.DeepEqual(got, p) {
			t.Fatalf("seed %d: kept %#v, got %q %#v, %v", seed, p, c, got, ok)
		}
	}
}

// What was under way is not known to have arrived, so it is sent again.
func TestWhatWasUnderWayWaitsAgain(t *testing.T) {
	t.Parallel()
	p := chat.Pending{Entry: chat.Entry{ID: "a-1", Body: chat.Text{Text: "x"}}, After: 3, Sent: true}
	if _, got, ok := wire.Unkeep(wire.Keep("v_1", p)); !ok || got.Sent || got.State != chat.Queued || got.After != 3 {
		t.Errorf("got %#v, %v", got, ok)
	}
}

func TestWhatWasNotKeptByUsIsLeftAlone(t *testing.T) {
	t.Parallel()
	whole := wire.Keep("v_1", chat.Pending{Entry: chat.Entry{ID: "a-1", Body: chat.Text{Text: "hi"}}})
	for n := range len(whole) {
		if _, _, ok := wire.Unkeep(whole[:n]); ok {
			t.Errorf("cut at %d of %d it is still taken", n, len(whole))
		}
	}
	for _, s := range []string{"", "0", "00", "02" + whole[2:], strings.ToUpper(whole), "zz", "{}", whole + "g0", " " + whole} {
		if c, p, ok := wire.Unkeep(s); ok {
			t.Errorf("%q: %q %#v", s, c, p)
		}
	}
}
