package console

import (
	"reflect"
	"slices"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// asManager makes Ana one and opens a page of settings.
func asManager(t *testing.T, page string) *deskOf {
	t.Helper()
	d := atDesk(t)
	d.loop.Model.Me.Role = chat.Manager
	d.press("Settings")
	if page != "" {
		d.press(page)
	}
	return d
}

func TestAnAgentKeepsTheirOwnCannedResponses(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	for _, page := range []string{"Links", "Offers", "Tags", "Teams", "People"} {
		if d.doc.Find("button", page) != nil {
			t.Errorf("the page %s is the managers'", page)
		}
	}
	if d.doc.Find("textbox", "Message") != nil {
		t.Error("the conversations are still to be seen")
	}
	if len(d.doc.All("button", "Change")) != 1 {
		t.Error("only what is theirs can be changed")
	}
	d.press("New canned response")
	d.submit("Save")
	d.mustShow("Please fill this in.")
	d.enters("textbox", "Name", "Hello")
	d.enters("textbox", "Text", "Hello {visitor}")
	d.effects = nil
	d.submit("Save")
	puts := frames[wire.Put](d)
	if len(puts) != 1 || puts[0].Item.ID == "" || puts[0].Item.Owner != ana.ID || puts[0].Item.Text != "Hello {visitor}" || chat.CheckItem(puts[0].Item) != chat.NoProblem {
		t.Fatalf("sent %v", puts)
	}
	d.submit("Save")
	if len(frames[wire.Put](d)) != 1 {
		t.Error("sent twice")
	}
	d.frame(wire.Done{Ref: puts[0].Ref})
	d.frame(wire.Items{List: []chat.Item{puts[0].Item}})
	d.mustShow("Saved")
	d.press("Back")
	if d.doc.Find("textbox", "Message") == nil {
		t.Error("the conversations are not back")
	}
}

func TestWhatIsRefusedStaysInTheForm(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Links")
	d.press("New link")
	d.enters("textbox", "Title", "Guide")
	d.enters("textbox", "Address", "shop.example")
	d.submit("Save")
	d.mustShow("An address begins with https")
	d.enters("textbox", "Address", "https://shop.example/new")
	d.effects = nil
	d.submit("Save")
	put := frames[wire.Put](d)[0]
	d.frame(wire.Done{Ref: put.Ref, Problem: chat.NotAllowed})
	d.mustShow("Only managers may do this.")
	d.submit("Save")
	again := frames[wire.Put](d)[1]
	if again.Item.ID != put.Item.ID || again.Ref == put.Ref {
		t.Error("another item would be made")
	}
	d.step(ui.SocketClosed{Code: 1006})
	d.mustShow("The server does not answer")
	if got := d.doc.Find("textbox", "Title").Attrs[".value"]; got != "Guide" {
		t.Errorf("the field holds %q", got)
	}
}

func TestAnItemIsRemovedOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Offers")
	d.press("Delete: Halo")
	if d.doc.Find("dialog", "Delete “Halo”?") == nil {
		t.Fatal("not asked")
	}
	d.press("Cancel")
	d.press("Delete: Halo")
	d.submit("Delete")
	if got := frames[wire.Drop](d); len(got) != 1 || got[0].ID != "halo" || got[0].Kind != chat.OfferItem {
		t.Errorf("sent %v", got)
	}
	d.frame(wire.Done{Ref: frames[wire.Drop](d)[0].Ref})
	d.frame(wire.Items{List: []chat.Item{{Kind: chat.OfferItem, ID: "halo"}}})
	d.mustShow("Deleted")
	d.mustNotShow("129 €")
}

func TestATeamHasMembers(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Teams")
	d.mustShow("Ben, Claire")
	d.press("Change: Sales")
	d.tick("Ana Martin")
	d.tick("Claire")
	d.submit("Save")
	if got := frames[wire.Put](d)[0].Item; !reflect.DeepEqual(got, chat.Item{Kind: chat.TeamItem, ID: "sales", Name: "Sales", Members: []string{"b1", "a1"}}) {
		t.Errorf("sent %v", got)
	}
}

