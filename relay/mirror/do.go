package mirror

import (
	"crypto/rand"
	"errors"
	"io"
	"net/http"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// does are what a viewer's page can ask for besides looking.
var does = map[string]chat.Body{
	"ask":          chat.Share{How: chat.Asked},
	"ask-point":    chat.Control{How: chat.Asked, Pointing: true},
	"ask-control":  chat.Control{How: chat.Asked},
	"stop":         chat.Share{How: chat.Ended},
	"stop-control": chat.Control{How: chat.Ended},
}

// ServeDo is POST /agent/mirror/{conversation}/{what}: ask, ask-point, ask-control, stop or stop-control, by the agent of the cookie. 204, or
// the name of the chat.Problem with 401, 403, 404, 409 or 503.
func (m *Mirrors) ServeDo(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	signIn, err := m.o.Agents.Of(r.Context(), auth.CookieOf(r))
	if err != nil {
		if errors.Is(err, auth.ErrSignedOut) {
			say(w, http.StatusUnauthorized, err)
			return
		}
		m.log.Error("who is signed in", "error", err)
		say(w, http.StatusServiceUnavailable, chat.Unavailable)
		return
	}
	body, known := does[r.PathValue("what")]
	if !known {
		say(w, http.StatusNotFound, chat.NotFound)
		return
	}
	conv := chat.ConversationID(r.PathValue("conversation"))
	f := wire.Send{Conversation: conv, After: m.o.Desk.Conversation(conv).Last, ID: chat.EntryID("m-" + rand.Text()), Body: body}
	if n, refused := m.o.Desk.Send(r.Context(), "", signIn.Person, f).(wire.Nack); refused {
		status := http.StatusConflict
		switch n.Problem {
		case chat.NotAllowed:
			status = http.StatusForbidden
		case chat.NotFound, chat.BadID:
			status = http.StatusNotFound
		case chat.Unavailable:
			status = http.StatusServiceUnavailable
		}
		say(w, status, n.Problem)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// say is the error's name and nothing more, for programs to compare.
func say(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, err.Error()) // who asked has gone
}
