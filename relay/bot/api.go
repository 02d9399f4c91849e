package bot

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/relay/transcript"
)

// Limits of the API.
const (
	maxRequest = 64 << 10 // bytes of a body
	maxListed  = 100      // conversations in one list
	maxWait    = 30       // seconds
	maxWaiting = 32       // requests of one bot that wait at a time
	requests   = 20       // a second
	burst      = 60
)

// guest is a bot as the API knows it.
type guest struct {
	requests *rate.Limiter
	waiting  chan struct{} // one for each request that waits
	cared    cared
}

func newGuest() *guest {
	return &guest{rate.NewLimiter(requests, burst), make(chan struct{}, maxWaiting), cared{ids: map[chat.ConversationID]bool{}}}
}

// API is what stands under /api/v1/bot/. Every answer is JSON.
func (b *Bots) API() http.Handler {
	m := http.NewServeMux()
	for pattern, h := range map[string]func(http.ResponseWriter, *http.Request, *Bot) *refusal{
		"GET /api/v1/bot/conversations":               b.serveList,
		"GET /api/v1/bot/conversations/{id}":          b.serveConversation,
		"POST /api/v1/bot/conversations/{id}/actions": b.serveAction,
		"GET /api/v1/bot/staff":                       b.serveStaff,
	} {
		m.HandleFunc(pattern, b.known(h))
	}
	m.HandleFunc("/", b.known(func(http.ResponseWriter, *http.Request, *Bot) *refusal {
		return &refusal{problem: chat.NotFound, detail: "there is no such address, or not for this method"}
	}))
	return m
}

// known lets bots in, as fast as they may.
func (b *Bots) known(serve func(http.ResponseWriter, *http.Request, *Bot) *refusal) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		who := byKey(b.list, key)
		refused := &refusal{problem: chat.BadToken, detail: "the header Authorization: Bearer KEY is missing, or its key is not known"}
		if ok && who != nil {
			refused = &refusal{problem: chat.TooFast, detail: "at most " + strconv.Itoa(requests) + " requests a second"}
			if b.api[who].requests.Allow() {
				refused = serve(w, r, who)
			}
		}
		if refused != nil {
			refuse(w, refused)
		}
	}
}

// serveList is GET conversations?since=VERSION&wait=SECONDS: what the bot has, what is offered to it, what it may take.
func (b *Bots) serveList(w http.ResponseWriter, r *http.Request, who *Bot) *refusal {
	q, refused := query(r, "since", "wait")
	if refused != nil {
		return refused
	}
	since := r.URL.Query().Get("since")
	list, version := b.listFor(who)
	refused = b.wait(r.Context(), who, topic{list: who.ID}, q, version == since, func() bool {
		list, version = b.listFor(who)
		return version != since
	})
	if refused != nil {
		return refused
	}
	shown := make([]jsonConversation, len(list))
	for i, c := range list {
		shown[i] = b.conversation(who, c)
	}
	write(w, http.StatusOK, struct {
		Conversations []jsonConversation `json:"conversations"`
		Version       string             `json:"version"`
	}{shown, version})
	return nil
}

// serveConversation is GET conversations/ID?after=N&limit=N&wait=SECONDS: the entries behind n, in order. It waits while there
// are none. What was taken from the bot meanwhile it does not see.
func (b *Bots) serveConversation(w http.ResponseWriter, r *http.Request, who *Bot) *refusal {
	q, refused := query(r, "after", "limit", "wait")
	if refused != nil {
		return refused
	}
	if _, given := q["limit"]; !given {
		q["limit"] = 50
	}
	if q["limit"] == 0 || q["limit"] > chat.MaxPage {
		return &refusal{problem: chat.Malformed, detail: "limit: it is 1 to " + strconv.Itoa(chat.MaxPage)}
	}
	id := chat.ConversationID(r.PathValue("id"))
	c := b.o.Desk.Conversation(id)
	if refused := b.unseen(who, c); refused != nil {
		return refused
	}
	refused = b.wait(r.Context(), who, topic{conv: id}, q, c.Last <= q["after"], func() bool {
		now := b.o.Desk.Conversation(id)
		if who.sees(now) != nil {
			return true
		}
		c = now
		return c.Last > q["after"]
	})
	if refused != nil {
		return refused
	}
	if refused := b.unseen(who, b.o.Desk.Conversation(id)); refused != nil && c.Last <= q["after"] {
		return refused
	}
	list, err := b.read(r.Context(), who, id, q["after"], min(c.Last, q["after"]+q["limit"]))
	if err != nil {
		return &refusal{problem: chat.ProblemOf(err)}
	}
	entries := make([]transcript.Entry, len(list))
	for i, e := range list {
		entries[i] = transcript.EntryOf(e)
	}
	write(w, http.StatusOK, struct {
		Conversation jsonConversation   `json:"conversation"`
		Entries      []transcript.Entry `json:"entries"`
	}{b.conversation(who, c), entries})
	return nil
}

