package console

import (
	"slices"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const emojiFile = "😀\tgrinning face\tgrinning face smile sourire\n😍\tsmiling face with heart eyes\tsmiling face with heart eyes cœur\n👍\tthumbs up\tthumbs up pouce\n❤️\tred heart\tred heart cœur rouge\nbroken line\n"

func TestAnEmojiIsFoundByItsNameAndGoesToTheCaret(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("Good| luck")
	d.press("Emoji")
	if f := effects[ui.Fetch](d); len(f) != 1 || f[0] != (ui.Fetch{Tag: "emoji", Path: "data/emoji.txt"}) {
		t.Fatalf("fetched %v", f)
	}
	d.mustShow("Loading")
	d.step(ui.Answered{Tag: "emoji", Status: 200, Body: emojiFile})
	if got := len(d.doc.All("gridcell", "")); got != 4 {
		t.Errorf("%d emoji", got)
	}
	d.enters("combobox", "Search: Emoji", "coeur")
	if got := d.doc.All("gridcell", ""); len(got) != 2 || got[0].NameOf() != "red heart" {
		t.Error("the red heart is not the first")
	}
	d.keyAt("combobox", "Search: Emoji", "Enter")
	if got := d.value(); got != "Good❤️| luck" {
		t.Errorf("the field holds %q", got)
	}
	if d.doc.Find("grid", "") != nil {
		t.Error("still open")
	}
	d.press("Emoji")
	if got := d.doc.All("gridcell", "")[0].NameOf(); got != "red heart" {
		t.Errorf("the first is %s, not the one used last", got)
	}
	if len(effects[ui.Fetch](d)) != 1 {
		t.Error("fetched again")
	}
	d.keyAt("combobox", "Search: Emoji", "Escape")
	d.load()
	if got := d.loop.Model.RecentEmoji; !slices.Equal(got, []string{"❤️"}) {
		t.Errorf("after a reload %q", got)
	}
}

func TestTheGridIsWalkedByArrows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key       string
		at, n, to int
	}{
		{"ArrowDown", 0, 20, 8}, {"ArrowDown", 13, 20, 5}, {"ArrowUp", 5, 20, 13}, {"ArrowUp", 2, 20, 18}, {"ArrowUp", 10, 20, 2},
		{"ArrowRight", 19, 20, 0}, {"ArrowLeft", 0, 20, 19}, {"ArrowDown", 0, 1, 0}, {"ArrowUp", 0, 1, 0}, {"ArrowDown", 3, 5, 3},
	} {
		m := Model{Picker: Picker{Kind: EmojiPicker, At: c.at}, Emoji: make([]Emoji, c.n)}
		if _, ok := m.pickerKey(c.key, 0); !ok || m.Picker.At != c.to {
			t.Errorf("%s from %d of %d leads to %d, want %d", c.key, c.at, c.n, m.Picker.At, c.to)
		}
	}
}

func TestEmojiThatCannotBeLoadedSaySo(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Emoji")
	d.step(ui.Answered{Tag: "emoji", Status: 0})
	d.mustShow("could not be loaded")
	d.press("Emoji")
	d.press("Emoji")
	if len(effects[ui.Fetch](d)) != 2 {
		t.Error("not tried again")
	}
}

func TestALinkAndAnOfferAreSentFromTheLibrary(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("draft")
	d.press("Send a link")
	d.keyAt("combobox", "Search: Links", "Enter")
	if got := d.last(); got != (chat.Link{URL: "https://shop.example/guide", Title: "Guide", Text: "Which bulb?"}) {
		t.Errorf("sent %v", got)
	}
	d.press("Send an offer")
	if got := d.options(); got != "Without category: [Cigale] Halo" {
		t.Errorf("offered %s", got)
	}
	d.mustShow("129 €")
	d.enters("combobox", "Search: Offers", "warm")
	d.keyAt("combobox", "Search: Offers", "Enter")
	if got := d.last(); got != (chat.Offer{URL: "https://shop.example/halo", Title: "Halo", Text: "Warm light", Image: "https://shop.example/halo.jpg", Price: "129 €"}) {
		t.Errorf("sent %v", got)
	}
	if d.value() != "draft" {
		t.Errorf("the draft is %q", d.value())
	}
	d.press("Send an offer")
	d.enters("combobox", "Search: Offers", "nothing like it")
	d.mustShow("Nothing found")
	d.keyAt("combobox", "Search: Offers", "Escape")
	if d.doc.Find("combobox", "Search: Offers") != nil {
		t.Error("still open")
	}
}

func TestAQuestionHasTwoToSixChoices(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Ask a question")
	d.submit("Ask")
	d.mustShow("Write the question.")
	d.mustShow("A question needs two choices.")
	for range 8 {
		d.press("Add a choice")
	}
	if got := len(d.doc.All("textbox", "Choice")); got != 6 {
		t.Errorf("%d choices", got)
	}
	for i, text := range []string{"Which size?", "S", "", "M", "L"} {
		d.enters("textbox", []string{"Question", "Choice 1", "Choice 2", "Choice 3", "Choice 4"}[i], text)
	}
	d.press("Remove choice 4")
	if got := len(d.doc.All("textbox", "Choice")); got != 5 {
		t.Errorf("%d choices", got)
	}
	d.submit("Ask")
	q, ok := d.last().(chat.Question)
	if !ok || q.Text != "Which size?" || !slices.Equal(q.Choices, []string{"S", "M"}) {
		t.Errorf("sent %v", d.last())
	}
	if d.doc.Find("textbox", "Question") != nil {
		t.Error("still open")
	}
}

func TestACardTakesAConversationThatNobodyHas(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.writes(1, "Hello")
	d.click("button", "Visitor 1", 0)
	d.press("Send a link")
	d.keyAt("combobox", "Search: Links", "Enter")
	got := d.written(id, 2)
	if _, joined := got[0].(chat.Joined); !joined || got[1].Kind() != chat.KindLink {
		t.Errorf("wrote %v", got)
	}
}

func TestWhatIsOpenClosesWithItsPane(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.writes(1, "Hello")
	d.press("Send a link")
	d.click("button", "Visitor 1", 0)
	if d.doc.Find("combobox", "Search") != nil {
		t.Error("the picker of another conversation is open")
	}
}

func TestTheLibraryFollowsTheRelay(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.frame(wire.Items{List: []chat.Item{{Kind: chat.CannedItem, ID: "where", Category: "Shipping", Name: "Whereabouts", Text: "x"}, {Kind: chat.CannedItem, ID: "delivery"}}})
	d.types("/ship")
	if got := d.options(); got != "Shipping: [Whereabouts]" {
		t.Errorf("offered %s", got)
	}
}
