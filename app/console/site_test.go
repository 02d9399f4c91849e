package console

import (
	"slices"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const siteName = "Visitors on the site"

// here is a visitor who came so many seconds ago.
func (d *deskOf) here(id string, seconds chat.Millis) chat.OnSite {
	return chat.OnSite{Profile: chat.Profile{Visitor: chat.PersonID(id), Last: 3, Pages: 2, Page: chat.PageView{URL: "https://shop.example/" + id, Title: "Page of " + id},
		Visit: chat.Visit{ID: "x", Number: 2, Began: d.now - seconds*1000, Came: chat.Source{Referrer: "https://t.co/x"}, Device: chat.Device{Country: "BE"}}}}
}

// watching is a desk that shows the visitors on the site.
func watching(t *testing.T) *deskOf {
	t.Helper()
	d := atDesk(t)
	d.loop.Model.Rules.Visitors = true
	d.step(PagePressed{Page: VisitorsPage})
	if got := frames[wire.Watch](d); len(got) != 1 || !got[0].On {
		t.Fatalf("sent %v", got)
	}
	d.effects = nil
	return d
}

// names are those of the rows, in order.
func (d *deskOf) names() string {
	var names []string
	for _, row := range d.doc.All("listitem", "") {
		if row.Attrs["class"] == "visitor" {
			names = append(names, row.Kids[1].Kids[0].Kids[0].TextContent())
		}
	}
	return strings.Join(names, ", ")
}

func TestWhoIsOnTheSiteIsSeenLive(t *testing.T) {
	t.Parallel()
	d := watching(t)
	d.mustShow("Loading")
	d.frame(wire.Visitors{Reset: true})
	d.mustShow("Nobody is on the site right now.")
	d.frame(wire.Visitors{List: []chat.OnSite{d.here("v-old-aaaa", 600), d.here("v-new-bbbb", 10)}})
	if got := d.names(); got != "Visitor bbbb, Visitor aaaa" {
		t.Errorf("the newest first: %s", got)
	}
	for _, words := range []string{"2 visitors", "Page of v-new-bbbb", "Social network: X", "country BE", "2 pages", "visit 2", "0:10", "10:00"} {
		d.mustShow(words)
	}
	d.now += 1000
	d.step(Ticked{})
	d.mustShow("10:01")
	d.press("Longest first")
	if got := d.names(); got != "Visitor aaaa, Visitor bbbb" {
		t.Errorf("the longest first: %s", got)
	}
	d.frame(wire.Visitors{List: []chat.OnSite{d.here("v-cccc", 900)}, Left: []chat.PersonID{"v-old-aaaa"}})
	if got := d.names(); got != "Visitor cccc, Visitor bbbb" {
		t.Errorf("one came and one went: %s", got)
	}
	d.effects = nil
	d.press("Back")
	if got := frames[wire.Watch](d); len(got) != 1 || got[0].On {
		t.Errorf("when nobody looks any more: %v", got)
	}
	if len(d.loop.Model.Site.List) != 0 {
		t.Error("the list is kept, and would be old the next time")
	}
}

func TestAfterTheConnectionWasLostTheListIsAskedForAgain(t *testing.T) {
	t.Parallel()
	d := watching(t)
	d.frame(wire.Visitors{Reset: true, List: []chat.OnSite{d.here("v-aaaa", 5)}})
	d.step(ui.SocketClosed{Code: 1006})
	if len(frames[wire.Watch](d)) != 0 || d.names() != "Visitor aaaa" {
		t.Error("the list goes away with the connection")
	}
	d.step(ui.SocketOpened{})
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Visitors: true}})
	if got := frames[wire.Watch](d); len(got) != 1 || !got[0].On {
		t.Errorf("sent %v", got)
	}
	d.frame(wire.Visitors{Reset: true, List: []chat.OnSite{d.here("v-bbbb", 5)}})
	if got := d.names(); got != "Visitor bbbb" {
		t.Errorf("shown: %s", got)
	}
}

func TestWithoutTheListItIsSaidHowToHaveIt(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	if d.doc.Find("button", siteName) != nil {
		t.Error("a button that leads nowhere")
	}
	d.press("Settings")
	d.press(siteName)
	d.mustShow("starting it with -visitors")
	if len(frames[wire.Watch](d)) != 0 {
		t.Error("asked for all the same")
	}
}

func TestALongListIsWindowed(t *testing.T) {
	t.Parallel()
	d := watching(t)
	all := wire.Visitors{Reset: true}
	for i := range 1000 {
		all.List = append(all.List, d.here("v-"+itoa(1000+i), chat.Millis(i)))
	}
	d.frame(all)
	d.step(VisitorsMeasured{Top: 500 * visitorHeight, Height: 600})
	names := strings.Split(d.names(), ", ")
	if len(names) > 40 || !slices.Contains(names, "Visitor 1500") || slices.Contains(names, "Visitor 1000") {
		t.Errorf("%d rows: %v", len(names), names)
	}
}

