package files

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
)

// Rates and bounds of sending.
const (
	partsAtATime   = 128 // of all; each is in memory until it is on disk
	partsOfOne     = 4   // of one visitor; a console with four conversations has more
	partsOfStaff   = 16
	partsOfAddress = 32 // loopback excepted
	maxReading     = 64 // files read at a time; more wait
	maxDecoding    = 1  // pictures decoded at a time, each in at most maxMemory
	maxKeys        = 10_000
)

var (
	visitorBegins = beginning{rate.Every(2 * time.Second), 20}
	staffBegins   = beginning{rate.Every(100 * time.Millisecond), 200}
)

type beginning struct {
	limit rate.Limit
	burst int
}

// limits count the parts that are on their way, and how often somebody begins a file.
type limits struct {
	mu     sync.Mutex
	all    int
	busy   map[string]int // by person, and by network address
	begins map[chat.PersonID]*rate.Limiter
}

func newLimits() *limits {
	return &limits{busy: map[string]int{}, begins: map[chat.PersonID]*rate.Limiter{}}
}

// enter counts a part of somebody at an address ("" is not counted); leave ends it. It is false when too many are on their way.
func (t *limits) enter(who chat.Person, from string) (leave func(), ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	person, most := "person "+string(who.ID), partsOfOne
	if who.Role.Staff() {
		most = partsOfStaff
	}
	if t.all >= partsAtATime || t.busy[person] >= most || from != "" && t.busy[from] >= partsOfAddress {
		return nil, false
	}
	t.all++
	t.busy[person]++
	if from != "" {
		t.busy[from]++
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.all--
		t.less(person)
		if from != "" {
			t.less(from)
		}
	}, true
}

func (t *limits) less(key string) {
	if t.busy[key]--; t.busy[key] == 0 {
		delete(t.busy, key)
	}
}

// mayBegin counts the beginning of a file.
func (t *limits) mayBegin(who chat.PersonID, visitor bool, now time.Time) bool {
	b := staffBegins
	if visitor {
		b = visitorBegins
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.begins[who]
	if l == nil {
		if len(t.begins) >= maxKeys {
			t.forgetRested(now)
		}
		if len(t.begins) >= maxKeys {
			return false
		}
		l = rate.NewLimiter(b.limit, b.burst)
		t.begins[who] = l
	}
	return l.AllowN(now, 1)
}

// forgetRested drops the limiters that are as good as new.
func (t *limits) forgetRested(now time.Time) {
	for who, l := range t.begins {
		if l.TokensAt(now) >= float64(l.Burst()) {
			delete(t.begins, who)
		}
	}
}
