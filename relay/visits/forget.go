package visits

import (
	"context"
	"slices"

	"pupitre/app/chat"
)

// Forget ends what says that visitors are there of whom nothing is to be kept. A page that says so again becomes somebody new.
func (v *Visits) Forget(_ context.Context, visitors []chat.PersonID) error {
	v.mu.Lock()
	var open []*beacon
	for _, id := range visitors {
		if g := v.guests[id]; g != nil {
			open = append(open, slices.Clone(g.beacons)...)
		}
	}
	v.mu.Unlock()
	for _, b := range open {
		b.end()
	}
	return nil
}
