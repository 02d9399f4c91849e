package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"pupitre/app/chat"
	"pupitre/relay/auth"
)

// blocked is GET /visitor/blocked: 200 and until when the visitor of the token is kept away, or, without a token, everybody who comes from
// there; 204 when nobody keeps them away; 401 for a token that is none. A browser that was refused asks before it shows the chat
// again, with the token that it had then, so a new one does not let it in. The token comes in a header, as with files. Only the relay's
// own pages can read the answer.
func (r *Relay) blocked(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	site := r.config.Site.ID
	var visitor chat.PersonID
	if h := req.Header.Get("Authorization"); h != "" {
		var err error
		token := strings.TrimPrefix(h, "Bearer ")
		if visitor, _, err = r.parts.visitors.Known(site, token); token == "" || err != nil { // an empty one would make somebody new
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
	}
	b, blocked := r.parts.desk.BlockOf(site, visitor, "", auth.SourceOf(req))
	if !blocked {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct { // who asked has gone
		Until chat.Millis `json:"until"` // 0: for ever
	}{b.Until})
}
