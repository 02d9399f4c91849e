package browser_test

import (
	"flag"
	"slices"
	"testing"
	"time"

	"pupitre/relay/relaytest"
)

// measure makes the stories that say how long something took hold it to its goal. A test fails when something does not work, never
// because the machine does other things as well: only make bench-ui asks for it, on a machine that is left alone.
var measure = flag.Bool("measure", false, "compare what is measured with its goals")

// goal says how long something took, and compares it with the most that it should take if that is asked for.
func goal(t *testing.T, what string, took, most time.Duration) {
	t.Helper()
	limit := relaytest.Stretch(most)
	switch {
	case took <= limit:
		t.Logf("%s: %v, goal %v", what, took, most)
	case *measure:
		t.Errorf("%s: %v, goal %v", what, took, limit)
	default:
		t.Logf("%s: %v, over the goal of %v", what, took, most)
	}
}

// rounds is how often something is done: as often as a measurement wants it, or just to see that it works.
func rounds(measured, seen int) int {
	if *measure {
		return measured
	}
	return seen
}

func middle(took []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(took))[len(took)/2]
}

func millis(ms float64) time.Duration {
	return time.Duration(ms * float64(time.Millisecond)).Round(100 * time.Microsecond)
}
