package bot

import (
	"encoding/json"
	"net/http"

	"pupitre/app/chat"
	"pupitre/relay/transcript"
)

// refusal is why a request is not done.
type refusal struct {
	problem chat.Problem
	detail  string      // for the bot's author, in English
	by      chat.Person // who stands in the way, for chat.Taken
}

var statuses = map[chat.Problem]int{
	chat.Malformed:   http.StatusBadRequest,
	chat.BadID:       http.StatusBadRequest,
	chat.TooLarge:    http.StatusRequestEntityTooLarge,
	chat.BadText:     http.StatusUnprocessableEntity,
	chat.NotAllowed:  http.StatusForbidden,
	chat.NotFound:    http.StatusNotFound,
	chat.Taken:       http.StatusConflict,
	chat.NotYours:    http.StatusConflict,
	chat.AlreadyOver: http.StatusConflict,
	chat.IDUsed:      http.StatusConflict,
	chat.TooFast:     http.StatusTooManyRequests,
	chat.Unavailable: http.StatusServiceUnavailable,
	chat.BadToken:    http.StatusUnauthorized,
}

// refuse answers with a named problem.
func refuse(w http.ResponseWriter, r *refusal) {
	status := statuses[r.problem]
	if status == 0 {
		status = http.StatusBadRequest
	}
	switch r.problem {
	case chat.TooFast, chat.Unavailable:
		w.Header().Set("Retry-After", "1")
	case chat.BadToken:
		w.Header().Set("WWW-Authenticate", `Bearer realm="bots"`)
	}
	var body struct {
		Problem string             `json:"problem"`
		Detail  string             `json:"detail,omitempty"`
		By      *transcript.Person `json:"by,omitempty"`
	}
	body.Problem, body.Detail = r.problem.Error(), r.detail
	if !r.by.IsZero() {
		p := transcript.PersonOf(r.by)
		body.By = &p
	}
	write(w, status, body)
}

func write(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil { // only plain values are written
		http.Error(w, "", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // who asked has gone
}
