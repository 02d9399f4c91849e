package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

const room = chat.ConversationID("v1_1")

// sender is somebody who sends files, and the relay as far as uploads see it.
type sender struct {
	t       *testing.T
	now     chat.Millis
	u       *ui.Uploads
	way     []ui.SendPart // not answered yet
	got     map[string]uint64
	written []chat.Body
	other   []ui.Effect // what else was ordered
	handles int
}

func newSender(t *testing.T) *sender {
	ids := chat.NewIDs(chat.Seed{1})
	s := &sender{t: t, now: 1_700_000_000_000, u: ui.NewUploads(&ids), got: map[string]uint64{}}
	s.u.Welcomed(chat.Rules{MaxFile: 5 << 20, Types: "image/* application/pdf"})
	return s
}

func (s *sender) step() {
	for _, e := range s.u.Step(s.now, func(f *ui.Upload) []ui.Effect { s.written = append(s.written, f.Body()); return nil }) {
		if part, ok := e.(ui.SendPart); ok {
			s.way = append(s.way, part)
		} else {
			s.other = append(s.other, e)
		}
	}
}

// drop is a choice of files, as "name type size".
func (s *sender) drop(files ...string) {
	s.t.Helper()
	for i, f := range files {
		m := ui.FileCame{In: room, More: i > 0}
		if _, err := fmt.Sscanf(f, "%s %s %d", &m.Name, &m.Type, &m.Size); err != nil {
			s.t.Fatal(err)
		}
		s.handles++
		m.Handle = fmt.Sprintf("local:%d", s.handles)
		s.other = append(s.other, s.u.Came(m, chat.NoProblem)...)
	}
	s.step()
}

// answer is the relay's answer to the part that was sent first: as it answers when all is well, unless change says otherwise.
func (s *sender) answer(change ...func(*ui.FileAnswered)) {
	s.t.Helper()
	if len(s.way) == 0 {
		s.t.Fatal("nothing is on its way")
	}
	p := s.way[0]
	s.way = s.way[1:]
	m := ui.FileAnswered{Path: p.Path, Status: 200}
	if got := s.got[p.Path]; got != p.From {
		m.Status, m.Problem = 409, chat.NotStored
	} else {
		s.got[p.Path] = p.To
	}
	m.Offset = s.got[p.Path]
	if m.Whole = m.Status == 200 && (m.Offset == p.File.Size || p.Copy != ""); m.Whole {
		m.Type = p.File.Type
		if strings.HasPrefix(m.Type, "image/") {
			m.Width, m.Height = 640, 480
		}
	}
	for _, c := range change {
		c(&m)
	}
	s.u.Answered(s.now, m)
	s.step()
}

func lost(m *ui.FileAnswered) { *m = ui.FileAnswered{Path: m.Path} }

// finish answers until nothing is on its way.
func (s *sender) finish() {
	for len(s.way) > 0 {
		s.answer()
	}
}

// onWay are the parts on their way, as "name from-to".
func (s *sender) onWay() string {
	var words []string
	for _, p := range s.way {
		words = append(words, fmt.Sprintf("%s %d-%d", p.File.Name, p.From>>10, p.To>>10))
	}
	return strings.Join(words, ", ")
}

func (s *sender) want(parts string) {
	s.t.Helper()
	if got := s.onWay(); got != parts {
		s.t.Errorf("on their way: %s, want %s", got, parts)
	}
}

func (s *sender) names() string {
	var names []string
	for _, b := range s.written {
		names = append(names, chat.Words(b))
	}
	return strings.Join(names, " ")
}

func (s *sender) pressed(do ui.UploadDeed, name string) {
	s.t.Helper()
	for _, f := range s.u.List {
		if f.Name == name {
			s.other = append(s.other, s.u.Pressed(ui.UploadPressed{Do: do, ID: f.ID})...)
			s.step()
			return
		}
	}
	s.t.Fatalf("no %s", name)
}

