package chat

import "math/rand/v2"

// Distinct types for distinct ids: the compiler finds the mix-up.
type (
	SiteID         string
	ConversationID string
	EntryID        string
	PersonID       string
)

// MaxID is the longest id, in bytes.
const MaxID = 64

// ValidID tells whether s may become part of a NATS subject, a key or a file name: 1 to 64 of A-Z a-z 0-9 - _ .
// Dots, stars, '>' and spaces have a meaning in subjects and are refused.
func ValidID[T ~string](s T) bool {
	if len(s) == 0 || len(s) > MaxID {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return true
}

// ConversationOf names a visitor's conversation number k (1, 2, 3...). The owner can be read from the id, so that
// permission to read it needs no look-up; see Owner.
func ConversationOf(v PersonID, k int) ConversationID {
	return ConversationID(string(v) + "_" + decimal(uint64(k)))
}

// staffMark and trailMark end the ids of the series that only the merchant's side sees. They are no characters of an id.
const staffMark, trailMark = '~', '='

// Staff is the conversation's second series of entries, with an order of its own: what only the merchant's side may see.
// A visitor's session cannot be sent it by mistake, and sees no gaps.
func (c ConversationID) Staff() ConversationID { return c + ConversationID(staffMark) }

// Trail is the third series: what is known about its visitor. See Seen.
func (c ConversationID) Trail() ConversationID { return c + ConversationID(trailMark) }

// TrailOf is the trail of a visitor.
func TrailOf(v PersonID) ConversationID { return ConversationOf(v, 1).Trail() }

// Base is the conversation itself, and whether c was one of its series for the merchant's side.
func (c ConversationID) Base() (base ConversationID, staff bool) {
	if n := len(c) - 1; n > 0 && (c[n] == staffMark || c[n] == trailMark) {
		return c[:n], true
	}
	return c, false
}

// IsTrail tells whether c is a trail.
func (c ConversationID) IsTrail() bool { return len(c) > 1 && c[len(c)-1] == trailMark }

// Owner is the visitor whose conversation this is, and false for an id that ConversationOf did not make.
func (c ConversationID) Owner() (PersonID, bool) {
	if !ValidID(c) {
		return "", false
	}
	for i := len(c) - 1; i > 0; i-- {
		switch {
		case c[i] == '_' && i < len(c)-1 && c[i+1] != '0':
			return PersonID(c[:i]), true
		case c[i] < '0' || c[i] > '9':
			return "", false
		}
	}
	return "", false
}

// Seed is 16 random bytes, drawn by the host once a page load.
type Seed [16]byte

// IDs makes entry ids that are unique for ever and that nobody can guess who has seen others of the same page load: a
// counter, which keeps them in order, and 80 bits drawn from the page load's seed.
type IDs struct {
	draw rand.ChaCha8
	next uint64
}

// NewIDs starts a series of ids; no two page loads may share a seed.
func NewIDs(s Seed) IDs {
	var wide [32]byte
	copy(wide[:], s[:])
	return IDs{draw: *rand.NewChaCha8(wide)}
}

// Next is an id that was never used before: the shorter comes first, then the one that sorts first.
func (g *IDs) Next() EntryID {
	g.next++
	var b [10]byte
	_, _ = g.draw.Read(b[:]) // never fails
	return EntryID(decimal(g.next) + "-" + encode32(b[:]))
}

// NewPersonID makes a visitor's id from random bytes.
func NewPersonID(s Seed) PersonID { return PersonID("v" + encode32(s[:])) }

const alphabet32 = "0123456789abcdefghjkmnpqrstvwxyz" // Crockford's: no i, l, o, u

func encode32(b []byte) string {
	out := make([]byte, 0, (len(b)*8+4)/5)
	acc, bits := uint(0), uint(0)
	for _, x := range b {
		acc, bits = acc<<8|uint(x), bits+8
		for bits >= 5 {
			bits -= 5
			out = append(out, alphabet32[acc>>bits&31])
		}
	}
	if bits > 0 {
		out = append(out, alphabet32[acc<<(5-bits)&31])
	}
	return string(out)
}

func decimal(n uint64) string {
	var b [20]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}
