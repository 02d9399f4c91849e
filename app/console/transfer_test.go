package console

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

func TestAConversationIsTransferredToSomebodyFoundByTyping(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Transfer")
	if got, want := d.options(), "Available: [Claire] Teams: Sales Service Busy or away: Ben Bots: Robot"; got != want {
		t.Errorf("offered %s, want %s", got, want)
	}
	d.mustShow("2 members · 1 available now")
	d.keyAt("combobox", "To whom?", "ArrowDown")
	if got := d.doc.Find("button", "Transfer to Sales"); got == nil {
		t.Error("the arrow does not mark")
	}
	d.enters("combobox", "To whom?", "be")
	if got := d.options(); got != "Busy or away: [Ben]" {
		t.Errorf("found %s", got)
	}
	if got := d.doc.Find("listbox", "To whom?").Attrs["tabindex"]; got != "-1" {
		t.Errorf("Tab stops at the list before it comes to the comment: tabindex %q", got)
	}
	d.enters("textbox", "Comment", "Knows the shop in Lyon")
	d.submit("Transfer to Ben")
	if got := d.last(); got != (chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "b1", Name: "Ben"}}) {
		t.Fatalf("wrote %v", got)
	}
	held := d.held[d.id]
	note, ok := d.written(d.id.Staff(), 1)[0].(chat.Note)
	if !ok || note.Text != "Knows the shop in Lyon" || note.About != held[len(held)-1].ID {
		t.Errorf("the comment is %v", note)
	}
	d.mustShow("Transferred to Ben. Waiting for an answer")
	d.mustShow("Knows the shop in Lyon")
	d.press("Withdraw")
	if got := d.last(); got != (chat.Settled{Of: note.About, How: chat.Withdrawn, From: ana}) {
		t.Errorf("wrote %v", got)
	}
	d.mustNotShow("Waiting for an answer")
}

func TestNobodyOfThatName(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.key("F4", 0)
	d.enters("combobox", "To whom?", "zzz")
	d.submit("Transfer")
	d.mustShow("Nobody of that name")
	if _, ok := d.last().(chat.Transfer); ok {
		t.Error("transferred to nobody")
	}
	d.keyAt("combobox", "To whom?", "Escape")
	if d.doc.Find("dialog", "") != nil {
		t.Error("Escape leaves it open")
	}
}

func TestATransferWorksWhenNobodyIsThere(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.frame(wire.Staff{List: []chat.Colleague{{Person: ana}, {Person: ben}, {Person: claire}}})
	d.press("Transfer")
	if got := d.options(); got != "Teams: [Sales] Service Busy or away: Ben Claire" {
		t.Errorf("offered %s", got)
	}
	d.submit("Transfer to Sales")
	if got := d.last(); got != (chat.Transfer{To: chat.Party{Kind: chat.PartyTeam, ID: "sales", Name: "Sales"}}) {
		t.Errorf("wrote %v", got)
	}
}

// offers lets Ben offer a conversation of his.
func (d *deskOf) offers(to chat.Party) chat.ConversationID {
	d.t.Helper()
	id := d.writes(1, "Hello")
	d.happens(id, ben, chat.Joined{})
	d.happens(id.Staff(), ben, chat.Note{Text: "He asks about Lyon", About: chat.EntryID("v1-3")})
	d.happens(id, ben, chat.Transfer{To: to})
	return id
}

func TestWhatIsOfferedIsAcceptedOrReturned(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.offers(chat.Party{Kind: chat.PartyOne, ID: "a1", Name: "Ana Martin"})
	if g := d.loop.Model.Groups[0]; g.Name.En != "Transferred to you" || len(g.List) != 1 {
		t.Errorf("groups %v", d.loop.Model.Groups)
	}
	d.click("button", "Visitor 1", 0)
	d.mustShow("Ben transfers this conversation to you")
	d.mustShow("He asks about Lyon")
	d.press("Return")
	d.enters("textbox", "Comment", "I am not in Lyon")
	d.submit("Return")
	offer := d.held[id][2].ID
	if got := d.written(id, 1)[0]; got != (chat.Settled{Of: offer, How: chat.Returned, From: ben}) {
		t.Errorf("wrote %v", got)
	}
	if got := d.written(id.Staff(), 1)[0]; got != (chat.Note{Text: "I am not in Lyon", About: offer}) {
		t.Errorf("commented %v", got)
	}
	d.happens(id, ben, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "a1", Name: "Ana Martin"}})
	d.press("Accept")
	if d.list[id].Agent != ana {
		t.Errorf("%v has it", d.list[id].Agent)
	}
	d.mustNotShow("Ben transfers")
	d.hasKeyboard("after the acceptance")
}

