package ui

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Talk is a conversation that a client follows and writes in: its thread, what is on its way to the
// relay, who is typing. Both products use it, so that sending exactly once and reading without gaps have one spelling.
//
// Methods return effects; those that need the relay do nothing while the link is not online, and Receive of the next
// Page makes up for it.
type Talk struct {
	ID      chat.ConversationID
	Thread  chat.Thread
	Online  bool         // the relay has been asked to follow, on the connection that is open now
	Problem chat.Problem // why the relay refused it
	Typist  chat.Person  // the other side is typing, until
	Until   chat.Millis
	Unsent  string // what the visitor has typed and not sent, where the site lets agents see it; until
	Seen    chat.Millis

	told    chat.Marks // what the relay knows of our reading, delivered and read in the Agent fields
	epoch   uint64     // of the last Follow
	asked   bool       // its answer is on its way; what is sent before that would be sent twice
	again   bool       // it was refused for a moment: the next Flush asks once more
	loading bool       // older entries are on their way
	typing  chat.Millis
	changes uint64 // counts what was done to the thread
}

const (
	pageSize   = 60    // entries of the first page
	olderSize  = 200   // entries of each older page
	typingFor  = 6_000 // a TypingNow is believed for so long
	typingSays = 3_000 // and repeated so often
	outbox     = "out:"
)

// NewTalk is a conversation that has not been followed yet.
func NewTalk(id chat.ConversationID) *Talk { return &Talk{ID: id, changes: 1} }

// Follow asks for what is missing and for all that will come.
func (t *Talk) Follow(epoch uint64) []Effect {
	t.Online, t.epoch, t.asked, t.again, t.loading, t.told = true, epoch, true, false, false, chat.Marks{}
	t.Thread.Disconnected()
	return transmit(wire.Follow{Conversation: t.ID, Epoch: epoch, After: t.Thread.Known(), Limit: pageSize})
}

// Lost notes that the connection has ended.
func (t *Talk) Lost() {
	t.Online, t.asked, t.again, t.loading, t.typing, t.Until = false, false, false, false, 0, 0
	t.Thread.Disconnected()
}

// Restart forgets what the relay's former store had said.
func (t *Talk) Restart() { t.change(t.Thread.Restart) }

// Receive takes a frame about this conversation.
func (t *Talk) Receive(at chat.Millis, epoch uint64, f wire.Frame) []Effect {
	waiting := t.unsettled()
	fits := true
	t.change(func() {
		switch f := f.(type) {
		case wire.Page:
			t.Problem = chat.NoProblem
			if f.Before != 0 {
				t.loading = false
				t.Thread.Prepend(f.List)
				return
			}
			t.asked = false
			t.Thread.Catch(f.List, f.Last, f.Gap, f.Marks)
		case wire.Entries:
			fits = t.Thread.Append(f.List)
			t.heard(f.List)
		case wire.Ack:
			t.Thread.Acked(f.ID, f.N, f.At)
		case wire.Nack:
			t.Thread.Refused(f.ID, f.Problem, f.By)
		case wire.Marks:
			t.Thread.Marks = t.Thread.Marks.With(f.Marks)
		case wire.TypingNow:
			t.Typist, t.Until = f.Who, 0
			if f.On {
				t.Until = at + typingFor
			}
		case wire.DraftNow:
			t.Unsent, t.Seen = f.Text, at+typingFor
		case wire.Refused:
			t.again = t.asked && f.Problem.Temporary()
			t.Problem, t.asked, t.loading = f.Problem, false, false
		}
	})
	effects := t.forget(waiting)
	if !fits {
		effects = append(effects, t.Follow(epoch)...)
	}
	switch f := f.(type) {
	case wire.Nack:
		effects = append(effects, t.keepFailed(f.ID)...)
		if f.Problem.Temporary() {
			return effects // the next Flush sends it again
		}
	case wire.Refused:
		return effects
	}
	return append(effects, t.Flush()...)
}

// heard ends the typing sign, and what was seen of an unsent text, of somebody whose words have come.
func (t *Talk) heard(list []chat.Entry) {
	for _, e := range list {
		if e.Author.ID == t.Typist.ID {
			t.Until = 0
		}
		if e.Author.Role == chat.Visitor {
			t.Unsent = ""
		}
	}
}

// TypistAt is who is typing now, nobody when the sign is old.
func (t *Talk) TypistAt(at chat.Millis) chat.Person {
	if at < t.Until {
		return t.Typist
	}
	return chat.Person{}
}

// UnsentAt is what the visitor has typed and not sent by then, "" when that is old.
func (t *Talk) UnsentAt(at chat.Millis) string {
	if at < t.Seen {
		return t.Unsent
	}
	return ""
}

// Preview shows agents what this visitor has typed and not sent.
func (t *Talk) Preview(text string) []Effect {
	if !t.Online {
		return nil
	}
	for len(text) > chat.MaxDraft { // its end counts
		i := 1
		for i < len(text) && text[i]&0xc0 == 0x80 {
			i++
		}
		text = text[i:]
	}
	return transmit(wire.Draft{Conversation: t.ID, Text: text})
}

// Write queues an own entry, keeps it on this device until it is stored, and sends it when its turn has come.
func (t *Talk) Write(e chat.Entry) []Effect {
	t.change(func() { t.Thread.Queue(e) })
	if chat.Said(e.Body) {
		t.typing = 0
	}
	p := t.Thread.Pending[len(t.Thread.Pending)-1]
	return append([]Effect{Save{outbox + string(e.ID), wire.Keep(t.ID, p)}}, t.Flush()...)
}

