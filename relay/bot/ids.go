package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"

	"pupitre/app/chat"
)

// ids makes the ids of entries that the relay writes for bots. The same place in the same conversation always gets the same
// one, so that nothing is said twice, whichever relay says it and however often. Nobody who does not know the secret can
// guess one and take it first.
type ids struct{ secret []byte }

var base = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

func (g ids) of(conv chat.ConversationID, bot chat.PersonID, place ...string) chat.EntryID {
	h := hmac.New(sha256.New, g.secret)
	h.Write([]byte(strings.Join(append([]string{string(conv), string(bot)}, place...), "\x00")))
	return chat.EntryID("b" + base.EncodeToString(h.Sum(nil)[:20]))
}

func decimal(n uint64) string { return strconv.FormatUint(n, 10) }
