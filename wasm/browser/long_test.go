package browser_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/desk"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

// filled is a data directory with what was put into it.
func filled(t *testing.T, o desk.Options, fill func(context.Context, *desk.Desk)) (dir string) {
	t.Helper()
	dir = t.TempDir()
	ctx := context.Background()
	b, err := bus.Open(ctx, bus.Options{Dir: dir, Durability: bus.Barrier})
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(ctx, b, o)
	if err != nil {
		t.Fatal(err)
	}
	fill(ctx, d)
	if err := d.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(ctx); err != nil {
		t.Fatal(err)
	}
	return dir
}

// written is a data directory with one conversation of n texts of differing lengths, which Ana has.
func written(t *testing.T, n int) (dir string, conv chat.ConversationID) {
	t.Helper()
	visitor := chat.Person{ID: chat.NewPersonID(chat.Seed{7}), Role: chat.Visitor}
	conv = chat.ConversationOf(visitor.ID, 1)
	dice := rand.New(rand.NewPCG(1, 2))
	return filled(t, desk.Options{}, func(ctx context.Context, d *desk.Desk) {
		for i := range n {
			text := fmt.Sprintf("Message %d. ", i+1) + strings.Repeat("More words follow. ", dice.IntN(30))
			answer := d.Send(ctx, "demo", visitor, wire.Send{Conversation: conv, After: uint64(i), ID: chat.EntryID(fmt.Sprintf("m-%d", i)), Body: chat.Text{Text: text}})
			if _, ok := answer.(wire.Ack); !ok {
				t.Fatalf("message %d: %v", i, answer)
			}
		}
	}), conv
}

// A thread of 10,000 entries opens soon, at its end, and scrolls to its beginning with few rows in the document and never a
// blank or a hitch. What the agent looks at is to move as far as the wheel says, but for one step in a hundred: a browser that
// drops frames shows in one what belongs to two, or nothing after a leap. So this is a goal, and app/ui tests the same with a simulated
// screen, without exception.
//
// Opening is timed from the click, as the browser got it, until the last message is in the document, each time by somebody
// who has just signed in, whose console has nothing of the thread yet.
func TestALongThreadOpensAndScrolls(t *testing.T) {
	const entries, mostOpen, mostTask = 10_000, 250 * time.Millisecond, 100 * time.Millisecond
	dir, _ := written(t, entries)
	r := shop(t, func(c *web.Config) { c.Data = dir })
	var took []time.Duration
	for i := range relaytest.Rounds(5, 1) {
		t.Run(fmt.Sprint("open ", i), func(t *testing.T) {
			ana := signIn(t, r.URL, "ana@localhost")
			took = append(took, openLong(ana, entries))
		})
	}
	relaytest.Goal(t, "opened", middle(took), mostOpen)
	ana := signIn(t, r.URL, "ana@localhost")
	before := ana.Spent()
	openLong(ana, entries)
	opened := ana.Spent()
	result := browser.Eval[struct {
		Rows, Jumps, Blank, Late, Steps int
		Worst, Frame, Task              float64
		First                           string
	}](ana, scrollUp)
	t.Logf("script: %v to open, %v for %d steps; %+v", opened-before, ana.Spent()-opened, result.Steps, result)
	if result.First != "Message 1. " && !strings.HasPrefix(result.First, "Message 1.") {
		t.Errorf("the beginning was not reached: %q after %d steps", result.First, result.Steps)
	}
	if result.Rows > 120 {
		t.Errorf("%d rows in the document", result.Rows)
	}
	relaytest.Met(t, result.Blank == 0 && result.Late <= result.Steps/100, "%d of %d steps showed nothing, and %d behind a frame that was dropped", result.Blank, result.Steps, result.Late)
	relaytest.Met(t, result.Jumps <= 5, "%d of 500 steps jumped, the worst by %.1f px", result.Jumps, result.Worst)
	relaytest.Goal(t, "the longest task while the thread was scrolled", millis(result.Task), mostTask)
}

// openLong opens the one conversation of the list, and is how long that took.
func openLong(p *browser.Page, entries int) time.Duration {
	browser.Eval[bool](p, fmt.Sprintf(`(() => {
		addEventListener("click", (e) => { window.clicked = e.timeStamp; }, true);
		new MutationObserver(() => {
			if (document.querySelector("[data-rows]")?.textContent.includes("Message %d.")) window.opened ??= performance.now();
		}).observe(document, { subtree: true, childList: true, characterData: true });
		return true;
	})()`, entries))
	p.Press("listitem", "")
	p.Until(`window.opened`)
	return millis(browser.Eval[float64](p, `opened - clicked`))
}

// scrollUp scrolls by 400 px a frame, later by 5,000, until the first message is there, compares where the rows in view went,
// and notes the longest frame and the longest task over 50 ms; its own looking at the rows is a part of them.
const scrollUp = `(async () => {
	const log = at("log", "Messages"), frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
	const out = { Rows: 0, Jumps: 0, Blank: 0, Late: 0, Steps: 0, Worst: 0, Frame: 0, Task: 0, First: "" };
	const note = (list) => { for (const e of list) out.Task = Math.max(out.Task, e.duration); };
	const watch = new PerformanceObserver((l) => note(l.getEntries()));
	watch.observe({ type: "longtask" });
	const rows = () => [...log.querySelectorAll("[data-rows] > li")];
	const next = async () => {
		const began = performance.now();
		await frame();
		const took = performance.now() - began;
		out.Frame = Math.max(out.Frame, took);
		out.Steps++;
		return took > 34;
	};
	for (let still = 0, late = false; still < 120 && out.Steps < 8000;) {
		const middle = log.getBoundingClientRect().y + log.clientHeight / 2;
		const row = rows().find((r) => r.getBoundingClientRect().bottom > middle);
		if (!row) { late ? out.Late++ : out.Blank++; late = await next(); continue; }
		const before = row.getBoundingClientRect().top, from = log.scrollTop;
		log.scrollTop = from - (out.Steps < 500 ? 400 : 5000);
		const moved = from - log.scrollTop;
		late = await next();
		out.Rows = Math.max(out.Rows, rows().length);
		if (moved !== 400) ; // a leap: nothing that was in view is to be compared
		else if (row.isConnected) {
			const off = Math.abs(row.getBoundingClientRect().top - before - moved);
			out.Worst = Math.max(out.Worst, off);
			if (off > 3) out.Jumps++; // positions are rounded
		} else out.Jumps++;
		still = moved === 0 ? still + 1 : 0;
		if (moved === 0 && rows()[0].innerText.includes("Message 1.")) break;
	}
	note(watch.takeRecords());
	out.First = (rows()[0].querySelector(".bubble") ?? rows()[0]).innerText.slice(0, 12);
	return out;
})()`