func TestFilesGoPartByPartTwoAtATime(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.pdf application/pdf 600000", "b.png image/png 1000", "c.png image/png 2000")
	s.want("a.pdf 0-256, b.png 0-0")
	if p := s.way[0]; p.Path != "/files/v1_1/"+string(s.u.List[0].ID) || p.Handle != "local:1" || p.File.Size != 600_000 || !chat.ValidID(s.u.List[0].ID) {
		t.Errorf("sent %+v", p)
	}
	s.answer()
	s.want("b.png 0-0, a.pdf 256-512")
	s.answer()
	s.want("a.pdf 256-512, c.png 0-1")
	s.finish()
	for _, f := range s.u.List {
		if !f.Whole || f.Percent() != 100 {
			t.Errorf("%s is not whole", f.Name)
		}
	}
	if len(s.written) != 0 {
		t.Error("written before they were sent")
	}
	s.u.Send(room)
	s.step()
	if s.names() != "a.pdf b.png c.png" || len(s.u.List) != 0 {
		t.Errorf("written: %s", s.names())
	}
	if i := s.written[1].(chat.Image); i.Width != 640 || i.Height != 480 || i.Type != "image/png" {
		t.Errorf("the picture is written as %+v", i)
	}
	if _, ok := s.written[0].(chat.File); !ok {
		t.Errorf("the paper is written as %T", s.written[0])
	}
	if !slices.Contains(s.other, ui.Effect(ui.Release{Handle: "local:1"})) {
		t.Error("its bytes are still held")
	}
}

func TestWhatIsRefusedIsRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("film.mp4 video/mp4 1000", "huge.png image/png 6000000", "none.png image/png 0", "fine.png image/png 5")
	s.want("fine.png 0-0")
	var why []chat.Problem
	for _, r := range s.u.Refused {
		why = append(why, r.Why)
	}
	if want := []chat.Problem{chat.BadType, chat.TooLarge, chat.Malformed}; !slices.Equal(why, want) {
		t.Errorf("refused for %v, want %v", why, want)
	}
	for _, h := range []string{"local:1", "local:2", "local:3"} {
		if !slices.Contains(s.other, ui.Effect(ui.Release{Handle: h})) {
			t.Errorf("%s is still held", h)
		}
	}
	s.drop("next.png image/png 5")
	if len(s.u.Refused) != 0 {
		t.Error("what was refused before is still told")
	}
	for i := range 20 {
		s.drop(fmt.Sprintf("more%d.png image/png 5", i))
	}
	if n := len(s.u.Of(room, false)); n != chat.MaxAttach || s.u.Refused[0].Why != chat.TooFast {
		t.Errorf("%d are attached, the last was refused for %v", n, s.u.Refused)
	}
	none := newSender(t)
	none.u.Welcomed(chat.Rules{})
	none.drop("a.png image/png 5")
	if none.u.Refused[0].Why != chat.NotAllowed || none.onWay() != "" {
		t.Errorf("where no file may be sent: %v, %s", none.u.Refused, none.onWay())
	}
}

func TestALostConnectionGoesOnWhereTheRelayIs(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.pdf application/pdf 1000000")
	s.answer()
	s.want("a.pdf 256-512")
	s.got[s.way[0].Path] = 512 << 10 // the relay has the part, its answer is lost
	s.way[0].From = s.got[s.way[0].Path]
	s.answer(lost)
	s.want("")
	if f := s.u.List[0]; f.Tries != 1 || f.Percent() != 26 {
		t.Errorf("%d tries, %d %%", f.Tries, f.Percent())
	}
	s.now += 399
	s.step()
	s.want("")
	s.now++
	s.step()
	s.want("a.pdf 256-512")
	s.answer() // 409: another part is expected
	s.want("a.pdf 512-768")
	s.answer()
	s.finish()
	if f := s.u.List[0]; !f.Whole || f.Tries != 0 {
		t.Errorf("%+v", f)
	}
}

func TestTheRelaysRestartSendsAllAnew(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.pdf application/pdf 600000")
	s.answer()
	clear(s.got)
	s.answer()
	s.want("a.pdf 0-256")
	s.finish()
	if !s.u.List[0].Whole {
		t.Error("not whole")
	}
}

