package session

import (
	"context"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// askedDesk is a desk of which the test sees what it is sent, and answers.
type askedDesk struct {
	*fakeDesk
	sent   chan wire.Send
	by     chan chat.Person
	answer chan wire.Frame
}

func (d *askedDesk) Send(_ context.Context, _ chat.SiteID, who chat.Person, f wire.Send) wire.Frame {
	d.by <- who
	d.sent <- f
	return <-d.answer
}

// A relay that ended between the lock-out and what follows from it does the rest at the next start, until the desk has it.
func TestWhatSomebodyHadWhoIsLockedOutGoesBackToTheQueueOnce(t *testing.T) {
	t.Parallel()
	ben := chat.Person{ID: "ben", Role: chat.Agent, Name: "Ben"}
	d := &askedDesk{fakeDesk: newFakeDesk(), sent: make(chan wire.Send, 1), by: make(chan chat.Person, 1), answer: make(chan wire.Frame)}
	has := func(id chat.ConversationID, who chat.Person) chat.Summary {
		return chat.Summary{Conversation: chat.Conversation{ID: id, Agent: who, Last: 7}}
	}
	closed := has("v3_1", ben)
	closed.Closed = true
	d.list = []chat.Summary{has("v1_1", ben), has("v2_1", ana), closed, has("v4_1", chat.Person{})}
	o, read := options(), make(chan bool)
	o.People = func(context.Context) (may, off []chat.Person, err error) {
		read <- true
		return []chat.Person{ana}, []chat.Person{ben}, nil
	}
	h := New(d, o)
	defer h.Stop(t.Context())
	<-read
	for i, answer := range []wire.Frame{wire.Nack{Problem: chat.Unavailable}, wire.Nack{Problem: chat.Unavailable}, wire.Ack{N: 8}} {
		if who, f := <-d.by, <-d.sent; who != ben || f.Conversation != "v1_1" || f.Body != (chat.Left{}) || f.After != 7 || !chat.ValidID(f.ID) {
			t.Errorf("time %d: %+v by %+v", i, f, who)
		}
		d.answer <- answer
	}
	for range 2 { // the second reading begins when all that follows from the first is done
		h.StaffChanged()
		<-read
	}
	select {
	case f := <-d.sent:
		t.Errorf("sent once more: %+v", f)
	default:
	}

	h.Changed(has("v2_1", ben)) // a message that was on its way
	if f := <-d.sent; f.Conversation != "v2_1" {
		t.Errorf("sent %+v", f)
	}
	<-d.by
	d.answer <- wire.Nack{Problem: chat.Taken}
}
