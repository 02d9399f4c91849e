package web_test

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

func TestAPageIsShownToWhoWasGranted(t *testing.T) {
	t.Parallel()
	s := newShowing(t, func(c *web.Config) {
		c.Rules.Hosts, c.Site.Origins = "cdn.example", []string{"https://shop.example"}
	}).grants(chat.LevelView)
	v := s.viewer("ana@localhost", "w1")
	v.state(wire.MirrorGone)
	p := s.page("basket", true)
	if look := p.goes(); look != (wire.MirrorLook{Level: wire.LevelView, Name: "Ana Martin"}) {
		t.Errorf("who looks: %+v", look)
	}
	p.ops(1, 1, "whole")
	p.ops(1, 2, "more")
	got := v.state(wire.MirrorLive)
	if got.Level != wire.LevelView || got.Address != "https://shop.example/basket" || got.Title != "basket" || got.Hosts != "cdn.example" || got.Site != "https://shop.example" {
		t.Errorf("state %+v", got)
	}
	v.next(wire.MirrorFresh)
	v.shows(1, 1, "whole")
	v.shows(1, 2, "more")
	v.say(wire.AppendMirrorAck(nil, wire.MirrorShown{Epoch: 1, Seq: 2}))
	if a, _ := wire.ReadMirrorAck(p.next(wire.MirrorAck)); a != (wire.MirrorShown{Epoch: 1, Seq: 2}) {
		t.Errorf("ack %+v", a)
	}
	p.say(append(wire.AppendMirrorMoment(nil, wire.MirrorOpsHead{Epoch: 1, At: 5}), "pointer"...))
	if _, ops, _ := wire.ReadMirrorMoment(v.next(wire.MirrorMoment)); string(ops) != "pointer" {
		t.Errorf("moment %q", ops)
	}

	late := s.viewer("admin@localhost", "w2") // a manager, and late
	late.next(wire.MirrorFresh)
	late.shows(1, 1, "whole")
	late.shows(1, 2, "more")
	if look := p.goes(); look.Name != "Ana Martin, Administrator" && !strings.HasPrefix(look.Name, "Ana Martin, ") {
		t.Errorf("the visitor is not told who else looks: %+v", look)
	}
	v.leave()
	late.leave()
	p.next(wire.MirrorPause) // nobody looks
}

// Without a grant nothing passes, either way.
func TestNothingPassesWithoutAGrant(t *testing.T) {
	t.Parallel()
	s := newShowing(t)
	v := s.viewer("ana@localhost", "w1")
	v.state(wire.MirrorNone)
	if code, _ := s.pageAs(s.me.Token, s.me.Conversation, "p").closed(); code != wire.CloseNotShared {
		t.Errorf("a page without a grant: %d", code)
	}
	id := s.by(s.a, chat.Share{How: chat.Asked})
	if got := v.state(wire.MirrorAsking); got.Asked != wire.LevelView || got.Level != wire.LevelNone {
		t.Errorf("asking: %+v", got)
	}
	if code, _ := s.pageAs(s.me.Token, s.me.Conversation, "p").closed(); code != wire.CloseNotShared {
		t.Errorf("a page while it is asked for: %d", code)
	}
	v.say(wire.AppendMirrorDeed(nil, wire.MirrorDeed{Kind: wire.MirrorPoint, Command: byte(cobrowse.CommandHighlight), Ref: 7}))
	if a, _ := wire.ReadMirrorAnswer(v.next(wire.MirrorAnswer)); a != (wire.MirrorReply{Ref: 7, Outcome: byte(cobrowse.NotGranted)}) {
		t.Errorf("a command without a grant: %+v", a)
	}
	s.by(s.v, chat.Share{How: chat.Refused, Of: id})
	if got := v.state(wire.MirrorRefused); got.By.Role != chat.Visitor {
		t.Errorf("refused: %+v", got)
	}
	if code, _ := s.pageAs(s.me.Token, s.me.Conversation, "p").closed(); code != wire.CloseNotShared {
		t.Errorf("a page after a refusal: %d", code)
	}
}

