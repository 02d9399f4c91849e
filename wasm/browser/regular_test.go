package browser_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/desk"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

// regular is a customer who has come so often over two years, each time by Google, has looked at ten pages, and has talked with Ana.
// The last time nobody has answered yet.
type regular struct {
	t    *testing.T
	ctx  context.Context
	desk *desk.Desk
	who  chat.Person
	now  time.Time
	n    uint64 // of the conversation
	id   int
}

const pagesOfAVisit = 10

func regularly(t *testing.T, times int) (dir string, who chat.PersonID) {
	t.Helper()
	r := &regular{t: t, who: chat.Person{ID: chat.NewPersonID(chat.Seed{9}), Role: chat.Visitor}}
	apart := 2 * 365 * 24 * time.Hour / time.Duration(times)
	began := time.Now().Add(-time.Duration(times) * apart)
	r.now = began
	return filled(t, desk.Options{Now: func() time.Time { return r.now }}, func(ctx context.Context, d *desk.Desk) {
		r.ctx, r.desk = ctx, d
		r.learns(chat.Identified{Customer: chat.Customer{ID: "c-7", Name: "Régine Regular", Email: "regine@example.com"}})
		for i := range times {
			r.now = began.Add(time.Duration(i) * apart)
			r.comes(i, i+1 < times)
		}
	}), r.who.ID
}

// comes is one visit, and what is said in it.
func (r *regular) comes(i int, answered bool) {
	ana, conv := chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana Martin"}, chat.ConversationOf(r.who.ID, 1)
	r.learns(chat.Visited{Visit: chat.Visit{ID: fmt.Sprint("visit-", i), Number: uint64(i + 1), Began: r.now.UnixMilli(), Came: chat.Source{Referrer: "https://www.google.com/"},
		Device: chat.Device{Country: "FR", Browser: "Firefox 142", System: "Windows 11", Kind: "desktop"}}})
	for p := range pagesOfAVisit {
		r.now = r.now.Add(40 * time.Second)
		r.learns(chat.Seen{PageView: chat.PageView{URL: fmt.Sprintf("https://shop.example/lamps/%d?visit=%d", p, i), Title: fmt.Sprintf("Lamp %d", p)}, Pages: uint64(p + 1)})
	}
	r.says(r.who, conv, chat.Text{Text: fmt.Sprintf("Is the lamp of page %d in stock?", i)})
	if answered {
		r.says(ana, conv, chat.Joined{})
		r.says(ana, conv, chat.Text{Text: "Yes, we have two."})
		r.says(ana, conv, chat.Closed{})
	}
	r.learns(chat.Gone{At: r.now.UnixMilli()})
}

func (r *regular) says(who chat.Person, conv chat.ConversationID, b chat.Body) {
	r.t.Helper()
	r.now, r.id = r.now.Add(5*time.Second), r.id+1
	switch answer := r.desk.Send(r.ctx, "demo", who, wire.Send{Conversation: conv, After: r.n, ID: chat.EntryID(fmt.Sprint("e-", r.id)), Body: b}).(type) {
	case wire.Ack:
		r.n = answer.N
	default:
		r.t.Fatalf("%#v is not taken: %v", b, answer)
	}
}

func (r *regular) learns(b chat.Body) {
	r.t.Helper()
	r.id++
	if answer, ok := r.desk.Learn(r.ctx, "demo", r.who.ID, chat.EntryID(fmt.Sprint("e-", r.id)), b).(wire.Ack); !ok {
		r.t.Fatalf("%#v is not taken: %v", b, answer)
	}
}

// What is known of somebody who has come 1,000 times is there as soon as their conversation: how they came and how many exchanges there
// were, and the drawing of their visits. It is timed from the click on the state box, each time by an agent who has another conversation
// open, so that the console has drawn such a pane before, and has nothing of this customer yet.
func TestAllThatIsKnownOfARegularCustomerIsThereSoon(t *testing.T) {
	const most = 100 * time.Millisecond
	times := relaytest.Rounds(1000, 30)
	dir, who := regularly(t, times)
	r := shop(t, func(c *web.Config) { c.Data = dir })
	v := visit(t, r, "/demo/")
	v.Fill("Message", "Hello\r")
	v.See("Sent")
	ben := signIn(t, r.URL, "ben@localhost")
	ben.Go(r.URL + "/console/#customer/" + string(who))
	ben.See(fmt.Sprintf("%d conversations", times)) // the relay has read all
	var known, drawn []time.Duration
	for i := range relaytest.Rounds(5, 1) {
		t.Run(fmt.Sprint("open ", i), func(t *testing.T) {
			ana := signIn(t, r.URL, "ana@localhost")
			k, d := openKnown(ana, times)
			known, drawn = append(known, k), append(drawn, d)
		})
	}
	relaytest.Goal(t, "provenance and past exchanges", middle(known), most)
	relaytest.Goal(t, "the latest visits drawn", middle(drawn), most)
}

// openKnown opens the first conversation of the list after the second, and is how long it took until the pane said what is known, and
// until it drew it.
func openKnown(p *browser.Page, exchanges int) (known, drawn time.Duration) {
	p.Until(`every("listitem", "").length === 2`)
	browser.Eval[bool](p, `(document.querySelectorAll(".list .box > button:first-child")[1].click(), true)`)
	p.Until(`document.querySelector("aside.info .visit .part") && !document.querySelector("aside.info").textContent.includes("Google")`)
	browser.Eval[bool](p, fmt.Sprintf(`(() => {
		addEventListener("click", (e) => { window.clicked = e.timeStamp; }, true);
		new MutationObserver(() => {
			const pane = document.querySelector("aside.info"), words = pane?.textContent ?? "";
			if (words.includes("%d in all") && words.includes("Search engine: Google")) window.known ??= performance.now();
			if (pane?.querySelectorAll(".visit .part").length >= %d) window.drawn ??= performance.now();
		}).observe(document, { subtree: true, childList: true, characterData: true });
		return true;
	})()`, exchanges, pagesOfAVisit))
	p.Press("listitem", "")
	p.Until(`window.known && window.drawn`)
	at := browser.Eval[[2]float64](p, `[known - clicked, drawn - clicked]`)
	return millis(at[0]), millis(at[1])
}
