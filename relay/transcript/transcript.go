// Package transcript is what is in a thread and about its visitor as JSON, for other programs: bots, webhooks, exports. Names stay; fields may be added.
package transcript

import (
	"time"

	"pupitre/app/chat"
)

// Stamp is a time as RFC 3339 in UTC with milliseconds; 0 is null.
type Stamp chat.Millis

// MarshalJSON writes it.
func (s Stamp) MarshalJSON() ([]byte, error) {
	if s == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + time.UnixMilli(int64(s)).UTC().Format("2006-01-02T15:04:05.000Z07:00") + `"`), nil
}

type (
	// Person is somebody who takes part.
	Person struct {
		ID   chat.PersonID `json:"id"`
		Role string        `json:"role"` // "visitor", "agent", "manager", "bot" or "relay"
		Name string        `json:"name,omitempty"`
	}
	// Party is one to whom a conversation can be given.
	Party struct {
		Kind string `json:"kind"` // "agent", "team" or "bot"
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	// Page of the merchant's site.
	Page struct {
		URL   string `json:"url"`
		Title string `json:"title,omitempty"`
	}
	// Rendering is a text in another language.
	Rendering struct {
		From string `json:"from"` // languages: "en", "pt-BR"
		To   string `json:"to"`
		Text string `json:"text"`
	}
)

var roles = map[chat.Role]string{chat.Visitor: "visitor", chat.Agent: "agent", chat.Manager: "manager", chat.Bot: "bot", chat.System: "relay"}

var parties = map[chat.PartyKind]string{chat.PartyOne: "agent", chat.PartyTeam: "team", chat.PartyBot: "bot"}

// PersonOf and its like make what stands for a value of package chat.
func PersonOf(p chat.Person) Person { return Person{p.ID, roles[p.Role], p.Name} }

func PartyOf(p chat.Party) Party { return Party{parties[p.Kind], p.ID, p.Name} }

// PartyKind is what a Party's Kind stands for.
func PartyKind(name string) (chat.PartyKind, bool) {
	for kind, n := range parties {
		if n == name {
			return kind, true
		}
	}
	return chat.NoParty, false
}
