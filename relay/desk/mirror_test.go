package desk_test

import (
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
)

// shop that lets agents ask, with a clock that is set by hand and Anna in a conversation with Julie.
func mirrorOffice(t *testing.T, dir string, rule chat.Asking) (office, *clock) {
	t.Helper()
	c := &clock{at: time.UnixMilli(1_000_000)}
	o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{Now: c.now, Mirror: rule})
	return o, c
}

func (o office) talking() {
	o.t.Helper()
	o.says(julie, "hello")
	o.acked(o.send(anna, 1, chat.Joined{}))
}

// asks has Anna ask, and is the question's id.
func (o office) asks(b chat.Body) chat.EntryID {
	o.t.Helper()
	return o.acked(o.send(anna, o.last(), b)).ID
}

func (o office) mirror() chat.Mirror { return o.Conversation(conv).Mirror }

// steps are the entries about the page, with who took them.
func (o office) steps() (list []string) {
	o.t.Helper()
	name := map[chat.Sharing]string{chat.Asked: "asked", chat.Granted: "granted", chat.Refused: "refused", chat.Ended: "ended", chat.Expired: "expired"}
	for _, e := range o.thread() {
		who := string(e.Author.ID)
		switch b := e.Body.(type) {
		case chat.Share:
			list = append(list, who+" "+name[b.How]+" share "+time.Duration(b.Seconds*1e9).String())
		case chat.Control:
			list = append(list, who+" "+name[b.How]+" control "+time.Duration(b.Seconds*1e9).String())
		case chat.Closed:
			list = append(list, who+" closed")
		case chat.Left:
			list = append(list, who+" left")
		}
	}
	return list
}

var (
	askShare, askControl = chat.Share{How: chat.Asked}, chat.Control{How: chat.Asked}
	endShare, endControl = chat.Share{How: chat.Ended}, chat.Control{How: chat.Ended}
)

func TestAPageIsShownControlledAndTakenBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o, clock := mirrorOffice(t, dir, chat.AskAlways)
	o.talking()
	q := o.asks(askShare)
	o.refused(o.send(anna, 3, askShare), chat.AlreadyAsked)
	o.refused(o.send(julie, 3, chat.Share{How: chat.Granted, Of: "e-1"}), chat.AlreadyOver)
	o.refused(o.send(anna, 3, chat.Share{How: chat.Granted, Of: q}), chat.NotAllowed)
	granted := o.acked(o.resend(julie, 3, "yes", chat.Share{How: chat.Granted, Of: q}))
	if again := o.acked(o.resend(julie, 3, "yes", chat.Share{How: chat.Granted, Of: q})); again != granted {
		t.Errorf("sent again: %+v, want %+v", again, granted)
	}
	clock.set(time.UnixMilli(1_060_000))
	q = o.asks(askControl)
	o.acked(o.send(julie, 5, chat.Control{How: chat.Granted, Of: q}))
	o.close()

	o, clock = mirrorOffice(t, dir, chat.AskAlways) // what is granted is in the entries alone
	if m := o.mirror(); m.Level != chat.LevelControl || m.Since != 1_000_000 || m.Acting != 1_060_000 {
		t.Errorf("after a restart: %+v", m)
	}
	clock.set(time.UnixMilli(1_067_000))
	o.acked(o.resend(julie, o.last(), "stop", chat.Share{How: chat.Ended, Seconds: 5}))
	bustest.Same(t, o.steps(), []string{
		"anna asked share 0s", "v1 granted share 0s", "anna asked control 0s", "v1 granted control 0s", "v1 ended control 7s", "v1 ended share 1m7s",
	})
	if m := o.mirror(); m.Level != chat.LevelNone || m.By != julie {
		t.Errorf("at the end: %+v", m)
	}
	o.acked(o.resend(julie, o.last(), "stop", chat.Share{How: chat.Ended, Seconds: 5}))
	if n := len(o.steps()); n != 6 {
		t.Errorf("%d steps after a resend", n)
	}
}

