package cobrowse_test

import (
	"testing"

	"pupitre/app/cobrowse"
)

func TestAMirrorIsBehind(t *testing.T) {
	t.Parallel()
	var l cobrowse.Lag
	if l.Behind() != 0 || l.Seconds() != 0 {
		t.Error("behind before anything was shown")
	}
	for _, c := range []struct {
		at      uint64 // the page's clock began a moment ago
		now     int64  // the viewer's counts from 1970
		behind  int64
		seconds int
	}{
		{1_000, 1_764_000_000_300, 0, 0}, // the first is on time, as far as anybody knows
		{2_000, 1_764_000_001_100, 0, 0}, // this one was faster
		{3_000, 1_764_000_002_300, 200, 0},
		{4_000, 1_764_000_004_700, 1_600, 2},
		{4_100, 1_764_000_006_600, 3_400, 3},
		{9_000, 1_764_000_008_150, 50, 0},
		{9_000, 1_764_000_000_000, 0, 0}, // a clock was set back
		{1 << 63, 1_764_000_000_000, 0, 0},
	} {
		if l.Shown(c.at, c.now); l.Behind() != c.behind || l.Seconds() != c.seconds {
			t.Errorf("%+v: %d ms, %d s", c, l.Behind(), l.Seconds())
		}
	}
}

func TestWhatIsShownIsAcknowledged(t *testing.T) {
	t.Parallel()
	var a cobrowse.Acks
	due := func(now int64, epoch, seq uint64, want bool) {
		t.Helper()
		if e, s, ok := a.Due(now); ok != want || e != epoch || s != seq {
			t.Errorf("at %d: %d %d %v", now, e, s, ok)
		}
	}
	due(1000, 0, 0, false)
	if a.Wait(1000) != -1 {
		t.Error("something is awaited of nothing")
	}
	a.Shown(7, 1)
	a.Shown(7, 2)
	due(1000, 7, 2, true)
	due(1300, 0, 0, false) // nothing new
	a.Shown(7, 3)
	due(1300, 7, 3, true)
	a.Shown(7, 4)
	due(1549, 0, 0, false)
	if w := a.Wait(1500); w != 50 {
		t.Errorf("wait %d ms", w)
	}
	a.Shown(8, 1)
	due(1550, 8, 1, true)
	a.Shown(8, 1) // shown again, because all was told again
	due(9000, 0, 0, false)
	a.Shown(8, 2)
	due(10, 8, 2, true) // a clock was set back
}
