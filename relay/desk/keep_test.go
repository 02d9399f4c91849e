package desk_test

import (
	"context"
	"errors"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus"
)

// shelf has certain files; or an error for all.
type shelf struct {
	files map[chat.FileID]bool
	err   error
	asked int
}

func (s *shelf) Keep(_ context.Context, _ chat.ConversationID, _ chat.Person, b chat.Body) error {
	s.asked++
	switch f, _ := b.(chat.File); {
	case s.err != nil:
		return s.err
	case s.files[f.ID]:
		return nil
	}
	return chat.NotStored
}

func TestAnEntryNamesOnlyAFileThatIsThere(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	file := func(id chat.FileID) chat.File {
		return chat.File{ID: id, Name: "a.pdf", Type: "application/pdf", Size: 5}
	}
	o.refused(o.send(julie, 0, file("f1")), chat.NotStored) // nobody keeps files
	s := &shelf{files: map[chat.FileID]bool{"f1": true}}
	o.Keep(s)
	if got := o.acked(o.resend(julie, 0, "e1", file("f1"))); got.N != 1 {
		t.Errorf("stored as %d", got.N)
	}
	o.acked(o.send(anna, 1, chat.Joined{}))
	o.acked(o.send(anna, 2, chat.Closed{}))

	// What is refused leaves nothing: the conversation stays closed.
	o.refused(o.send(julie, 3, file("f2")), chat.NotStored)
	if got := o.last(); got != 3 {
		t.Errorf("%d entries", got)
	}
	s.err = errors.New("the store does not answer")
	o.refused(o.send(julie, 3, file("f1")), chat.Unavailable)
	o.says(julie, "texts name no file")

	// A resend is answered as before, whatever has become of the file.
	asked := s.asked
	if got := o.acked(o.resend(julie, 0, "e1", file("f1"))); got.N != 1 || s.asked != asked {
		t.Errorf("a resend: number %d, asked %d times more", got.N, s.asked-asked)
	}
	// Who may not write is refused before the file is looked for.
	o.refused(o.send(bob, 5, file("f1")), chat.NotYours)
	if s.asked != asked {
		t.Error("the file was made to stay for an entry that is not allowed")
	}
}
