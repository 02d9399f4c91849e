package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/wire"
)

func TestManagersDeclareCustomData(t *testing.T) {
	t.Parallel()
	d := asManager(t, "")
	d.frame(wire.Profile{Profile: chat.Profile{Visitor: "v0", Last: 1, Told: []chat.Datum{{Name: "basket", Type: chat.DatumMoney, Value: "129.00 EUR"}, {Name: "level", Type: chat.DatumText, Value: "gold"}}}})
	d.press("Custom data")
	d.mustShow("Nothing is declared yet.")
	d.press("Declare basket")
	if name, kind := d.doc.Find("textbox", "Name on your pages").Attrs[".value"], d.doc.Find("combobox", "Type").Attrs[".value"]; name != "basket" || kind != "money" {
		t.Errorf("the form holds %q, %q", name, kind)
	}
	d.enters("textbox", "What agents read", "Basket")
	d.enters("textbox", "Place (optional)", "two")
	d.submit("Save")
	d.mustShow("Please enter a whole number.")
	d.enters("textbox", "Place (optional)", "2")
	d.effects = nil
	d.submit("Save")
	put := frames[wire.Put](d)
	if len(put) != 1 {
		t.Fatalf("sent %v", put)
	}
	i := put[0].Item
	if i.Kind != chat.FieldItem || i.Data != "basket" || i.Name != "Basket" || i.Type != chat.DatumMoney || i.Order != 2 || chat.CheckItem(i) != chat.NoProblem {
		t.Errorf("sent %+v", i)
	}
	d.frame(wire.Items{List: []chat.Item{i}})
	d.frame(wire.Done{Ref: put[0].Ref})
	d.mustShow("Amount · basket")
	if d.doc.Find("button", "Declare basket") != nil || d.doc.Find("button", "Declare level") == nil {
		t.Error("what is declared is still offered, or what is not is not")
	}
	d.press("Declare custom data")
	d.enters("textbox", "Name on your pages", "basket")
	d.enters("textbox", "What agents read", "Cart")
	d.submit("Save")
	d.mustShow("This name is declared already.")
	d.enters("textbox", "Name on your pages", strings.Repeat("x", chat.MaxDatumName+1))
	d.submit("Save")
	d.mustShow("This is too long.")
	d.press("Cancel")
	d.press("Change: Basket")
	if got := d.doc.Find("textbox", "Place (optional)").Attrs[".value"]; got != "2" {
		t.Errorf("changing it, the place is %q", got)
	}
	chosen := d.doc.Find("combobox", "Type")
	d.do(d.loop.Event(d.now, chosen.Listener(dom.Chosen), dom.Event{Type: dom.Chosen, Value: "text"}))
	d.effects = nil
	d.submit("Save")
	if put := frames[wire.Put](d); len(put) != 1 || put[0].Item.Type != chat.DatumText || put[0].Item.ID != i.ID {
		t.Errorf("sent %v", put)
	}
}

func TestAgentsDoNotDeclare(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Settings")
	if d.doc.Find("button", "Custom data") != nil {
		t.Error("the page is the managers'")
	}
}

func TestDeclaredDataComesFirstInItsOrder(t *testing.T) {
	t.Parallel()
	m := &Model{Library: Library{
		"b": {Kind: chat.FieldItem, ID: "b", Name: "Account", Data: "acc", Type: chat.DatumText, Order: 2},
		"a": {Kind: chat.FieldItem, ID: "a", Name: "Points", Data: "pts", Type: chat.DatumNumber, Order: 1},
		"c": {Kind: chat.FieldItem, ID: "c", Name: "Not sent", Data: "none", Type: chat.DatumText},
		"d": {Kind: chat.FieldItem, ID: "d", Name: "Tomorrow", Data: "new", Type: 99, Order: 3},
	}}
	p := chat.Profile{
		Customer: chat.Customer{Data: []chat.Datum{{Name: "zone", Type: chat.DatumText, Value: "EU"}}},
		Told:     []chat.Datum{{Name: "Éta", Type: chat.DatumText, Value: "1"}, {Name: "acc", Type: chat.DatumText, Value: "x"}, {Name: "pts", Type: chat.DatumText, Value: "12"}, {Name: "eta", Type: chat.DatumText, Value: "2"}, {Name: "new", Type: chat.DatumText, Value: "n"}},
	}
	got := ""
	for _, s := range m.shownData(p) {
		got += s.Label + "=" + s.Value + " "
	}
	if got != "Points=12 Account=x Tomorrow=n eta=2 Éta=1 zone=EU " {
		t.Error(got)
	}
}

