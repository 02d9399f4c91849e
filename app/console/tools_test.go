package console

import (
	"slices"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// desk is an agent with one conversation of their own in view and a full library, and all that the desk orders.
type deskOf struct {
	*shift
	id      chat.ConversationID
	effects []ui.Effect
}

var claire = chat.Person{ID: "c1", Role: chat.Agent, Name: "Claire"}

func atDesk(t *testing.T) *deskOf {
	t.Helper()
	d := &deskOf{shift: begin(t)}
	d.hook = func(e ui.Effect) { d.effects = append(d.effects, e) }
	d.id = d.writes(0, "Hello")
	d.click("button", "Visitor 0", 0)
	d.pane(0).press("Take")
	d.frame(wire.Items{Reset: true, List: []chat.Item{
		{Kind: chat.CannedItem, ID: "delivery", Category: "Shipping", Name: "Delivery time", Text: "Dear {visitor}, it takes two days. {agent}"},
		{Kind: chat.CannedItem, ID: "where", Category: "Shipping", Name: "Where is it", Text: "It is on its way."},
		{Kind: chat.CannedItem, ID: "back", Category: "Returns", Name: "Sending back", Text: "You have 30 days. Order {order}"},
		{Kind: chat.CannedItem, ID: "mine", Owner: ana.ID, Name: "Été", Text: "Closed in summer."},
		{Kind: chat.LinkItem, ID: "guide", Name: "Guide", URL: "https://shop.example/guide", Text: "Which bulb?"},
		{Kind: chat.OfferItem, ID: "halo", Name: "Halo", URL: "https://shop.example/halo", Text: "Warm light", Image: "https://shop.example/halo.jpg", Price: "129 €"},
		{Kind: chat.OfferItem, ID: "cigale", Name: "Cigale", URL: "https://shop.example/cigale", Price: "89 €"},
		{Kind: chat.TeamItem, ID: "service", Name: "Service", Members: []string{"a1", "c1"}},
		{Kind: chat.TeamItem, ID: "sales", Name: "Sales", Members: []string{"b1", "c1"}},
	}})
	d.frame(wire.Staff{List: []chat.Colleague{
		{Person: ana, Status: chat.Available, Open: 1}, {Person: ben, Status: chat.Busy, Open: 4}, {Person: claire, Status: chat.Available},
		{Person: chat.Person{ID: "bot", Role: chat.Bot, Name: "Robot"}, Status: chat.Available},
	}})
	d.effects = nil
	return d
}

func (d *deskOf) field() *domtest.Element {
	d.t.Helper()
	for _, name := range []string{"Message", "Note for the team"} {
		if f := d.doc.Find("textbox", name); f != nil {
			return f
		}
	}
	d.t.Fatalf("no field in %s", d.doc.Body.HTML())
	return nil
}

// types puts the text into the message field, with the caret at "|".
func (d *deskOf) types(text string) {
	d.t.Helper()
	before, after, _ := strings.Cut(text, "|")
	if !strings.Contains(text, "|") {
		before, after = text, ""
	}
	f := d.field()
	f.Attrs[".value"] = before + after
	d.do(d.loop.Event(d.now, f.Listener(dom.Typed), dom.Event{Type: dom.Typed, Value: before + after, Caret: units(before)}))
	d.answer()
}

// key presses a key in the message field, whose caret stays where it is.
func (d *deskOf) key(key string, mods dom.Mods) (kept bool) {
	d.t.Helper()
	f := d.field()
	text := f.Attrs[".value"]
	caret := units(text[:d.loop.Model.caret()])
	effects := d.loop.Event(d.now, f.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: key, Mods: mods, Value: text, Caret: caret})
	d.do(effects)
	d.answer()
	return slices.Contains(effects, ui.Effect(ui.PreventDefault{}))
}

// value is the field's text, with "|" where the program has put the caret last, or at both ends of what it has selected.
func (d *deskOf) value() string {
	d.t.Helper()
	f := d.field()
	text := f.Attrs[".value"]
	places := strings.Fields(f.Attrs[".caret"])
	if len(places) == 0 {
		return text
	}
	from, to := byteAt(text, number(places[1])), byteAt(text, number(places[2]))
	if from == to {
		return text[:from] + "|" + text[from:]
	}
	return text[:from] + "|" + text[from:to] + "|" + text[to:]
}

