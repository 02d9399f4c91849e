package bus

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"pupitre/app/chat"
)

// Every subject, stream and bucket of Pupitre is spelled in this file.
const (
	StreamConv = "CONV"

	AllEntries = "conv.>"
	AllStaff   = "desk.>"  // what only the merchant's side sees: the entries of chat.ConversationID.Staff
	AllTrails  = "trail.>" // what is known about visitors: the entries of chat.ConversationID.Trail
	AllLive    = "live.>"

	BucketMarks    = "marks"    // conversation -> chat.Marks
	BucketSecrets  = "secrets"  // name -> 32 random bytes
	BucketAccounts = "accounts" // e-mail -> auth.Account
	BucketSignIns  = "signins"  // hash of a token -> a sign-in
	BucketLibrary  = "library"  // kind.id -> chat.Item
	BucketFiles    = "files"    // owner.conversation.file -> what was found in a file
	BucketErased   = "erased"   // visitor -> who erased all of them, and when
	BucketHooks    = "hooks"    // bot.conversation -> how far the bot's webhook was told

	ObjectsFiles = "files" // the bytes of files and of their thumbnails

	partition   = "1" // conv.<p>: one for now; there from the first day, so that streams can be split
	entryPrefix = "conv." + partition + "."
	staffPrefix = "desk." + partition + "."
	trailPrefix = "trail." + partition + "."
	livePrefix  = "live."

	objectPrefix = "$O."
)

// Entry is the subject of a conversation's entry n. The error is ErrBadSubject.
func Entry(site chat.SiteID, conv chat.ConversationID, n uint64) (string, error) {
	prefix := entryPrefix
	trail := conv.IsTrail()
	conv, staff := conv.Base()
	switch {
	case trail:
		prefix = trailPrefix
	case staff:
		prefix = staffPrefix
	}
	if !chat.ValidID(site) || !chat.ValidID(conv) || n == 0 {
		return "", fmt.Errorf("%w: site, conversation or n of an entry", ErrBadSubject)
	}
	b := make([]byte, 0, len(prefix)+len(site)+len(conv)+22)
	b = append(append(b, prefix...), site...)
	b = append(append(b, '.'), conv...)
	return string(strconv.AppendUint(append(b, '.'), n, 10)), nil
}

// EntriesOf is the subject of all entries of a conversation, or of another series of it. The error is ErrBadSubject.
func EntriesOf(site chat.SiteID, conv chat.ConversationID) (string, error) {
	one, err := Entry(site, conv, 1)
	return strings.TrimSuffix(one, "1") + "*", err
}

// ParseEntry takes apart what Entry made.
func ParseEntry(subject string) (site chat.SiteID, conv chat.ConversationID, n uint64, ok bool) {
	rest, ok := strings.CutPrefix(subject, entryPrefix)
	staff, trail := false, false
	if !ok {
		if rest, staff = strings.CutPrefix(subject, staffPrefix); !staff {
			if rest, trail = strings.CutPrefix(subject, trailPrefix); !trail {
				return "", "", 0, false
			}
		}
	}
	s, rest, _ := strings.Cut(rest, ".")
	c, num, _ := strings.Cut(rest, ".")
	n, err := strconv.ParseUint(num, 10, 64)
	if err != nil || n == 0 || num[0] == '0' || num[0] == '+' || !chat.ValidID(s) || !chat.ValidID(c) {
		return "", "", 0, false
	}
	conv = chat.ConversationID(c)
	switch {
	case staff:
		conv = conv.Staff()
	case trail:
		conv = conv.Trail()
	}
	return chat.SiteID(s), conv, n, true
}

// Live is the subject of what happens in a conversation now. The site is in it because another relay may see the
// conversation's first entry there. The error is ErrBadSubject.
func Live(site chat.SiteID, conv chat.ConversationID) (string, error) {
	if base, _ := conv.Base(); !chat.ValidID(site) || !chat.ValidID(base) {
		return "", fmt.Errorf("%w: site or conversation", ErrBadSubject)
	}
	return livePrefix + string(site) + "." + string(conv), nil
}

// ParseLive takes apart what Live made.
func ParseLive(subject string) (chat.SiteID, chat.ConversationID, bool) {
	rest, ok := strings.CutPrefix(subject, livePrefix)
	s, c, _ := strings.Cut(rest, ".")
	base, _ := chat.ConversationID(c).Base()
	if !ok || !chat.ValidID(s) || !chat.ValidID(base) {
		return "", "", false
	}
	return chat.SiteID(s), chat.ConversationID(c), true
}

// ObjectStream is the stream in which JetStream keeps a bucket of objects, ObjectChunks the subject of an object's bytes
// there (">" for all objects), ObjectMeta that of what is known about an object. (JetStream's own layout, ADR-20.)
func ObjectStream(bucket string) string       { return "OBJ_" + bucket }
func ObjectChunks(bucket, nuid string) string { return objectPrefix + bucket + ".C." + nuid }
func ObjectMeta(bucket, name string) string {
	return objectPrefix + bucket + ".M." + base64.URLEncoding.EncodeToString([]byte(name))
}
func ParseObjectChunks(bucket, subject string) (nuid string, ok bool) {
	return strings.CutPrefix(subject, ObjectChunks(bucket, ""))
}

// BucketStream is the stream of a bucket, and BucketKeys what the subjects in it begin with: a key follows.
func BucketStream(name string) string { return "KV_" + name }
func BucketKeys(name string) string   { return "$KV." + name + "." }

// DirectGet is where the last message on a subject of a stream is asked for.
func DirectGet(stream, subject string) string { return "$JS.API.DIRECT.GET." + stream + "." + subject }
