package desk

import (
	"slices"
	"sync"
	"sync/atomic"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/index"
)

// Watcher is told what is new. It must not block and must not call the desk: both methods are called with a lock held,
// which is what keeps each conversation's order.
type Watcher interface {
	// Live: wire.Entries, wire.Marks, wire.TypingNow or wire.DraftNow of a conversation. Entries come in order and without gaps, but
	// those that were there before Watch do not come: Follow reads them. Who follows registers first and calls Follow then,
	// and drops entries up to the Page's Last.
	Live(conv chat.ConversationID, f wire.Frame)
	// Changed: a conversation as lists show it has changed.
	Changed(s chat.Summary)
}

// Watch registers a receiver of what is new in every conversation, on this relay and on others. All receivers are told the
// same, one after the other, in the order in which they came.
func (d *Desk) Watch(w Watcher) {
	for {
		old := d.fan.watchers.Load()
		list := []Watcher{w}
		if old != nil {
			list = append(slices.Clone(*old), w)
		}
		if d.fan.watchers.CompareAndSwap(old, &list) {
			return
		}
	}
}

// fan is the way to the watchers. A lock keeps the order of a conversation's changes; 64 of them, so that conversations seldom meet.
type fan struct {
	watchers atomic.Pointer[[]Watcher] // a slice is never changed, only replaced
	locks    [64]sync.Mutex
}

func (f *fan) all() []Watcher {
	if list := f.watchers.Load(); list != nil {
		return *list
	}
	return nil
}

// order locks a conversation's way to the watcher.
func (f *fan) order(conv chat.ConversationID) *sync.Mutex {
	h := uint32(2166136261) // FNV-1a
	for i := 0; i < len(conv); i++ {
		h = (h ^ uint32(conv[i])) * 16777619
	}
	m := &f.locks[h%uint32(len(f.locks))]
	m.Lock()
	return m
}

func (f *fan) live(conv chat.ConversationID, frame wire.Frame) {
	for _, w := range f.all() {
		w.Live(conv, frame)
	}
}

func (d *Desk) changed(conv chat.ConversationID) {
	watchers := d.fan.all()
	if len(watchers) == 0 {
		return
	}
	if s, ok := d.index.Summary(conv); ok {
		for _, w := range watchers {
			w.Changed(s)
		}
	}
}

// apply brings entries, in order, to the index and to the watchers. It drops what is known and stops before a gap.
func (d *Desk) apply(site chat.SiteID, conv chat.ConversationID, list []chat.Entry) (gap bool) {
	defer d.fan.order(conv).Unlock()
	if d.isBarred(conv) {
		return false
	}
	var fresh []chat.Entry
	for _, e := range list {
		outcome := d.index.Apply(site, conv, e)
		if outcome == index.Applied {
			fresh = append(fresh, e)
		}
		if gap = outcome == index.Gap; gap {
			break
		}
	}
	if len(fresh) > 0 {
		d.fan.live(conv, wire.Entries{Conversation: conv, List: fresh})
		if conv.IsTrail() { // lists show whom they talk to
			conv, _ = conv.Base()
		}
		d.changed(conv)
	}
	return gap
}

// tell brings an entry that is on disk to this relay's sessions and to the other relays.
func (d *Desk) tell(site chat.SiteID, conv chat.ConversationID, e chat.Entry) {
	list := []chat.Entry{e}
	d.apply(site, conv, list)
	d.publish(site, conv, wire.Entries{Conversation: conv, List: list})
}

// publish tells other relays. What is lost on this way they find by themselves.
func (d *Desk) publish(site chat.SiteID, conv chat.ConversationID, f wire.Frame) {
	subject, err := bus.Live(site, conv)
	if err == nil {
		err = d.bus.Publish(subject, wire.Message(f))
	}
	if err != nil {
		d.unquiet.warn(d.log, "other relays were not told", "conversation", conv, "err", err)
	}
}