func (d *deskOf) press(name string) {
	d.t.Helper()
	b := d.doc.Find("button", name)
	if b == nil {
		d.t.Fatalf("no button %q in %s", name, d.doc.Body.HTML())
	}
	d.do(d.loop.Event(d.now, b.Listener(dom.Clicked), dom.Event{Type: dom.Clicked}))
	d.answer()
}

// enters types into a field of a form.
func (d *deskOf) enters(role, name, text string) {
	d.t.Helper()
	f := d.doc.Find(role, name)
	if f == nil {
		d.t.Fatalf("no %s %q in %s", role, name, d.doc.Body.HTML())
	}
	if id := f.Listener(dom.FocusCame); id != 0 {
		d.do(d.loop.Event(d.now, id, dom.Event{Type: dom.FocusCame}))
	}
	f.Attrs[".value"] = text
	d.do(d.loop.Event(d.now, f.Listener(dom.Typed), dom.Event{Type: dom.Typed, Value: text}))
}

// presses a key in a field other than the message's.
func (d *deskOf) keyAt(role, name, key string) {
	d.t.Helper()
	f := d.doc.Find(role, name)
	if f == nil {
		d.t.Fatalf("no %s %q in %s", role, name, d.doc.Body.HTML())
	}
	d.do(d.loop.Event(d.now, f.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: key, Value: f.Attrs[".value"]}))
	d.answer()
}

// submit presses Enter in the form that has the button.
func (d *deskOf) submit(button string) {
	d.t.Helper()
	b := d.doc.Submit(button)
	if b == nil {
		d.t.Fatalf("no form with a button %q in %s", button, d.doc.Body.HTML())
	}
	d.do(d.loop.Event(d.now, b.Listener(dom.Submitted), dom.Event{Type: dom.Submitted}))
	d.answer()
}

func (d *deskOf) tick(name string) {
	d.t.Helper()
	b := d.doc.Find("checkbox", name)
	if b == nil {
		d.t.Fatalf("no box %q in %s", name, d.doc.Body.HTML())
	}
	d.do(d.loop.Event(d.now, b.Listener(dom.Chosen), dom.Event{Type: dom.Chosen, Value: "on"}))
}

// options are the names of what can be picked, the marked one in brackets, and the categories with a colon.
func (d *deskOf) options() string {
	var words []string
	var walk func(*domtest.Element)
	walk = func(e *domtest.Element) {
		switch {
		case e.Attrs["class"] == "category" && e.Attrs["role"] == "presentation":
			words = append(words, e.TextContent()+":")
		case e.Attrs["role"] == "option":
			name := titleOf(e)
			if e.Attrs["aria-selected"] == "true" {
				name = "[" + name + "]"
			}
			words = append(words, name)
		}
		for _, k := range e.Kids {
			walk(k)
		}
	}
	walk(d.doc.Body)
	return strings.Join(words, " ")
}

func titleOf(e *domtest.Element) string {
	if e.Attrs["class"] == "title" {
		return e.Kids[0].TextContent()
	}
	for _, k := range e.Kids {
		if s := titleOf(k); s != "" {
			return s
		}
	}
	return ""
}

// written is what stands at the end of the conversation, or of its Staff.
func (d *deskOf) written(id chat.ConversationID, n int) []chat.Body {
	var list []chat.Body
	held := d.held[id]
	for _, e := range held[max(0, len(held)-n):] {
		list = append(list, e.Body)
	}
	return list
}

func (d *deskOf) last() chat.Body { return d.written(d.id, 1)[0] }

// frames are those sent of a kind.
func frames[F wire.Frame](d *deskOf) (list []F) {
	for _, e := range d.effects {
		if t, ok := e.(ui.Transmit); ok {
			all, err := wire.Decode(t.Data)
			if err != nil {
				d.t.Fatal(err)
			}
			for _, f := range all {
				if f, ok := f.(F); ok {
					list = append(list, f)
				}
			}
		}
	}
	return list
}

func effects[E ui.Effect](d *deskOf) (list []E) {
	for _, e := range d.effects {
		if e, ok := e.(E); ok {
			list = append(list, e)
		}
	}
	return list
}

func (d *deskOf) mustShow(words string) {
	d.t.Helper()
	if !strings.Contains(d.doc.Body.TextContent(), words) {
		d.t.Errorf("%q is not shown in %s", words, d.doc.Body.TextContent())
	}
}

func (d *deskOf) mustNotShow(words string) {
	d.t.Helper()
	if strings.Contains(d.doc.Body.TextContent(), words) {
		d.t.Errorf("%q is shown", words)
	}
}
