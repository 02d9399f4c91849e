package mirror

import (
	"time"

	"pupitre/app/wire"
)

// epoch is the whole of what a page has written since it began anew, so that a viewer who comes later gets all of it.
type epoch struct {
	number uint64
	began  time.Time
	seq    uint64   // of the last message; 0: it has not begun
	list   [][]byte // messages, never changed
	size   int      // their bytes
	broken bool     // something is missing: nothing more is taken until it begins anew
}

const (
	// enough bytes of an epoch, and it is begun anew, unless it has just begun: a page may be that large.
	enough   = 4 << 20
	enoughIn = 30 * time.Second
	// most bytes that are kept; a page is not larger (cobrowse.MaxNodes).
	most = 12 << 20
)

// taken says what became of a message.
type taken uint8

const (
	added  taken = iota
	begun        // it begins another epoch
	stale        // of an epoch that is over, or known
	needed       // the page must begin anew
)

// take adds a message. renew tells that the page should begin anew soon, although nothing is missing.
func (e *epoch) take(h wire.MirrorOpsHead, msg []byte, now time.Time) (what taken, renew bool) {
	switch {
	case h.Seq == 1 && (e.seq == 0 || h.Epoch != e.number):
		*e = epoch{number: h.Epoch, began: now, seq: 1, list: [][]byte{msg}, size: len(msg)}
		return begun, false
	case e.seq == 0, h.Epoch != e.number, e.broken:
		if h.Epoch < e.number {
			return stale, false
		}
		return needed, false
	case h.Seq <= e.seq:
		return stale, false
	case h.Seq != e.seq+1, e.size+len(msg) > most:
		e.broken = true
		return needed, false
	}
	e.seq, e.list, e.size = h.Seq, append(e.list, msg), e.size+len(msg)
	return added, e.size > enough && now.Sub(e.began) > enoughIn
}