func (b *Bots) unseen(who *Bot, c chat.Conversation) *refusal {
	err := who.sees(c)
	if err == nil {
		return nil
	}
	refused := &refusal{problem: chat.ProblemOf(err)}
	if refused.problem == chat.Taken {
		refused.by = c.Agent
	}
	return refused
}

// serveAction is POST conversations/ID/actions: one action. The answer is the entry's id, n and time, the same one however
// often the action is sent.
func (b *Bots) serveAction(w http.ResponseWriter, r *http.Request, who *Bot) *refusal {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		if big := (*http.MaxBytesError)(nil); errors.As(err, &big) {
			return &refusal{problem: chat.TooLarge, detail: "a body is at most " + strconv.Itoa(maxRequest) + " bytes"}
		}
		return &refusal{problem: chat.Malformed, detail: "the body did not come whole"}
	}
	conv := chat.ConversationID(r.PathValue("id"))
	var own chat.EntryID
	switch key := r.Header.Get("Idempotency-Key"); {
	case len(key) > 255:
		return &refusal{problem: chat.TooLarge, detail: "an Idempotency-Key is at most 255 bytes"}
	case key != "":
		own = b.ids.of(conv, who.ID, "key", key)
	}
	ack, refused := b.act(r.Context(), who, conv, raw, own)
	if refused != nil {
		return refused
	}
	write(w, http.StatusOK, struct {
		ID chat.EntryID     `json:"id"`
		N  uint64           `json:"n"`
		At transcript.Stamp `json:"at"`
	}{ack.ID, ack.N, transcript.Stamp(ack.At)})
	return nil
}

// serveStaff is GET staff: to whom a conversation can be given.
func (b *Bots) serveStaff(w http.ResponseWriter, r *http.Request, who *Bot) *refusal {
	if _, refused := query(r); refused != nil {
		return refused
	}
	type target struct {
		transcript.Party
		Available bool `json:"available"`
	}
	list := []target{}
	free := map[string]bool{}
	for _, c := range b.staff() {
		if c.Role != chat.Bot {
			free[string(c.ID)] = c.Status == chat.Available
			list = append(list, target{transcript.Party{Kind: "agent", ID: string(c.ID), Name: c.Name}, free[string(c.ID)]})
		}
	}
	for _, i := range b.teams() {
		some := slices.ContainsFunc(i.Members, func(id string) bool { return free[id] })
		list = append(list, target{transcript.Party{Kind: "team", ID: string(i.ID), Name: i.Name}, some})
	}
	for _, o := range b.list {
		if o != who && o.Site == who.Site {
			list = append(list, target{transcript.Party{Kind: "bot", ID: string(o.ID), Name: o.Name}, true})
		}
	}
	write(w, http.StatusOK, struct {
		Staff []target `json:"staff"`
	}{list})
	return nil
}

// query reads the numbers of a request's query, and refuses what it does not know. "since" is not a number.
func query(r *http.Request, names ...string) (map[string]uint64, *refusal) {
	q := map[string]uint64{}
	for name, values := range r.URL.Query() {
		switch n, err := strconv.ParseUint(values[0], 10, 53); {
		case !slices.Contains(names, name) || len(values) > 1:
			return nil, &refusal{problem: chat.Malformed, detail: strconv.Quote(name) + " is not known here, or stands there twice"}
		case name == "since":
		case err != nil:
			return nil, &refusal{problem: chat.Malformed, detail: name + ": not a number"}
		default:
			q[name] = n
		}
	}
	if q["wait"] > maxWait {
		return nil, &refusal{problem: chat.Malformed, detail: "wait: at most " + strconv.Itoa(maxWait) + " seconds"}
	}
	return q, nil
}

// wait waits while nothing is new, if the request asks for that, until so.
func (b *Bots) wait(ctx context.Context, who *Bot, to topic, q map[string]uint64, nothing bool, so func() bool) *refusal {
	if !nothing || q["wait"] == 0 {
		return nil
	}
	select {
	case b.api[who].waiting <- struct{}{}:
		defer func() { <-b.api[who].waiting }()
	default:
		return &refusal{problem: chat.TooFast, detail: "at most " + strconv.Itoa(maxWaiting) + " requests wait at a time"}
	}
	b.bell.until(ctx, to, time.Duration(q["wait"])*time.Second, so)
	return nil
}