func TestWithoutAConnectionNothingIsTriedAndWithItAllGoesOnAtOnce(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.pdf application/pdf 600000")
	s.u.Online = false
	for range 10 {
		s.answer(lost)
		s.now += 100_000
		s.step()
		s.want("")
		if !s.u.Busy() {
			t.Fatal("given up")
		}
		s.u.Welcomed(s.u.Rules)
		s.step()
		s.want("a.pdf 0-256")
		s.u.Online = false
	}
	s.u.Welcomed(s.u.Rules)
	s.way = nil
	s.step()
	s.finish()
	if !s.u.List[0].Whole {
		t.Error("not whole")
	}
}

func TestPausesGrowAndAClockThatIsSetBackDoesNotStopAFile(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.pdf application/pdf 1000")
	last := chat.Millis(0)
	for range 8 {
		s.answer(func(m *ui.FileAnswered) { *m = ui.FileAnswered{Path: m.Path, Status: 503, Problem: chat.Unavailable} })
		waited := chat.Millis(0)
		for ; s.onWay() == ""; waited += 100 {
			s.now += 100
			s.step()
		}
		if waited < last {
			t.Errorf("a pause of %d after one of %d ms", waited, last)
		}
		last = waited
	}
	if last != 30_000 {
		t.Errorf("the longest pause is %d ms", last)
	}
	s.answer(lost)
	s.now -= 3_600_000
	s.step()
	s.want("a.pdf 0-0")
	s.way = nil
	s.now -= 3_600_000 // while a part is on its way
	s.step()
	s.now += 60_000
	s.step()
	if s.onWay() == "" {
		t.Error("an answer is waited for that can no longer come")
	}
}

func TestAnAnswerThatNeverComesIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.pdf application/pdf 1000")
	s.way = nil
	s.now += 60_001
	s.step()
	s.now += 500
	s.step()
	s.want("a.pdf 0-0")
}

func TestWhatTheRelayRefusesCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.png image/png 1000", "b.png image/png 1000")
	s.u.Send(room)
	s.answer(func(m *ui.FileAnswered) {
		*m = ui.FileAnswered{Path: m.Path, Status: 415, Problem: chat.BadType}
		clear(s.got)
	})
	if f := s.u.List[0]; f.Problem != chat.BadType || s.u.Any(room) {
		t.Errorf("%+v", f)
	}
	s.answer()
	if s.names() != "b.png" {
		t.Errorf("written: %s; a file that has failed must hold no other up", s.names())
	}
	s.pressed(ui.SendAgain, "a.png")
	s.finish()
	if s.names() != "b.png a.png" {
		t.Errorf("written: %s", s.names())
	}
	s.drop("c.png image/png 1000")
	s.answer(func(m *ui.FileAnswered) { *m = ui.FileAnswered{Path: m.Path, Status: 507, Problem: chat.TooLarge} })
	if s.u.List[0].Problem != chat.Taken {
		t.Errorf("without room: %v", s.u.List[0].Problem)
	}
	s.u.Send(room)
	if len(s.u.Of(room, false)) != 1 {
		t.Error("what has failed was sent")
	}
}

func TestEntriesComeInTheOrderOfSendingWhoeverIsWholeFirst(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("slow.pdf application/pdf 600000", "quick.png image/png 10")
	s.u.Send(room)
	s.step()
	s.way[0], s.way[1] = s.way[1], s.way[0]
	s.answer()
	if s.names() != "" {
		t.Errorf("written: %s", s.names())
	}
	s.drop("later.png image/png 10")
	s.u.Send(room)
	s.finish()
	if s.names() != "slow.pdf quick.png later.png" {
		t.Errorf("written: %s", s.names())
	}
	s.step()
	if len(s.written) != 3 {
		t.Error("written twice")
	}
}