func TestARefusalIsNoGrant(t *testing.T) {
	t.Parallel()
	o, _ := mirrorOffice(t, t.TempDir(), chat.AskOnce)
	o.talking()
	q := o.asks(askShare)
	o.acked(o.send(julie, 3, chat.Share{How: chat.Refused, Of: q}))
	o.refused(o.send(julie, 4, chat.Share{How: chat.Granted, Of: q}), chat.AlreadyOver)
	o.refused(o.send(anna, 4, askControl), chat.NotAllowed)
	if m := o.mirror(); m.Level != chat.LevelNone || m.How != chat.Refused || m.By != julie {
		t.Errorf("%+v", m)
	}
}

// What the relay itself writes: nobody has answered, one of the two is gone.
func TestTheRelayEndsWhatNobodyAnswersOrLooksAt(t *testing.T) {
	t.Parallel()
	o, clock := mirrorOffice(t, t.TempDir(), chat.AskAlways)
	o.talking()
	q := o.asks(askShare)
	for range 2 { // another relay does so too
		if err := o.Expire(t.Context(), conv, q); err != nil {
			t.Fatal(err)
		}
	}
	o.refused(o.send(julie, 4, chat.Share{How: chat.Granted, Of: q}), chat.AlreadyOver) // too late
	q = o.asks(askShare)
	if err := o.Expire(t.Context(), conv, "e-1"); err != chat.NotAllowed {
		t.Errorf("another question: %v", err)
	}
	o.acked(o.send(julie, 5, chat.Share{How: chat.Granted, Of: q}))
	if err := o.Expire(t.Context(), conv, q); err != chat.NotAllowed {
		t.Errorf("an answered one: %v", err)
	}
	if err := o.EndControl(t.Context(), conv); err != chat.AlreadyOver {
		t.Errorf("no control: %v", err)
	}
	q = o.asks(askControl)
	if err := o.Expire(t.Context(), conv, q); err != nil {
		t.Errorf("a question for control: %v", err)
	}
	q = o.asks(chat.Control{How: chat.Asked, Pointing: true})
	o.acked(o.send(julie, o.last(), chat.Control{How: chat.Granted, Of: q, Pointing: true}))
	clock.set(time.UnixMilli(1_015_000))
	if err := o.EndControl(t.Context(), conv); err != nil {
		t.Error(err)
	}
	if m := o.mirror(); m.Level != chat.LevelView || m.By.Role != chat.System {
		t.Errorf("the page is still shown: %+v", m)
	}
	q = o.asks(askControl)
	o.acked(o.send(julie, o.last(), chat.Control{How: chat.Granted, Of: q}))
	clock.set(time.UnixMilli(1_120_000))
	if err := o.EndShare(t.Context(), conv); err != nil {
		t.Error(err)
	}
	bustest.Same(t, o.steps(), []string{
		"anna asked share 0s", "relay expired share 0s", "anna asked share 0s", "v1 granted share 0s", "anna asked control 0s", "relay expired control 0s",
		"anna asked control 0s", "v1 granted control 0s", "relay ended control 15s", "anna asked control 0s", "v1 granted control 0s",
		"relay ended control 1m45s", "relay ended share 2m0s",
	})
	if err := o.EndShare(t.Context(), conv); err != nil && err != chat.AlreadyOver {
		t.Error(err)
	}
}

func TestClosingHandingBackAndBlockingEndTheSharingInTheThread(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end  func(o office)
		last string
	}{
		"closed":      {func(o office) { o.acked(o.send(anna, o.last(), chat.Closed{})) }, "anna closed"},
		"handed back": {func(o office) { o.acked(o.send(anna, o.last(), chat.Left{})) }, "anna left"},
		"blocked": {func(o office) {
			if err := o.block(mia, wire.Block{ID: "b-1", Reason: "Insults"}, ""); err != nil {
				o.t.Fatal(err)
			}
		}, "mia closed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, clock := mirrorOffice(t, t.TempDir(), chat.AskAlways)
			o.talking()
			q := o.asks(askShare)
			o.acked(o.send(julie, 3, chat.Share{How: chat.Granted, Of: q}))
			q = o.asks(askControl)
			o.acked(o.send(julie, 5, chat.Control{How: chat.Granted, Of: q}))
			clock.set(time.UnixMilli(1_005_000))
			c.end(o)
			steps := o.steps()
			who, _, _ := strings.Cut(c.last, " ")
			bustest.Same(t, steps[len(steps)-3:], []string{who + " ended control 5s", who + " ended share 5s", c.last})
			if m := o.mirror(); m.Level != chat.LevelNone {
				t.Errorf("%+v", m)
			}
		})
	}
}

