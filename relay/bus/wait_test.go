package bus

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestALongRecoverySaysSoEverySecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		b := &Bus{log: slog.New(slog.NewTextHandler(&log, nil))}
		done := make(chan struct{})
		time.AfterFunc(3500*time.Millisecond, func() { close(done) })
		if err := b.wait(t.Context(), done); err != nil {
			t.Error(err)
		}
		if n := strings.Count(log.String(), "recovering"); n != 3 {
			t.Errorf("said %d times: %s", n, log.String())
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := b.wait(ctx, make(chan struct{})); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}
