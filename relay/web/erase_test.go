package web_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

// A manager erases a visitor: agents' lists and open panes lose them, the visitor's browser is a stranger again, and no file of the data
// directory has anything of what was said, sent or noted. Agents may not do it, and others' conversations stay.
func TestWhoIsErasedIsGoneEverywhere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := relaytest.Start(t, withUploads, func(c *web.Config) { c.Data = dir })
	v, other := visitorOf(t, r), visitorOf(t, r)
	conv := v.me.Conversation
	v.Say(wiretest.Text(conv, 0, "e1", "SECRET words"))
	wiretest.Await[wire.Ack](v.Client)
	other.Say(wiretest.Text(other.me.Conversation, 0, "e1", "KEPT words"))
	wiretest.Await[wire.Ack](other.Client)
	data := []byte("SECRET bytes")
	file := chat.File{ID: "f1", Name: "SECRET name.txt", Type: "text/plain", Size: uint64(len(data))}
	if got := v.send(conv, file, data); !got.Done {
		t.Fatalf("%+v", got)
	}
	v.Say(wire.Send{Conversation: conv, After: 1, ID: "e2", Body: file})
	wiretest.Await[wire.Ack](v.Client)
	if got := v.put(conv, chat.File{ID: "f2", Name: "SECRET half.txt", Type: "text/plain", Size: 99}, 0, []byte("SECRET half")); got.Status != 200 {
		t.Fatalf("%+v", got)
	}
	answer := v.do("GET", address(conv, "f1"), nil)
	if got := answer.Header.Get("Content-Disposition"); !bytes.Contains([]byte(got), []byte("SECRET name.txt")) {
		t.Errorf("the file is called %q", got)
	}
	ana := r.Agent("ana@localhost")
	ana.HelloAgent()
	ana.Say(wire.Send{Conversation: conv.Staff(), ID: "n1", Body: chat.Note{Text: "SECRET note"}})
	wiretest.Await[wire.Ack](ana)
	ana.Follow(conv, 0, 0)
	ana.Say(wire.Erase{Ref: 7, Visitor: v.me.Me.ID})
	if got := wiretest.Await[wire.Done](ana); got != (wire.Done{Ref: 7, Problem: chat.NotAllowed}) {
		t.Fatalf("an agent erases: %+v", got)
	}
	if got := secrets(t, dir); len(got) == 0 {
		t.Fatal("the test would not find what is there")
	}
	boss := r.Agent("admin@localhost")
	boss.HelloAgent()
	boss.Say(wire.Erase{Ref: 8, Visitor: v.me.Me.ID})
	if got := wiretest.Await[wire.Done](boss); got != (wire.Done{Ref: 8}) {
		t.Fatalf("%+v", got)
	}
	if got := v.Closed(); got != wire.CloseBadToken {
		t.Errorf("the visitor's socket closes with %d", got)
	}
	for refused, gone := false, false; !refused || !gone; {
		switch f := ana.Next().(type) {
		case wire.Refused:
			refused = refused || f == (wire.Refused{Conversation: conv, Problem: chat.NotFound})
		case wire.Summaries:
			gone = gone || len(f.Gone) == 1 && f.Gone[0] == conv
		}
	}
	check := func(when string) {
		t.Helper()
		if got := secrets(t, dir); len(got) > 0 {
			t.Errorf("%s in %q", when, got)
		}
		again := r.Visitor()
		again.Say(wire.Hello{Site: relaytest.Site, Token: v.token, Lang: "en"})
		if got := again.Closed(); got != wire.CloseBadToken {
			t.Errorf("%s the old token: %d", when, got)
		}
		if got := v.do("GET", address(conv, "f1"), nil).StatusCode; got != 401 && got != 403 {
			t.Errorf("%s the file: %d", when, got)
		}
		agent := r.Agent("ana@localhost")
		_, list := agent.HelloAgent()
		if len(list.List) != 1 || list.List[0].ID != other.me.Conversation {
			t.Errorf("%s %d in the list", when, len(list.List))
		}
		agent.Say(wire.Follow{Conversation: conv, Limit: 50})
		if got := wiretest.Await[wire.Refused](agent); got.Problem != chat.NotFound {
			t.Errorf("%s an agent reads: %v", when, got.Problem)
		}
	}
	check("at once")
	r.Restart()
	check("after a restart")
}

// secrets are the files under dir with something in them that should be gone.
func secrets(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("SECRET")) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