// Retry sends a failed entry again, under its old id.
func (t *Talk) Retry(id chat.EntryID) []Effect {
	t.change(func() { t.Thread.Retry(id) })
	return append(t.keepFailed(id), t.Flush()...)
}

// Discard drops a failed entry for good.
func (t *Talk) Discard(id chat.EntryID) []Effect {
	waiting := t.unsettled()
	t.change(func() { t.Thread.Discard(id) })
	return t.forget(waiting)
}

// Flush sends the next entry if none is on its way. It is to be called now and then: what was refused for a moment, an
// entry or Follow itself, waits for it.
func (t *Talk) Flush() []Effect {
	if t.Online && t.again {
		return t.Follow(t.epoch)
	}
	if !t.Online || t.asked || !t.Thread.Loaded {
		return nil
	}
	p, ok := t.Thread.Next()
	if !ok {
		return nil
	}
	return transmit(wire.Send{Conversation: t.ID, After: p.After, ID: p.ID, Body: p.Body})
}

// Look tells the relay how far this side has received the conversation and, when somebody looks at its end, read it.
func (t *Talk) Look(reading bool) []Effect {
	if !t.Online || !t.Thread.Loaded {
		return nil
	}
	mark := t.told
	mark.AgentDelivered = t.Thread.Known()
	if reading {
		mark.AgentRead = mark.AgentDelivered
	}
	if mark == t.told {
		return nil
	}
	t.told = mark
	return transmit(wire.Mark{Conversation: t.ID, Delivered: mark.AgentDelivered, Read: mark.AgentRead})
}

// Older asks for older entries when the reader comes near the first one held.
func (t *Talk) Older(firstRow int) []Effect {
	if !t.Online || t.asked || t.loading || !t.Thread.Loaded || t.Thread.Complete() || firstRow > olderSize/4 || len(t.Thread.Stored) == 0 {
		return nil
	}
	t.loading = true
	return transmit(wire.Load{Conversation: t.ID, Before: t.Thread.Stored[0].N, Limit: olderSize})
}

// Loading tells whether older entries are on their way.
func (t *Talk) Loading() bool { return t.loading }

// Typing tells the other side that this one types, or has stopped; not more often than it must.
func (t *Talk) Typing(at chat.Millis, on bool) []Effect {
	if !t.Online || on && t.typing != 0 && at-t.typing < typingSays || !on && t.typing == 0 {
		return nil
	}
	t.typing = 0
	if on {
		t.typing = at
	}
	return transmit(wire.Typing{Conversation: t.ID, On: on})
}

// change does something to the thread and lets those who show it know.
func (t *Talk) change(do func()) {
	do()
	t.changes++
}

// RowKey is the key of an entry's row; the same before and after it is stored.
func RowKey(e chat.Entry) string { return string(e.ID) }

func (t *Talk) unsettled() []chat.EntryID {
	var ids []chat.EntryID
	for _, p := range t.Thread.Pending {
		if p.State != chat.Stored {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// forget drops from this device what was waiting and no longer is.
func (t *Talk) forget(waiting []chat.EntryID) []Effect {
	still := t.unsettled()
	var effects []Effect
	for _, id := range waiting {
		if !slices.Contains(still, id) {
			effects = append(effects, Forget{outbox + string(id)})
		}
	}
	return effects
}

// Abandon drops of what waits to be sent, and is not on its way, those entries for which it is pointless now.
func (t *Talk) Abandon(pointless func(chat.Entry) bool) []Effect {
	waiting := t.unsettled()
	t.change(func() {
		t.Thread.Pending = slices.DeleteFunc(t.Thread.Pending, func(p chat.Pending) bool { return !p.Sent && pointless(p.Entry) })
	})
	return t.forget(waiting)
}

// keepFailed keeps an entry anew: with the problem that it failed for, or without.
func (t *Talk) keepFailed(id chat.EntryID) []Effect {
	for _, p := range t.Thread.Pending {
		if p.ID == id {
			return []Effect{Save{outbox + string(id), wire.Keep(t.ID, p)}}
		}
	}
	return nil
}

// Outbox is what former page loads have kept and could not send: by conversation, in the order of writing.
func Outbox(kept map[string]string) map[chat.ConversationID][]chat.Pending {
	all := map[chat.ConversationID][]chat.Pending{}
	for key, value := range kept {
		if len(key) < len(outbox) || key[:len(outbox)] != outbox {
			continue
		}
		if id, p, ok := wire.Unkeep(value); ok {
			all[id] = append(all[id], p)
		}
	}
	for _, list := range all {
		for i := range list { // few enough; sorting by package slices would be a twentieth of the module
			for j := i; j > 0 && writtenBefore(list[j], list[j-1]); j-- {
				list[j], list[j-1] = list[j-1], list[j]
			}
		}
	}
	return all
}

func writtenBefore(a, b chat.Pending) bool {
	if a.At != b.At {
		return a.At < b.At
	}
	if len(a.ID) != len(b.ID) {
		return len(a.ID) < len(b.ID) // ...-9 before ...-10
	}
	return a.ID < b.ID
}

// Adopt takes entries that a former page load could not send.
func (t *Talk) Adopt(list []chat.Pending) {
	t.change(func() {
		for _, p := range list {
			if !slices.ContainsFunc(t.Thread.Pending, func(q chat.Pending) bool { return q.ID == p.ID }) {
				t.Thread.Pending = append(t.Thread.Pending, p)
			}
		}
	})
}

func transmit(f wire.Request) []Effect { return []Effect{Transmit{wire.Requests(f)}} }
