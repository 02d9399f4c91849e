package session

import (
	"math"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
)

// limits of one session. Agents type no faster than visitors, but their consoles ask for more.
type limits struct {
	frames     rate.Limit // frames a second, then CloseTooFast
	frameBurst int
	sends      rate.Limit // entries a second, then Nack with TooFast
	sendBurst  int
	follows    int        // conversations followed at once, then Refused with NotAllowed
	asks       rate.Limit // translations a second, then Done with TooFast
	askBurst   int
	finds      rate.Limit // searches and files a second, then an answer with TooFast
	findBurst  int
	queue      int // bytes of what happens that may wait for the client; with more waiting, it is too slow
}

var (
	visitorLimits = limits{frames: 50, frameBurst: 200, sends: 5, sendBurst: 20, follows: 1, queue: 256 << 10}
	agentLimits   = limits{frames: 500, frameBurst: 2000, sends: 20, sendBurst: 100, follows: 32, asks: 2, askBurst: 60, finds: 10, findBurst: 40, queue: 4 << 20}
)

// unlimited is as fast as the client can, and follows as many as it likes.
func (l limits) unlimited() limits {
	l.frames, l.sends, l.follows = rate.Inf, rate.Inf, math.MaxInt
	return l
}

const (
	maxAsking      = 16                   // translations that one session waits for, then Done with TooFast
	maxFinding     = 4                    // searches and files that one session waits for, then TooFast
	waitForArchive = 20 * time.Second     // one of them
	maxTodo        = 64                   // frames received and not yet done; then the session stops reading
	tick           = 4 * time.Millisecond // frames due within one tick share a message
	writeTimeout   = 10 * time.Second     // one message, and a second more for each 16 KB of it
	slowest        = 16 << 10             // bytes a second
	maxAnswer      = 256 << 10            // bytes of a Page
	partSize       = 64 << 10             // bytes, about: what is told part by part after an agent's Welcome
	waitForService = 40 * time.Second     // one translation
	askTimeout     = 20 * time.Second     // one question to the desk
	maxPage        = uint64(chat.MaxPage)
)
