// Package bot lets programs take part in conversations: over an HTTP API, called by a signed webhook, or as a script that the
// relay itself performs. All of them write through the desk, as a chat.Person of role chat.Bot.
//
// It must never let a bot keep a visitor from people: a bot whose visitor waits for too long, or that is not configured any
// more, gives the conversation up. It must never show a bot what chat.MayBotSee does not allow, never log keys or what people
// wrote, and never make the desk wait.
package bot

import (
	"crypto/sha256"
	"crypto/subtle"
	"time"

	"pupitre/app/chat"
	"pupitre/app/lang"
)

// Bot is one of those that a site has. It is driven by its key, its webhook, or both; or by its script alone.
type Bot struct {
	chat.Person
	Site     chat.SiteID
	Greets   bool          // it may take conversations that wait; others have to be transferred to it
	Patience time.Duration // how long a visitor may wait for its answer before people get the conversation
	Lang     lang.Lang     // what it speaks to visitors whose language is not known
	Key      *Key          // of the API; nil: it has none
	Hook     *Hook         // where it is called; nil: nowhere
	Script   *Script       // nil: it is not a script
}

// Limits of what is configured.
const (
	MaxBots         = 100
	maxBotID        = 24 // shorter than the ids of people, so that none is taken for one
	minKey          = 24 // bytes
	maxKey          = 200
	DefaultPatience = 2 * time.Minute
	minPatience     = 10 * time.Second
	maxPatience     = time.Hour
)

// Key is the digest of a bot's secret for the API.
type Key [sha256.Size]byte

// NewKey is the key that opens with that secret.
func NewKey(secret string) *Key {
	k := Key(sha256.Sum256([]byte(secret)))
	return &k
}

// sees tells whether the bot may read the conversation as it is now: nil, or a chat.Problem.
func (b *Bot) sees(c chat.Conversation) error {
	if err := chat.MayBotSee(c, b.Site, b.Person); err != nil {
		return err
	}
	if !b.Greets && c.OpenToBots() {
		return chat.NotFound
	}
	return nil
}

// has tells whether the conversation is the bot's, and not over.
func (b *Bot) has(c chat.Conversation) bool {
	return c.Agent.ID == b.ID && c.Site == b.Site && !c.Closed
}

// byKey is the bot whose secret that is, or nil. It takes as long for one as for any other, and for none.
func byKey(list []*Bot, secret string) *Bot {
	digest := sha256.Sum256([]byte(secret))
	var found *Bot
	for _, b := range list {
		if b.Key != nil && subtle.ConstantTimeCompare(b.Key[:], digest[:]) == 1 {
			found = b
		}
	}
	return found
}
