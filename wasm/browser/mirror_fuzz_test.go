package browser_test

import (
	"flag"
	"fmt"
	"net/http"
	"testing"

	"pupitre/wasm/browser"
)

var (
	mirrorSeeds = flag.Int("mirror-seeds", 40, "how many pages that change at random are mirrored")
	mirrorSeed  = flag.Int("mirror-seed", 1, "the first of their seeds")
)

// A page changes at random, many steps in one task or in several, and each time the mirror comes to be like it. Half of the time the recorder has time for one node
// a flush only, so that the page goes on changing while a change is told.
func TestAMirrorOfAPageThatChangesAtRandom(t *testing.T) {
	t.Parallel()
	const steps, rounds = 60, 3
	m := openMirror(t, 640, 480, http.FileServer(http.Dir("testdata")))
	for half, budget := range []string{"undefined", "0"} {
		m.budget = budget
		m.show("/fuzz/fuzz.html")
		m.same("dom", "at first")
		for i := half; i < *mirrorSeeds; i += 2 {
			seed := *mirrorSeed + i
			browser.Eval[bool](m.page, fmt.Sprintf("begin(%d)", seed))
			for round := range rounds {
				browser.Eval[bool](m.page, fmt.Sprintf("run(%d, %d)", steps, 1+(seed+round)%20))
				m.same("dom", fmt.Sprintf("-mirror-seed %d, budget %s, after %d steps", seed, budget, (round+1)*steps))
			}
		}
	}
	t.Logf("seeds %d to %d, %d steps", *mirrorSeed, *mirrorSeed+*mirrorSeeds-1, *mirrorSeeds*steps*rounds)
}
