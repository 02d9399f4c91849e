// Package files keeps the files and images that people send: the parts of unfinished ones on this relay's disk, finished
// ones as objects of the store, each with a record of what was found in it.
//
// It must never give a file to anybody but the two sides of its conversation, never in a form that a browser would run or
// show as a page, never believe what a client says about the content, and never say that bytes are there before they are
// on disk.
//
// The conversation Library holds the files of canned responses; only the merchant's side sees them.
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/relay/auth"
)

// Library stands where a conversation does, for the files of canned responses. It is no conversation's id.
const Library = chat.ConversationID("library")

const (
	// MaxPart is the most bytes that are sent at a time.
	MaxPart = 1 << 20
	// MaxFile is the most that chat.Rules.MaxFile may be: JetStream holds what waits for the disk in memory, up to 128 MB.
	MaxFile = 100_000_000

	unfinishedFor = 24 * time.Hour     // after its last part an unfinished upload is dropped
	unsentFor     = 7 * 24 * time.Hour // a file that no entry names is dropped: its sender is offline, or changed their mind
	sweepEvery    = time.Hour
	storeWithin   = time.Minute     // the making of a file of its parts
	askWithin     = 5 * time.Second // one question to the store
	maxStored     = 1000            // files that one visitor may have stored
)

// Objects keep bytes by name; *store.Objects does, which says more.
type Objects interface {
	Put(ctx context.Context, name string, r io.Reader) error
	Read(ctx context.Context, name string) (io.ReadCloser, error)
	Remove(ctx context.Context, name string) error
	Sweep(ctx context.Context, older time.Duration) (left int, err error)
	Room(more uint64) error
}

// Visitors tell who a token names; *auth.Visitors does.
type Visitors interface {
	Known(site chat.SiteID, token string) (id chat.PersonID, renewed string, err error)
}

// Agents tell whose cookie a request carries; *auth.SignIns does.
type Agents interface {
	Of(ctx context.Context, cookie string) (auth.SignIn, error)
}

// Blocked tells whether a visitor, who comes from an address as auth.SourceOf says, is kept away; desk.Desk.Blocked does.
type Blocked func(site chat.SiteID, visitor chat.PersonID, customer, address string) bool

// Options of Open. All but Quota, Blocked, Embed, Now and Log are required.
type Options struct {
	Dir      string             // for unfinished uploads of this relay; made if missing
	Records  jetstream.KeyValue // its writes return when they are on disk
	Objects  Objects
	Rules    chat.Rules // MaxFile and Types; MaxFile at most MaxFile
	Quota    uint64     // bytes that one visitor may have stored; 0: no bound
	Site     chat.SiteID
	Visitors Visitors
	Agents   Agents
	Blocked  Blocked          // nil: nobody is
	Embed    bool             // pages of other origins of the same site, where a console is, may show pictures
	Now      func() time.Time // nil: time.Now
	Log      *slog.Logger     // nil: slog.Default()
}

// Files of a relay. Its methods may be called from any goroutine.
type Files struct {
	o        Options
	records  records
	uploads  *uploads
	limits   *limits
	storing  chan struct{} // capacity 1: full while objects are written
	decoding chan struct{} // full while that many pictures are decoded

	open    sync.RWMutex // read-locked by every call; Close waits for them
	closed  bool
	running sync.WaitGroup
	life    context.Context // ends when Close begins
	tidying sync.Mutex      // held while what is old is dropped
	quit    context.CancelFunc
}

// Open finds the unfinished uploads that lie in Dir, and drops from now on what is too old.
func Open(o Options) (*Files, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	f := &Files{
		o:        o,
		records:  records{o.Records},
		limits:   newLimits(),
		storing:  make(chan struct{}, 1),
		decoding: make(chan struct{}, maxDecoding),
	}
	var err error
	if f.uploads, err = openUploads(o.Dir, o.Log); err != nil {
		return nil, fmt.Errorf("open the folder of unfinished uploads: %w", err)
	}
	f.life, f.quit = context.WithCancel(context.Background())
	f.running.Go(func() { f.keepTidy(f.life) })
	return f, nil
}

// Close cuts off what is being sent and read, waits for the calls under way and refuses others with chat.Unavailable. What is being
// made of an upload ends, and can be made again after the next start. The store is closed after.
func (f *Files) Close() error {
	f.quit()
	f.open.Lock()
	f.closed = true
	f.open.Unlock()
	f.running.Wait()
	return nil
}

// enter begins a call; leave ends it.
func (f *Files) enter() error {
	f.open.RLock()
	if f.closed {
		f.open.RUnlock()
		return chat.Unavailable
	}
	return nil
}

func (f *Files) leave() { f.open.RUnlock() }

// untilClose is ctx, which ends when Close begins, too; then cut is called, from another goroutine. After end it is not called
// any more.
func (f *Files) untilClose(ctx context.Context, cut func(deadline time.Time) error) (_ context.Context, end func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	stop := context.AfterFunc(f.life, func() {
		defer close(done)
		cancel()
		_ = cut(time.Unix(1, 0)) // fails for a connection that is gone
	})
	return ctx, func() {
		if !stop() {
			<-done
		}
		cancel()
	}
}

// address of a file: which one of which conversation.
type address struct {
	conv chat.ConversationID
	file chat.FileID
}

// may tells whether who may send files there and ask for them.
func (a address) may(who chat.Person) error {
	switch {
	case !chat.ValidID(a.conv), !chat.ValidID(a.file):
		return chat.BadID
	case a.conv != Library:
		return chat.MaySee(a.conv, who)
	case !who.Role.Staff():
		return chat.NotFound
	}
	return nil
}

// owner is the visitor whose file it is to be counted as; "library" for the library's.
func (a address) owner() string {
	if owner, ok := a.conv.Owner(); ok {
		return string(owner)
	}
	return string(a.conv)
}

// occupy waits for a place in c; the error is the context's.
func occupy(ctx context.Context, c chan struct{}) error {
	select {
	case c <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// problem of an error that is one; what else went wrong is logged and called unavailable.
func (f *Files) problem(doing string, err error) chat.Problem {
	if p, ok := errors.AsType[chat.Problem](err); ok {
		return p
	}
	if !errors.Is(err, context.Canceled) { // its client has gone
		f.o.Log.Warn(doing, "err", err)
	}
	return chat.Unavailable
}
