package files

import (
	"time"

	"pupitre/app/chat"
)

// room is what unfinished uploads of one relay have: how many there are, and bytes that are there or will come.
type room struct {
	count int
	bytes uint64
}

// Who has no room takes that of the uploads that have waited longest, if that is long.
var (
	roomOfAll      = room{2000, 2 << 30}
	roomOfVisitors = room{1500, 3 << 29}  // what is left is the merchant's side's
	roomOfAddress  = room{200, 256 << 20} // of visitors at one network address, loopback excepted
)

const givesWayAfter = 10 * time.Minute

// makeRoom makes room for an upload, or says why there is none: chat.TooFast at the address it comes from, or chat.Unavailable.
// The caller has us.mu.
func (us *uploads) makeRoom(u *upload, now time.Time) chat.Problem {
	if u.head.Visitor && u.source != "" {
		at := func(o *upload) bool { return o.head.Visitor && o.source == u.source }
		if !us.makeRoomAmong(at, roomOfAddress, u, now) {
			return chat.TooFast
		}
	}
	if u.head.Visitor && !us.makeRoomAmong(func(o *upload) bool { return o.head.Visitor }, roomOfVisitors, u, now) {
		return chat.Unavailable
	}
	if !us.makeRoomAmong(func(*upload) bool { return true }, roomOfAll, u, now) {
		return chat.Unavailable
	}
	return chat.NoProblem
}

// makeRoomAmong drops the oldest of some until u fits. It is false when they are too young, or in use.
func (us *uploads) makeRoomAmong(some func(*upload) bool, most room, u *upload, now time.Time) bool {
	for {
		used, oldest := us.used(some)
		if used.count < most.count && used.bytes+u.head.Length <= most.bytes {
			return true
		}
		if oldest == nil || now.Sub(oldest.touched) < givesWayAfter || !oldest.try() {
			return false
		}
		if err := us.remove(oldest); err != nil { // it is found again at the next start, and dropped in its time
			us.log.Warn("the parts of an upload that gave way stay", "err", err)
		}
		oldest.give()
	}
}

// used is the room that some have, and the one of them that has waited longest.
func (us *uploads) used(some func(*upload) bool) (r room, oldest *upload) {
	for _, o := range us.all {
		if o.done || !some(o) {
			continue
		}
		r.count, r.bytes = r.count+1, r.bytes+o.head.Length
		if oldest == nil || o.touched.Before(oldest.touched) {
			oldest = o
		}
	}
	return r, oldest
}