func TestAValueIsShownAsItsTypeWhereItFits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		told     chat.DatumType
		value    string
		declared chat.DatumType // 0: not
		as       chat.DatumType
		wrong    bool
	}{
		{chat.DatumNumber, "-12.50", 0, chat.DatumNumber, false},
		{chat.DatumText, "12", chat.DatumNumber, chat.DatumNumber, false},
		{chat.DatumText, "a dozen", chat.DatumNumber, chat.DatumText, true},
		{chat.DatumNumber, "12", chat.DatumMoney, chat.DatumNumber, true},
		{chat.DatumMoney, "12.00 EUR", chat.DatumText, chat.DatumText, false},
		{chat.DatumMoney, "12.00 €", 0, chat.DatumText, false},
		{chat.DatumMoney, "12.00 EUR ", 0, chat.DatumText, false},
		{chat.DatumNumber, "1e5", 0, chat.DatumText, false},
		{chat.DatumNumber, ".5", 0, chat.DatumText, false},
		{chat.DatumNumber, "5.", 0, chat.DatumText, false},
		{chat.DatumNumber, "", 0, chat.DatumText, false},
		{chat.DatumDate, "2026-11-25", 0, chat.DatumDate, false},
		{chat.DatumDate, "2026-11-25T10:30:00Z", 0, chat.DatumDate, false},
		{chat.DatumText, "25/11/2026", chat.DatumDate, chat.DatumText, true},
		{chat.DatumDate, "2026-11-25T", 0, chat.DatumText, false},
		{chat.DatumYesNo, "no", 0, chat.DatumYesNo, false},
		{chat.DatumText, "true", chat.DatumYesNo, chat.DatumText, true},
		{chat.DatumLink, "https://shop.example/x", 0, chat.DatumLink, false},
		{chat.DatumText, "javascript:alert(1)", chat.DatumLink, chat.DatumText, true},
		{99, "what", 0, chat.DatumText, false},
	} {
		m := &Model{}
		if c.declared != 0 {
			m.Library = Library{"f": {Kind: chat.FieldItem, ID: "f", Name: "F", Data: "x", Type: c.declared}}
		}
		got := m.shownData(chat.Profile{Told: []chat.Datum{{Name: "x", Type: c.told, Value: c.value}}})
		if len(got) != 1 || got[0].As != c.as || (got[0].Wrong.En != "") != c.wrong {
			t.Errorf("%q told as %d, declared as %d: %+v", c.value, c.told, c.declared, got)
		}
	}
}

func TestWhatHasJustChangedIsMarkedForAWhile(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	says := func(value string) {
		d.knows("0", func(f *wire.Profile) {
			f.Profile.Told = []chat.Datum{{Name: "basket", Type: chat.DatumText, Value: value}, {Name: "level", Type: chat.DatumText, Value: "gold"}}
		})
	}
	says("one lamp")
	d.mustNotShow("updated")
	says("two lamps")
	d.tells("two lampsupdated")
	if n := strings.Count(d.info().TextContent(), "updated"); n != 1 {
		t.Errorf("%d are marked", n)
	}
	d.now += freshFor
	d.step(Ticked{})
	d.mustNotShow("updated")
}
