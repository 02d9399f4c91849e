package visits

import (
	"slices"
	"testing"
	"time"

	"pupitre/app/chat"
)

// quick has the sweep look at the test's clock often.
func quick(o *Options) { o.GoneAfter = 80 * time.Millisecond }

func TestWhoClosesTheLastPageIsGoneAfterAWhile(t *testing.T) {
	t.Parallel()
	told := make(chan chat.PersonID, 100)
	w := begin(t, quick, func(o *Options) { o.Changed = func(id chat.PersonID) { told <- id } })
	id, token := w.visitor()
	w.Came(id) // two tabs
	w.Came(id)
	if <-told != id || !slices.Equal(w.Here(), []chat.PersonID{id}) {
		t.Fatal("not there")
	}
	w.says(token, page("a", 1, 1, "https://shop.example/"))
	w.Left(id)
	w.clock.pass(time.Hour)
	if w.sweepOnce(); !w.IsHere(id) {
		t.Fatal("gone with a page open")
	}
	w.Left(id)
	closed := w.clock.now().UnixMilli()
	w.Came(id) // the next page
	w.Left(id)
	w.clock.pass(time.Minute)
	until(t, "the visitor is gone", func() bool { return !w.IsHere(id) })
	if p := w.desk.Profile(id); !p.Gone || p.SeenAt != closed {
		t.Errorf("%+v, closed at %d", p, closed)
	}
	if <-told != id {
		t.Error("nobody is told")
	}
	w.Came(id)
	w.says(token, page("a", 1, 1, "https://shop.example/"))
	if p := w.desk.Profile(id); p.Gone || p.Views != 1 {
		t.Errorf("back: %+v", p)
	}
}

// A network that was away for a while leaves the page as it was; nothing is said anew by it.
func TestWhoComesBackWithoutAWordIsWhereTheyWere(t *testing.T) {
	t.Parallel()
	w := begin(t, quick)
	id, token := w.visitor()
	w.says(token, page("a", 1, 1, "https://shop.example/"))
	w.clock.pass(time.Minute)
	until(t, "the visitor is gone", func() bool { return w.desk.Profile(id).Gone })
	w.desk.convs[chat.ConversationOf(id, 1)] = chat.Conversation{Last: 1}
	w.Came(id)
	w.clock.pass(time.Minute)
	until(t, "they are back", func() bool { return !w.desk.Profile(id).Gone })
	if p := w.desk.Profile(id); p.Views != 1 || p.Page.URL != "https://shop.example/" {
		t.Errorf("%+v", p)
	}
}

// A relay that ended knows again who was there, and who did not come back is gone since they were last seen.
func TestARestartForgetsNobody(t *testing.T) {
	t.Parallel()
	w := begin(t)
	id, token := w.visitor()
	w.says(token, page("a", 1, 1, "https://shop.example/"))
	seen := w.clock.now().UnixMilli()
	w.Close()
	w.clock.pass(time.Hour)
	w = again(t, w.desk, w.clock, quick)
	if !w.IsHere(id) {
		t.Fatal("forgotten")
	}
	w.clock.pass(time.Minute)
	until(t, "the visitor is gone", func() bool { return w.desk.Profile(id).Gone })
	if p := w.desk.Profile(id); p.SeenAt != seen {
		t.Errorf("gone at %d, seen at %d", p.SeenAt, seen)
	}
}

// A store that does not answer is asked again.
func TestGoneIsSaidWhenItCanBe(t *testing.T) {
	t.Parallel()
	w := begin(t, quick)
	id, token := w.visitor()
	w.says(token, page("a", 1, 1, "https://shop.example/"))
	w.desk.mu.Lock()
	w.desk.down = true
	w.desk.mu.Unlock()
	w.clock.pass(time.Minute)
	if w.sweepOnce(); !w.IsHere(id) {
		t.Fatal("forgotten without a word")
	}
	w.desk.mu.Lock()
	w.desk.down = false
	w.desk.mu.Unlock()
	until(t, "the visitor is gone", func() bool { return !w.IsHere(id) && w.desk.Profile(id).Gone })
}
