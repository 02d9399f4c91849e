package main

import (
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/static"
)

// stub serves the built console and the rivals, and speaks with the one page that is open: app/wire with the console, JSON
// with a rival. What it sends is the same.
type stub struct {
	url     string
	lengths [conversations]int // of the threads

	mu      sync.Mutex
	ws      *websocket.Conn
	console bool
	known   [conversations]uint64
	latest  string // in the last row of what show and addOne sent
}

// serve starts the stub on any port of this machine, with the rivals of that folder.
func serve(folder string) (*stub, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &stub{url: "http://" + l.Addr().String()}
	files := http.FileServerFS(static.Built)
	m := http.NewServeMux()
	m.HandleFunc("/ws/agent", func(w http.ResponseWriter, r *http.Request) { s.accept(w, r, true) })
	m.HandleFunc("/rival/ws", func(w http.ResponseWriter, r *http.Request) { s.accept(w, r, false) })
	m.Handle("/rival/", http.StripPrefix("/rival/", http.FileServer(http.Dir(folder))))
	m.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			w.Header().Set("Content-Type", "application/wasm")
		}
		files.ServeHTTP(w, r)
	})
	go http.Serve(l, m) // until the program ends
	return s, nil
}

func (s *stub) accept(w http.ResponseWriter, r *http.Request, console bool) {
	ws, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	s.mu.Lock()
	s.ws, s.console, s.known = ws, console, [conversations]uint64{}
	s.mu.Unlock()
	for {
		_, b, err := ws.Read(context.Background())
		if err != nil {
			return
		}
		if !console {
			continue
		}
		frames, err := wire.Decode(b)
		if err != nil {
			return
		}
		for _, f := range frames {
			s.answer(ws, f)
		}
	}
}

// answer answers the console as a relay does. A thread that is followed comes when show says so.
func (s *stub) answer(ws *websocket.Conn, f wire.Frame) {
	switch f := f.(type) {
	case wire.Hello:
		write(ws, websocket.MessageBinary, wire.Message(
			wire.Welcome{Epoch: 1, Now: time.Now().UnixMilli(), Me: ana, SiteName: "Bench"}, wire.Summaries{Reset: true, List: s.list(0, conversations)}, wire.Items{Reset: true}, wire.Staff{}))
	case wire.Follow:
		if id, staff := f.Conversation.Base(); staff {
			write(ws, websocket.MessageBinary, wire.Message(wire.Page{Conversation: id.Staff(), Gap: true}))
		}
	case wire.Ping:
		write(ws, websocket.MessageBinary, wire.Message(wire.Pong{Now: time.Now().UnixMilli()}))
	}
}

// list are the summaries of conversations from to to.
func (s *stub) list(from, to int) (list []chat.Summary) {
	for i := from; i < to; i++ {
		last := max(s.known[i], uint64(s.lengths[i]))
		at := began + chat.Millis(last)*20_000
		list = append(list, chat.Summary{Conversation: chat.Conversation{ID: conversation(i), Visitor: customer(i), Agent: ana, Last: last, OpenedAt: began, LastAt: at,
			LastText: "Entry", LastKind: chat.KindText, LastBy: chat.Visitor}, Online: true})
	}
	return list
}

// show sends a thread as one page.
func (s *stub) show(of int) {
	list := thread(of, s.lengths[of])
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[of], s.latest = uint64(len(list)), named(list[len(list)-1])
	if !s.console {
		write(s.ws, websocket.MessageText, plainly("page", of, list))
		return
	}
	write(s.ws, websocket.MessageBinary, wire.Message(wire.Page{Conversation: conversation(of), List: list, Last: uint64(len(list)), Gap: true}))
}

var dice = rand.New(rand.NewPCG(3, 9))

// addOne sends one more entry.
func (s *stub) addOne(of int) { s.add(of) }

// add sends one more entry for each of the conversations, in one message as the relay joins them.
func (s *stub) add(to ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, text := wire.Start(nil), []byte("[")
	for i, of := range to {
		s.known[of]++
		e := []chat.Entry{entry(of, s.known[of], dice)}
		s.latest = named(e[0])
		if !s.console {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(text, plainly("add", of, e)...)
			continue
		}
		b = wire.Append(b, wire.Entries{Conversation: conversation(of), List: e})
	}
	if s.console {
		write(s.ws, websocket.MessageBinary, b)
	} else {
		write(s.ws, websocket.MessageText, append(text, ']'))
	}
}

// tell sends the summaries of all conversations: the list of the desk.
func (s *stub) tell() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.console {
		write(s.ws, websocket.MessageBinary, wire.Message(wire.Summaries{List: s.list(0, conversations)}))
	} else {
		write(s.ws, websocket.MessageText, []byte(`{"kind":"list"}`))
	}
}

// flood sends a thousand entries a second over all conversations, and the list four times a second.
func (s *stub) flood(d time.Duration) {
	tick := time.NewTicker(4 * time.Millisecond)
	defer tick.Stop()
	sent, began := 0, time.Now()
	for now := range tick.C {
		gone := now.Sub(began)
		if gone > d {
			return
		}
		var to []int
		told := sent / 250
		for ; sent < int(gone.Milliseconds()); sent++ {
			to = append(to, sent%conversations)
		}
		s.add(to...)
		if sent/250 > told {
			s.tell()
		}
	}
}

func write(ws *websocket.Conn, kind websocket.MessageType, b []byte) {
	_ = ws.Write(context.Background(), kind, b) // a page that is gone is measured by nobody
}