func TestNobodyElseLooksOrShows(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	for name, c := range map[string]struct {
		socket *mirrorSocket
		want   wire.CloseCode
	}{
		"a colleague":             {s.viewer("ben@localhost", "w"), wire.CloseNotYours},
		"a forged token":          {s.pageAs(s.me.Token+"x", s.me.Conversation, "p"), wire.CloseBadToken},
		"no token":                {s.pageAs("", s.me.Conversation, "p"), wire.CloseBadToken},
		"another's conversation":  {s.pageAs(s.r.Visitor().Hello(relaytest.Site, "").Token, s.me.Conversation, "p"), wire.CloseNotShared},
		"the staff's series":      {s.pageAs(s.me.Token, s.me.Conversation.Staff(), "p"), wire.CloseNotShared},
		"an id that is none":      {s.pageAs(s.me.Token, s.me.Conversation, "p/.."), wire.CloseMalformed},
		"a conversation like one": {s.pageAs(s.me.Token, s.me.Conversation[:len(s.me.Conversation)-1]+"2", "p"), wire.CloseNotShared},
	} {
		if code, kinds := c.socket.closed(); code != c.want || len(kinds) != 0 {
			t.Errorf("%s: closed with %d after %v, want %d", name, code, kinds, c.want)
		}
	}
	out, _ := dialMirror(t, s.r, "/ws/mirror/agent", "no-cookie-of-ours", "")
	if code, _ := out.closed(); code != wire.CloseSignedOut {
		t.Errorf("without a sign-in: %d", code)
	}
	for _, path := range []string{"/ws/mirror/agent", "/ws/mirror/visitor"} {
		if m, status := dialMirror(t, s.r, path, s.r.Cookie("ana@localhost"), "https://evil.example"); m != nil || status != http.StatusForbidden {
			t.Errorf("%s from another page: status %d", path, status)
		}
	}
}

// Each command needs its level, and who gave it is answered.
func TestCommandsPassAsFarAsTheVisitorHasGranted(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	v, other, boss := s.viewer("ana@localhost", "w1"), s.viewer("ana@localhost", "w2"), s.viewer("admin@localhost", "w3")
	p := s.page("basket", true)
	p.goes()
	p.ops(1, 1, "x")
	for _, w := range []*mirrorSocket{v, other, boss} {
		w.shows(1, 1, "x")
	}
	deed := func(kind wire.MirrorKind, c cobrowse.Command, ref uint64) []byte {
		return wire.AppendMirrorDeed(nil, wire.MirrorDeed{Kind: kind, Command: byte(c), Ref: ref, Fields: "f"})
	}
	refused := func(w *mirrorSocket, msg []byte) {
		t.Helper()
		d, _ := wire.ReadMirrorDeed(msg)
		w.say(msg)
		if a, _ := wire.ReadMirrorAnswer(w.next(wire.MirrorAnswer)); a != (wire.MirrorReply{Ref: d.Ref, Outcome: byte(cobrowse.NotGranted)}) {
			t.Errorf("%+v: answered %+v", d, a)
		}
	}
	done := func(w *mirrorSocket, msg []byte) {
		t.Helper()
		d, _ := wire.ReadMirrorDeed(msg)
		w.say(msg)
		got, ok := wire.ReadMirrorDeed(p.next(wire.MirrorPoint, wire.MirrorCommand))
		if !ok || got.Command != d.Command || got.Kind != d.Kind || got.Fields != "f" {
			t.Errorf("the page got %+v of %+v", got, d)
		}
		p.say(wire.AppendMirrorAnswer(nil, wire.MirrorReply{Ref: got.Ref, Outcome: byte(cobrowse.Done)}))
		if a, _ := wire.ReadMirrorAnswer(w.next(wire.MirrorAnswer)); a != (wire.MirrorReply{Ref: d.Ref, Outcome: byte(cobrowse.Done)}) {
			t.Errorf("%+v: answered %+v", d, a)
		}
	}
	point, press := deed(wire.MirrorPoint, cobrowse.CommandHighlight, 1), deed(wire.MirrorCommand, cobrowse.CommandPress, 1)
	refused(v, point)
	refused(v, press)
	s.grants(chat.LevelPoint)
	for look := p.goes(); look.Level != wire.LevelPoint; look = p.goes() {
	}
	done(v, point)
	done(other, point) // the same number as the other's
	refused(v, press)
	refused(v, deed(wire.MirrorPoint, cobrowse.CommandPress, 2)) // what acts, said to point
	refused(boss, point)
	s.grants(chat.LevelControl)
	done(v, press)
	refused(boss, press)
	if got := boss.state(wire.MirrorLive); got.Level != wire.LevelView {
		t.Errorf("who only looks: %+v", got)
	}
	s.by(s.v, chat.Control{How: chat.Ended})
	refused(v, press)
	refused(v, point)
	for look := p.goes(); look.Level != wire.LevelView; look = p.goes() {
	}
}

