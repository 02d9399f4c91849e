package desk

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"strings"
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/store"
	"pupitre/relay/translate"
)

const (
	// translationMark begins the ids of translations, and of nothing else, for they can be foretold.
	translationMark = "__t-"
	// translateTimeout is how long a translation may take, with its turn at the service.
	translateTimeout = 30 * time.Second
	// maxNeedless is how many texts are remembered that need no translation.
	maxNeedless = 4096
)

// relayItself writes translations. It is the same on all relays, so that one finds its own in what another has stored.
var relayItself = chat.Person{ID: "relay", Role: chat.System}

// abroad is what is being translated, and what need not be.
type abroad struct {
	translator translate.Translator // nil: none
	mu         sync.Mutex
	flights    map[chat.EntryID]*flight // by the translation's id
	needless   map[chat.EntryID]bool
	rendered   map[textIn]translate.Translation // of texts that were not sent yet; see Render
}

// flight is one translation under way. Whoever asks for it meanwhile waits for the same one.
type flight struct {
	done chan struct{}
	err  error // once done is closed
}

func newAbroad(t translate.Translator) abroad {
	return abroad{translator: t, flights: map[chat.EntryID]*flight{}, needless: map[chat.EntryID]bool{}, rendered: map[textIn]translate.Translation{}}
}

// Translate stores the translation of an entry's words into f.To, as an entry of the relay's own, and returns when it is
// there. It is stored once for each language, whoever asks and how often; what is stored is not asked for again, nor what was
// sent with its translation.
//
// Only the merchant's side may ask, for calls cost money. The error is a chat.Problem: as Follow's; NotAllowed; Malformed for
// what is no language; BadText for an entry without words; NotNeeded; NoTranslation when the service fails; or Unavailable. A ctx
// that ends leaves the translation to those who still wait for it.
func (d *Desk) Translate(ctx context.Context, who chat.Person, f wire.Ask) error {
	if err := chat.MaySee(f.Conversation, who); err != nil {
		return err
	}
	_, staff := f.Conversation.Base()
	switch {
	case !who.Role.Staff() || staff:
		return chat.NotAllowed
	case !chat.ValidLanguage(f.To):
		return chat.Malformed
	case d.abroad.translator == nil:
		return chat.NoTranslation
	}
	fl, err := d.depart(ctx, f.Conversation, f.N, translate.Canonical(f.To))
	if err != nil {
		return err
	}
	select {
	case <-fl.done:
		return fl.err
	case <-ctx.Done():
		return chat.Unavailable
	}
}

// depart is the flight for entry n, begun if there is none. The error is a chat.Problem.
func (d *Desk) depart(ctx context.Context, conv chat.ConversationID, n uint64, to string) (*flight, error) {
	if err := d.enter(); err != nil { // held until the flight has begun: Close waits for it then
		return nil, err
	}
	defer d.leave()
	ctx, cancel := d.within(ctx)
	defer cancel()
	c := d.index.Conversation(conv)
	if n == 0 || n > c.Last {
		return nil, chat.NotFound
	}
	e, err := d.store.One(ctx, c.Site, conv, n)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, chat.NotFound
	case err != nil:
		d.unquiet.warn(d.log, "an entry to translate could not be read", "conversation", conv, "err", err)
		return nil, chat.Unavailable
	case chat.CheckText(chat.Words(e.Body)) != chat.NoProblem:
		return nil, chat.BadText
	}
	a, id := &d.abroad, translationID(conv, e.ID, to)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.needless[id] {
		return nil, chat.NotNeeded
	}
	fl := a.flights[id]
	if fl == nil {
		fl = &flight{done: make(chan struct{})}
		a.flights[id] = fl
		d.running.Go(func() {
			fl.err = d.fly(conv, c.Site, e, id, to)
			a.land(id, fl)
		})
	}
	return fl, nil
}

// land ends a flight for those who wait for it.
func (a *abroad) land(id chat.EntryID, fl *flight) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if fl.err == chat.NotNeeded {
		if len(a.needless) >= maxNeedless {
			clear(a.needless)
		}
		a.needless[id] = true
	}
	delete(a.flights, id)
	close(fl.done)
}

// fly translates the entry and stores the result. Nobody's turn in the conversation is taken while the service is waited for.
// The error is a chat.Problem.
func (d *Desk) fly(conv chat.ConversationID, site chat.SiteID, e chat.Entry, id chat.EntryID, to string) error {
	ctx := d.run // each step has its own limit
	if sentWith(e, to) {
		return nil
	}
	if there, err := d.translated(ctx, conv, id, e.N); there || err != nil {
		return err
	}
	t, err := d.interpret(ctx, conv, chat.Words(e.Body), to)
	if err != nil {
		return err
	}
	body := chat.Translation{Of: e.ID, From: t.From, To: to, Text: t.Text}
	switch f := d.submit(ctx, writing{site: site, who: relayItself, f: wire.Send{Conversation: conv, After: e.N, ID: id, Body: body}}).(type) {
	case wire.Ack:
		return nil
	case wire.Nack:
		if f.Problem.Temporary() {
			return f.Problem
		}
	}
	return chat.NoTranslation
}

// translated tells whether the translation is stored already: by this relay or another, now or years ago. The error is a
// chat.Problem.
func (d *Desk) translated(ctx context.Context, conv chat.ConversationID, id chat.EntryID, after uint64) (bool, error) {
	if err := d.enter(); err != nil {
		return false, err
	}
	defer d.leave()
	ctx, cancel := d.within(ctx)
	defer cancel()
	t, err := d.threads.take(ctx, conv)
	if err != nil {
		return false, chat.Unavailable
	}
	defer d.threads.give(conv, t)
	e, found, err := d.find(ctx, t, d.index.Conversation(conv), id, after)
	switch {
	case err != nil:
		return false, chat.Unavailable
	case found && e.Author.ID != relayItself.ID: // somebody has taken the id, so nothing can be stored under it
		return false, chat.NoTranslation
	}
	return found, nil
}

// translationID is the same for an entry and a language on every relay, so that only one can be stored.
func translationID(conv chat.ConversationID, of chat.EntryID, to string) chat.EntryID {
	sum := sha256.Sum256([]byte(string(conv) + "\x00" + string(of) + "\x00" + to))
	return chat.EntryID(translationMark + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:20])))
}
