package console

import (
	"os"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// decided is the relay's answer to what was asked for last.
func (d *deskOf) decided(p chat.Problem) {
	d.t.Helper()
	for _, l := range d.loop.Model.Lookups {
		switch l.By {
		case blockAsker, undoAsker, unblockAsker:
			d.frame(wire.Done{Ref: l.Ref, Problem: p})
			return
		}
	}
	d.t.Fatal("nothing was asked for")
}

// known lets the relay tell who the visitor is and what keeps them away.
func (d *deskOf) known(c chat.Customer, blocks ...chat.Block) {
	d.t.Helper()
	d.frame(wire.Profile{Profile: chat.Profile{Visitor: "v0", Last: 1, Customer: c}, Blocks: blocks})
}

// passes lets time pass, in seconds.
func (d *deskOf) passes(seconds int) {
	d.t.Helper()
	for range seconds {
		d.now += 1000
		d.step(Ticked{})
	}
}

func TestAnAgentBlocksAVisitor(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Block visitor")
	d.mustShow("They are not told why.")
	if d.doc.Find("combobox", "Whom?") != nil {
		t.Error("there is a choice of one")
	}
	d.enters("combobox", "Reason", "insults")
	d.enters("combobox", "For how long?", "day")
	d.submit("Block")
	want := wire.Block{Ref: d.loop.Model.Ref, Visitor: "v0", Until: d.now + 86_400_000, Reason: "Insults"}
	asked := frames[wire.Block](d)
	if len(asked) != 1 {
		t.Fatalf("asked for %+v", asked)
	}
	if want.ID = asked[0].ID; asked[0] != want || want.ID == "" {
		t.Errorf("asked for %+v, want %+v", asked[0], want)
	}
	d.submit("Block")
	if len(frames[wire.Block](d)) != 1 {
		t.Error("asked for twice")
	}
	d.effects = nil
	d.decided(chat.NoProblem)
	if d.doc.Find("dialog", "") != nil {
		t.Error("the dialog stays open")
	}
	d.mustShow("Visitor blocked")
	if said := effects[ui.Say](d); len(said) != 1 || !strings.Contains(said[0].Text, "undo this for 10 seconds") {
		t.Errorf("read out: %v", said)
	}
	if e := d.doc.Find("button", "Undo"); e == nil || e.Attrs["tabindex"] == "-1" {
		t.Error("no way back by keyboard")
	}
}

func TestABlockIsUndoneWithinTenSeconds(t *testing.T) {
	t.Parallel()
	for name, undo := range map[string]func(d *deskOf){
		"by the bar":     func(d *deskOf) { d.press("Undo") },
		"by the palette": func(d *deskOf) { d.do(d.loop.Step(d.now, CommandPressed{Command: UndoBlockCommand})) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := atDesk(t)
			d.press("Block visitor")
			d.tick("Also everybody from the same network address")
			d.submit("Block")
			d.decided(chat.NoProblem)
			d.decided(chat.NoProblem)
			made := frames[wire.Block](d)
			if len(made) != 2 || made[1].Target != chat.BlockAddress || made[0].ID == made[1].ID {
				t.Fatalf("asked for %+v", made)
			}
			d.passes(9)
			d.mustShow("1 s")
			undo(d)
			d.decided(chat.NoProblem)
			d.decided(chat.NoProblem)
			if back := frames[wire.Unblock](d); len(back) != 2 || back[0].Of != made[0].ID || back[1].Of != made[1].ID || back[0].Visitor != "v0" {
				t.Errorf("asked for %+v", back)
			}
			d.mustShow("The block was undone.")
			d.passes(8)
			d.mustNotShow("The block was undone.")
		})
	}
}

func TestAfterTenSecondsThereIsNoUndo(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Block visitor")
	d.submit("Block")
	d.decided(chat.NoProblem)
	d.passes(10)
	if d.doc.Find("button", "Undo") != nil {
		t.Error("still offered")
	}
	d.do(d.loop.Step(d.now, CommandPressed{Command: UndoBlockCommand}))
	d.mustShow("There is no block to undo.")
	if len(frames[wire.Unblock](d)) != 0 {
		t.Error("asked for")
	}
}

