package desk

import (
	"context"
	"crypto/sha256"
	"strings"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/translate"
)

// maxRendered is how many translations of texts that were not sent yet are remembered: canned responses come again.
const maxRendered = 256

// textIn is a text and the language that it is to be in.
type textIn [sha256.Size]byte

// Render is what a text is in the language f.To before it is sent. Nothing of it is stored, and nobody else gets it.
//
// Only who may write in the conversation may ask, or who may take it to write in it. The error is a chat.Problem: as Send's
// and Follow's; Malformed for what is no language; NotNeeded; NoTranslation when the service fails; or Unavailable, also when ctx ends.
func (d *Desk) Render(ctx context.Context, who chat.Person, f wire.AskText) (chat.Rendering, error) {
	if err := d.mayRender(who, f); err != nil {
		return chat.Rendering{}, err
	}
	to := translate.Canonical(f.To)
	t, err := d.interpret(ctx, f.Conversation, f.Text, to)
	if err == nil || err == chat.NotNeeded {
		d.abroad.remember(wordsIn(f.Text, to), t)
	}
	if err != nil {
		return chat.Rendering{}, err
	}
	return chat.Rendering{From: t.From, To: to, Text: t.Text}, nil
}

func (d *Desk) mayRender(who chat.Person, f wire.AskText) error {
	if err := chat.MaySee(f.Conversation, who); err != nil {
		return err
	}
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	c := d.index.Conversation(f.Conversation)
	err := chat.May(c, who, chat.Text{Text: f.Text})
	if err == chat.NotYours || err == chat.Taken {
		err = chat.May(c, who, chat.Joined{})
	}
	switch {
	case !who.Role.Staff():
		return chat.NotAllowed
	case err != nil:
		return err
	case !chat.ValidLanguage(f.To):
		return chat.Malformed
	case d.abroad.translator == nil:
		return chat.NoTranslation
	}
	return nil
}

// interpret is what the words are in that language, as Render remembers or as the service says. It holds nobody up: neither a
// turn in the conversation nor Close, which ends it.
//
// The error is a chat.Problem: NotNeeded, with the translation; NoTranslation when the service fails or takes longer than
// translateTimeout; or Unavailable when ctx or the desk has ended.
func (d *Desk) interpret(ctx context.Context, conv chat.ConversationID, words, to string) (translate.Translation, error) {
	t, known := d.abroad.recall(wordsIn(words, to))
	if !known {
		within, cancel := context.WithTimeout(ctx, translateTimeout)
		defer cancel()
		defer context.AfterFunc(d.run, cancel)()
		var err error
		t, err = d.abroad.translator.Translate(within, words, to)
		switch {
		case err != nil && (d.run.Err() != nil || ctx.Err() != nil):
			return translate.Translation{}, chat.Unavailable
		case err != nil:
			d.unquiet.warn(d.log, "a text was not translated", "conversation", conv, "to", to, "err", err)
			return translate.Translation{}, chat.NoTranslation
		}
	}
	if needless(t, words, to) {
		return t, chat.NotNeeded
	}
	return t, nil
}

func wordsIn(words, to string) textIn { return sha256.Sum256([]byte(to + "\x00" + words)) }

func (a *abroad) recall(key textIn) (translate.Translation, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t, known := a.rendered[key]
	return t, known
}

func (a *abroad) remember(key textIn, t translate.Translation) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, known := a.rendered[key]; !known && len(a.rendered) >= maxRendered {
		clear(a.rendered)
	}
	a.rendered[key] = t
}

// forget drops all that is remembered: whose words they were is not.
func (a *abroad) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.rendered)
}

// needless tells whether the words can stay as they are.
func needless(t translate.Translation, words, to string) bool {
	return translate.Same(t.From, to) || strings.TrimSpace(t.Text) == strings.TrimSpace(words)
}

// sentWith tells whether the entry had its translation into that language with it.
func sentWith(e chat.Entry, to string) bool {
	t, ok := e.Body.(chat.Text)
	return ok && t.Translated.Text != "" && translate.Same(t.Translated.To, to)
}
