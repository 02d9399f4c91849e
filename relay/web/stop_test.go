package web_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/relaytest"
)

// Somebody reads a file and sends another over lines that stand still for a minute: the relay stops before, has closed its store, and both go on
// after the next start.
func TestARelayStopsWhileFilesAreOnTheirWay(t *testing.T) {
	t.Parallel()
	for name, slow := range map[string]func(v *sender, conv chat.ConversationID) string{
		"a stalled GET": func(v *sender, conv chat.ConversationID) string {
			return fmt.Sprintf("GET %s HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer %s\r\n\r\n", address(conv, "big"), v.token)
		},
		"a stalled PUT": func(v *sender, conv chat.ConversationID) string {
			return fmt.Sprintf("PUT %s HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer %s\r\nExpect: 100-continue\r\nContent-Type: text/plain\r\nUpload-Name: x.txt\r\n"+
				"Upload-Length: 10\r\nUpload-Offset: 4\r\nContent-Length: 6\r\n\r\n", address(conv, "half"), v.token)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := relaytest.Start(t, withUploads)
			v := visitorOf(t, r)
			conv := v.me.Conversation
			data := bytes.Repeat([]byte("x"), 4<<20)
			if got := v.send(conv, chat.File{ID: "big", Name: "x.txt", Type: "text/plain", Size: uint64(len(data))}, data); !got.Done {
				t.Fatalf("%+v", got)
			}
			half := chat.File{ID: "half", Name: "x.txt", Type: "text/plain", Size: 10}
			if got := v.put(conv, half, 0, []byte("0123")); got.Status != 200 {
				t.Fatalf("%+v", got)
			}
			c, err := net.Dial("tcp", strings.TrimPrefix(r.URL, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_ = c.(*net.TCPConn).SetReadBuffer(4 << 10) // else the kernel takes all of it
			_ = c.SetDeadline(time.Now().Add(time.Minute))
			fmt.Fprint(c, slow(v, conv))
			if line, err := bufio.NewReaderSize(c, 512).ReadString('\n'); err != nil || !strings.HasPrefix(line, "HTTP/1.1 200") && !strings.HasPrefix(line, "HTTP/1.1 100") {
				t.Fatalf("%q, %v", line, err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			if err := r.Relay.Stop(ctx); err != nil || ctx.Err() != nil {
				t.Errorf("stop the relay: %v, %v", err, ctx.Err())
			}
			r.Relay = nil
			r.Restart()
			if _, got := v.get(address(conv, "big")); !bytes.Equal(got, data) {
				t.Errorf("%d bytes, not the file", len(got))
			}
			if got := v.put(conv, half, 4, []byte("456789")); !got.Done {
				t.Errorf("%+v", got)
			}
		})
	}
}
