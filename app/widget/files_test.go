package widget

import (
	"strings"
	"testing"

	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// sharer is a visitor of a site on which files can be sent, and what the chat ordered about them.
type sharer struct {
	*story
	parts  []ui.SendPart
	others []ui.Effect
}

func shares(t *testing.T, rules chat.Rules) *sharer {
	t.Helper()
	s := &sharer{story: visit(t)}
	s.seen = func(e ui.Effect) {
		switch e := e.(type) {
		case ui.SendPart:
			s.parts = append(s.parts, e)
		case ui.PickFiles, ui.Release, ui.Erase, ui.Identify, ui.PreventDefault:
			s.others = append(s.others, e)
		}
	}
	s.rules = rules
	s.connect()
	return s
}

var fileRules = chat.Rules{MaxFile: 5 << 20, Types: "image/* application/pdf"}

func (s *sharer) gives(name, mediaType string, size uint64) {
	s.t.Helper()
	in := chat.ConversationID(s.doc.Body.Kids[0].Attrs["data-drop"])
	s.step(ui.FileCame{In: in, Handle: "local:" + name, Name: name, Type: mediaType, Size: size})
}

// uploaded answers all parts, until no more come.
func (s *sharer) uploaded() {
	s.t.Helper()
	for len(s.parts) > 0 {
		p := s.parts[0]
		s.parts = s.parts[1:]
		m := ui.FileAnswered{Path: p.Path, Status: 200, Offset: p.To, Whole: p.To == p.File.Size, Type: p.File.Type}
		if m.Whole && strings.HasPrefix(m.Type, "image/") {
			m.Width, m.Height = 400, 300
		}
		s.step(m)
	}
}

func TestAVisitorSendsAPicture(t *testing.T) {
	t.Parallel()
	s := shares(t, fileRules)
	if got := s.others; len(got) != 1 || got[0] != (ui.Identify{Token: "token"}) {
		t.Errorf("files are asked for as %v", got)
	}
	s.press("Attach files")
	if got := s.others[1]; got != (ui.PickFiles{In: string(conversation), Types: fileRules.Types}) {
		t.Errorf("chooses %v", got)
	}
	s.gives("lamp.png", "image/png", 600_000)
	if s.find("button", "Send").Attrs["aria-disabled"] != "false" {
		t.Error("a picture alone cannot be sent")
	}
	if p := s.parts[0]; p.Path != "/files/v1_1/"+string(s.loop.Model.Files.List[0].ID) || p.To != 256<<10 {
		t.Errorf("sent %+v", p)
	}
	s.writes("My lamp")
	s.acknowledge()
	if len(s.held) == 0 || s.held[0].Body != (chat.Text{Text: "My lamp"}) {
		t.Errorf("the text waits: %v", s.held)
	}
	s.find("list", "Files being sent")
	s.uploaded()
	s.acknowledge()
	i, _ := s.held[len(s.held)-1].Body.(chat.Image)
	if i.Name != "lamp.png" || i.Width != 400 || chat.Check(i) != chat.NoProblem {
		t.Errorf("stored %+v", s.held[len(s.held)-1].Body)
	}
	if s.doc.Find("list", "Files being sent") != nil {
		t.Error("it is still being sent")
	}
	s.wait(30)
	s.acknowledge()
	pictures := 0
	for _, e := range s.held {
		if e.Body.Kind() == chat.KindImage {
			pictures++
		}
	}
	if pictures != 1 {
		t.Errorf("stored %d times", pictures)
	}
}

func TestAVisitorIsToldWhatCannotBeSent(t *testing.T) {
	t.Parallel()
	s := shares(t, fileRules)
	s.gives("setup.exe", "application/x-msdownload", 5)
	s.mustShow("setup.exe Files of this type cannot be sent here.")
	if len(s.parts) != 0 {
		t.Errorf("sent %v", s.parts)
	}
	none := shares(t, chat.Rules{})
	if none.doc.Find("button", "Attach files") != nil {
		t.Error("files are offered where none can be sent")
	}
	none.gives("lamp.png", "image/png", 5)
	none.mustShow("lamp.png Files cannot be sent here.")
	if none.doc.Body.Kids[0].Attrs["data-words"] != "Files cannot be sent here." {
		t.Error("who drags a file is not told before")
	}
}

func TestAnUploadOutlivesALostConnection(t *testing.T) {
	t.Parallel()
	s := shares(t, fileRules)
	s.gives("paper.pdf", "application/pdf", 655_360)
	s.step(ui.FileAnswered{Path: s.parts[0].Path, Status: 200, Offset: 256 << 10})
	s.press("Send")
	s.step(ui.SocketClosed{Code: 1006})
	s.mustShow("40\u00a0% · waiting for the connection")
	s.parts = nil
	s.wait(5)
	if len(s.parts) != 0 {
		t.Error("sent without a connection")
	}
	s.connect()
	if len(s.parts) != 1 || s.parts[0].From != 256<<10 {
		t.Fatalf("goes on with %v", s.parts)
	}
	s.uploaded()
	s.acknowledge()
	if f, _ := s.held[0].Body.(chat.File); f.Name != "paper.pdf" {
		t.Errorf("stored %v", s.held)
	}
}

func TestAnUploadThatGetsNoAnswerIsTriedAgainByItself(t *testing.T) {
	t.Parallel()
	s := shares(t, fileRules)
	s.gives("lamp.png", "image/png", 5)
	s.step(ui.FileAnswered{Path: s.parts[0].Path})
	s.mustShow("waiting for the connection")
	s.wait(1)
	if len(s.parts) != 2 {
		t.Errorf("tried %d times", len(s.parts))
	}
}

func TestATokenThatIsRefusedTakesTheFilesToTheNewConversation(t *testing.T) {
	t.Parallel()
	s := shares(t, fileRules)
	s.gives("lamp.png", "image/png", 5)
	s.step(ui.SocketClosed{Code: wire.CloseBadToken})
	s.parts = nil
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: chat.Person{ID: "v2", Role: chat.Visitor}, Token: "new", Conversation: "v2_1", Rules: fileRules})
	if len(s.parts) != 1 || !strings.HasPrefix(s.parts[0].Path, "/files/v2_1/") || s.others[len(s.others)-1] != (ui.Identify{Token: "new"}) {
		t.Errorf("sent %v as %v", s.parts, s.others)
	}
}

