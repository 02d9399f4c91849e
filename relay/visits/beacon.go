package visits

import (
	"io"
	"maps"
	"net"
	"slices"
	"sync"
	"time"

	"pupitre/app/chat"
)

// beacon is an answer that stays open: a page of a visitor is.
type beacon struct {
	of      *Visits
	visitor chat.PersonID
	from    string // the network address
	release func()

	mu    sync.Mutex // held while something is written
	conn  net.Conn   // nil: not open yet
	over  bool
	shown chat.EntryID // the invitation that the page has
}

// writeWithin is how long a few bytes may take: what does not fit into the socket's buffer goes to nobody.
const writeWithin = time.Second

// lostAfter is how long a page may leave unconfirmed what is written to it. It is as long as a page waits for a beat (widget-here.js), so
// that both take it for lost.
const lostAfter = time.Minute

// beatText is an empty line as a chunk.
var beatText = chunk("\n")

func (b *beacon) open(conn net.Conn, head string, first Answer) {
	_ = conn.SetDeadline(time.Time{}) // net/http's own; one that cannot be set is of a connection that has ended
	loseAfter(conn, lostAfter)
	b.mu.Lock()
	b.conn = conn
	ended := b.over // Close came in between
	b.mu.Unlock()
	if ended {
		conn.Close()
	}
	b.write(head + line(first))
}

// await returns when the page has gone. It says nothing more, so whatever comes is the end of it.
func (b *beacon) await() {
	var one [1]byte
	_, _ = io.ReadFull(b.conn, one[:])
	b.end()
}

func (b *beacon) write(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.writeLocked(s)
}

func (b *beacon) writeLocked(s string) {
	if b.over || b.conn == nil {
		return
	}
	_ = b.conn.SetWriteDeadline(time.Now().Add(writeWithin))
	if _, err := io.WriteString(b.conn, s); err != nil {
		b.over = true
		b.conn.Close()
	}
}

// end closes it without an end of the text, so that the page knows that it should come back.
func (b *beacon) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
	if b.conn != nil {
		b.conn.Close()
	}
}

// show tells the page of an invitation, the zero one for none, unless it knows.
func (b *beacon) show(i Invitation) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i.ID == b.shown || b.conn == nil {
		return
	}
	b.shown = i.ID
	b.writeLocked(line(Answer{Invite: &i}))
}

// beat writes an empty line to all, now and then: proxies end what is silent, and a network that is gone is noticed by writing (loseAfter),
// on the page by what does not come.
func (v *Visits) beat() {
	t := time.NewTicker(v.o.BeatEvery)
	defer t.Stop()
	for {
		select {
		case <-v.ctx.Done():
			return
		case <-t.C:
		}
		v.mu.Lock()
		all := slices.Collect(maps.Keys(v.beacons))
		v.mu.Unlock()
		for _, b := range all {
			if v.ctx.Err() != nil {
				return
			}
			b.write(beatText)
		}
	}
}