func TestWhatIsRemovedIsForgottenByTheRelayToo(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.png image/png 1000", "b.png image/png 1000")
	path := s.way[0].Path
	s.pressed(ui.Remove, "a.png")
	if !slices.Contains(s.other, ui.Effect(ui.Erase{Path: path})) || !slices.Contains(s.other, ui.Effect(ui.Release{Handle: "local:1"})) {
		t.Errorf("ordered %v", s.other)
	}
	s.answer() // too late: nobody wants it any more
	s.u.Send(room)
	s.finish()
	if s.names() != "b.png" {
		t.Errorf("written: %s", s.names())
	}
}

func TestAnotherConversationGetsAllFromTheBeginning(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.drop("a.pdf application/pdf 600000", "b.png image/png 10")
	s.answer()
	s.answer()
	s.way = nil
	s.u.Move("v2_1")
	s.step()
	s.want("a.pdf 0-256, b.png 0-0")
	if !strings.HasPrefix(s.way[0].Path, "/files/v2_1/") {
		t.Errorf("sent to %s", s.way[0].Path)
	}
}

func TestAFileOfTheLibraryIsCopied(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.u.Copy(room, chat.File{ID: "f9", Name: "Returns.pdf", Type: "application/pdf", Size: 9000}, chat.NoProblem)
	s.u.Send(room)
	s.step()
	if p := s.way[0]; p.Copy != "library/f9" || p.Handle != "" || strings.Contains(p.Path, "f9") {
		t.Fatalf("sent %+v", p)
	}
	s.answer()
	if s.names() != "Returns.pdf" {
		t.Errorf("written: %s", s.names())
	}
	s.u.Copy(room, chat.File{ID: "f9", Name: "Returns.pdf"}, chat.BadText)
	if len(s.u.List) != 0 || len(s.u.Refused) != 1 {
		t.Error("attached although there was a reason not to")
	}
}

func TestNamesAndDescriptionsAreMadeFitForAnEntry(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	for name, want := range map[string]string{
		"a\nb\tc\x00.png": "a b c.png", "": "?", "  ": "?", "gnp\u202e.exe.png": "gnp.exe.png", strings.Repeat("é", 200) + ".png": strings.Repeat("é", 127),
	} {
		s.u.List = nil
		s.u.Came(ui.FileCame{In: room, Name: name, Type: "image/png", Size: 5}, chat.NoProblem)
		f := s.u.List[0]
		f.Width, f.Height = 1, 1
		s.u.Pressed(ui.UploadPressed{Do: ui.Describe, ID: f.ID, Text: "  a lamp\n\x07 " + strings.Repeat("x", 300)})
		i := f.Body().(chat.Image)
		if i.Name != want || chat.Check(i) != chat.NoProblem || !strings.HasPrefix(i.Alt, "a lamp  x") {
			t.Errorf("%q became %q, described as %q: %v", name, i.Name, i.Alt, chat.Check(i))
		}
	}
}

func TestWhatThePageBeforeHadNotSentIsTold(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.u.Lost("v1_1\ta b.png\nv2_1\tc.pdf\nbroken")
	if want := []ui.Refusal{{In: "v1_1", Name: "a b.png"}, {In: "v2_1", Name: "c.pdf"}}; !slices.Equal(s.u.Refused, want) {
		t.Errorf("told %v", s.u.Refused)
	}
}

func TestAPictureThatIsGoneCanBeLoadedAgain(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	s.u.Answered(s.now, ui.FileAnswered{Path: "/files/v1_1/f/thumb"})
	if !s.u.Gone["/files/v1_1/f/thumb"] {
		t.Fatal("not gone")
	}
	s.u.Pressed(ui.UploadPressed{Do: ui.LoadAgain, Text: "/files/v1_1/f/thumb"})
	if s.u.Gone["/files/v1_1/f/thumb"] {
		t.Error("still gone")
	}
	s.u.Answered(s.now, ui.FileAnswered{Path: "/files/v1_1/f", Status: 0})
	s.u.Answered(s.now, ui.FileAnswered{Path: "/files/v1_1/f", Status: 200})
	if s.u.Gone["/files/v1_1/f"] {
		t.Error("downloaded, and still gone")
	}
}
