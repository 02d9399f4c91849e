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

var fileRules = chat.Rules{MaxFile: 5 << 20, Types: "image/* application/pdf"}

// withFiles is an agent at the desk of a site on which files can be sent.
func withFiles(t *testing.T) *deskOf {
	t.Helper()
	d := atDesk(t)
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: fileRules})
	d.effects = nil
	return d
}

// drops lets files fall onto a conversation, or the shelf.
func (d *deskOf) drops(in chat.ConversationID, files ...chat.File) {
	d.t.Helper()
	for i, f := range files {
		d.step(ui.FileCame{In: in, Handle: "local:" + f.Name, Name: f.Name, Type: f.Type, Size: f.Size, More: i > 0})
	}
	d.answer()
}

// uploaded is the relay's answer to each part that was sent, the first for which yes says so.
func (d *deskOf) uploaded(yes func(ui.SendPart) bool) {
	d.t.Helper()
	for {
		parts := effects[ui.SendPart](d)
		d.effects = slices.DeleteFunc(d.effects, func(e ui.Effect) bool { _, ok := e.(ui.SendPart); return ok })
		for _, p := range parts {
			if yes != nil && !yes(p) {
				continue
			}
			m := ui.FileAnswered{Path: p.Path, Status: 200, Offset: p.To, Whole: p.To == p.File.Size, Type: p.File.Type}
			if m.Whole && strings.HasPrefix(m.Type, "image/") {
				m.Width, m.Height = 800, 600
			}
			d.step(m)
			d.answer()
		}
		if len(parts) == 0 {
			return
		}
	}
}

var (
	paper = chat.File{Name: "Invoice.pdf", Type: "application/pdf", Size: 640 << 10}
	photo = chat.File{Name: "lamp.jpg", Type: "image/jpeg", Size: 1000}
)

func TestAnAgentSendsAPictureWithWordsAndAPaper(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.press("Attach files")
	if pick := effects[ui.PickFiles](d); len(pick) != 1 || pick[0] != (ui.PickFiles{In: string(d.id), Types: fileRules.Types}) {
		t.Fatalf("chooses %v", pick)
	}
	d.drops(d.id, paper, photo)
	if d.doc.Find("list", "Attached files") == nil || d.doc.Find("button", "Remove Invoice.pdf") == nil {
		t.Fatalf("not attached: %s", d.doc.Body.HTML())
	}
	d.step(ui.FileAnswered{Path: effects[ui.SendPart](d)[0].Path, Status: 200, Offset: 256 << 10})
	d.mustShow("655 KB · 40\u00a0%")
	d.enters("textbox", "What is to be seen on lamp.jpg", "A broken ")
	d.enters("textbox", "What is to be seen on lamp.jpg", "A broken shade")
	d.types("Here it is")
	d.key("Enter", 0)
	if got := d.last(); got != (chat.Text{Text: "Here it is"}) {
		t.Errorf("the text waits: the last is %v", got)
	}
	if d.doc.Find("list", "Attached files") != nil || d.doc.Find("list", "Files being sent") == nil {
		t.Error("the files are not at the thread's end")
	}
	d.effects = slices.DeleteFunc(d.effects, func(e ui.Effect) bool {
		p, ok := e.(ui.SendPart)
		return ok && p.File.Name == "Invoice.pdf" && p.From == 0
	})
	d.uploaded(nil)
	got := d.written(d.id, 3)
	pic, _ := got[2].(chat.Image)
	if f, ok := got[1].(chat.File); !ok || f.Name != "Invoice.pdf" || f.Size != paper.Size {
		t.Errorf("the second is %+v", got[1])
	}
	if pic.Alt != "A broken shade" || pic.Width != 800 || chat.Check(pic) != chat.NoProblem {
		t.Errorf("the third is %+v", got[2])
	}
	if d.doc.Find("list", "Files being sent") != nil || d.doc.Find("button", "View A broken shade") == nil || d.doc.Find("button", "Download Invoice.pdf") == nil {
		t.Error("they do not stand in the thread")
	}
	for _, e := range d.held[d.id][len(d.held[d.id])-2:] {
		if n := len(frames[wire.Send](d)); string(e.ID) != string(fileOf(e.Body).ID) || n < 2 {
			t.Errorf("entry %s of file %s", e.ID, fileOf(e.Body).ID)
		}
	}
}