func TestEndedIsEndedAtOnce(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(s *showing){
		"by the visitor": func(s *showing) { s.by(s.v, chat.Share{How: chat.Ended}) },
		"by the agent":   func(s *showing) { s.by(s.a, chat.Share{How: chat.Ended}) },
		"closed":         func(s *showing) { s.by(s.a, chat.Closed{}) },
		"from the viewer's page": func(s *showing) {
			if status, body := s.r.Post(s.r.SignIn("ana@localhost"), "/agent/mirror/"+string(s.me.Conversation)+"/stop", nil); status != http.StatusNoContent {
				t.Errorf("stop: %d %s", status, body)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShowing(t).grants(chat.LevelView, chat.LevelControl)
			v, p := s.viewer("ana@localhost", "w"), s.page("basket", true)
			p.goes()
			p.ops(1, 1, "before")
			v.shows(1, 1, "before")
			end(s)
			if code, _ := p.closed(); code != wire.CloseNotShared {
				t.Errorf("the page was closed with %d", code)
			}
			got := v.state(wire.MirrorEnded)
			if got.Level != wire.LevelNone || got.Address != "" {
				t.Errorf("state %+v", got)
			}
			late := s.viewer("ana@localhost", "w2")
			late.state(wire.MirrorEnded)
			late.say(wire.AppendMirrorDeed(nil, wire.MirrorDeed{Kind: wire.MirrorCommand, Command: byte(cobrowse.CommandPress), Ref: 1}))
			if a, _ := wire.ReadMirrorAnswer(late.next()); a.Outcome != byte(cobrowse.NotGranted) {
				t.Errorf("what a late viewer got first: %+v", a)
			}
		})
	}
}

func TestWhoLosesTheConversationSeesNothingMore(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	v, p := s.viewer("ana@localhost", "w"), s.page("basket", true)
	p.goes()
	s.by(s.a, chat.Left{})
	if code, _ := v.closed(); code != wire.CloseNotYours {
		t.Errorf("the viewer was closed with %d", code)
	}
	if code, _ := p.closed(); code != wire.CloseNotShared {
		t.Errorf("the page was closed with %d", code)
	}
}

func TestASignOutAndABlockEndTheSockets(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	browser := s.r.SignIn("ana@localhost")
	cookie := ""
	for _, c := range browser.Jar.Cookies(mustURL(t, s.r.URL)) {
		cookie = c.Value
	}
	v, _ := dialMirror(t, s.r, "/ws/mirror/agent", cookie, "")
	v.say(wire.AppendMirrorHello(nil, wire.MirrorHello{Site: relaytest.Site, Conversation: s.me.Conversation, Page: "w"}))
	p := s.page("basket", true)
	p.goes()
	s.r.Post(browser, "/auth/sign-out", nil)
	if code, _ := v.closed(); code != wire.CloseSignedOut {
		t.Errorf("signed out: %d", code)
	}
	boss := s.r.Agent("admin@localhost")
	boss.HelloAgent()
	boss.Say(wire.Block{Ref: 1, Visitor: s.me.Me.ID, ID: "b-1", Target: chat.BlockVisitor, Reason: "x"})
	if code, _ := p.closed(); code != wire.CloseNotShared && code != wire.CloseBlocked {
		t.Errorf("blocked: %d", code)
	}
	if code, _ := s.pageAs(s.me.Token, s.me.Conversation, "p").closed(); code != wire.CloseBlocked {
		t.Errorf("blocked, and back: %d", code)
	}
}