func TestWhatIsTooLateIsSaid(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Block visitor")
	d.submit("Block")
	d.decided(chat.NoProblem)
	d.press("Undo")
	d.decided(chat.NotAllowed)
	d.mustShow("It was too late to undo the block.")
}

func TestSomebodyElseIsBlockedWhileABlockIsUndone(t *testing.T) {
	t.Parallel()
	for name, undone := range map[string]chat.Problem{"it is undone": chat.NoProblem, "it is too late": chat.NotAllowed} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := atDesk(t)
			d.press("Block visitor")
			d.submit("Block")
			d.decided(chat.NoProblem)
			d.press("Undo")
			undo := frames[wire.Unblock](d)[0].Ref
			d.writes(1, "Hello")
			d.click("button", "Visitor 1", 0)
			d.press("Block visitor")
			d.submit("Block")
			block := frames[wire.Block](d)[1]
			d.frame(wire.Done{Ref: undo, Problem: undone})
			d.frame(wire.Done{Ref: block.Ref})
			if d.doc.Find("dialog", "") != nil {
				t.Error("the dialog stays open")
			}
			d.mustShow("Visitor blocked")
			d.press("Undo")
			if back := frames[wire.Unblock](d); len(back) != 2 || back[1].Of != block.ID || back[1].Visitor != "v1" {
				t.Errorf("asked for %+v", back)
			}
		})
	}
}

func TestABlockThatIsOnItsWayIsNotReplacedByAnother(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Block visitor")
	d.submit("Block")
	first := frames[wire.Block](d)[0]
	d.press("Cancel")
	d.writes(1, "Hello")
	d.click("button", "Visitor 1", 0)
	d.press("Block visitor")
	d.submit("Block")
	if n := len(frames[wire.Block](d)); n != 1 {
		t.Fatalf("asked for %d blocks at a time", n)
	}
	d.frame(wire.Done{Ref: first.Ref})
	if d.doc.Find("dialog", "") == nil {
		t.Error("the answer about one visitor closes the dialog about another")
	}
	d.submit("Block")
	if list := frames[wire.Block](d); len(list) != 2 || list[1].Visitor != "v1" {
		t.Errorf("asked for %+v", list)
	}
}

func TestACustomerIsBlockedInEveryBrowser(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.known(chat.Customer{ID: "42", Name: "Julie M."})
	d.do(d.loop.Step(d.now, CommandPressed{Command: BlockCommand}))
	d.mustShow("The customer Julie M., in every browser")
	d.enters("combobox", "For how long?", "ever")
	d.enters("combobox", "Reason", "else")
	d.enters("textbox", "Which one?", "Threatened Claire")
	d.submit("Block")
	if b := frames[wire.Block](d)[0]; b.Target != chat.BlockCustomer || b.Until != 0 || b.Reason != "Threatened Claire" {
		t.Errorf("asked for %+v", b)
	}
	d.decided(chat.NotFound)
	d.mustShow("This customer is not known any more.")
	d.enters("combobox", "Whom?", "")
	d.submit("Block")
	if b := frames[wire.Block](d)[1]; b.Target != chat.BlockVisitor {
		t.Errorf("asked for %+v", b)
	}
}

func TestAnUnknownAddressDoesNotHoldBackTheBlock(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Block visitor")
	d.tick("Also everybody from the same network address")
	d.submit("Block")
	d.decided(chat.NoProblem)
	d.decided(chat.NotFound)
	d.mustShow("Their network address is not known, so it was not blocked.")
	d.press("Undo")
	if back := frames[wire.Unblock](d); len(back) != 1 {
		t.Errorf("asked for %+v", back)
	}
}

func TestABlockIsAskedForAgainOnANewConnection(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Block visitor")
	d.submit("Block")
	d.step(ui.SocketClosed{Code: 1006})
	d.now += 2000
	d.step(Ticked{})
	d.step(ui.SocketOpened{})
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana})
	asked := frames[wire.Block](d)
	if len(asked) != 2 || asked[0] != asked[1] {
		t.Errorf("asked for %+v", asked)
	}
}

