package store_test

import (
	"sync"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

// Beside entries the store keeps secrets and marks.

func TestASecretStaysTheSame(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		dir := t.TempDir()
		seen := map[string]bool{}
		for range 2 {
			b := bustest.Open(t, dir, how)
			s := open(t, b, store.Options{})
			var wg sync.WaitGroup
			got := make([]string, 4)
			for i := range got {
				wg.Go(func() {
					b, err := s.Secret(t.Context(), "visitors")
					if err != nil || len(b) != 32 {
						t.Errorf("%d bytes, %v", len(b), err)
					}
					got[i] = string(b)
				})
			}
			wg.Wait()
			for _, g := range got {
				seen[g] = true
			}
			bustest.Close(t, s)
			bustest.Close(t, b)
		}
		if len(seen) != 1 {
			t.Errorf("%d different secrets", len(seen))
		}
	})
}

func TestMarksAreThereAfterARestart(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		dir := t.TempDir()
		b := bustest.Open(t, dir, how)
		s := open(t, b, store.Options{})
		for n := range uint64(100) {
			s.SaveMarks("v1_1", chat.Marks{VisitorRead: n, VisitorDelivered: n})
			s.SaveMarks("v2_1", chat.Marks{AgentDelivered: n + 1})
		}
		bustest.Close(t, s) // writes what waits
		bustest.Close(t, b)

		s = open(t, bustest.Open(t, dir, how), store.Options{})
		defer bustest.Close(t, s)
		got := map[chat.ConversationID]chat.Marks{}
		if err := s.LoadMarks(t.Context(), func(c chat.ConversationID, m chat.Marks) { got[c] = m }); err != nil {
			t.Fatal(err)
		}
		want := map[chat.ConversationID]chat.Marks{"v1_1": {VisitorRead: 99, VisitorDelivered: 99}, "v2_1": {AgentDelivered: 100}}
		bustest.Same(t, got, want)
	})
}