// Of several tabs the one that is looked at is mirrored.
func TestTheVisibleTabIsMirrored(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	v := s.viewer("ana@localhost", "w")
	one := s.page("one", true)
	one.goes()
	one.ops(1, 1, "one")
	v.shows(1, 1, "one")
	two := s.page("two", true)
	one.next(wire.MirrorPause)
	two.goes()
	one.ops(1, 2, "too late")
	two.ops(1, 1, "two")
	v.next(wire.MirrorFresh)
	v.shows(1, 1, "two")
	if got := v.state(wire.MirrorLive); got.Title != "two" {
		got = v.state(wire.MirrorLive)
		if got.Title != "two" {
			t.Errorf("state %+v", got)
		}
	}
	hidden := wire.AppendMirrorPage(nil, wire.MirrorWhere{Address: "https://shop.example/two", Title: "two"})
	two.say(hidden)
	one.say(wire.AppendMirrorPage(nil, wire.MirrorWhere{Address: "https://shop.example/one", Title: "one"}))
	v.state(wire.MirrorHidden)
	one.leave()
	two.leave()
	v.state(wire.MirrorGone)
}

// A page that comes back after its network was gone takes its own place, although that has not been noticed.
func TestAPageThatComesBackTakesItsOwnPlace(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	v, old := s.viewer("ana@localhost", "w"), s.page("basket", true)
	old.goes()
	again := s.page("basket", true)
	again.goes()
	if code, _ := old.closed(); code != wire.CloseSlow {
		t.Errorf("the former socket: %d", code)
	}
	again.ops(2, 1, "again")
	v.shows(2, 1, "again")
}

func TestWhatIsMissingIsAskedForAndWhatIsTooMuchBeginsAnew(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	v, p := s.viewer("ana@localhost", "w"), s.page("basket", true)
	p.goes()
	p.ops(1, 1, "a")
	p.ops(1, 3, "c") // 2 is missing
	p.next(wire.MirrorResync)
	p.ops(1, 4, "d") // never shown
	p.ops(2, 1, "e")
	v.shows(1, 1, "a")
	v.shows(2, 1, "e")
	v.say([]byte{byte(wire.MirrorResync)})
	v.next(wire.MirrorFresh)
	v.shows(2, 1, "e")
	v.say([]byte{byte(wire.MirrorResync)}) // the same did not help: another one
	p.next(wire.MirrorResync)
}