func TestWhatThePageBeforeHadNotSentIsTold(t *testing.T) {
	t.Parallel()
	s := visit(t, func(s *ui.Started) {
		s.Options["lost"] = "v1_1\tlamp.png\n"
		s.Kept["conversation"] = "v1_1"
	})
	s.mustShow("lamp.png This file was not sent, because the page was left before.")
	s.press("Understood")
	s.mustNotShow("lamp.png")
}

func TestAPictureIsSeenInFullAndEscapeClosesOnlyThat(t *testing.T) {
	t.Parallel()
	s := shares(t, fileRules)
	s.happens(ana, chat.Image{File: chat.File{ID: "f1", Name: "bulb.png", Type: "image/png", Size: 5}, Width: 4000, Height: 1000})
	img := s.find("button", "View bulb.png").Kids[0]
	if img.Attrs["width"] != "260" || img.Attrs["height"] != "65" || img.Attrs[".file"] != "/files/v1_1/f1/thumb" {
		t.Errorf("its place is %v", img.Attrs)
	}
	s.press("View bulb.png")
	view := s.find("dialog", "bulb.png")
	s.others = nil
	s.do(s.loop.Event(s.now, view.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: "Tab"}))
	s.find("dialog", "bulb.png")
	if len(s.others) != 0 {
		t.Error("Tab is kept from moving the focus")
	}
	s.do(s.loop.Event(s.now, view.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: "Escape"}))
	if s.doc.Find("dialog", "") != nil || s.loop.Model.Viewing != (box.View{}) || !s.loop.Model.Open {
		t.Error("still open, or the chat is closed too")
	}
	if len(s.others) != 1 {
		t.Error("the page hears Escape too, and closes the chat")
	}
}

func TestAPictureThatCannotBeLoadedSaysSoAndIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := shares(t, fileRules)
	s.happens(ana, chat.Image{File: chat.File{ID: "f1", Name: "bulb.png", Type: "image/png", Size: 5}, Width: 400, Height: 300})
	s.step(ui.FileAnswered{Path: "/files/v1_1/f1/thumb"})
	s.mustShow("This picture could not be loaded.")
	s.press("Try again")
	s.mustNotShow("could not be loaded")
	s.find("button", "View bulb.png")
}
