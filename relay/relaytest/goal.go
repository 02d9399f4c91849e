package relaytest

import (
	"flag"
	"testing"
	"time"
)

// Measure makes what only says how long something took fail when it misses its goal. A test fails when something does not work, never
// because the machine does other things as well: make bench-ui asks for it, on a machine that is left alone.
var Measure = flag.Bool("measure", false, "compare what is measured with its goals")

// Goal says how long something took, and compares it with the most that it should take if that is asked for.
func Goal(t *testing.T, what string, took, most time.Duration) {
	t.Helper()
	Met(t, took <= most, "%s: %v, goal %v", what, took, most)
}

// Met is for goals of another kind: it says what was found, and that it fails the goal if it does.
func Met(t *testing.T, met bool, format string, found ...any) {
	t.Helper()
	switch {
	case met:
		t.Logf(format, found...)
	case *Measure:
		t.Errorf(format, found...)
	default:
		t.Logf("goal missed: "+format, found...)
	}
}

// Rounds is how often something is done: as often as a measurement wants it, or just to see that it works.
func Rounds(measured, seen int) int {
	if *Measure {
		return measured
	}
	return seen
}
