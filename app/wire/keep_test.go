package wire_test

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

func pending(seed uint64) chat.Pending {
	r := newRandom(seed)
	p := chat.Pending{Entry: r.entry(), After: r.number()}
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
		if !ok || c != "v_1" || got != p {
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

func TestWhatAnOlderProgramKeptIsRead(t *testing.T) {
	t.Parallel()
	const kept = "01" + "03765f31" + "03" + "07" + "03612d31" + "00" + "05" + "0176" + "01" + "00" + "01" + "03" + "026869"
	c, p, ok := wire.Unkeep(kept)
	if !ok || c != "v_1" || p.Body != (chat.Text{Text: "hi"}) || p.Problem != chat.Taken || p.State != chat.Failed || p.After != 3 {
		t.Errorf("got %q %#v, %v", c, p, ok)
	}
}

func TestWhatWasNotKeptByUsIsLeftAlone(t *testing.T) {
	t.Parallel()
	whole := wire.Keep("v_1", chat.Pending{Entry: chat.Entry{ID: "a-1", Body: chat.Text{Text: "hi"}}})
	person := 3 * 2 // By, which older programs did not keep
	for n := range len(whole) {
		if _, _, ok := wire.Unkeep(whole[:n]); ok && n != len(whole)-person {
			t.Errorf("cut at %d of %d it is still taken", n, len(whole))
		}
	}
	for _, s := range []string{"", "0", "00", "02" + whole[2:], strings.ToUpper(whole), "zz", "{}", whole + "g0", " " + whole} {
		if c, p, ok := wire.Unkeep(s); ok {
			t.Errorf("%q: %q %#v", s, c, p)
		}
	}
}
