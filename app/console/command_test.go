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

// finds are the names of what the palette offers, with "|" between.
func (d *deskOf) finds() string {
	var names []string
	for _, f := range d.loop.Model.found() {
		names = append(names, f.Name)
	}
	return strings.Join(names, "|")
}

// chooses presses Enter in the palette.
func (d *deskOf) chooses() {
	d.t.Helper()
	f := d.doc.Find("combobox", "Search or command")
	d.do(d.loop.Event(d.now, f.Listener(dom.Submitted), dom.Event{Type: dom.Submitted}))
	d.answer()
}

func TestThePaletteFindsVisitorsAndCommands(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	other := d.writes(1, "My parcel is late")
	d.key("k", dom.Ctrl)
	if d.doc.Find("dialog", "Search or command") == nil {
		t.Fatal("Ctrl+K does not open it while typing")
	}
	if got := d.finds(); !strings.HasPrefix(got, "Visitor 0|Visitor 1|Search conversations|Write a note") {
		t.Errorf("before anything is looked for it offers %s", got)
	}
	d.enters("combobox", "Search or command", "PARCÉL")
	if got := d.finds(); got != "Visitor 1|Search conversations for “PARCÉL”" {
		t.Errorf("a word that was said, in other letters, finds %q", got)
	}
	d.chooses()
	if d.loop.Model.focused() != other || d.doc.Find("dialog", "") != nil {
		t.Error("Enter does not open the conversation that is marked")
	}
}

// Somebody who looks something up while they write a canned response goes on with it.
func TestThePaletteLeavesTheFormUnderItAlone(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	d.press("New canned response")
	d.enters("textbox", "Name", "Returns")
	d.press("Search or command")
	d.enters("combobox", "Search or command", "park")
	d.keyAt("combobox", "Search or command", "Escape")
	if d.doc.Find("dialog", "") != nil || d.loop.Model.Form.Values["name"] != "Returns" || !d.loop.Model.Edit.Open {
		t.Errorf("the form has %v", d.loop.Model.Form.Values)
	}
}

func TestThePaletteDoesWhatIsMarked(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Search or command")
	d.enters("combobox", "Search or command", "filter")
	d.keyAt("combobox", "Search or command", "ArrowDown")
	d.chooses()
	if d.loop.Model.Filters[d.id] != Visitor {
		t.Errorf("the filter is %v", d.loop.Model.Filters[d.id])
	}
	d.press("Search or command")
	d.enters("combobox", "Search or command", "close the conv")
	d.chooses()
	if d.last() != (chat.Closed{}) {
		t.Errorf("wrote %v", d.last())
	}
	d.press("Search or command")
	d.enters("combobox", "Search or command", "pause")
	if got := d.finds(); got != "Search conversations for “pause”" {
		t.Errorf("what cannot be done is offered: %s", got)
	}
}

func TestAKeyIsChangedKeptAndUsed(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	d.press("Preferences")
	d.press("Change: Write a note")
	for key, words := range map[string]string{"F4": "Already used: Transfer the conversation", "Enter": "This key is needed"} {
		d.keyAt("button", "Change: Write a note", key)
		if !strings.Contains(d.doc.Body.TextContent(), words) {
			t.Errorf("%s is not refused with %q", key, words)
		}
	}
	d.keyAt("button", "Change: Write a note", "F10")
	if kept := d.kept[keysKey]; kept != "note=F10" {
		t.Errorf("kept %q", kept)
	}
	d.press("Back")
	d.key("F2", 0)
	if d.loop.Model.Noting[d.id] {
		t.Error("the old key still works")
	}
	d.key("F10", 0)
	if !d.loop.Model.Noting[d.id] {
		t.Error("the new key does not work")
	}
	if help := d.doc.Find("button", "Note").Attrs["title"]; !strings.HasSuffix(help, "(F10)") {
		t.Errorf("the button says %q", help)
	}
}

func TestAKeyCanBeTakenAwayAndBroughtBack(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	d.press("Preferences")
	d.press("Remove: Remove the conversation from view")
	if kept := d.kept[keysKey]; kept != "hide=none" {
		t.Errorf("kept %q", kept)
	}
	d.press("Reset: Remove the conversation from view")
	if _, still := d.kept[keysKey]; still || d.loop.Model.chord(HideCommand) != (Chord{"F9", 0}) {
		t.Error("it is not as it was")
	}
}

func TestKeptKeysAreReadAsFarAsTheyMakeSense(t *testing.T) {
	t.Parallel()
	var m Model
	m.restoreKeys("note=Alt+N transfer=none hide=Tab nonsense=F10 left palette=Ctrl+Alt+E next=Shift+F10")
	want := map[CommandID]Chord{NoteCommand: {"n", dom.Alt}, TransferCommand: {}, NextCommand: {"F10", dom.Shift}}
	if len(m.Keys) != len(want) {
		t.Errorf("%v", m.Keys)
	}
	for id, c := range want {
		if m.Keys[id] != c {
			t.Errorf("%d: %v, want %v", id, m.Keys[id], c)
		}
	}
}

func TestNoTwoCommandsHaveOneKeyAndNoneIsNeededOtherwise(t *testing.T) {
	t.Parallel()
	m := Model{}
	kept := map[string]bool{}
	for _, c := range commands {
		if kept[c.Kept] {
			t.Errorf("two are kept as %s", c.Kept)
		}
		kept[c.Kept] = true
		if c.Key == (Chord{}) {
			continue
		}
		if m.by(c.Key).ID != c.ID || c.Key.needed() || parseChord(c.Key.String()) != c.Key {
			t.Errorf("%s: %v", c.Kept, c.Key)
		}
	}
}

func TestCompactRowsAreKeptOverAReload(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	d.press("Preferences")
	d.tick("Compact rows")
	if d.kept[densityKey] != compactDensity || d.loop.Model.boxHeight() != 54 {
		t.Errorf("kept %q", d.kept[densityKey])
	}
	d.load()
	if !d.loop.Model.Compact || !slices.Contains(effects[ui.SetOption](d), ui.SetOption{Name: densityKey, Value: compactDensity}) {
		t.Error("a reload forgets them")
	}
}

func TestTheNumberInTheTitleCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.writes(1, "hello")
	if !strings.HasPrefix(d.loop.Model.title, "(") {
		t.Fatalf("the title is %q", d.loop.Model.title)
	}
	d.press("Settings")
	d.press("Preferences")
	d.tick("Number in the page’s title")
	if d.kept[badgeKey] != "off" || strings.HasPrefix(d.loop.Model.title, "(") {
		t.Errorf("the title is %q", d.loop.Model.title)
	}
}

// A full disk refuses the same message again and again.
func TestARefusalThatPassesIsNotReadOutAgainAndAgain(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	for _, p := range []chat.Problem{chat.Unavailable, chat.TooFast, chat.Unavailable} {
		d.frame(wire.Nack{Conversation: d.id, ID: "x", Problem: p})
	}
	if said := effects[ui.Say](d); len(said) != 0 {
		t.Errorf("said %v", said)
	}
	d.frame(wire.Nack{Conversation: d.id, ID: "x", Problem: chat.AlreadyOver})
	if said := effects[ui.Say](d); len(said) != 1 {
		t.Errorf("said %v", said)
	}
}
