package wire

import "pupitre/app/chat"

// MirrorKind is the first byte of a message about co-browsing. They go over sockets of their own (see MirrorHello), so that no chat waits behind them. The
// relay keeps and passes them on without looking further; app/cobrowse says what is in them. Append only; static/js/mirror-ops.js has the same numbers.
//
// uint and string are as in cobrowse's package comment.
type MirrorKind uint8

const (
	// From the visitor's page, to all viewers.

	MirrorOps      MirrorKind = 1 // epoch uint, seq uint (1, 2, 3... without gaps; 1 begins the epoch), at uint (ms of the page's clock), then operations. Kept for viewers who come later
	MirrorMoment   MirrorKind = 2 // epoch uint, at uint, then operations of which the newest counts: a viewer that is behind misses some. Not kept
	MirrorResource MirrorKind = 3 // hash string, media type string, size uint, offset uint, then a part of the content. Kept by hash
	MirrorAnswer   MirrorKind = 4 // ref uint, outcome byte, of a command. To the one who gave it
	MirrorPage     MirrorKind = 5 // visible byte, address string, title string: the first on each page, and when it is hidden or seen again
	MirrorLeft     MirrorKind = 6 // the page goes away

	// To the visitor's page.

	MirrorAck     MirrorKind = 32 // epoch uint, seq uint: what the slowest viewer that keeps up has shown
	MirrorResync  MirrorKind = 33 // begin a new epoch
	MirrorWant    MirrorKind = 34 // count uint, hashes: resources that a viewer lacks
	MirrorPoint   MirrorKind = 35 // a command that only points; needs LevelPoint
	MirrorCommand MirrorKind = 36 // a command that acts; needs LevelControl
	MirrorGo      MirrorKind = 37 // level byte, name string of who looks: record. The first that a page is sent; again, while it records, when one of the two changes
	MirrorPause   MirrorKind = 38 // another tab is mirrored, or nobody looks: stop recording until MirrorGo

	// From the relay to viewers, who send MirrorAck, MirrorResync, MirrorWant, MirrorPoint and MirrorCommand.

	MirrorState MirrorKind = 64 // see MirrorStatus
	MirrorFresh MirrorKind = 65 // what follows is the whole epoch again: forget what you have
)

// MirrorHello is the first message of each socket, /ws/mirror/visitor and /ws/mirror/agent: its fields, and no kind before them.
type MirrorHello struct {
	Site         chat.SiteID
	Token        string // "" for an agent, who is known by the cookie
	Conversation chat.ConversationID
	Page         string // an id of this page or viewer, drawn anew for each
}

// Level is chat.Level.
type Level = chat.Level

const (
	LevelNone    = chat.LevelNone
	LevelView    = chat.LevelView
	LevelPoint   = chat.LevelPoint
	LevelControl = chat.LevelControl
)

// MirrorPhase is where a mirror stands. Append only.
type MirrorPhase uint8

const (
	MirrorAsking     MirrorPhase = 1 // the visitor has been asked, and has not answered
	MirrorRefused    MirrorPhase = 2
	MirrorUnanswered MirrorPhase = 3 // not within the time
	MirrorLive       MirrorPhase = 4 // the page is mirrored
	MirrorHidden     MirrorPhase = 5 // the visitor looks at another tab, or at none
	MirrorGone       MirrorPhase = 6 // no page is connected: the next one is awaited
	MirrorEnded      MirrorPhase = 7 // by the visitor, the agent, or because one was gone for too long; By says who
	MirrorNone       MirrorPhase = 8 // nobody has asked
)

// MirrorStatus is what viewers are told (MirrorState) first, and whenever it changes.
type MirrorStatus struct {
	Phase   MirrorPhase
	Level   Level       // what the visitor has granted to this agent
	Asked   Level       // what this agent has asked for, if the visitor has not answered
	Since   chat.Millis // of the phase
	By      chat.Person // who ended or refused it, or has control
	Address string      // of the page
	Title   string
	Hosts   string // from which the viewer may load pictures, fonts and media besides the site's own: chat.Rules.Hosts
	Site    string // the site's origins, separated by spaces
}
