package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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
	log := &serverLog{log: b.log.With("from", "nats")}
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
	return nil
}

// serverLog passes on what the server warns of. It remembers a fatal error instead of ending the process.
type serverLog struct {
	log   *slog.Logger
	fatal atomic.Pointer[string]
}

func (l *serverLog) Warnf(format string, v ...any)  { l.log.Warn(fmt.Sprintf(format, v...)) }
func (l *serverLog) Errorf(format string, v ...any) { l.log.Error(fmt.Sprintf(format, v...)) }
func (l *serverLog) Fatalf(format string, v ...any) {
	why := fmt.Sprintf(format, v...)
	l.fatal.CompareAndSwap(nil, &why)
	l.log.Error(why)
}
func (l *serverLog) Noticef(string, ...any) {}
func (l *serverLog) Debugf(string, ...any)  {}
func (l *serverLog) Tracef(string, ...any)  {}
