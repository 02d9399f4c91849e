package wire

import "pupitre/app/chat"

// Type is a frame's first byte: append only.
type Type uint8

// Frames from a client to the relay have types below 64, frames from the relay below 128.
const (
	TypeHello    Type = 1
	TypeFollow   Type = 2
	TypeUnfollow Type = 3
	TypeLoad     Type = 4
	TypeSend     Type = 5
	TypeMark     Type = 6
	TypeTyping   Type = 7
	TypePing     Type = 8
	TypePut      Type = 9
	TypeDrop     Type = 10
	TypeBe       Type = 11
	TypeAsk      Type = 12
	TypeDraft    Type = 13
	TypeAskText  Type = 14
	TypeFind     Type = 15
	TypeOpenFile Type = 16
	TypeBlock    Type = 17
	TypeUnblock  Type = 18
	TypeWatch    Type = 19
	TypeInvite   Type = 20
	TypeErase    Type = 21

	TypeWelcome      Type = 64
	TypePage         Type = 65
	TypeEntries      Type = 66
	TypeAck          Type = 67
	TypeNack         Type = 68
	TypeMarks        Type = 69
	TypeTypingNow    Type = 70
	TypeSummaries    Type = 71
	TypePong         Type = 72
	TypeRefused      Type = 73
	TypeItems        Type = 74
	TypeDone         Type = 75
	TypeStaff        Type = 76
	TypeDraftNow     Type = 77
	TypeRendered     Type = 78
	TypeProfile      Type = 79
	TypeFound        Type = 80
	TypeCustomerFile Type = 81
	TypeVisitors     Type = 82
)

// Frame is one of the types of this file.
type Frame interface{ Type() Type }

// Request is a frame from a client to the relay. Those of the relay are replies. Two names for writing one keep what writes
// replies out of the browsers' programs.
type Request interface {
	Frame
	encode(*writer)
}

type reply interface{ reply(*writer) }

// From a client.
type (
	// Hello is a client's first frame. A visitor names site and token ("" for a new visitor); an agent, known by
	// cookie, leaves them empty. Answer: Welcome, or the connection closes.
	Hello struct {
		Site  chat.SiteID
		Token string
		Lang  string // "fr" or "en"
	}
	// Follow asks for a conversation and for all that happens in it from now on. Answer: Page, or Refused.
	// After is the last n that the client has, in a store of that epoch (0 for nothing): it gets what follows if that is
	// at most Limit entries, else the latest Limit.
	Follow struct {
		Conversation chat.ConversationID
		Epoch        uint64
		After        uint64
		Limit        uint64 // 1 to chat.MaxPage
	}
	// Unfollow ends Follow.
	Unfollow struct{ Conversation chat.ConversationID }
	// Load asks for the Limit entries before n. Answer: Page with that Before, or Refused.
	Load struct {
		Conversation chat.ConversationID
		Before       uint64
		Limit        uint64
	}
	// Send asks to store an entry. Answer: Ack once it is on disk, or Nack. Sent again with the same ID it is
	// answered with the first result. After is the last n the client knew when it first sent this entry or, better,
	// when it last caught up and found the entry not stored: the relay looks for the ID behind it.
	Send struct {
		Conversation chat.ConversationID
		After        uint64
		ID           chat.EntryID
		Body         chat.Body
	}
	// Mark says what this client has received and shown.
	Mark struct {
		Conversation    chat.ConversationID
		Delivered, Read uint64
	}
	// Typing says that its writer is typing (to be repeated every 3 s) or has stopped. Never stored.
	Typing struct {
		Conversation chat.ConversationID
		On           bool
	}
	// Ping asks for Pong: a client sends it when it has heard nothing for a while.
	Ping struct{}
	// Put keeps an item of the library, new or changed; Drop removes one. Answer: Done with that Ref.
	Put struct {
		Ref  uint64
		Item chat.Item
	}
	Drop struct {
		Ref  uint64
		Kind chat.ItemKind
		ID   chat.ItemID
	}
	// Be says whether this agent takes conversations. It holds while one of their consoles is open.
	Be struct{ Status chat.Status }
	// Ask asks for a translation of an entry, which comes as an entry of its own. Answer: Done with that Ref, at once when
	// it has been translated before.
	Ask struct {
		Ref          uint64
		Conversation chat.ConversationID
		N            uint64
		To           string // a language
	}
	// AskText asks what a text that is still to be sent is in another language. Never stored. Answer: Rendered with that Ref.
	AskText struct {
		Ref          uint64
		Conversation chat.ConversationID
		Text         string
		To           string // a language
	}
	// Find looks something up. Answer: Found with that Ref. Blocks are for managers.
	Find struct {
		Ref   uint64
		Query chat.Query
	}
	// OpenFile asks for what is known about a visitor or, where they are one, a customer: what began before Before (0: now), at most
	// Limit exchanges and as many visits. Answer: CustomerFile with that Ref.
	OpenFile struct {
		Ref     uint64
		Visitor chat.PersonID
		Before  chat.Millis
		Limit   uint64 // 1 to chat.MaxFound
	}
	// Block keeps somebody away; see chat.Blocked. Target and Key say whom: for a customer or an address, the relay knows the
	// visitor's own, and Key is left empty. Unblock ends it. Answer: Done with that Ref. ID is the client's, unique for ever.
	Block struct {
		Ref     uint64
		Visitor chat.PersonID
		ID      chat.EntryID
		Target  chat.BlockTarget
		Until   chat.Millis
		Reason  string
	}
	Unblock struct {
		Ref     uint64
		Visitor chat.PersonID
		ID      chat.EntryID // of this Unblock
		Of      chat.EntryID
	}
	// Watch asks for Visitors, or, off, for no more of them.
	Watch struct{ On bool }
	// Invite writes to a visitor who is on the site: a conversation begins, and this agent has it. Answer: Done with that Ref.
	Invite struct {
		Ref     uint64
		Visitor chat.PersonID
		ID      chat.EntryID // of the text
		Text    string
	}
	// Erase removes all that is kept of a visitor, or of a customer with all their visitors, for ever. For managers. Answer: Done with that Ref.
	Erase struct {
		Ref     uint64
		Visitor chat.PersonID
	}
	// Draft is what a visitor has typed and not sent, for sites that let agents see it. Never stored.
	Draft struct {
		Conversation chat.ConversationID
		Text         string // its end, at most chat.MaxDraft bytes
	}
)