// A viewer that does not read costs the relay nothing, holds neither chat nor others up, and gets the newest when it reads again.
func TestASlowViewerIsBoundedAndTheChatIsNotDelayed(t *testing.T) {
	s := newShowing(t).grants(chat.LevelView)
	slow, v := s.viewer("ana@localhost", "slow"), s.viewer("ana@localhost", "fast")
	p := s.page("basket", true)
	p.goes()
	s.v.Follow(s.me.Conversation, s.me.Epoch, 0)
	part := strings.Repeat("x", 128<<10)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for epoch := uint64(1); epoch <= 12; epoch++ { // 24 MB, of which the slow one reads nothing
		for seq := uint64(1); seq <= 16; seq++ {
			p.ops(epoch, seq, part)
		}
		for e, q := uint64(0), uint64(0); e != epoch || q != 16; {
			e, q, _ = v.sees()
			v.say(wire.AppendMirrorAck(nil, wire.MirrorShown{Epoch: e, Seq: q}))
		}
		s.by(s.a, chat.Text{Text: "chat"}) // stored and acknowledged in between
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 20<<20 {
		t.Errorf("%d MB more in memory", grown>>20)
	}
	p.ops(13, 1, "newest")
	for e := uint64(0); e != 13; {
		e, _, _ = slow.sees()
	}
	for n := 0; n < 12; {
		for _, e := range wiretest.Await[wire.Entries](s.v).List {
			if e.Body == (chat.Text{Text: "chat"}) {
				n++
			}
		}
	}
}

func resourceHash(media, content string) string {
	sum := sha256.Sum256([]byte(media + "\x00" + content))
	return string(sum[:cobrowse.HashSize])
}

// A style sheet crosses once for a site, whoever shows a page; what is forged or cannot be checked does not get further.
func TestResourcesCrossOncePerSite(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	v, p := s.viewer("ana@localhost", "w"), s.page("basket", true)
	p.goes()
	css := strings.Repeat("body{}", 20_000)
	hash, forged, own := resourceHash("text/css", css), resourceHash("text/css", "other"), "\x00unchecked-------"[:16]
	gives := func(p *mirrorSocket, hash, media, content string) {
		t.Helper()
		for at := 0; at < len(content); at += 48 << 10 {
			p.say(wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: hash, Type: media, Size: uint64(len(content)), Offset: uint64(at), Content: content[at:min(at+48<<10, len(content))]}))
		}
	}
	gets := func(v *mirrorSocket) (hash, content string) {
		t.Helper()
		for {
			part, ok := wire.ReadMirrorPart(v.next(wire.MirrorResource))
			if !ok || part.Offset != uint64(len(content)) {
				t.Fatalf("part %d of %d", part.Offset, part.Size)
			}
			if content += part.Content; uint64(len(content)) == part.Size {
				return part.Hash, content
			}
		}
	}
	v.say(wire.AppendMirrorWant(nil, []string{hash, forged, own}))
	if wants, _ := wire.ReadMirrorWant(p.next(wire.MirrorWant)); len(wants) != 3 || wants[0] != hash {
		t.Fatalf("the page was asked for %q", wants)
	}
	gives(p, forged, "text/css", "not what it says")
	gives(p, hash, "text/css", css)
	if got, content := gets(v); got != hash || content != css {
		t.Fatalf("got %d bytes of %x", len(content), got)
	}
	gives(p, own, "image/png", "picture")
	if got, content := gets(v); got != own || content != "picture" {
		t.Fatalf("got %q of %x", content, got)
	}

	second := &showing{t: t, r: s.r, a: s.a, v: s.r.Visitor(), n: 10}
	second.me = second.v.Hello(relaytest.Site, "")
	second.v.Say(wiretest.Text(second.me.Conversation, 0, "w-hello", "Hello?"))
	wiretest.Await[wire.Ack](second.v)
	second.by(second.a, chat.Joined{})
	second.grants(chat.LevelView)
	v2, p2 := second.viewer("ana@localhost", "w"), second.page("home", true)
	p2.goes()
	p2.ops(1, 1, "x")
	v2.shows(1, 1, "x")
	v2.say(wire.AppendMirrorWant(nil, []string{hash, own}))
	if got, content := gets(v2); got != hash || content != css {
		t.Errorf("another visitor's page: %d bytes of %x", len(content), got)
	}
	if wants, _ := wire.ReadMirrorWant(p2.next(wire.MirrorWant)); len(wants) != 1 || wants[0] != own {
		t.Errorf("the second page was asked for %q", wants)
	}
}

func TestTheViewersPageAsksAndStops(t *testing.T) {
	t.Parallel()
	s := newShowing(t)
	ana, ben := s.r.SignIn("ana@localhost"), s.r.SignIn("ben@localhost")
	v := s.viewer("ana@localhost", "w")
	do := func(client *http.Client, what string) int {
		t.Helper()
		status, _ := s.r.Post(client, "/agent/mirror/"+string(s.me.Conversation)+"/"+what, nil)
		return status
	}
	for name, c := range map[string]struct {
		client *http.Client
		what   string
		want   int
	}{
		"signed out":     {s.r.Browser(), "ask", http.StatusUnauthorized},
		"a colleague":    {ben, "ask", http.StatusConflict},
		"no such thing":  {ana, "steal", http.StatusNotFound},
		"control first":  {ana, "ask-control", http.StatusForbidden},
		"nothing shared": {ana, "stop", http.StatusConflict},
	} {
		if got := do(c.client, c.what); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if got := do(ana, "ask"); got != http.StatusNoContent {
		t.Fatalf("ask: %d", got)
	}
	v.state(wire.MirrorAsking)
	if got := do(ana, "ask"); got != http.StatusConflict {
		t.Errorf("ask twice: %d", got)
	}
	req, _ := http.NewRequestWithContext(t.Context(), "POST", s.r.URL+"/agent/mirror/"+string(s.me.Conversation)+"/stop", nil)
	req.Header.Set("Origin", "https://evil.example")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := ana.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: %d", answer.StatusCode)
	}
	if got := do(ana, "stop"); got != http.StatusNoContent {
		t.Errorf("stop: %d", got)
	}
	v.state(wire.MirrorEnded)
}