func TestATeamsTransferIsForItsMembers(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.offers(chat.Party{Kind: chat.PartyTeam, ID: "sales", Name: "Sales"}) // Ana is not in it
	if d.loop.Model.offered(chat.Summary{Conversation: d.list[id]}) {
		t.Error("it is offered to somebody who is not of the team")
	}
	d.frame(wire.Items{List: []chat.Item{{Kind: chat.TeamItem, ID: "sales", Name: "Sales", Members: []string{"a1"}}}})
	if g := d.loop.Model.Groups[0]; g.Name.En != "Transferred to you" {
		t.Errorf("groups %v", d.loop.Model.Groups)
	}
	d.click("button", "Visitor 1", 0)
	d.mustShow("Ben transfers this conversation to your team Sales")
	d.press("Accept")
	if d.list[id].Agent != ana {
		t.Errorf("%v has it", d.list[id].Agent)
	}
}

func TestATransferForAnotherIsOnlySaid(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.offers(chat.Party{Kind: chat.PartyOne, ID: "c1", Name: "Claire"})
	d.click("button", "Visitor 1", 0)
	d.mustShow("Ben transfers this conversation to Claire")
	if d.doc.Find("button", "Accept") != nil {
		t.Error("it is not Ana's to accept")
	}
}

// colleagues lets Ben have a conversation that Ana looks at.
func (d *deskOf) colleagues() chat.ConversationID {
	d.t.Helper()
	id := d.writes(1, "Hello")
	d.happens(id, ben, chat.Joined{})
	d.click("button", "Visitor 1", 0)
	return id
}

func TestAManagerGivesAColleaguesConversationToSomebody(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.loop.Model.Me.Role = chat.Manager
	id := d.colleagues()
	d.press("Transfer")
	if got, want := d.options(), "Available: [Ana Martin] Claire Teams: Sales Service Bots: Robot"; got != want {
		t.Errorf("offered %s, want %s", got, want)
	}
	d.enters("combobox", "To whom?", "claire")
	d.submit("Transfer to Claire")
	if got := d.written(id, 1)[0]; got != (chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "c1", Name: "Claire"}}) {
		t.Errorf("wrote %v", got)
	}
	if d.list[id].Agent != ben {
		t.Error("Ben does not keep it until Claire accepts")
	}
	d.press("Withdraw")
	if s, ok := d.written(id, 1)[0].(chat.Settled); !ok || s.How != chat.Withdrawn {
		t.Errorf("wrote %v", d.written(id, 1))
	}
}

func TestAManagerTakesAColleaguesConversationWithoutBeingAsked(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.loop.Model.Me.Role = chat.Manager
	id := d.colleagues()
	d.step(KeyPressed{Key: "F4"})
	d.submit("Transfer to Ana Martin")
	if d.list[id].Agent != ana {
		t.Errorf("%v has it after %v", d.list[id].Agent, d.written(id, 2))
	}
	d.hasKeyboard("when it is hers")
}

// Somebody was faster: only the transfer has failed, and nothing is accepted that was not offered.
func TestARefusedTransferToOneselfFailsOnce(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.loop.Model.Me.Role = chat.Manager
	id := d.colleagues()
	d.refuse = map[chat.Kind]chat.Problem{chat.KindTransfer: chat.Taken, chat.KindSettled: chat.Taken}
	d.step(KeyPressed{Key: "F4"})
	d.submit("Transfer to Ana Martin")
	var failed []chat.Kind
	for _, p := range d.loop.Model.Talks[id].Talk.Thread.Pending {
		failed = append(failed, p.Body.Kind())
	}
	if len(failed) != 1 || failed[0] != chat.KindTransfer {
		t.Errorf("kinds %v failed", failed)
	}
	if d.list[id].Agent != ben {
		t.Errorf("%v has it", d.list[id].Agent)
	}
}

func TestAnAgentGivesAwayNoColleaguesConversation(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.colleagues()
	if d.doc.Find("button", "Transfer") != nil {
		t.Error("the tool is shown")
	}
	d.step(KeyPressed{Key: "F4"})
	d.step(TransferPressed{In: id})
	if d.doc.Find("dialog", "") != nil {
		t.Error("asked to whom")
	}
}