func TestASiteThatAnnouncesAsksNobody(t *testing.T) {
	t.Parallel()
	o, _ := mirrorOffice(t, t.TempDir(), chat.Announce)
	o.talking()
	q := o.asks(askShare)
	if m := o.mirror(); m.Level != chat.LevelView || m.By.Role != chat.System || m.Trusted {
		t.Errorf("%+v", m)
	}
	if e := o.thread()[3]; e.Body != (chat.Share{How: chat.Granted, Of: q}) || e.Author.Role != chat.System {
		t.Errorf("%+v", e)
	}
	q = o.asks(askControl) // is the visitor's word alone
	if m := o.mirror(); m.Level != chat.LevelView || m.Asked != chat.LevelControl {
		t.Errorf("%+v", m)
	}
	o.acked(o.send(julie, o.last(), chat.Control{How: chat.Granted, Of: q}))
	o.acked(o.send(julie, o.last(), endShare)) // and they can end it
	if m := o.mirror(); m.Level != chat.LevelNone {
		t.Errorf("%+v", m)
	}
}

func TestASiteThatAsksOnceBelievesTheFirstAnswerUntilItIsTakenBack(t *testing.T) {
	t.Parallel()
	o, _ := mirrorOffice(t, t.TempDir(), chat.AskOnce)
	o.talking()
	q := o.asks(askShare)
	if o.mirror().Level != chat.LevelNone {
		t.Fatal("not asked")
	}
	o.acked(o.send(julie, 3, chat.Share{How: chat.Granted, Of: q}))
	o.acked(o.send(anna, 4, endShare))
	o.asks(askShare)
	if o.mirror().Level != chat.LevelView {
		t.Error("asked again, although granted before")
	}
	o.acked(o.send(julie, o.last(), endShare))
	q = o.asks(askShare)
	if o.mirror().Level != chat.LevelNone {
		t.Error("not asked, although taken back")
	}
	o.acked(o.send(julie, o.last(), chat.Share{How: chat.Granted, Of: q}))
	o.acked(o.send(anna, o.last(), chat.Closed{}))
	o.says(julie, "once more")
	o.acked(o.send(anna, o.last(), chat.Joined{}))
	o.asks(askShare)
	if o.mirror().Level != chat.LevelNone {
		t.Error("not asked in another conversation")
	}
}

func TestWhereMirrorsAreOffNobodyAsks(t *testing.T) {
	t.Parallel()
	o, _ := mirrorOffice(t, t.TempDir(), chat.MirrorOff)
	o.talking()
	o.refused(o.send(anna, 2, askShare), chat.NotAllowed)
	o.refused(o.send(anna, 2, askControl), chat.NotAllowed)
}

// Ids are made out of a question's: one that leaves no room for it would never end.
func TestAQuestionsIDLeavesRoom(t *testing.T) {
	t.Parallel()
	o, _ := mirrorOffice(t, t.TempDir(), chat.AskAlways)
	o.talking()
	o.refused(o.resend(anna, 2, chat.EntryID(strings.Repeat("x", chat.MaxID-2)), askShare), chat.BadID)
	long := chat.EntryID(strings.Repeat("x", chat.MaxID-6))
	o.acked(o.resend(anna, 2, long, askShare))
	o.acked(o.send(julie, 3, chat.Share{How: chat.Granted, Of: long}))
	if err := o.EndShare(t.Context(), conv); err != nil {
		t.Error(err)
	}
}