// moving is a clock that goes only when it is told to.
func moving() (now func() time.Time, pass func(time.Duration)) {
	var ahead atomic.Int64
	start := time.Now()
	return func() time.Time { return start.Add(time.Duration(ahead.Load())) }, func(d time.Duration) { ahead.Add(int64(d)) }
}

func TestWhatNobodyAnswersOrLooksAtEndsByItself(t *testing.T) {
	t.Parallel()
	now, pass := moving()
	s := newShowing(t, func(c *web.Config) { c.Now = now })
	v := s.viewer("ana@localhost", "w")
	s.by(s.a, chat.Share{How: chat.Asked})
	v.state(wire.MirrorAsking)
	pass(30 * time.Second)
	v.state(wire.MirrorUnanswered)

	s.grants(chat.LevelView, chat.LevelControl)
	p := s.page("basket", true)
	p.goes()
	v.state(wire.MirrorLive)
	p.leave()
	v.state(wire.MirrorGone)
	pass(15 * time.Second)
	for got := v.state(wire.MirrorGone); got.Level != wire.LevelView; got = v.state(wire.MirrorGone) {
	}
	pass(2 * time.Minute)
	if got := v.state(wire.MirrorEnded); got.By.Role != chat.System {
		t.Errorf("ended by %+v", got.By)
	}
	if m := s.r.Desk().Conversation(s.me.Conversation).Mirror; m.Level != chat.LevelNone || m.How != chat.Ended {
		t.Errorf("entries say %+v", m)
	}
}

// What is shown goes on after a restart, and what nobody came back to ends.
func TestARestartForgetsNoGrantAndKeepsNoneTooLong(t *testing.T) {
	t.Parallel()
	now, pass := moving()
	s := newShowing(t, func(c *web.Config) { c.Now = now }).grants(chat.LevelView, chat.LevelControl)
	s.r.Restart()
	v := s.viewer("ana@localhost", "w")
	if got := v.state(wire.MirrorGone); got.Level != wire.LevelControl || got.By.Name != "Ana Martin" {
		t.Errorf("after the restart: %+v", got)
	}
	p := s.page("basket", true)
	if look := p.goes(); look.Level != wire.LevelControl {
		t.Errorf("the page is told %+v", look)
	}
	p.ops(1, 1, "x")
	v.shows(1, 1, "x")
	p.leave()
	v.leave()
	s.r.Restart()
	pass(2 * time.Minute)
	for s.r.Desk().Conversation(s.me.Conversation).Mirror.Level != chat.LevelNone {
		time.Sleep(time.Millisecond)
	}
}

func TestMirrorsAreCounted(t *testing.T) {
	t.Parallel()
	s := newShowing(t).grants(chat.LevelView)
	v, p := s.viewer("ana@localhost", "w"), s.page("basket", true)
	p.goes()
	p.ops(1, 1, "x")
	v.shows(1, 1, "x")
	answer, err := http.Get(s.r.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"pupitre_mirrors 1\n", "pupitre_mirror_viewers 1\n", `pupitre_mirror_bytes_total{from="page"} `, "pupitre_mirror_messages_dropped_total 0\n"} {
		if !bytes.Contains(body, []byte(line)) {
			t.Errorf("%q is not in %s", line, body)
		}
	}
}