// inviting is a desk with the dialog for an invitation of a visitor on the site.
func inviting(t *testing.T) *deskOf {
	t.Helper()
	d := watching(t)
	d.frame(wire.Visitors{Reset: true, List: []chat.OnSite{d.here("v-aaaa", 5)}})
	d.press("Invite Visitor aaaa")
	return d
}

func TestAVisitorIsInvited(t *testing.T) {
	t.Parallel()
	d := inviting(t)
	if got := d.doc.Find("textbox", "Message").Attrs[".value"]; got != "Hello! Can I help you?" {
		t.Errorf("the field holds %q", got)
	}
	d.enters("textbox", "Message", "May I help?")
	d.submit("Send the invitation")
	d.submit("Send the invitation")
	sent := frames[wire.Invite](d)
	if len(sent) != 1 || sent[0].Visitor != "v-aaaa" || sent[0].Text != "May I help?" || sent[0].ID == "" {
		t.Fatalf("sent %v", sent)
	}
	d.frame(wire.Done{Ref: sent[0].Ref})
	id := chat.ConversationOf("v-aaaa", 1)
	if d.loop.Model.Page != NoPage || d.loop.Model.focused() != id || d.doc.Find("dialog", "") != nil {
		t.Error("the conversation is not in view")
	}
	d.frame(wire.Summaries{List: []chat.Summary{{Conversation: chat.Conversation{ID: id, Visitor: chat.Person{ID: "v-aaaa", Role: chat.Visitor}, Agent: ana, LastKind: chat.KindText}, Online: true}}})
	if d.doc.Find("region", "Conversation with Visitor aaaa") == nil {
		t.Error("its pane is not there")
	}
}

func TestACannedResponseInvites(t *testing.T) {
	t.Parallel()
	d := inviting(t)
	choose := func(item string) {
		f := d.doc.Find("combobox", "Canned response (optional)")
		d.do(d.loop.Event(d.now, f.Listener(dom.Chosen), dom.Event{Type: dom.Chosen, Value: item}))
	}
	choose("delivery")
	if got := d.doc.Find("textbox", "Message").Attrs[".value"]; got != "Dear {visitor}, it takes two days. Ana Martin" {
		t.Errorf("the field holds %q", got)
	}
	choose("")
	if got := d.doc.Find("textbox", "Message").Attrs[".value"]; got != "Hello! Can I help you?" {
		t.Errorf("the field holds %q", got)
	}
}

func TestAnInvitationThatCannotBeIsExplained(t *testing.T) {
	t.Parallel()
	for problem, words := range map[chat.Problem]string{
		chat.Taken: "This visitor is already in a conversation.", chat.NotFound: "This visitor has left the site.", chat.Unavailable: "could not be sent",
	} {
		d := inviting(t)
		d.submit("Send the invitation")
		d.frame(wire.Done{Ref: frames[wire.Invite](d)[0].Ref, Problem: problem})
		d.mustShow(words)
		if d.doc.Find("dialog", "Invite Visitor aaaa") == nil || d.loop.Model.Form.Busy {
			t.Errorf("%v: it cannot be tried again", problem)
		}
	}
	d := inviting(t)
	d.enters("textbox", "Message", "  ")
	d.submit("Send the invitation")
	d.mustShow("Please fill this in.")
	if len(frames[wire.Invite](d)) != 0 {
		t.Error("an empty one is sent")
	}
}

func TestAnInvitationWhoseAnswerIsLostIsSentAgainAsTheSame(t *testing.T) {
	t.Parallel()
	d := inviting(t)
	d.submit("Send the invitation")
	d.step(ui.SocketClosed{Code: 1006})
	d.mustShow("The server does not answer")
	d.submit("Send the invitation")
	d.step(ui.SocketOpened{})
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Visitors: true}})
	d.submit("Send the invitation")
	if sent := frames[wire.Invite](d); len(sent) != 2 || sent[0].ID != sent[1].ID || sent[0].Ref == sent[1].Ref {
		t.Errorf("sent %v", sent)
	}
}

func TestWhoTalksAlreadyIsNotInvited(t *testing.T) {
	t.Parallel()
	d := watching(t)
	mine, invited, elsewhere := d.here("v0", 5), d.here("v-bbbb", 6), d.here("v-cccc", 7)
	mine.Conversation, invited.Invited, elsewhere.Conversation = d.id, true, "v-cccc_1"
	d.frame(wire.Visitors{Reset: true, List: []chat.OnSite{mine, invited, elsewhere}})
	for _, words := range []string{"With Ana Martin", "Invited, no answer yet", "In a conversation"} {
		d.mustShow(words)
	}
	for _, b := range d.doc.All("button", "") {
		if strings.HasPrefix(b.NameOf(), "Invite ") {
			t.Errorf("%s", b.NameOf())
		}
	}
	d.press("Open the conversation")
	if d.loop.Model.Page != NoPage || d.loop.Model.focused() != d.id {
		t.Error("it does not lead to the conversation")
	}
}
