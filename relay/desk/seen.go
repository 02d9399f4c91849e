package desk

import (
	"context"
	"unicode/utf8"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// What is seen and not stored as an entry: marks, typing, presence.

// Mark says how far who's side has received and read. It counts up to the last entry and never goes back; all agents
// are one side. The error is a chat.Problem.
func (d *Desk) Mark(_ context.Context, who chat.Person, f wire.Mark) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	site, err := d.seen(who, f.Conversation)
	if site == "" || err != nil {
		return err
	}
	if now, grew := d.grow(f.Conversation, chat.Marked(who.Role, f.Delivered, f.Read)); grew {
		d.store.SaveMarks(f.Conversation, now)
		d.publish(site, f.Conversation, wire.Marks{Conversation: f.Conversation, Marks: now})
	}
	return nil
}

// Typing says that who writes, or stopped. The error is a chat.Problem.
func (d *Desk) Typing(who chat.Person, f wire.Typing) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	site, err := d.seen(who, f.Conversation)
	if site == "" || err != nil {
		return err
	}
	now := wire.TypingNow{Conversation: f.Conversation, Who: who, On: f.On}
	m := d.fan.order(f.Conversation)
	d.fan.live(f.Conversation, now)
	m.Unlock()
	d.publish(site, f.Conversation, now)
	return nil
}

// Draft shows agents what a visitor has typed and not sent. It is never stored. The error is a chat.Problem.
func (d *Desk) Draft(who chat.Person, f wire.Draft) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	site, err := d.seen(who, f.Conversation)
	switch {
	case err != nil || site == "":
		return err
	case who.Role != chat.Visitor:
		return chat.NotAllowed
	}
	now := wire.DraftNow{Conversation: f.Conversation, Text: lastOf(chat.CleanText(f.Text), chat.MaxDraft)}
	m := d.fan.order(f.Conversation)
	d.fan.live(f.Conversation, now)
	m.Unlock()
	d.publish(site, f.Conversation, now)
	return nil
}

// lastOf is the end of s, at most so many bytes, beginning with a whole character.
func lastOf(s string, bytes int) string {
	for len(s) > bytes {
		_, size := utf8.DecodeRuneInString(s)
		s = s[max(size, 1):]
	}
	return s
}

// Present counts the open connections of a visitor: one call when one opens, one when it closes. Other relays are not told.
func (d *Desk) Present(visitor chat.PersonID, conv chat.ConversationID, online bool) {
	if owner, ok := conv.Owner(); !ok || owner != visitor {
		return
	}
	defer d.fan.order(conv).Unlock()
	if d.index.Present(conv, online) {
		d.changed(conv)
	}
}

// seen is the site of a conversation that who may see; "" for its own visitor when nothing is stored yet: then there is
// nobody to tell.
func (d *Desk) seen(who chat.Person, conv chat.ConversationID) (chat.SiteID, error) {
	if err := chat.MaySee(conv, who); err != nil {
		return "", err
	}
	if _, staff := conv.Base(); staff {
		return "", chat.NotAllowed // notes are neither waited for nor answered
	}
	c := d.index.Conversation(conv)
	if c.Last == 0 && who.Role != chat.Visitor {
		return "", chat.NotFound
	}
	return c.Site, nil
}

// grow adds marks, and tells the watcher when that changed something.
func (d *Desk) grow(conv chat.ConversationID, m chat.Marks) (now chat.Marks, grew bool) {
	defer d.fan.order(conv).Unlock()
	if now, grew = d.index.Mark(conv, m); grew {
		d.fan.live(conv, wire.Marks{Conversation: conv, Marks: now})
		d.changed(conv)
	}
	return now, grew
}