func fileOf(b chat.Body) chat.File {
	if i, ok := b.(chat.Image); ok {
		return i.File
	}
	f, _ := b.(chat.File)
	return f
}

func TestFilesAloneCanBeSentAndTakeTheConversation(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	id := d.writes(1, "And me?")
	d.click("button", "Visitor 1", 0)
	d.drops(id, photo)
	if got := d.doc.Find("button", "Send").Attrs["aria-disabled"]; got != "false" {
		t.Error("a file alone cannot be sent")
	}
	d.press("Send")
	d.uploaded(nil)
	got := d.written(id, 2)
	if _, ok := got[0].(chat.Joined); !ok || fileOf(got[1]).Name != "lamp.jpg" {
		t.Errorf("written %v", got)
	}
}

func TestWhatCannotBeSentIsToldBeforeAnythingGoes(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.drops(d.id, chat.File{Name: "setup.exe", Type: "application/x-msdownload", Size: 5}, chat.File{Name: "film.png", Type: "image/png", Size: 9 << 20}, photo)
	d.mustShow("setup.exe Files of this type cannot be sent here.")
	d.mustShow("film.png This file is too large: at most 5.2 MB.")
	if parts := effects[ui.SendPart](d); len(parts) != 1 || parts[0].File.Name != "lamp.jpg" {
		t.Errorf("sent %v", parts)
	}
	if d.doc.Find("alert", "") == nil {
		t.Error("a screen reader does not hear it")
	}
	d.press("Understood")
	d.mustNotShow("setup.exe")

	d.key("F2", 0)
	d.drops(d.id, photo)
	d.mustShow("A note cannot hold files.")
	if d.doc.Find("button", "Attach files") != nil {
		t.Error("files are offered for a note")
	}
	d.key("F2", 0)
	d.happens(d.id, ana, chat.Left{})
	d.happens(d.id, ben, chat.Joined{})
	d.drops(d.id, photo)
	d.mustShow("You cannot write in this conversation.")

	none := atDesk(t)
	if none.doc.Find("button", "Attach files") != nil {
		t.Error("files are offered where none can be sent")
	}
	none.drops(none.id, photo)
	none.mustShow("lamp.jpg Files cannot be sent here.")
}

func TestALostConnectionIsToldAndTheUploadGoesOn(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.drops(d.id, paper)
	d.step(ui.FileAnswered{Path: effects[ui.SendPart](d)[0].Path, Status: 200, Offset: 256 << 10})
	d.press("Send")
	d.effects = nil
	d.step(ui.SocketClosed{Code: 1006})
	d.mustShow("40\u00a0% · waiting for the connection")
	d.step(ui.SocketOpened{})
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: fileRules})
	d.answer()
	d.mustNotShow("waiting for the connection")
	if parts := effects[ui.SendPart](d); len(parts) != 1 || parts[0].From != 256<<10 {
		t.Fatalf("goes on with %v", parts)
	}
	d.uploaded(nil)
	if fileOf(d.last()).Name != "Invoice.pdf" {
		t.Errorf("the last is %v", d.last())
	}
}

func TestAFailedUploadSaysWhyAndIsTriedAgain(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.drops(d.id, photo)
	d.press("Send")
	d.step(ui.FileAnswered{Path: effects[ui.SendPart](d)[0].Path, Status: 403, Problem: chat.NotFound})
	d.mustShow("This conversation does not exist any more.")
	d.effects = nil
	d.press("Try again")
	d.uploaded(nil)
	if fileOf(d.last()).Name != "lamp.jpg" {
		t.Errorf("the last is %v", d.last())
	}
	d.drops(d.id, paper)
	d.press("Send")
	d.effects = nil
	d.press("Cancel sending Invoice.pdf")
	if len(effects[ui.Erase](d)) != 1 || d.doc.Find("list", "Files being sent") != nil {
		t.Errorf("cancelled: %v", d.effects)
	}
}

