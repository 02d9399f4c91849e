package web_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
)

// The bytes of files may be many, so a start does not read them: what was damaged is found when somebody asks for it. It is never
// given as if it were whole, who asks is not kept waiting, and nothing else is held up.
func TestADamagedFileIsNotGivenAndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func([]byte){
		"one bit": func(b []byte) { b[len(b)/2] ^= 1 },
		"all": func(b []byte) {
			for i := range b {
				b[i] ^= 0x55
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			r := relaytest.Start(t, withUploads, func(c *web.Config) { c.Data = dir })
			v := visitorOf(t, r)
			conv := v.me.Conversation
			data := []byte(strings.Repeat("0123456789abcdef", 1000))
			file := func(id chat.FileID) chat.File {
				return chat.File{ID: id, Name: "long.txt", Type: "text/plain", Size: uint64(len(data))}
			}
			if got := v.send(conv, file("before"), data); !got.Done {
				t.Fatalf("%+v", got)
			}
			r.Stop()
			blocks, err := filepath.Glob(filepath.Join(dir, "jetstream", "$G", "streams", bus.ObjectStream(bus.ObjectsFiles), "msgs", "*.blk"))
			if err != nil || len(blocks) != 1 {
				t.Fatal(blocks, err)
			}
			b, err := os.ReadFile(blocks[0])
			if err == nil {
				harm(b)
				err = os.WriteFile(blocks[0], b, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			r.Restart()
			answer := v.do("GET", address(conv, "before"), nil)
			if got, err := io.ReadAll(answer.Body); answer.StatusCode == 200 && err == nil {
				t.Errorf("it is given: %d bytes, as before: %v", len(got), bytes.Equal(got, data))
			}
			if got := v.send(conv, file("after"), data); !got.Done {
				t.Fatalf("the next one: %+v", got)
			}
			if answer, got := v.get(address(conv, "after")); answer.StatusCode != 200 || !bytes.Equal(got, data) {
				t.Errorf("the next one: %d, %d bytes", answer.StatusCode, len(got))
			}
			if got := v.status("DELETE", address(conv, "before")); got != 204 {
				t.Errorf("DELETE: %d", got)
			}
		})
	}
}
