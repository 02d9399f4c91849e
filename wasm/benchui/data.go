package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"pupitre/app/chat"
)

var (
	ana     = chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana Martin"}
	visitor = chat.Person{ID: "v8f2c", Role: chat.Visitor, Name: "Julie M."}
)

// conversations are those of the list; panes show the first four.
const conversations = 8

func conversation(i int) chat.ConversationID { return chat.ConversationOf(customer(i).ID, 1) }

func customer(i int) chat.Person {
	return chat.Person{ID: chat.NewPersonID(chat.Seed{byte(i + 1)}), Role: chat.Visitor, Name: fmt.Sprintf("Visitor %d", i+1)}
}

// began is when the first entry was written, in Unix milliseconds.
const began = chat.Millis(1_750_000_000_000)

// thread is a conversation of n entries of many kinds, with texts of differing lengths: the same at each run.
func thread(of, n int) []chat.Entry {
	dice := rand.New(rand.NewPCG(uint64(of), 7))
	list := make([]chat.Entry, n)
	for i := range list {
		list[i] = entry(of, uint64(i+1), dice)
	}
	return list
}

// entry is entry n of a conversation.
func entry(of int, n uint64, dice *rand.Rand) chat.Entry {
	e := chat.Entry{ID: chat.EntryID(fmt.Sprintf("e%d-%d", of, n)), N: n, At: began + chat.Millis(n)*20_000, Author: customer(of)}
	text := fmt.Sprintf("Entry %d. ", n) + strings.Repeat("More words follow here. ", dice.IntN(16)*dice.IntN(3))
	switch d := dice.IntN(100); {
	case d < 50:
		e.Body = chat.Text{Text: text}
	case d < 80:
		e.Author, e.Body = ana, chat.Text{Text: text}
	case d < 90:
		e.Body = chat.PageView{URL: fmt.Sprintf("https://shop.example/lamps/%d", n), Title: fmt.Sprintf("Lamp %d", n)}
	case d < 94:
		e.Author, e.Body = ana, chat.Offer{URL: "https://shop.example/halo", Title: fmt.Sprintf("Halo %d", n), Text: "Warm light, linen shade", Price: "129 €"}
	case d < 97:
		e.Author, e.Body = ana, chat.Question{Text: fmt.Sprintf("Question %d: which size?", n), Choices: []string{"Small", "Medium", "Large"}}
	default:
		e.Author, e.Body = ana, chat.Joined{}
	}
	return e
}

// named is a part of what a row shows of the entry, with its number where it has one.
func named(e chat.Entry) string {
	if _, ok := e.Body.(chat.Joined); ok {
		return " joined"
	}
	return fmt.Sprint(" ", e.N)
}

// plain is an entry as the rivals get it.
func plain(e chat.Entry) map[string]any {
	m := map[string]any{"id": e.ID, "n": e.N, "at": e.At, "by": map[string]any{"id": e.Author.ID, "name": e.Author.Name, "agent": e.Author.Role == chat.Agent}}
	switch b := e.Body.(type) {
	case chat.Text:
		m["kind"], m["text"] = "text", b.Text
	case chat.PageView:
		m["kind"], m["url"], m["title"] = "page", b.URL, b.Title
	case chat.Offer:
		m["kind"], m["url"], m["title"], m["text"], m["price"] = "offer", b.URL, b.Title, b.Text, b.Price
	case chat.Question:
		m["kind"], m["text"], m["choices"] = "question", b.Text, b.Choices
	default:
		m["kind"] = "joined"
	}
	return m
}

// plainly is a message to the rivals.
func plainly(kind string, of int, list []chat.Entry) []byte {
	all := make([]map[string]any, len(list))
	for i, e := range list {
		all[i] = plain(e)
	}
	b, err := json.Marshal(map[string]any{"kind": kind, "of": of, "list": all})
	if err != nil {
		panic(err) // strings and numbers can always be written
	}
	return b
}