func TestAPictureIsSeenInFullAndClosedByEscape(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.happens(d.id, chat.Person{ID: "v0", Role: chat.Visitor}, chat.Image{File: chat.File{ID: "f1", Name: "lamp.jpg", Type: "image/jpeg", Size: 5}, Width: 1600, Height: 1200, Alt: "A lamp"})
	d.press("View A lamp")
	view := d.doc.Find("dialog", "A lamp")
	if view == nil || view.Attrs[".modal"] != "" || d.doc.Find("button", "Download lamp.jpg") == nil {
		t.Fatalf("no view: %s", d.doc.Body.HTML())
	}
	if img := view.Kids[1]; img.Attrs["alt"] != "A lamp" || img.Attrs[".file"] != "/files/"+string(d.id)+"/f1" || img.Attrs["width"] != "1600" {
		t.Errorf("shows %v", img.Attrs)
	}
	d.do(d.loop.Event(d.now, view.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: "Tab"}))
	if d.doc.Find("dialog", "A lamp") == nil {
		t.Error("Tab closed it")
	}
	d.step(ui.FileAnswered{Path: "/files/" + string(d.id) + "/f1"})
	d.mustShow("This picture could not be loaded.")
	d.do(d.loop.Event(d.now, view.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: "Escape"}))
	if d.doc.Find("dialog", "A lamp") != nil {
		t.Error("Escape did not close it")
	}
}

func TestACannedResponseBringsItsFiles(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.frame(wire.Items{List: []chat.Item{{Kind: chat.CannedItem, ID: "how", Name: "How to return", Text: "See the paper.", Files: []chat.File{{ID: "l1", Name: "Returns.pdf", Type: "application/pdf", Size: 9000}}}}})
	d.types("Hello. /how to")
	d.types("Hello. /return")
	d.key("Enter", 0)
	if d.doc.Find("button", "Remove Returns.pdf") == nil {
		t.Fatalf("not attached: %s", d.doc.Body.HTML())
	}
	if parts := effects[ui.SendPart](d); len(parts) != 1 || parts[0].Copy != "library/l1" || !strings.HasPrefix(parts[0].Path, "/files/"+string(d.id)+"/") {
		t.Fatalf("sent %v", parts)
	}
	d.key("Enter", 0)
	d.uploaded(nil)
	got := d.written(d.id, 2)
	if got[0] != (chat.Text{Text: "Hello. See the paper."}) || fileOf(got[1]).Name != "Returns.pdf" || fileOf(got[1]).ID == "l1" {
		t.Errorf("written %v", got)
	}
}

func TestFilesAreKeptWithACannedResponse(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.loop.Model.Me.Role = chat.Manager
	d.frame(wire.Items{List: []chat.Item{{Kind: chat.CannedItem, ID: "how", Name: "How to return", Text: "See the paper.", Files: []chat.File{{ID: "l1", Name: "Old.pdf", Type: "application/pdf", Size: 9000}}}}})
	d.press("Settings")
	d.press("Change: How to return")
	d.press("Remove Old.pdf")
	d.effects = nil
	d.press("Attach files")
	if pick := effects[ui.PickFiles](d); len(pick) != 1 || pick[0].In != "library" {
		t.Fatalf("chooses %v", d.effects)
	}
	d.drops("library", paper)
	d.submit("Save")
	d.mustShow("Please wait until the files are uploaded.")
	if len(frames[wire.Put](d)) != 0 {
		t.Fatal("saved without its file")
	}
	d.uploaded(nil)
	d.enters("textbox", "Text", "")
	d.submit("Save") // files may stand alone
	puts := frames[wire.Put](d)
	if len(puts) != 1 || len(puts[0].Item.Files) != 1 || puts[0].Item.Files[0].Name != "Invoice.pdf" || chat.CheckItem(puts[0].Item) != chat.NoProblem {
		t.Fatalf("saved %v", puts)
	}
	d.effects = nil
	d.frame(wire.Done{Ref: puts[0].Ref})
	if got := effects[ui.Erase](d); len(got) != 0 {
		t.Errorf("erased %v, which the relay keeps", got)
	}
	d.mustShow("Saved")

	d.press("Change: How to return")
	d.drops("library", photo)
	path := effects[ui.SendPart](d)[0].Path
	d.effects = nil
	d.press("Cancel")
	if got := effects[ui.Erase](d); len(got) != 1 || got[0].Path != path {
		t.Errorf("what was not saved is not forgotten: %v", got)
	}
	if len(d.loop.Model.Files.List) != 0 {
		t.Error("it is still attached")
	}
}

func TestWhoSignsOutLeavesNoFile(t *testing.T) {
	t.Parallel()
	d := withFiles(t)
	d.drops(d.id, paper)
	d.step(ui.Answered{Tag: signOutTag, Status: 204})
	if len(effects[ui.Erase](d)) != 1 || len(effects[ui.Release](d)) != 1 || len(d.loop.Model.Files.List) != 0 {
		t.Errorf("left %v", d.effects)
	}
}
