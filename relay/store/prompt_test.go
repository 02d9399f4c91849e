package store

import (
	"bytes"
	"context"
	"io"
	"sync"
	"testing"
	"time"

	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
)

// Who asked for an object goes away while it is read: the reading ends, whatever it waits for.
func TestReadingEndsWithItsContext(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), bustest.Open(t, t.TempDir(), bus.SyncAlways), Options{Log: bustest.Log()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bustest.Close(t, s) })
	o, err := s.Objects(t.Context(), bus.ObjectsFiles)
	if err != nil {
		t.Fatal(err)
	}
	data := bytes.Repeat([]byte("x"), 8*chunk)
	if err := o.Put(t.Context(), "big", bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	var readers sync.WaitGroup
	for i := range 80 {
		readers.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
			defer cancel()
			r, err := o.Read(ctx, "big")
			if err != nil {
				t.Error(err)
				return
			}
			defer r.Close()
			if _, err := io.CopyN(io.Discard, r, int64(i*len(data)/80)); err != nil {
				t.Error(err)
			}
			go cancel() // somewhere in the next Read
			_, _ = io.Copy(io.Discard, r)
		})
	}
	readers.Wait()
	if took := time.Since(began); took > 4*time.Minute {
		t.Errorf("it took %v", took)
	}
}
