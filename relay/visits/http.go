package visits

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"pupitre/app/chat"
)

// Answer is what a page is told about what it said.
type Answer struct {
	Token    string      `json:"token,omitempty"`    // the visitor's, to be kept
	Problems []string    `json:"problems,omitempty"` // what was left out, and why: for who writes the page
	Invite   *Invitation `json:"invite,omitempty"`
}

// ServeAbout is POST /visitor/about: what a page says about its visitor, who is known by their token, by the way of the chat's frame. Answer: 200
// and an Answer; otherwise the name of a chat.Problem.
func (v *Visits) ServeAbout(w http.ResponseWriter, r *http.Request) {
	if err := v.enter(); err != nil {
		refuse(w, err)
		return
	}
	defer v.ended.Done()
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || token == "" {
		refuse(w, chat.BadToken)
		return
	}
	visitor, _, err := v.o.Visitors.Known(v.o.Site, token)
	if err != nil {
		refuse(w, chat.BadToken)
		return
	}
	if v.blocked(visitor, r) {
		refuse(w, chat.NotAllowed)
		return
	}
	a, err := v.read(w, r)
	if err != nil {
		refuse(w, err)
		return
	}
	wrong, err := v.learn(r.Context(), visitor, a)
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(Answer{Problems: wrong}) // who has gone does not read it
}

// read is a request's body. The error is chat.TooLarge or chat.Malformed.
func (v *Visits) read(w http.ResponseWriter, r *http.Request) (about, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, chat.MaxFrame))
	if errors.As(err, new(*http.MaxBytesError)) {
		return about{}, chat.TooLarge
	}
	a, ok := v.readAbout(body, r)
	if err != nil || !ok {
		return about{}, chat.Malformed
	}
	return a, nil
}

// enter begins what Close waits for; v.ended.Done ends it. The error is chat.Unavailable after Close.
func (v *Visits) enter() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return chat.Unavailable
	}
	v.ended.Add(1)
	return nil
}

// statuses of problems; 400 for others.
var statuses = map[chat.Problem]int{
	chat.BadToken: http.StatusUnauthorized, chat.TooLarge: http.StatusRequestEntityTooLarge, chat.TooFast: http.StatusTooManyRequests,
	chat.Unavailable: http.StatusServiceUnavailable, chat.NotAllowed: http.StatusForbidden, chat.UnknownSite: http.StatusNotFound,
}

func refuse(w http.ResponseWriter, err error) {
	p := chat.ProblemOf(err)
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		p = chat.Unavailable
	}
	status, ok := statuses[p]
	if !ok {
		status = http.StatusBadRequest
	}
	w.Header().Set("Cache-Control", "no-store")
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	http.Error(w, p.Error(), status)
}
