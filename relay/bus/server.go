package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"

	"github.com/nats-io/nats-server/v2/server"
)

const (
	maxMemory  = 64 << 20 // streams in memory: none yet
	maxStore   = 1 << 50  // no bound of JetStream's own: package store watches the free space
	maxPayload = 1 << 20
)

// start runs the server and returns when it has recovered, or stops it.
func (b *Bus) start(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s, err := server.NewServer(&server.Options{
		ServerName:             "pupitre",
		DontListen:             true,
		NoSigs:                 true,
		DisableJetStreamBanner: true,
		MaxPayload:             maxPayload,
		JetStream:              true,
		JetStreamMaxMemory:     maxMemory,
		JetStreamMaxStore:      maxStore,
		StoreDir:               b.dir,
		SyncAlways:             b.durability == SyncAlways,
	})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDown, err)
	}
	log := &serverLog{log: b.log.With("from", "nats"), trouble: make(chan struct{}, 1)}
	s.SetLogger(log, false, false)

	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Start()
	}()
	err = b.wait(ctx, done)
	if err != nil { // given up: recovery cannot be interrupted, so wait for it all the same
		<-done
	} else if why := log.fatal.Load(); why != nil {
		err = corrupt(b.dir, errors.New(*why))
	}
	if err != nil {
		s.Shutdown()
		s.WaitForShutdown()
		return err
	}
	b.server = s
	b.watching.Go(func() { b.watch(log.trouble) })
	return nil
}

// watch looks whether JetStream has given up a stream whenever the server says that something is wrong. It never
// acknowledges a write that failed, or whose sync did, nor any later one to that stream, and it tells nobody.
func (b *Bus) watch(trouble <-chan struct{}) {
	for {
		select {
		case <-trouble:
		case <-b.stopped:
			return
		}
		for _, e := range b.server.Healthz(&server.HealthzOptions{Details: true}).Errors {
			if e.Type == server.HealthzErrorStream && strings.Contains(e.Error, "write error") {
				b.broken <- errors.New(e.Error)
				return
			}
		}
	}
}

// serverLog passes on what the server warns of. It remembers a fatal error instead of ending the process.
type serverLog struct {
	log     *slog.Logger
	fatal   atomic.Pointer[string]
	trouble chan struct{} // capacity 1: there was an error
}

func (l *serverLog) Warnf(format string, v ...any) { l.log.Warn(fmt.Sprintf(format, v...)) }
func (l *serverLog) Errorf(format string, v ...any) {
	l.log.Error(fmt.Sprintf(format, v...))
	select {
	case l.trouble <- struct{}{}: // the server may hold locks: somebody else looks
	default:
	}
}
func (l *serverLog) Fatalf(format string, v ...any) {
	why := fmt.Sprintf(format, v...)
	l.fatal.CompareAndSwap(nil, &why)
	l.log.Error(why)
}
func (l *serverLog) Noticef(string, ...any) {}
func (l *serverLog) Debugf(string, ...any)  {}
func (l *serverLog) Tracef(string, ...any)  {}