// Part says how a frame belongs to a list that is told in several.
type Part uint8

const (
	NoPart     Part = 0 // a whole list, or a change
	MoreFollow Part = 1
	LastPart   Part = 2
)

// From the relay.
type (
	// Welcome answers Hello. Another Epoch than the client knew means that what it has must be loaded anew.
	Welcome struct {
		Epoch        uint64
		Now          chat.Millis
		Me           chat.Person
		Token        string              // visitor: keep this instead of the former one; "" : keep the former
		Conversation chat.ConversationID // visitor: the conversation to follow and to write to
		SiteName     string
		Rules        chat.Rules
	}
	// Page answers Follow (Before is 0) and Load. List is in order and without gaps; Last is the conversation's last n.
	// Gap (Follow only): List does not begin right behind the asked After; forget what came before it.
	Page struct {
		Conversation chat.ConversationID
		Before       uint64
		List         []chat.Entry
		Last         uint64
		Gap          bool
		Marks        chat.Marks
	}
	// Entries are new entries of a followed conversation, in order and without gaps.
	Entries struct {
		Conversation chat.ConversationID
		List         []chat.Entry
	}
	// Ack says that the entry is stored and synced, as number N at time At.
	Ack struct {
		Conversation chat.ConversationID
		ID           chat.EntryID
		N            uint64
		At           chat.Millis
	}
	// Nack says that the entry was refused and not stored. By is who stands in the way, for chat.Taken.
	Nack struct {
		Conversation chat.ConversationID
		ID           chat.EntryID
		Problem      chat.Problem
		By           chat.Person
	}
	// Marks of a followed conversation have grown.
	Marks struct {
		Conversation chat.ConversationID
		Marks        chat.Marks
	}
	// TypingNow says that somebody else is typing, or has stopped. It is to be forgotten after 6 s.
	TypingNow struct {
		Conversation chat.ConversationID
		Who          chat.Person
		On           bool
	}
	// Summaries are conversations as agents' lists show them: after Welcome all that are open and the latest closed
	// (Reset), then each that changed. A long list comes in several frames, the first with Reset and all with a Part;
	// changes come in between.
	Summaries struct {
		Reset bool
		List  []chat.Summary
		Part  Part
		Gone  []chat.ConversationID // that were erased: forget them
	}
	// Pong answers Ping.
	Pong struct{ Now chat.Millis }
	// Refused answers Follow and Load when they cannot be served.
	Refused struct {
		Conversation chat.ConversationID
		Problem      chat.Problem
	}
	// Items of the library: after an agent's Welcome all that they may use (Reset), then each that was put. An item without
	// a Name was removed.
	Items struct {
		Reset bool
		List  []chat.Item
	}
	// Done answers Put, Drop, Ask, Block, Unblock, Invite and Erase.
	Done struct {
		Ref     uint64
		Problem chat.Problem
	}
	// Staff is everybody of the merchant's side, after an agent's Welcome and whenever one of them changes.
	Staff struct {
		List []chat.Colleague
		Off  []chat.Person // who is locked out: for managers, after their Welcome and when that changes; nil: nothing is said of it
	}
	// DraftNow is a visitor's Draft. It is to be forgotten after 6 s, and when an entry of the visitor comes.
	DraftNow struct {
		Conversation chat.ConversationID
		Text         string
	}
	// Profile is what is known about the visitor of a followed conversation, for agents: after Follow's Page, and whenever it
	// changes. Blocks are those that keep this visitor away now.
	Profile struct {
		Profile   chat.Profile
		Exchanges uint64 // of this visitor, or of the customer
		LastAt    chat.Millis
		Blocks    []chat.Block
	}
	// Found answers Find. More is what to ask with as Query.After for what follows, "" for no more. While the read model is made
	// anew the problem is Unavailable, and Ready says how much of it is there, in thousandths.
	Found struct {
		Ref       uint64
		Problem   chat.Problem
		Ready     uint64
		Exchanges []chat.Hit
		People    []chat.Acquaintance
		Blocks    []chat.BlockLine
		More      string
		Total     uint64 // 1000 means "1000 or more"
	}
	// CustomerFile answers OpenFile. Problem and Ready as in Found.
	CustomerFile struct {
		Ref     uint64
		Problem chat.Problem
		Ready   uint64
		File    chat.CustomerFile
	}
	// Visitors are those who are on the site now: after Watch all (Reset), then each who came or changed, and Left those who went.
	Visitors struct {
		Reset bool
		List  []chat.OnSite
		Left  []chat.PersonID
	}
	// Rendered answers AskText: the text in the language that was asked for, and which one From was recognised in it; or why
	// there is none.
	Rendered struct {
		Ref     uint64
		From    string
		Text    string
		Problem chat.Problem
	}
)

