package browser_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/static"
)

// records is a relay that knows one customer well, for pages that show what is known: enough of one for the console.
type records struct {
	url  string
	me   chat.Person
	file chat.CustomerFile
	held map[chat.ConversationID][]chat.Entry

	mu     sync.Mutex
	erased bool
}

const julie = chat.PersonID("v8f2c")

var (
	julieTalk    = chat.ConversationOf(julie, 1)
	julieVisitor = chat.Person{ID: julie, Role: chat.Visitor, Name: "Julie Moreau"}
	anaAgent     = chat.Person{ID: "a1", Role: chat.Manager, Name: "Ana Martin"}
	benAgent     = chat.Person{ID: "b1", Role: chat.Agent, Name: "Benoît Leroy"}
)

// keep starts a relay with the records of Julie; role is that of who signs in.
func keep(t *testing.T, role chat.Role) *records {
	t.Helper()
	r := &records{me: anaAgent, held: map[chat.ConversationID][]chat.Entry{}}
	r.me.Role = role
	r.remember(time.Now().UnixMilli())
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/agent", r.accept)
	mux.HandleFunc("/", func(w http.ResponseWriter, q *http.Request) {
		if strings.HasSuffix(q.URL.Path, ".wasm") {
			w.Header().Set("Content-Type", "application/wasm")
		}
		http.FileServerFS(static.Built).ServeHTTP(w, q)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

const (
	minute = chat.Millis(60_000)
	hour   = 60 * minute
	aDay   = 24 * hour
)

// remember makes up a customer of two years: 26 conversations, the longest of 260 messages; 14 visits, of one page and of 200.
func (r *records) remember(now chat.Millis) {
	r.talks(now)
	var visits []chat.VisitLine
	for i := range 14 {
		visits = append(visits, visitOf(i, now-chat.Millis(i)*11*aDay-3*hour))
	}
	profile := chat.Profile{Visitor: julie, Site: "shop", Last: 900, Visit: visits[0].Visit, Pages: uint64(len(visits[0].Pages)), Page: visits[0].Pages[len(visits[0].Pages)-1].PageView,
		PageAt: now - 2*minute, SeenAt: now - minute, Gone: true, Views: 431, Visits: 14,
		Customer: chat.Customer{ID: "C-20417", Name: "Julie Moreau", Email: "julie.moreau@mail.example", Data: []chat.Datum{{Name: "loyalty", Type: chat.DatumText, Value: "Gold"}, {Name: "since", Type: chat.DatumDate, Value: "2023-04-11"}}},
		Told:     []chat.Datum{{Name: "basket", Type: chat.DatumMoney, Value: "129.00 EUR"}, {Name: "newsletter", Type: chat.DatumYesNo, Value: "yes"}}}
	other := profile
	other.Visitor, other.Visit.Device, other.SeenAt = "v77aa", chat.Device{Country: "BE", Browser: "Safari 18", System: "iOS 18", Kind: "phone"}, now-40*aDay
	note := func(i int, at chat.Millis, text string) chat.Entry {
		return chat.Entry{ID: chat.EntryID(fmt.Sprintf("note-%d", i)), N: uint64(800 + i), At: at, Author: benAgent, Body: chat.Note{Text: text}}
	}
	r.file = chat.CustomerFile{Profiles: []chat.Profile{profile, other}, Visits: visits, VisitsInAll: 14, ViewsInAll: 431, ExchangesInAll: uint64(len(r.file.Exchanges)), Exchanges: r.file.Exchanges, LastAt: r.file.Exchanges[0].Opened,
		Notes:  []chat.Entry{note(2, now-2*aDay, "Prefers to be called after 18:00.\nSend the invoice to her office."), note(1, now-90*aDay, "لا تتصل قبل الظهر")},
		Blocks: []chat.BlockLine{{Block: chat.Block{ID: "b-1", Visitor: julie, Name: "Julie Moreau", By: benAgent, At: now - 200*aDay, Blocked: chat.Blocked{Until: now - 199*aDay, Reason: "Insults after a late parcel"}}, EndedBy: anaAgent, EndedAt: now - 199*aDay - hour}}}
}

func visitOf(i int, began chat.Millis) chat.VisitLine {
	titles := []string{"Lamps – Lampyre", "Halo, table lamp with a linen shade and a base of oiled oak, three sizes – Lampyre", "Your basket", "منضدة مصباح هالو", "Delivery and returns", "Checkout"}
	came := []chat.Source{{Referrer: "https://www.google.com/"}, {}, {Referrer: "https://l.instagram.com/"}, {Landing: "https://shop.example/?utm_source=letter&utm_medium=email&utm_campaign=Spring+sale"}, {Referrer: "https://blog.example/best-lamps-of-the-year"}}
	n := []int{9, 1, 200, 4, 2, 17, 6, 1, 60, 12, 3, 5, 8, 2}[i]
	v := chat.VisitLine{Visitor: julie, Visit: chat.Visit{ID: fmt.Sprintf("visit-%d", i), Number: uint64(31 - i), Began: began, Came: came[i%len(came)],
		Device: chat.Device{Country: "FR", Browser: "Firefox 142", System: "Windows 11", Kind: "desktop"}}, Views: uint64(n)}
	at := began
	for p := range n {
		stay := []chat.Millis{12_000, 95_000, 4_000, 40_000, 150_000, 7_000, 23_000}[(p*3+i)%7]
		if i == 5 && p == 6 || i == 3 && p == 1 {
			stay = 52 * minute
		}
		title := titles[(p+i)%len(titles)]
		if i == 0 && p == 4 {
			title = ""
		}
		v.Pages = append(v.Pages, chat.PageLine{PageView: chat.PageView{URL: fmt.Sprintf("https://shop.example/lamps/halo?variant=%d&from=list", p), Title: title}, At: at, Stayed: stay})
		at += stay
	}
	v.Ended = at
	return v
}

// talks makes up the conversation: exchanges one after the other, the newest still open.
func (r *records) talks(now chat.Millis) {
	const exchanges = 26
	words := []string{"Hello, is the lamp Halo in stock?", "My parcel has not come. The tracking says it was delivered yesterday.", "Je voudrais échanger l’abat-jour, est-ce possible ?", "שלום, האם המנורה במלאי?", "Thank you, that was quick!"}
	var list []chat.Entry
	add := func(at chat.Millis, who chat.Person, b chat.Body) {
		n := uint64(len(list) + 1)
		list = append(list, chat.Entry{ID: chat.EntryID(fmt.Sprintf("e%d", n)), N: n, At: at, Author: who, Body: b})
	}
	for i := exchanges - 1; i >= 0; i-- {
		at := now - chat.Millis(i)*11*aDay - 3*hour + 2*minute
		first := uint64(len(list) + 1)
		if i < exchanges-1 {
			add(at, chat.Person{ID: "relay", Role: chat.System}, chat.Reopened{})
		}
		add(at, julieVisitor, chat.Text{Text: words[i%len(words)]})
		add(at+20_000, benAgent, chat.Joined{})
		said := 3 + i%4
		if i == 4 {
			said = 260
		}
		for k := range said {
			who := []chat.Person{benAgent, julieVisitor}[k%2]
			add(at+chat.Millis(k+2)*25_000, who, chat.Text{Text: fmt.Sprintf("%s (%d)", words[(i+k)%len(words)], k+1)})
		}
		e := chat.Exchange{Conversation: julieTalk, Site: "shop", From: first, Opened: at, Said: uint64(said + 1), First: words[i%len(words)], Agents: []chat.Person{benAgent}}
		if i%3 == 0 {
			e.Tags = []string{"Stock", "Lamp Halo"}
		}
		if i > 0 {
			e.Ended = at + chat.Millis(said+4)*25_000
			add(e.Ended, benAgent, chat.Closed{})
			staff := julieTalk.Staff()
			r.held[staff] = append(r.held[staff], chat.Entry{ID: chat.EntryID(fmt.Sprintf("s%d", i)), N: uint64(len(r.held[staff]) + 1), At: at + 30_000, Author: benAgent, Body: chat.Note{Text: fmt.Sprintf("Note of exchange %d", i)}})
		}
		e.To = uint64(len(list))
		r.file.Exchanges = append([]chat.Exchange{e}, r.file.Exchanges...)
	}
	r.held[julieTalk] = list
}

func (r *records) accept(w http.ResponseWriter, q *http.Request) {
	ws, err := websocket.Accept(w, q, nil)
	if err != nil {
		return
	}
	for {
		_, b, err := ws.Read(context.Background())
		if err != nil {
			return
		}
		frames, err := wire.Decode(b)
		if err != nil {
			return
		}
		for _, f := range frames {
			for _, answer := range r.answer(f) {
				_ = ws.Write(context.Background(), websocket.MessageBinary, wire.Message(answer)) // a page that is gone asks for nothing
			}
		}
	}
}

func (r *records) answer(f wire.Frame) []wire.Frame {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now().UnixMilli()
	switch f := f.(type) {
	case wire.Hello:
		c := chat.Conversation{Site: "shop"}
		c.ID = julieTalk
		for _, e := range r.held[julieTalk] {
			c = c.After(e)
		}
		return []wire.Frame{wire.Welcome{Epoch: 1, Now: now, Me: r.me, SiteName: "Lampyre"}, wire.Summaries{Reset: true, List: []chat.Summary{{Conversation: c}}},
			wire.Items{Reset: true, List: []chat.Item{{ID: "t1", Kind: chat.TagItem, Name: "Stock"}, {ID: "t2", Kind: chat.TagItem, Name: "Delivery"}}},
			wire.Staff{List: []chat.Colleague{{Person: r.me}, {Person: benAgent}}}}
	case wire.Follow:
		held := r.held[f.Conversation]
		return []wire.Frame{wire.Page{Conversation: f.Conversation, List: held[len(held)-min(len(held), int(f.Limit)):], Last: uint64(len(held)), Gap: true}}
	case wire.Load:
		held := r.held[f.Conversation]
		to := min(int(f.Before-1), len(held))
		return []wire.Frame{wire.Page{Conversation: f.Conversation, Before: f.Before, List: held[to-min(to, int(f.Limit)) : to], Last: uint64(len(held))}}
	case wire.Send:
		held := r.held[f.Conversation]
		e := chat.Entry{ID: f.ID, N: uint64(len(held) + 1), At: now, Author: r.me, Body: f.Body}
		r.held[f.Conversation] = append(held, e)
		return []wire.Frame{wire.Ack{Conversation: f.Conversation, ID: f.ID, N: e.N, At: e.At}, wire.Entries{Conversation: f.Conversation, List: []chat.Entry{e}}}
	case wire.OpenFile:
		return []wire.Frame{wire.CustomerFile{Ref: f.Ref, File: r.part(f)}}
	case wire.Find:
		return []wire.Frame{r.find(f)}
	case wire.Erase:
		r.erased = true
		return []wire.Frame{wire.Done{Ref: f.Ref}}
	case wire.Ping:
		return []wire.Frame{wire.Pong{Now: now}}
	}
	return nil
}

// part is what began before the time that was asked for.
func (r *records) part(f wire.OpenFile) chat.CustomerFile {
	file := r.file
	file.Exchanges, file.Visits = nil, nil
	for _, e := range r.file.Exchanges {
		if (f.Before == 0 || e.Opened < f.Before) && len(file.Exchanges) < int(f.Limit) {
			file.Exchanges = append(file.Exchanges, e)
		}
	}
	for _, v := range r.file.Visits {
		if (f.Before == 0 || v.Began < f.Before) && len(file.Visits) < int(f.Limit) {
			file.Visits = append(file.Visits, v)
		}
	}
	return file
}

// find finds the text as it stands, in small letters.
func (r *records) find(f wire.Find) wire.Found {
	found := wire.Found{Ref: f.Ref}
	text := strings.ToLower(f.Query.Text)
	for _, x := range r.file.Exchanges {
		for _, e := range r.held[julieTalk][x.From-1 : x.To] {
			said := chat.Words(e.Body)
			at := strings.Index(strings.ToLower(said), text)
			if at < 0 || said == "" {
				continue
			}
			hit := chat.Hit{Exchange: x, Visitor: julieVisitor, Where: e.N, Snippet: said}
			if text != "" {
				hit.Marks = []uint64{uint64(at), uint64(at + len(text))}
			}
			found.Exchanges = append(found.Exchanges, hit)
			break
		}
	}
	found.Total = uint64(len(found.Exchanges))
	return found
}