func TestAManagerAddsPeople(t *testing.T) {
	t.Parallel()
	d := asManager(t, "People")
	d.press("Add a person")
	d.enters("textbox", "Name", "Zoé")
	d.enters("textbox", "E-mail", "zoe")
	d.enters("textbox", "Password", "short")
	d.submit("Save")
	d.mustShow("This is not an e-mail address.")
	d.mustShow("A password has at least 8 characters.")
	d.enters("textbox", "E-mail", "zoe@shop.example")
	d.enters("textbox", "Password", "long & safe")
	role := d.doc.Find("combobox", "Role")
	d.do(d.loop.Event(d.now, role.Listener(dom.Chosen), dom.Event{Type: dom.Chosen, Value: "manager"}))
	d.submit("Save")
	want := ui.Post{Tag: "person", Path: "/api/v1/agents", Form: "role=manager&name=Zo%C3%A9&email=zoe%40shop.example&password=long+%26+safe"}
	if got := effects[ui.Post](d); len(got) != 1 || got[0] != want {
		t.Fatalf("sent %v, want %v", got, want)
	}
	d.step(ui.Answered{Tag: "person", Status: 409, Body: "exists"})
	d.mustShow("Somebody already has this e-mail.")
	d.submit("Save")
	d.step(ui.Answered{Tag: "person", Status: 201})
	d.mustShow("Saved")
}

func TestAManagerChangesAPasswordAndLocksSomebodyOut(t *testing.T) {
	t.Parallel()
	d := asManager(t, "People")
	d.press("Change: Ben")
	d.enters("textbox", "New password", "a new password")
	d.submit("Save")
	d.step(ui.Answered{Tag: "person", Status: 204})
	d.press("Lock out: Ben")
	d.submit("Lock out")
	want := []ui.Post{{Tag: "person", Path: "/api/v1/agents/b1", Form: "role=agent&password=a+new+password"}, {Tag: "disable", Path: "/api/v1/agents/b1", Form: "off=1"}}
	if got := effects[ui.Post](d); !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	d.step(ui.Answered{Tag: "disable", Status: 503})
	d.mustShow("The server could not do this")
	if d.doc.Find("button", "Lock out: Ana Martin") != nil {
		t.Error("managers could lock themselves out")
	}
}

func TestAManagerLetsSomebodyInAgain(t *testing.T) {
	t.Parallel()
	d := asManager(t, "People")
	if d.doc.Find("list", "Locked out") != nil || d.doc.Find("button", "Let in again") != nil {
		t.Error("nobody is locked out")
	}
	d.frame(wire.Staff{List: []chat.Colleague{{Person: ana}}, Off: []chat.Person{ben, claire}})
	if d.doc.Find("button", "Change: Ben") != nil {
		t.Error("Ben is among those who work here")
	}
	d.effects = nil
	d.press("Let in again: Ben")
	want := []ui.Post{{Tag: "enable", Path: "/api/v1/agents/b1", Form: "off=0"}}
	if got := effects[ui.Post](d); !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	d.step(ui.Answered{Tag: "enable", Status: 503})
	d.mustShow("The server could not do this")
	d.step(ui.Answered{Tag: "enable", Status: 204})
	d.frame(wire.Staff{List: []chat.Colleague{{Person: ana}, {Person: ben}}, Off: []chat.Person{claire}})
	d.mustShow("They can sign in again")
	d.frame(wire.Staff{List: []chat.Colleague{{Person: ana, Status: chat.Busy}, {Person: ben}}}) // nothing is said of those who are locked out
	if d.doc.Find("button", "Change: Ben") == nil || d.doc.Find("button", "Let in again: Ben") != nil || d.doc.Find("button", "Let in again: Claire") == nil {
		t.Error("the lists are not as they should be")
	}
	d.frame(wire.Staff{List: []chat.Colleague{{Person: ana}, {Person: ben}, {Person: claire}}, Off: []chat.Person{}})
	if d.doc.Find("list", "Locked out") != nil {
		t.Error("nobody is locked out any more")
	}
}

func TestWhileSettingsAreOpenNothingIsRead(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	d.effects = nil
	d.writes(0, "Are you there?")
	if len(frames[wire.Mark](d)) > 0 && frames[wire.Mark](d)[0].Read == uint64(len(d.held[d.id])) {
		t.Error("read without being seen")
	}
	if len(effects[ui.Chime](d)) != 1 {
		t.Error("no sound for what is not seen")
	}
}
