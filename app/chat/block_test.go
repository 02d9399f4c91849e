package chat

import (
	"strings"
	"testing"
)

func TestWhoMayBlockAndUnblock(t *testing.T) {
	t.Parallel()
	const at Millis = 1_700_000_000_000
	ana, ben := Person{ID: "a", Role: Agent}, Person{ID: "b", Role: Agent}
	mia := Person{ID: "m", Role: Manager}
	block := Block{ID: "b1", By: ana, At: at}
	for name, c := range map[string]struct {
		who            Person
		at             Millis
		block, unblock bool
	}{
		"who did it, at once":               {ana, at, true, true},
		"who did it, after ten seconds":     {ana, at + UndoBlock, true, true},
		"who did it, the answer on its way": {ana, at + UndoBlock + 5_000, true, true},
		"who did it, later":                 {ana, at + UndoBlock + 5_001, true, false},
		"another agent":                     {ben, at, true, false},
		"a manager":                         {mia, at + 365*86_400_000, true, true},
		"a bot of the same id":              {Person{ID: "a", Role: Bot}, at, false, false},
		"a visitor":                         {Person{ID: "v", Role: Visitor}, at, false, false},
		"the relay":                         {Person{Role: System}, at, false, false},
		"nobody":                            {Person{}, at, false, false},
	} {
		if got := MayBlock(c.who) == nil; got != c.block {
			t.Errorf("%s may block: %t", name, got)
		}
		if got := MayUnblock(block, c.who, c.at) == nil; got != c.unblock {
			t.Errorf("%s may unblock: %t", name, got)
		}
	}
}

func TestWhatABlockMaySay(t *testing.T) {
	t.Parallel()
	const at Millis = 1_700_000_000_000
	for name, c := range map[string]struct {
		b    Blocked
		want Problem
	}{
		"for ever":               {Blocked{}, NoProblem},
		"for a day":              {Blocked{Until: at + 86_400_000, Reason: "Insults", Target: BlockAddress}, NoProblem},
		"until now":              {Blocked{Until: at}, Malformed},
		"before the beginning":   {Blocked{Until: -1}, Malformed},
		"for ten years":          {Blocked{Until: at + MaxBlock}, NoProblem},
		"for longer":             {Blocked{Until: at + MaxBlock + 1}, Malformed},
		"something unknown":      {Blocked{Target: BlockAddress + 1}, Malformed},
		"a long reason":          {Blocked{Reason: strings.Repeat("x", MaxReason)}, NoProblem},
		"a longer one":           {Blocked{Reason: strings.Repeat("x", MaxReason+1)}, TooLarge},
		"one that is not a line": {Blocked{Reason: "a\nb"}, BadText},
	} {
		if got := CheckBlock(c.b, at); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if b := (Block{Blocked: Blocked{Until: at}}); !b.Holds(at-1) || b.Holds(at) || !(Block{}).Holds(Forever) {
		t.Error("when it holds")
	}
}
