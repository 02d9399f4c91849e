package desk_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
)

func TestFollowSendsWhatIsMissing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	for range 10 {
		o.says(julie, "text")
	}
	epoch := o.Epoch()
	for name, step := range map[string]struct {
		epoch, after, limit uint64
		from, to            uint64 // of the list; 0: empty
		gap                 bool
	}{
		"a client that has nothing":                {0, 0, 50, 1, 10, false},
		"nothing, and a short page":                {0, 0, 4, 7, 10, true},
		"the usual return":                         {epoch, 8, 50, 9, 10, false},
		"exactly a page behind":                    {epoch, 6, 4, 7, 10, false},
		"far behind":                               {epoch, 3, 4, 7, 10, true},
		"nothing new":                              {epoch, 10, 50, 0, 0, false},
		"ahead of this relay":                      {epoch, 12, 50, 0, 0, false},
		"another epoch":                            {epoch + 1, 8, 50, 1, 10, true},
		"another epoch, and a page that fits":      {epoch + 1, 6, 4, 7, 10, true},
		"another epoch, but it has nothing":        {epoch + 1, 0, 50, 1, 10, false},
		"a limit that is too large becomes a page": {0, 0, 1 << 40, 1, 10, false},
	} {
		p, err := o.Follow(t.Context(), anna, wire.Follow{Conversation: conv, Epoch: step.epoch, After: step.after, Limit: step.limit})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		from, to := span(p.List)
		if from != step.from || to != step.to || p.Gap != step.gap || p.Last != 10 || p.Before != 0 || p.Conversation != conv {
			t.Errorf("%s: %d..%d gap %v, last %d", name, from, to, p.Gap, p.Last)
		}
	}
}

func TestLoadPagesBackwards(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	for range 10 {
		o.says(julie, "text")
	}
	for name, step := range map[string]struct{ before, limit, from, to uint64 }{
		"the page before":      {8, 3, 5, 7},
		"the first ones":       {3, 50, 1, 2},
		"before the first":     {1, 50, 0, 0},
		"from behind the end":  {99, 2, 9, 10},
		"from the largest one": {1<<64 - 1, 1, 10, 10},
	} {
		p, err := o.Load(t.Context(), julie, wire.Load{Conversation: conv, Before: step.before, Limit: step.limit})
		from, to := span(p.List)
		if err != nil || from != step.from || to != step.to || p.Before != step.before || p.Last != 10 || p.Gap {
			t.Errorf("%s: %d..%d, %+v, %v", name, from, to, p, err)
		}
	}
}

func span(list []chat.Entry) (from, to uint64) {
	for i, e := range list {
		if i == 0 {
			from = e.N
		}
		to = e.N
	}
	return from, to
}

func TestWhoMayRead(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	follow := func(who chat.Person, c chat.ConversationID, limit uint64) error {
		_, err := o.Follow(t.Context(), who, wire.Follow{Conversation: c, Limit: limit})
		return err
	}
	load := func(who chat.Person, c chat.ConversationID, before uint64) error {
		_, err := o.Load(t.Context(), who, wire.Load{Conversation: c, Before: before, Limit: 5})
		return err
	}
	bustest.Same(t, follow(julie, conv, 5), nil) // before the first word: empty
	bustest.Same(t, follow(anna, conv, 5), error(chat.NotFound))
	o.says(julie, "hello")
	bustest.Same(t, follow(anna, conv, 5), nil)
	bustest.Same(t, follow(omar, conv, 5), error(chat.NotFound))
	bustest.Same(t, follow(chat.Person{}, conv, 5), error(chat.NotFound))
	bustest.Same(t, follow(julie, conv, 0), error(chat.Malformed))
	bustest.Same(t, follow(anna, "a.b", 5), error(chat.BadID))
	bustest.Same(t, load(julie, conv, 0), error(chat.Malformed))
	bustest.Same(t, load(omar, conv, 2), error(chat.NotFound))
	bustest.Same(t, load(julie, conv, 2), nil)
}
