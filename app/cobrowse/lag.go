package cobrowse

// Lag is how far a mirror is behind its page. The clocks of the two are not set alike: what took the least time on its way is taken for being on time. The zero value knows
// nothing yet; one is for one page, whose clock begins anew with it.
type Lag struct {
	known bool
	least int64 // of the viewer's clock minus the page's, in ms
	last  int64
}

// Shown tells what the page's clock said when a message was written, and what the viewer's says now that it is shown; both in ms.
func (l *Lag) Shown(at uint64, now int64) {
	l.last = now - int64(min(at, 1<<62))
	if !l.known || l.last < l.least {
		l.known, l.least = true, l.last
	}
}

// Behind is how many ms what was shown last is older than it would have to be.
func (l *Lag) Behind() int64 { return l.last - l.least }

// Seconds are those of Behind, which are worth telling from one and a half on; 0: nothing to tell.
func (l *Lag) Seconds() int {
	if l.Behind() < 1500 {
		return 0
	}
	return int(min((l.Behind()+500)/1000, 1<<30))
}

// ackEvery is how many ms lie between two acknowledgements at least.
const ackEvery = 250

// Acks are when to tell the page what has been shown: every 250 ms while there is something to tell.
type Acks struct {
	epoch, seq uint64 // shown last
	told       bool
	at         int64 // of the last acknowledgement, in ms; 0: none
}

// Shown tells that a message is shown.
func (a *Acks) Shown(epoch, seq uint64) {
	if epoch != a.epoch || seq > a.seq {
		a.epoch, a.seq, a.told = epoch, seq, false
	}
}

// Due returns what is to be told now, if anything is, and takes it for told.
func (a *Acks) Due(now int64) (epoch, seq uint64, due bool) {
	if a.told || a.seq == 0 || a.at != 0 && now >= a.at && now < a.at+ackEvery {
		return 0, 0, false
	}
	a.told, a.at = true, now
	return a.epoch, a.seq, true
}

// Wait is in how many ms something is due; -1: not until something is shown.
func (a *Acks) Wait(now int64) int64 {
	switch {
	case a.told || a.seq == 0:
		return -1
	case a.at == 0 || now < a.at || now >= a.at+ackEvery:
		return 0
	}
	return a.at + ackEvery - now
}
