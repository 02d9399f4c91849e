package wire_test

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// canary stands wherever somebody's words or secrets do.
const canary = "CANARY"

func TestATraceNeverTellsWhatWasWritten(t *testing.T) {
	t.Parallel()
	who := chat.Person{ID: "p", Role: chat.Agent, Name: canary}
	text := chat.Entry{ID: "e-1", N: 4, Author: who, Body: chat.Text{Text: canary}}
	page := chat.Entry{ID: "e-2", N: 5, Author: who, Body: chat.PageView{URL: canary, Title: canary}}
	newer := chat.Entry{ID: "e-3", N: 6, Author: who, Body: chat.Unsupported{Raw: 99, Data: canary}}
	list := []chat.Entry{text, page, newer}
	for _, c := range []struct {
		f    wire.Frame
		want string
	}{
		{wire.Hello{Site: "main", Token: canary, Lang: "fr"}, "hello site=main lang=fr"},
		{wire.Follow{Conversation: "v_1", Epoch: 9, After: 3, Limit: 60}, "follow v_1 after=3 limit=60"},
		{wire.Unfollow{Conversation: "v_1"}, "unfollow v_1"},
		{wire.Load{Conversation: "v_1", Before: 3, Limit: 60}, "load v_1 before=3 limit=60"},
		{wire.Send{Conversation: "v_1", After: 3, ID: "e-1", Body: text.Body}, "send v_1 id=e-1 after=3 kind=1"},
		{wire.Send{Conversation: "v_1", ID: "e-2", Body: page.Body}, "send v_1 id=e-2 after=0 kind=2"},
		{wire.Send{Conversation: "v_1", ID: "e-3", Body: newer.Body}, "send v_1 id=e-3 after=0 kind=99"},
		{wire.Mark{Conversation: "v_1", Delivered: 2, Read: 1}, "mark v_1 delivered=2 read=1"},
		{wire.Typing{Conversation: "v_1", On: true}, "typing v_1 on=true"},
		{wire.Ping{}, "ping"},
		{wire.Welcome{Epoch: 9, Me: who, Token: canary, Conversation: "v_1", SiteName: canary}, "welcome epoch=9 me=p conversation=v_1"},
		{wire.Page{Conversation: "v_1", List: list, Last: 6, Gap: true}, "page v_1 before=0 entries=3 last=6 gap=true"},
		{wire.Entries{Conversation: "v_1", List: list}, "entries v_1 4..6"},
		{wire.Entries{Conversation: "v_1"}, "entries v_1 none"},
		{wire.Ack{Conversation: "v_1", ID: "e-1", N: 4}, "ack v_1 id=e-1 n=4"},
		{wire.Nack{Conversation: "v_1", ID: "e-1", Problem: chat.Taken, By: who}, "nack v_1 id=e-1 problem=taken"},
		{wire.Marks{Conversation: "v_1"}, "marks v_1"},
		{wire.TypingNow{Conversation: "v_1", Who: who, On: true}, "typing-now v_1 who=p on=true"},
		{wire.Summaries{Reset: true, List: []chat.Summary{{Conversation: chat.Conversation{Visitor: who, LastText: canary, Page: chat.PageView{URL: canary, Title: canary}}}}}, "summaries n=1 reset=true"},
		{wire.Pong{Now: 7}, "pong"},
		{wire.Refused{Conversation: "v_1", Problem: chat.NotFound}, "refused v_1 problem=not found"},
		{wire.Put{Ref: 1, Item: chat.Item{Kind: chat.TagItem, ID: "t1", Name: canary, Text: canary}}, "put kind=4 id=t1"},
		{wire.Drop{Ref: 1, Kind: chat.TagItem, ID: "t1"}, "drop kind=4 id=t1"},
		{wire.Be{Status: chat.Busy}, "be status=2"},
		{wire.Ask{Ref: 1, Conversation: "v_1", N: 3, To: "fr"}, "ask v_1 n=3 to=fr"},
		{wire.AskText{Ref: 1, Conversation: "v_1", Text: canary, To: "fr"}, "ask-text v_1 to=fr"},
		{wire.Rendered{Ref: 1, From: "en", Text: canary}, "rendered ref=1 problem=none"},
		{wire.Send{Conversation: "v_1", ID: "e-4", Body: chat.Text{Text: canary, Translated: chat.Rendering{From: "en", To: "fr", Text: canary}}}, "send v_1 id=e-4 after=0 kind=1"},
		{wire.Draft{Conversation: "v_1", Text: canary}, "draft v_1"},
		{wire.Items{Reset: true, List: []chat.Item{{Name: canary}}}, "items n=1 reset=true"},
		{wire.Done{Ref: 1, Problem: chat.NotAllowed}, "done ref=1 problem=not allowed"},
		{wire.Staff{List: []chat.Colleague{{Person: who}}, Off: []chat.Person{who}}, "staff n=1"},
		{wire.DraftNow{Conversation: "v_1~", Text: canary}, "draft-now v_1~"},
		{wire.Unsupported{Raw: 200, Data: canary}, "unsupported type=200"},
	} {
		if got := wire.Trace(c.f); got != c.want || strings.Contains(got, canary) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Before it is welcomed anybody may say anything, also line ends and what makes a terminal act.
func TestATraceIsOneShortLineWhateverAStrangerSends(t *testing.T) {
	t.Parallel()
	evil := "x\n2026 all is well\x1b]0;owned\a\u202e" + strings.Repeat("y", chat.MaxFrame)
	for _, f := range []wire.Frame{
		wire.Hello{Site: chat.SiteID(evil), Lang: evil}, wire.Follow{Conversation: chat.ConversationID(evil)},
		wire.Send{Conversation: "v_1", ID: chat.EntryID(evil), Body: chat.Joined{}}, wire.TypingNow{Who: chat.Person{ID: chat.PersonID(evil)}},
	} {
		if got := wire.Trace(f); !printable(got) || len(got) > 1000 {
			t.Errorf("%d bytes: %q", len(got), got[:min(len(got), 200)])
		}
	}
}

func printable(line string) bool {
	return strings.IndexFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}
