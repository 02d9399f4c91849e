package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/wiretest"
)

// A relay whose store was damaged while it was down does not start, whatever it was that was damaged and however often
// one tries, until the record is deleted. It says so in one sentence.
func TestADamagedStoreIsNotServed(t *testing.T) {
	t.Parallel()
	for _, stream := range []string{bus.StreamConv, bus.BucketStream(bus.BucketSecrets), bus.BucketStream(bus.BucketAccounts), bus.BucketStream(bus.BucketLibrary)} {
		t.Run(stream, func(t *testing.T) {
			t.Parallel()
			f := flagsFor(t, "-demo", "-admin-password", "correct horse")
			served(t, f)
			blocks, err := filepath.Glob(filepath.Join(f.Data, "jetstream", "$G", "streams", stream, "msgs", "*.blk"))
			if err != nil || len(blocks) == 0 {
				t.Fatal(blocks, err)
			}
			for _, name := range blocks {
				b, err := os.ReadFile(name)
				if err == nil {
					err = os.WriteFile(name, bytes.Repeat([]byte{0xA5}, len(b)), 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			for range 2 {
				var out bytes.Buffer
				ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second) // should it start after all
				err := run(ctx, f, &out, io.Discard)
				cancel()
				if !errors.Is(err, bus.ErrCorrupt) || !strings.Contains(err.Error(), f.Data) || !strings.Contains(err.Error(), "delete "+filepath.Join(f.Data, "highwater")) ||
					strings.Contains(err.Error(), "\n") || out.Len() > 0 {
					t.Errorf("%v, printed %q", err, out.String())
				}
			}
			if err := os.Remove(filepath.Join(f.Data, "highwater")); err != nil {
				t.Fatal(err)
			}
			served(t, f)
		})
	}
}

// served starts a relay, has a visitor write to it, and stops it.
func served(t *testing.T, f flags) {
	t.Helper()
	out, stop := start(t, f)
	url := strings.TrimSuffix(out.within(t, time.Minute, "console  "), "/console/") // four start at once
	v := wiretest.Dial(t, url, "/ws/visitor", wiretest.Options{})
	me := v.Hello("demo", "")
	v.Say(wiretest.Text(me.Conversation, 0, "e1", "hello"))
	wiretest.Await[wire.Ack](v)
	v.Leave()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
}
