package cobrowse_test

import (
	"testing"

	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
)

// A page that has nothing to hide passes as it is, whatever happens to it.
func TestWhatIsHarmlessPassesAsItIs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(25) {
		r, w := newRandom(seed, false), cobrowsetest.NewWriter()
		s, told, shown := cobrowse.New(policy), cobrowsetest.NewPage(), cobrowsetest.NewPage()
		r.begin(w)
		for step := range 60 {
			ops := w.Take()
			out, err := s.Message(ops)
			if err != nil {
				t.Fatalf("seed %d, step %d: %v", seed, step, err)
			}
			if err := told.Apply(ops); err != nil {
				t.Fatalf("seed %d, step %d, as told: %v", seed, step, err)
			}
			if err := shown.Apply(out); err != nil {
				t.Fatalf("seed %d, step %d, as shown: %v", seed, step, err)
			}
			if got, want := shown.String(), told.String(); got != want {
				t.Fatalf("seed %d, step %d: shown\n%s\ntold\n%s", seed, step, got, want)
			}
			r.step(w, told)
		}
	}
}

// step writes a message about a page.
func (r *random) step(w *cobrowsetest.Writer, p *cobrowsetest.Page) {
	if p.Documents[3] != nil && r.IntN(3) == 0 {
		w.Document(3)
		r.change(w, p, 3)
		return
	}
	r.change(w, p, 0)
}

// What passes of a hostile page passes again as it is, has nothing in it that does harm, and what is not taken out is where it was.
func TestWhatIsHostileIsTakenOut(t *testing.T) {
	t.Parallel()
	for seed := range uint64(25) {
		r, w := newRandom(seed, true), cobrowsetest.NewWriter()
		s, again, told, shown := cobrowse.New(policy), cobrowse.New(policy), cobrowsetest.NewPage(), cobrowsetest.NewPage()
		r.begin(w)
		for step := range 60 {
			ops := w.Take()
			out, err := s.Message(ops)
			if err != nil {
				t.Fatalf("seed %d, step %d: %v", seed, step, err)
			}
			if twice, err := again.Message(out); err != nil || string(twice) != string(out) {
				t.Fatalf("seed %d, step %d: %x, and again %x, %v", seed, step, out, twice, err)
			}
			if err := told.Apply(ops); err != nil {
				t.Fatalf("seed %d, step %d, as told: %v", seed, step, err)
			}
			if err := shown.Apply(out); err != nil {
				t.Fatalf("seed %d, step %d, as shown: %v", seed, step, err)
			}
			for number, d := range told.Documents {
				sameShape(t, d.Root, shown.Documents[number].Root)
			}
			harmless(t, shown)
			r.step(w, told)
		}
	}
}

// sameShape compares which nodes are where.
func sameShape(t *testing.T, a, b *cobrowsetest.Node) {
	t.Helper()
	if a.ID != b.ID || a.Kind != b.Kind || len(a.Kids) != len(b.Kids) || (a.Shadow == nil) != (b.Shadow == nil) {
		t.Fatalf("%+v is shown as %+v", a, b)
	}
	if a.Shadow != nil {
		sameShape(t, a.Shadow, b.Shadow)
	}
	for i := range a.Kids {
		sameShape(t, a.Kids[i], b.Kids[i])
	}
}
