package desk

import (
	"context"

	"pupitre/app/chat"
)

// Files keeps the files that entries name; *files.Files does.
type Files interface {
	// Keep makes the file stay that the body names, if it names one. The error is a chat.Problem, NotStored above all, or
	// the store's.
	Keep(ctx context.Context, conv chat.ConversationID, author chat.Person, b chat.Body) error
}

// Keep names the one who keeps files. Before that entries which name one are refused with chat.NotStored.
func (d *Desk) Keep(f Files) { d.files.Store(&f) }

// keep makes sure that what an entry names is there when the entry is, and stays.
func (d *Desk) keep(ctx context.Context, w writing) error {
	switch w.f.Body.(type) {
	case chat.File, chat.Image:
	default:
		return nil
	}
	if f := d.files.Load(); f != nil {
		return (*f).Keep(ctx, w.f.Conversation, w.who, w.f.Body)
	}
	return chat.NotStored
}