// Unsupported is a frame from a newer program. Receivers ignore it; Raw and Data keep it.
type Unsupported struct {
	Raw  Type
	Data string
}

func (Hello) Type() Type         { return TypeHello }
func (Follow) Type() Type        { return TypeFollow }
func (Unfollow) Type() Type      { return TypeUnfollow }
func (Load) Type() Type          { return TypeLoad }
func (Send) Type() Type          { return TypeSend }
func (Mark) Type() Type          { return TypeMark }
func (Typing) Type() Type        { return TypeTyping }
func (Ping) Type() Type          { return TypePing }
func (Welcome) Type() Type       { return TypeWelcome }
func (Page) Type() Type          { return TypePage }
func (Entries) Type() Type       { return TypeEntries }
func (Ack) Type() Type           { return TypeAck }
func (Nack) Type() Type          { return TypeNack }
func (Marks) Type() Type         { return TypeMarks }
func (TypingNow) Type() Type     { return TypeTypingNow }
func (Summaries) Type() Type     { return TypeSummaries }
func (Pong) Type() Type          { return TypePong }
func (Refused) Type() Type       { return TypeRefused }
func (Put) Type() Type           { return TypePut }
func (Drop) Type() Type          { return TypeDrop }
func (Be) Type() Type            { return TypeBe }
func (Ask) Type() Type           { return TypeAsk }
func (Draft) Type() Type         { return TypeDraft }
func (Items) Type() Type         { return TypeItems }
func (Done) Type() Type          { return TypeDone }
func (Staff) Type() Type         { return TypeStaff }
func (DraftNow) Type() Type      { return TypeDraftNow }
func (AskText) Type() Type       { return TypeAskText }
func (Rendered) Type() Type      { return TypeRendered }
func (Find) Type() Type          { return TypeFind }
func (OpenFile) Type() Type      { return TypeOpenFile }
func (Block) Type() Type         { return TypeBlock }
func (Unblock) Type() Type       { return TypeUnblock }
func (Watch) Type() Type         { return TypeWatch }
func (Invite) Type() Type        { return TypeInvite }
func (Erase) Type() Type         { return TypeErase }
func (Profile) Type() Type       { return TypeProfile }
func (Found) Type() Type         { return TypeFound }
func (CustomerFile) Type() Type  { return TypeCustomerFile }
func (Visitors) Type() Type      { return TypeVisitors }
func (u Unsupported) Type() Type { return u.Raw }