func TestWhoIsBlockedIsSaidInTheHeader(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	block := chat.Block{ID: "b1", Visitor: "v0", By: ben, At: d.now, Blocked: chat.Blocked{Until: d.now + 60_000}}
	d.known(chat.Customer{}, block)
	d.mustShow("Blocked until")
	d.mustShow("by Ben")
	if d.doc.Find("button", "Block visitor") != nil || d.doc.Find("button", "Unblock") != nil {
		t.Error("an agent can do something about it")
	}
	d.step(UnblockPressed{Block: block})
	if d.doc.Find("dialog", "") != nil {
		t.Error("an agent is asked")
	}
	d.do(d.loop.Step(d.now, CommandPressed{Command: BlockCommand}))
	d.mustShow("This visitor is already blocked.")

	d.loop.Model.Me.Role = chat.Manager
	d.step(Ticked{})
	d.press("Unblock")
	d.submit("Unblock")
	if back := frames[wire.Unblock](d); len(back) != 1 || back[0].Of != "b1" || back[0].Visitor != "v0" {
		t.Errorf("asked for %+v", back)
	}
	d.decided(chat.NoProblem)
	d.known(chat.Customer{})
	if d.doc.Find("button", "Block visitor") == nil {
		t.Error("it is not over")
	}
}

// What was busy when a dialog was left is not in the next one.
func TestWhoHasBlockedMayUnblockAtOnce(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.loop.Model.Me.Role = chat.Manager
	d.press("Block visitor")
	d.submit("Block")
	d.decided(chat.NoProblem)
	d.known(chat.Customer{}, chat.Block{ID: "b1", Visitor: "v0", By: ana, At: d.now})
	d.press("Unblock")
	buttons := d.doc.All("button", "Unblock") // the one that was pressed, then the dialog's
	if len(buttons) != 2 || buttons[1].Attrs["aria-disabled"] != "false" {
		t.Errorf("the dialog is %s", d.doc.Find("dialog", "").HTML())
	}
}

func TestABlockThatHasRunOutIsNotSaid(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.known(chat.Customer{}, chat.Block{ID: "b1", Visitor: "v0", By: ben, Blocked: chat.Blocked{Until: d.now + 2000}})
	d.passes(2)
	if d.doc.Find("button", "Block visitor") == nil {
		t.Error("still kept away")
	}
}

// What people see of blocks, in both languages. The golden files are what a reviewer looks at when it changes.
func TestBlocksLookAsTheyDid(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		d := asManager(t, "")
		d.press("Back")
		d.loop.Model.Lang = l
		var b strings.Builder
		shot := func(name string, node *dom.Node) {
			b.WriteString("<!-- " + name + " -->\n" + strings.NewReplacer("<li", "\n<li", "<div", "\n<div").Replace(page(dom.Nodes{node})) + "\n\n")
		}
		m := &d.loop.Model
		d.known(chat.Customer{ID: "42", Name: "Julie M."})
		d.step(BlockPressed{In: d.id})
		m.Form.Values[whyField] = whyElse
		shot("The dialog", viewDialog(m))
		d.step(FormSubmitted{})
		d.decided(chat.NoProblem)
		shot("The bar", viewUndo(m))
		d.known(chat.Customer{}, chat.Block{ID: "b1", Visitor: "v0", By: ben, Blocked: chat.Blocked{Reason: "Spam"}})
		shot("In the header", viewKeptAway(m, d.id))
		shot("What managers can do there", viewBlockTool(m, d.id))
		d.step(PagePressed{Page: ClientsPage})
		shot("Clients, while they are looked for", dom.Div(viewClients(m)))
		d.found(wire.Found{People: someClients(d.now), Total: 2, More: "more"})
		shot("Clients", dom.Div(viewClients(m)))
		d.step(ClientsPressed{Blocks: true})
		d.found(wire.Found{Blocks: someBlocks(d.now), Total: 3})
		shot("Blocks", dom.Div(viewClients(m)))
		name := "testdata/blocks." + l.Tag() + ".html"
		if *golden {
			if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(name); err != nil || string(want) != b.String() {
			t.Errorf("%s: looks other than it did (%v); look at it, then go test ./app/console -update", name, err)
		}
	}
}
