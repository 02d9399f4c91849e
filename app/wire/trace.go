package wire

import (
	"strconv"

	"pupitre/app/chat"
)

// Trace is a frame in a line that people can read, for `relay -trace`: never what was written, never a token. It is one
// line of a bounded length whatever the frame holds: ids come from strangers, and may hold line ends and terminal codes.
func Trace(f Frame) string {
	switch f := f.(type) {
	case Hello:
		return "hello site=" + id(f.Site) + " lang=" + id(f.Lang)
	case Follow:
		return "follow " + id(f.Conversation) + " after=" + num(f.After) + " limit=" + num(f.Limit)
	case Unfollow:
		return "unfollow " + id(f.Conversation)
	case Load:
		return "load " + id(f.Conversation) + " before=" + num(f.Before) + " limit=" + num(f.Limit)
	case Send:
		return "send " + id(f.Conversation) + " id=" + id(f.ID) + " after=" + num(f.After) + " kind=" + num(uint64(f.Body.Kind()))
	case Mark:
		return "mark " + id(f.Conversation) + " delivered=" + num(f.Delivered) + " read=" + num(f.Read)
	case Typing:
		return "typing " + id(f.Conversation) + " on=" + strconv.FormatBool(f.On)
	case Put:
		return "put kind=" + num(uint64(f.Item.Kind)) + " id=" + id(f.Item.ID)
	case Drop:
		return "drop kind=" + num(uint64(f.Kind)) + " id=" + id(f.ID)
	case Be:
		return "be status=" + num(uint64(f.Status))
	case Ask:
		return "ask " + id(f.Conversation) + " n=" + num(f.N) + " to=" + id(f.To)
	case AskText:
		return "ask-text " + id(f.Conversation) + " to=" + id(f.To)
	case Draft:
		return "draft " + id(f.Conversation)
	case Ping:
		return "ping"
	case Welcome:
		return "welcome epoch=" + num(f.Epoch) + " me=" + id(f.Me.ID) + " conversation=" + id(f.Conversation)
	case Page:
		return "page " + id(f.Conversation) + " before=" + num(f.Before) + " entries=" + num(uint64(len(f.List))) + " last=" + num(f.Last) + " gap=" + strconv.FormatBool(f.Gap)
	case Entries:
		return "entries " + id(f.Conversation) + " " + span(f)
	case Ack:
		return "ack " + id(f.Conversation) + " id=" + id(f.ID) + " n=" + num(f.N)
	case Nack:
		return "nack " + id(f.Conversation) + " id=" + id(f.ID) + " problem=" + f.Problem.Error()
	case Marks:
		return "marks " + id(f.Conversation)
	case TypingNow:
		return "typing-now " + id(f.Conversation) + " who=" + id(f.Who.ID) + " on=" + strconv.FormatBool(f.On)
	case Summaries:
		return "summaries n=" + num(uint64(len(f.List))) + " reset=" + strconv.FormatBool(f.Reset)
	case Pong:
		return "pong"
	case Items:
		return "items n=" + num(uint64(len(f.List))) + " reset=" + strconv.FormatBool(f.Reset)
	case Done:
		return "done ref=" + num(f.Ref) + " problem=" + f.Problem.Error()
	case Staff:
		return "staff n=" + num(uint64(len(f.List)))
	case DraftNow:
		return "draft-now " + id(f.Conversation)
	case Find:
		return "find ref=" + num(f.Ref) + " kind=" + num(uint64(f.Query.Kind)) + " limit=" + num(f.Query.Limit)
	case OpenFile:
		return "open-file ref=" + num(f.Ref) + " visitor=" + id(f.Visitor) + " limit=" + num(f.Limit)
	case Block:
		return "block ref=" + num(f.Ref) + " visitor=" + id(f.Visitor) + " id=" + id(f.ID) + " target=" + num(uint64(f.Target))
	case Unblock:
		return "unblock ref=" + num(f.Ref) + " visitor=" + id(f.Visitor) + " of=" + id(f.Of)
	case Watch:
		return "watch on=" + strconv.FormatBool(f.On)
	case Invite:
		return "invite ref=" + num(f.Ref) + " visitor=" + id(f.Visitor)
	case Erase:
		return "erase ref=" + num(f.Ref) + " visitor=" + id(f.Visitor)
	case Profile:
		return "profile visitor=" + id(f.Profile.Visitor) + " blocks=" + num(uint64(len(f.Blocks)))
	case Found:
		return "found ref=" + num(f.Ref) + " problem=" + f.Problem.Error() + " n=" + num(uint64(len(f.Exchanges)+len(f.People)+len(f.Blocks)))
	case CustomerFile:
		return "customer-file ref=" + num(f.Ref) + " problem=" + f.Problem.Error()
	case Visitors:
		return "visitors n=" + num(uint64(len(f.List))) + " left=" + num(uint64(len(f.Left))) + " reset=" + strconv.FormatBool(f.Reset)
	case Rendered:
		return "rendered ref=" + num(f.Ref) + " problem=" + f.Problem.Error()
	case Refused:
		return "refused " + id(f.Conversation) + " problem=" + f.Problem.Error()
	}
	return "unsupported type=" + num(uint64(f.Type()))
}

func span(f Entries) string {
	if len(f.List) == 0 {
		return "none"
	}
	return num(f.List[0].N) + ".." + num(f.List[len(f.List)-1].N)
}

// id is an id as it is, and anything else quoted and cut.
func id[T ~string](s T) string {
	if base, _ := chat.ConversationID(s).Base(); s == "" || chat.ValidID(base) {
		return string(s)
	}
	return strconv.QuoteToASCII(string(s[:min(len(s), chat.MaxID)]))
}

func num(n uint64) string { return strconv.FormatUint(n, 10) }
