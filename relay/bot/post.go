package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/transcript"
)

const (
	hookTimeout = 10 * time.Second // for the whole of a call
	maxAnswer   = 64 << 10         // bytes of its answer
	maxActions  = 10               // in one answer
)

// newClient follows no redirects: an event is for the address that was configured.
func newClient() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = couriers
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// event is what a webhook is sent.
type event struct {
	Type      string           `json:"type"`
	Timestamp transcript.Stamp `json:"timestamp"` // of the entry
	Data      struct {
		Bot          chat.PersonID    `json:"bot"`
		Conversation jsonConversation `json:"conversation"` // after the entry
		Entry        transcript.Entry `json:"entry"`
	} `json:"data"`
}

// post tells of one entry, and does what the answer asks for. The error says why it is to be told again.
func (c *courier) post(ctx context.Context, kind string, after chat.Conversation, e chat.Entry) error {
	ev := event{Type: kind, Timestamp: transcript.Stamp(e.At)}
	ev.Data.Bot = c.bot.ID
	ev.Data.Conversation, ev.Data.Entry = c.bots.conversation(c.bot, after), transcript.EntryOf(e)
	body, err := json.Marshal(ev)
	if err != nil {
		return err
	}
	id := string(c.bot.ID) + "-" + string(after.ID) + "-" + decimal(e.N)
	answer, err := c.call(ctx, id, body)
	if err != nil {
		return err
	}
	return c.obey(ctx, after, e, answer)
}

// call sends one request and reads its answer. The error does not show the address, which may hold a secret.
func (c *courier) call(ctx context.Context, id string, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, hookTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.bot.Hook.url, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("its address cannot be called")
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Pupitre")
	c.bot.Hook.sign(req.Header, id, c.bots.o.Now(), body)
	answer, err := c.bots.client.Do(req)
	if err != nil {
		return nil, bare(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	switch {
	case answer.StatusCode/100 != 2:
		return nil, fmt.Errorf("it answers with status %d", answer.StatusCode)
	case err != nil:
		return nil, bare(err)
	}
	return text, nil
}

// bare is an error of the HTTP client without the address.
func bare(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}

// obey does the actions in an answer, in order, until one is refused. They get ids from the event, so that an event which is
// told twice is obeyed once. An answer that is none changes nothing: the event was taken.
func (c *courier) obey(ctx context.Context, conv chat.Conversation, e chat.Entry, answer []byte) error {
	if strings.TrimSpace(string(answer)) == "" {
		return nil
	}
	var list struct{ Actions []json.RawMessage }
	err := strict(answer, &list)
	switch {
	case len(answer) > maxAnswer:
		err = fmt.Errorf("more than %d bytes", maxAnswer)
	case err == nil && len(list.Actions) > maxActions:
		err = fmt.Errorf("more than %d actions", maxActions)
	}
	if err != nil {
		c.bots.o.Log.Warn("a webhook's answer was not understood", "bot", c.bot.ID, "conversation", conv.ID, "n", e.N, "err", err)
		return nil
	}
	for i, raw := range list.Actions {
		own := c.bots.ids.of(conv.ID, c.bot.ID, "answer", decimal(e.N), decimal(uint64(i)))
		_, refusal := c.bots.act(ctx, c.bot, conv.ID, raw, own)
		switch {
		case refusal == nil:
		case refusal.problem.Temporary():
			return refusal.problem
		default:
			c.bots.o.Log.Info("an action of a webhook's answer was refused", "bot", c.bot.ID, "conversation", conv.ID, "n", e.N, "action", i, "problem", refusal.problem, "detail", refusal.detail)
			return nil
		}
	}
	return nil
}

// act reads one action and writes its entry. own is the entry's id if the action has none; "" if it must have one.
func (b *Bots) act(ctx context.Context, who *Bot, conv chat.ConversationID, raw []byte, own chat.EntryID) (wire.Ack, *refusal) {
	a, refused := b.readAction(who, conv, raw)
	if refused != nil {
		return wire.Ack{}, refused
	}
	if a.ID == "" {
		a.ID = string(own)
	}
	if a.ID == "" {
		return wire.Ack{}, &refusal{problem: chat.BadID, detail: "an action needs an id, or the header Idempotency-Key"}
	}
	ack, nack := b.send(ctx, who, wire.Send{Conversation: conv, ID: chat.EntryID(a.ID), After: a.After, Body: a.body}, a.comment)
	if nack.Problem != chat.NoProblem {
		return wire.Ack{}, &refusal{problem: nack.Problem, by: nack.By}
	}
	return ack, nil
}
