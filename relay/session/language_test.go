package session

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

func TestBytesThatAreNotTheLanguageEndTheConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	hello := wire.Message(wire.Hello{Site: "main", Lang: "en"})
	for _, c := range []struct {
		name  string
		hello bool
		bytes []byte
		want  wire.CloseCode
	}{
		{"an empty message", false, nil, wire.CloseMalformed},
		{"another version", false, []byte{2, 1, 0}, wire.CloseVersion},
		{"JSON", false, []byte(`{"op":"hello"}`), wire.CloseVersion},
		{"a frame cut short", false, hello[:len(hello)-1], wire.CloseMalformed},
		{"a length that lies", true, []byte{wire.Version, byte(wire.TypeSend), 0xff, 0xff, 0xff, 0xff, 0x7f}, wire.CloseMalformed},
		{"a length without an end", true, []byte{wire.Version, byte(wire.TypeSend), 0x80}, wire.CloseMalformed},
		{"a payload too short for its frame", true, []byte{wire.Version, byte(wire.TypeFollow), 1, 9}, wire.CloseMalformed},
		{"text that is not UTF-8", true, wire.Message(wiretest.Text("a_1", 0, "x", "\xff\xfe")), wire.CloseMalformed},
		{"a second Hello", true, hello, wire.CloseMalformed},
		{"a frame before Hello", false, wire.Message(wire.Ping{}), wire.CloseMalformed},
		{"a Send before Hello", false, wire.Message(wiretest.Text("a_1", 0, "x", "hi")), wire.CloseMalformed},
		{"what only a relay says", true, wire.Message(wire.Ack{Conversation: "a_1", ID: "x", N: 1}), wire.CloseMalformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := w.visitor()
			if c.hello {
				v.Hello("main", "")
			}
			v.SayBytes(c.bytes)
			if got := v.Closed(); got != c.want {
				t.Errorf("closed with %d, want %d", got, c.want)
			}
		})
	}
}

func TestATextMessageEndsTheConnection(t *testing.T) {
	t.Parallel()
	v := newWorld(t).visitor()
	v.SayText("hello")
	if got := v.Closed(); got != wire.CloseMalformed {
		t.Errorf("closed with %d, want %d", got, wire.CloseMalformed)
	}
}

func TestFramesOfANewerClientAreIgnored(t *testing.T) {
	t.Parallel()
	v := newWorld(t).visitor()
	v.Hello("main", "")
	v.Say(wire.Unsupported{Raw: 60, Data: "whatever"}, wire.Unsupported{Raw: 200, Data: ""}, wire.Ping{})
	if _, ok := v.Next().(wire.Pong); !ok {
		t.Error("no Pong behind the unknown frames")
	}
}

func TestAMessageOfAMegabyteIsTooLarge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.visitor()
	me := v.Hello("main", "")
	_ = v.TrySay(wire.Message(wiretest.Text(me.Conversation, 0, "x", strings.Repeat("a", 1<<20)))) // the relay may close before all is sent
	if got := v.Closed(); got != wire.CloseTooLarge {
		t.Errorf("closed with %d, want %d", got, wire.CloseTooLarge)
	}
}

func TestAMessageOfExactlyTheLimitIsRead(t *testing.T) {
	t.Parallel()
	v := newWorld(t).visitor()
	v.Hello("main", "")
	head := len(wire.Message(wire.Unsupported{Raw: 60, Data: strings.Repeat("x", 60_000)})) - 60_000
	v.SayBytes(wire.Message(wire.Unsupported{Raw: 60, Data: strings.Repeat("x", chat.MaxFrame-head)}))
	v.Say(wire.Ping{})
	wiretest.Await[wire.Pong](v)
}

func TestTextsAreTakenAsTheyAre(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	for _, c := range []struct {
		name, text string
		want       chat.Problem
	}{
		{"markup", `<img src=x onerror="alert(1)">&amp;</script>`, chat.NoProblem},
		{"right-to-left overrides", "abc \u202egnp.exe\u202c \u2066x\u2069", chat.NoProblem},
		{"emoji and line breaks", "👩🏽‍🚀\n\tok", chat.NoProblem},
		{"NUL", "a\x00b", chat.BadText},
		{"an escape", "\x1b[31m", chat.BadText},
		{"nothing", "", chat.BadText},
		{"white space", " \n\t ", chat.BadText},
		{"more than MaxText", strings.Repeat("a", chat.MaxText+1), chat.TooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := chat.EntryID(strings.ReplaceAll(c.name, " ", "-"))
			v.Say(wiretest.Text(me.Conversation, 0, id, c.text))
			if c.want != chat.NoProblem {
				if n := wiretest.Await[wire.Nack](v); n.Problem != c.want || n.ID != id {
					t.Fatalf("answer %v for %s, want %v", n.Problem, n.ID, c.want)
				}
				return
			}
			e := wiretest.Await[wire.Entries](v).List[0]
			if got := e.Body.(chat.Text).Text; got != c.text {
				t.Errorf("stored %q, want %q", got, c.text)
			}
		})
	}
}
