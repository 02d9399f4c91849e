package chat_test

import (
	"strings"
	"testing"

	"pupitre/app/chat"
)

func TestWhatAnItemMayBe(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", chat.MaxLabel+1)
	for _, c := range []struct {
		name string
		item chat.Item
		want chat.Problem
	}{
		{"a canned response", chat.Item{Kind: chat.CannedItem, ID: "c", Category: "Hello", Name: "Hello", Text: "Hello"}, chat.NoProblem},
		{"one that is a file alone", chat.Item{Kind: chat.CannedItem, ID: "c", Name: "Map", Files: []chat.File{{ID: "f", Name: "map.pdf", Type: "application/pdf", Size: 1}}}, chat.NoProblem},
		{"one with nothing in it", chat.Item{Kind: chat.CannedItem, ID: "c", Name: "Hello"}, chat.BadText},
		{"one without a name", chat.Item{Kind: chat.CannedItem, ID: "c", Text: "Hello"}, chat.BadText},
		{"a name that is too long", chat.Item{Kind: chat.TagItem, ID: "t", Name: long}, chat.TooLarge},
		{"a link", chat.Item{Kind: chat.LinkItem, ID: "l", Name: "Returns", URL: "https://shop.example/returns"}, chat.NoProblem},
		{"a link to nowhere", chat.Item{Kind: chat.LinkItem, ID: "l", Name: "Returns"}, chat.Malformed},
		{"a link that is a script", chat.Item{Kind: chat.LinkItem, ID: "l", Name: "Returns", URL: "javascript:alert(1)"}, chat.Malformed},
		{"an offer", chat.Item{Kind: chat.OfferItem, ID: "o", Name: "Halo", URL: "https://shop.example/halo", Image: "https://shop.example/halo.png", Price: "49 €"}, chat.NoProblem},
		{"an offer with a picture from elsewhere", chat.Item{Kind: chat.OfferItem, ID: "o", Name: "Halo", URL: "https://shop.example/halo", Image: "data:image/png,x"}, chat.Malformed},
		{"a team", chat.Item{Kind: chat.TeamItem, ID: "t", Name: "Sales", Members: []string{"a1"}}, chat.NoProblem},
		{"a team with a strange member", chat.Item{Kind: chat.TeamItem, ID: "t", Name: "Sales", Members: []string{"a.1"}}, chat.BadID},
		{"a file without a name", chat.Item{Kind: chat.CannedItem, ID: "c", Name: "Map", Files: []chat.File{{ID: "f", Type: "x", Size: 1}}}, chat.BadText},
		{"custom data", chat.Item{Kind: chat.FieldItem, ID: "d", Name: "Basket", Data: "basket", Type: chat.DatumMoney, Order: 2}, chat.NoProblem},
		{"custom data that pages call nothing", chat.Item{Kind: chat.FieldItem, ID: "d", Name: "Basket", Type: chat.DatumMoney}, chat.BadText},
		{"custom data of no type", chat.Item{Kind: chat.FieldItem, ID: "d", Name: "Basket", Data: "basket"}, chat.Malformed},
		{"custom data of a type of tomorrow", chat.Item{Kind: chat.FieldItem, ID: "d", Name: "Basket", Data: "basket", Type: 7}, chat.Malformed},
		{"custom data with a long name", chat.Item{Kind: chat.FieldItem, ID: "d", Name: "Basket", Data: long, Type: chat.DatumText}, chat.TooLarge},
		{"a tag with a name for pages that is too long", chat.Item{Kind: chat.TagItem, ID: "t", Name: "x", Data: long}, chat.TooLarge},
		{"a kind of tomorrow", chat.Item{Kind: 200, ID: "t", Name: "x"}, chat.Malformed},
		{"a strange id", chat.Item{Kind: chat.TagItem, ID: ">", Name: "x"}, chat.BadID},
	} {
		if got := chat.CheckItem(c.item); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWhoMayKeepAnItem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		owner               chat.PersonID
		kind                chat.ItemKind
		ana, ben, boss, bot bool
	}{
		{"ana", chat.CannedItem, true, false, false, false},
		{"ana", chat.TeamItem, false, false, false, false},
		{"", chat.CannedItem, false, false, true, false},
		{"", chat.TeamItem, false, false, true, false},
	} {
		for who, want := range map[chat.Person]bool{ana: c.ana, ben: c.ben, boss: c.boss, bot: c.bot, {ID: "ana", Role: chat.Visitor}: false} {
			if got := chat.MayKeep(chat.Item{Kind: c.kind, Owner: c.owner}, who); got != want {
				t.Errorf("kind %d of %q by %s: %v", c.kind, c.owner, who.ID, got)
			}
		}
	}
}

func TestWhichFilesASiteTakes(t *testing.T) {
	t.Parallel()
	r := chat.Rules{MaxFile: 1000, Types: "image/* application/pdf"}
	for _, c := range []struct {
		mediaType string
		size      uint64
		want      chat.Problem
	}{
		{"image/png", 1000, chat.NoProblem}, {"application/pdf", 1, chat.NoProblem}, {"image/png", 1001, chat.TooLarge},
		{"application/zip", 1, chat.BadType}, {"application/pdf2", 1, chat.BadType}, {"imagex/png", 1, chat.BadType}, {"", 1, chat.BadType}, {"image", 1, chat.BadType},
	} {
		if got := r.Takes(c.mediaType, c.size); got != c.want {
			t.Errorf("%s of %d bytes: %v, want %v", c.mediaType, c.size, got, c.want)
		}
	}
	if (chat.Rules{}).Takes("image/png", 1) != chat.TooLarge {
		t.Error("a site without rules takes files")
	}
}
