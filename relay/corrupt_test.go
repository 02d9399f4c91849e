package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
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
	for _, stream := range []string{bus.StreamConv, bus.BucketStream(bus.BucketSecrets), bus.BucketStream(bus.BucketAccounts), bus.BucketStream(bus.BucketLibrary), bus.BucketStream(bus.BucketFiles)} {
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
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // should it start after all
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

// served starts a relay, has a visitor write to it and send a file, and stops it.
func served(t *testing.T, f flags) {
	t.Helper()
	out, stop := start(t, f)
	url := strings.TrimSuffix(out.within(t, time.Minute, "console  "), "/console/") // four start at once
	v := wiretest.Dial(t, url, "/ws/visitor", wiretest.Options{})
	me := v.Hello("demo", "")
	v.Say(wiretest.Text(me.Conversation, 0, "e1", "hello"))
	wiretest.Await[wire.Ack](v)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url+"/files/"+string(me.Conversation)+"/f1", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Authorization": "Bearer " + me.Token, "Content-Type": "text/plain", "Upload-Name": "hello.txt", "Upload-Length": "5", "Upload-Offset": "0"} {
		req.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if answer.Body.Close(); answer.StatusCode != http.StatusOK {
		t.Errorf("the file: status %d", answer.StatusCode)
	}
	v.Leave()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
}
