// Package chat holds the product's words as values: conversations, the entries of their threads, the people who
// write them, and the rules about who may do what.
//
// It must never do I/O, read a clock or draw a random number: time arrives as Unix milliseconds, randomness as a Seed.
// The relay and both browser modules use it, so that one rule has one spelling.
package chat

// Times are Unix milliseconds. The relay's clock is the one that counts; a client shows its own only until an entry is stored.
type Millis = int64

// Limits that every side checks. Sizes are bytes of UTF-8 unless said otherwise.
const (
	MaxText  = 16 << 10 // one text or note
	MaxName  = 120      // a person's name, a page's title, in bytes
	MaxURL   = 2 << 10  // a page's address
	MaxFrame = 64 << 10 // one WebSocket message from a client
	MaxPage  = 200      // entries in one Page frame
	MaxDraft = 500      // what agents see of a visitor's unsent text
	Preview  = 120      // runes of the last text that a summary keeps
)
