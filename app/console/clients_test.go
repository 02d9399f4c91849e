package console

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// found is the relay's answer to the page of clients.
func (d *deskOf) found(f wire.Found) {
	d.t.Helper()
	for _, l := range d.loop.Model.Lookups {
		if l.By == clientsAsker {
			f.Ref = l.Ref
			d.frame(f)
			return
		}
	}
	d.t.Fatal("nothing was looked for")
}

// looked is what was looked for last.
func (d *deskOf) looked() chat.Query {
	d.t.Helper()
	all := frames[wire.Find](d)
	if len(all) == 0 {
		d.t.Fatal("nothing was looked for")
	}
	return all[len(all)-1].Query
}

func someClients(now chat.Millis) []chat.Acquaintance {
	return []chat.Acquaintance{
		{Profile: chat.Profile{Visitor: "v0", SeenAt: now - 3_600_000, Customer: chat.Customer{ID: "42", Name: "Julie M.", Email: "julie@shop.example"}}, Visitors: 2, Exchanges: 3, LastAt: now - 7_200_000},
		{Profile: chat.Profile{Visitor: "v8f2c"}, Visitors: 1, Blocked: true},
	}
}

func someBlocks(now chat.Millis) []chat.BlockLine {
	block := func(id chat.EntryID, b chat.Blocked) chat.Block {
		return chat.Block{ID: id, Visitor: "v8f2c", By: ben, At: now - 86_400_000, Blocked: b}
	}
	named := block("b1", chat.Blocked{Target: chat.BlockCustomer, Reason: "Insults", Until: now + 86_400_000})
	named.Name = "Julie M."
	return []chat.BlockLine{
		{Block: named},
		{Block: block("b2", chat.Blocked{Target: chat.BlockAddress}), EndedBy: ana, EndedAt: now - 3_600_000},
		{Block: block("b3", chat.Blocked{Until: now - 1})},
	}
}

func TestAgentsHaveNoPageOfClients(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	if d.doc.Find("button", "Clients") != nil {
		t.Error("the page is there")
	}
	d.step(PagePressed{Page: ClientsPage})
	if d.loop.Model.Page == ClientsPage || len(frames[wire.Find](d)) != 0 {
		t.Error("the page opens")
	}
}

func TestAManagerFindsAClientAsTheyType(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Clients")
	d.mustShow("Loading")
	if q := d.looked(); q != (chat.Query{Kind: chat.FindPeople, Limit: clientsAtATime}) {
		t.Errorf("looked for %+v", q)
	}
	d.found(wire.Found{People: someClients(d.now), Total: 2})
	d.mustShow("2 results")
	d.mustShow("3 conversations · 2 browsers")
	d.effects = nil
	d.enters("textbox", "Search by name", "jul")
	d.enters("textbox", "Search by name", "julie")
	if len(frames[wire.Find](d)) != 0 {
		t.Error("each key is looked for")
	}
	for _, e := range effects[ui.After](d) {
		if due, ok := e.Then.(ClientsDue); ok {
			d.step(due)
		}
	}
	if all := frames[wire.Find](d); len(all) != 1 || all[0].Query.Text != "julie" {
		t.Fatalf("looked for %+v", all)
	}
	late := frames[wire.Find](d)[0].Ref
	d.press("Customers")
	if q := d.looked(); !q.Identity || q.Text != "julie" {
		t.Errorf("looked for %+v", q)
	}
	d.frame(wire.Found{Ref: late, Total: 9, People: someClients(d.now)[1:]})
	d.mustNotShow("9 results")
	d.found(wire.Found{})
	d.mustShow("Nobody was found.")
	d.press("Blocked")
	if q := d.looked(); !q.Blocked || q.Identity {
		t.Errorf("looked for %+v", q)
	}
}

func TestALongListComesInParts(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Clients")
	d.found(wire.Found{People: someClients(d.now)[:1], More: "next", Total: 2})
	d.press("Show more")
	if q := d.looked(); q.After != "next" {
		t.Errorf("looked for %+v", q)
	}
	d.found(wire.Found{People: someClients(d.now)[1:], Total: 2})
	if n := len(d.loop.Model.Clients.People); n != 2 || d.doc.Find("button", "Show more") != nil {
		t.Errorf("%d of them", n)
	}
}

func TestWhileTheListIsPreparedItSaysHowFar(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Clients")
	d.found(wire.Found{Problem: chat.Unavailable, Ready: 400})
	d.mustShow("being prepared: 40%")
	d.effects = nil
	d.passes(1)
	if len(frames[wire.Find](d)) != 1 {
		t.Error("not asked again")
	}
	d.found(wire.Found{People: someClients(d.now), Total: 2})
	d.mustShow("Julie M.")
}

func TestWhatWasLookedForIsAskedAgainOnANewConnection(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Clients")
	d.step(ui.SocketClosed{Code: 1006})
	d.passes(2)
	d.step(ui.SocketOpened{})
	d.effects = nil
	me := ana
	me.Role = chat.Manager
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: me})
	if len(frames[wire.Find](d)) != 1 {
		t.Error("not asked again")
	}
	d.found(wire.Found{Problem: chat.NotAllowed})
	d.mustShow("Only managers may do this.")
}

func TestAManagerSeesBlocksAndEndsOne(t *testing.T) {
	t.Parallel()
	d := asManager(t, "Clients")
	d.press("Blocks")
	if q := d.looked(); q != (chat.Query{Kind: chat.FindBlocks, Blocked: true, Limit: clientsAtATime}) {
		t.Errorf("looked for %+v", q)
	}
	d.press("Also those that have ended")
	if q := d.looked(); q.Blocked {
		t.Errorf("looked for %+v", q)
	}
	d.found(wire.Found{Blocks: someBlocks(d.now), Total: 3})
	for _, words := range []string{"By Ben", "Reason: Insults", "Ended by Ana Martin", "It has run out.", "Network address", "for ever"} {
		d.mustShow(words)
	}
	if n := len(d.doc.All("button", "Unblock")); n != 1 {
		t.Errorf("%d can be ended", n)
	}
	d.press("Unblock: Julie M.")
	d.submit("Unblock")
	back := frames[wire.Unblock](d)
	if len(back) != 1 || back[0].Of != "b1" || back[0].Visitor != "v8f2c" {
		t.Fatalf("asked for %+v", back)
	}
	d.effects = nil
	d.decided(chat.NoProblem)
	d.mustShow("Unblocked")
	if len(frames[wire.Find](d)) != 1 {
		t.Error("the list is not read anew")
	}
}
