package chat_test

import (
	"testing"

	"pupitre/app/chat"
)

// fold is a conversation of these entries, a minute apart.
func fold(site chat.SiteID, entries ...chat.Entry) chat.Conversation {
	c := chat.Conversation{ID: "vera_1"}
	for i, e := range entries {
		e.N = uint64(i + 1)
		if e.At == 0 {
			e.At = c.LastAt + 60_000
		}
		if e.ID == "" {
			e.ID = chat.EntryID("e" + string(rune('a'+i)))
		}
		c = c.After(e)
	}
	if len(entries) > 0 {
		c.Site = site
	}
	return c
}

func by(who chat.Person, b chat.Body) chat.Entry { return chat.Entry{Author: who, Body: b} }

var (
	otherBot = chat.Person{ID: "other", Role: chat.Bot, Name: "Other"}
	hello    = by(vera, chat.Text{Text: "hello"})
	toBot    = chat.Party{Kind: chat.PartyBot, ID: "bot", Name: "Bot"}
)

// What a bot sees, and whether it may take it, as a conversation goes on.
func TestABotSeesWhatItHasWhatIsOfferedToItAndWhatItMayTake(t *testing.T) {
	t.Parallel()
	const ok = chat.NoProblem
	left := chat.Entry{Author: ana, Body: chat.Closed{}}
	late := chat.Entry{At: 1000 * 60_000, Author: vera, Body: chat.Reopened{}}
	soon := by(vera, chat.Reopened{})
	for _, c := range []struct {
		name      string
		entries   []chat.Entry
		see, join chat.Problem
	}{
		{"nothing yet", nil, chat.NotFound, chat.NotFound},
		{"a visitor waits", []chat.Entry{hello}, ok, ok},
		{"only pages were seen", []chat.Entry{by(vera, chat.PageView{URL: "https://a.example"})}, chat.NotFound, ok},
		{"the bot has it", []chat.Entry{hello, by(bot, chat.Joined{})}, ok, chat.Taken},
		{"another bot has it", []chat.Entry{hello, by(otherBot, chat.Joined{})}, chat.Taken, chat.Taken},
		{"a person has it", []chat.Entry{hello, by(ana, chat.Joined{})}, chat.Taken, chat.Taken},
		{"a person took it from the bot", []chat.Entry{hello, by(bot, chat.Joined{}), by(ana, chat.Joined{})}, chat.Taken, chat.Taken},
		{"a person handed it back", []chat.Entry{hello, by(ana, chat.Joined{}), by(ana, chat.Left{})}, chat.NotFound, chat.NotAllowed},
		{"the bot gave it up", []chat.Entry{hello, by(bot, chat.Joined{}), by(bot, chat.Left{})}, chat.NotFound, chat.NotAllowed},
		{"another bot gave it up", []chat.Entry{hello, by(otherBot, chat.Joined{}), by(otherBot, chat.Left{})}, chat.NotFound, chat.NotAllowed},
		{"the bot closed it", []chat.Entry{hello, by(bot, chat.Joined{}), by(bot, chat.Closed{})}, ok, chat.AlreadyOver},
		{"a person closed it", []chat.Entry{hello, by(ana, chat.Joined{}), left}, chat.AlreadyOver, chat.AlreadyOver},
		{"and it was reopened at once", []chat.Entry{hello, by(ana, chat.Joined{}), left, soon, hello}, chat.NotFound, chat.NotAllowed},
		{"and it was reopened the next day", []chat.Entry{hello, by(ana, chat.Joined{}), left, late, hello}, ok, ok},
		{"the bot closed it and it was reopened", []chat.Entry{hello, by(bot, chat.Joined{}), by(bot, chat.Closed{}), soon, hello}, ok, ok},
		{"offered to the bot", []chat.Entry{hello, by(ana, chat.Joined{}), by(ana, chat.Transfer{To: toBot})}, ok, chat.Taken},
		{"offered and withdrawn", []chat.Entry{hello, by(ana, chat.Joined{}), {ID: "t", Author: ana, Body: chat.Transfer{To: toBot}}, by(ana, chat.Settled{Of: "t", How: chat.Withdrawn, From: ana})}, chat.Taken, chat.Taken},
		{"offered and accepted", []chat.Entry{hello, by(ana, chat.Joined{}), {ID: "t", Author: ana, Body: chat.Transfer{To: toBot}}, by(bot, chat.Settled{Of: "t", How: chat.Accepted, From: ana})}, ok, chat.Taken},
		{"offered to an agent of the bot's id", []chat.Entry{hello, by(ana, chat.Joined{}), by(ana, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "bot", Name: "x"}})}, chat.Taken, chat.Taken},
	} {
		conv := fold("shop", c.entries...)
		if got := problem(chat.MayBotSee(conv, "shop", bot)); got != c.see {
			t.Errorf("%s: sees it: %v, want %v", c.name, got, c.see)
		}
		if got := problem(chat.May(conv, bot, chat.Joined{})); got != c.join {
			t.Errorf("%s: takes it: %v, want %v", c.name, got, c.join)
		}
		if len(c.entries) == 0 {
			continue
		}
		if got := problem(chat.MayBotSee(conv, "elsewhere", bot)); got != chat.NotFound {
			t.Errorf("%s: a bot of another site: %v", c.name, got)
		}
		conv.ID = conv.ID.Staff()
		if got := problem(chat.MayBotSee(conv, "shop", bot)); got != chat.NotFound {
			t.Errorf("%s: the staff's series: %v", c.name, got)
		}
	}
	for _, who := range []chat.Person{vera, ana, boss, {}} {
		if chat.MayBotSee(fold("shop", hello), "shop", who) == nil {
			t.Errorf("%v passes for a bot", who)
		}
	}
}

// A visitor whom a bot gave up waits for people, also when the bot had the last word.
func TestWhomABotGivesUpWaitsForPeople(t *testing.T) {
	t.Parallel()
	c := fold("shop", hello, by(bot, chat.Joined{}), by(bot, chat.Text{Text: "one moment"}), by(bot, chat.Left{}))
	if !c.Queued() || c.WaitingSince != c.LastAt || c.OpenToBots() {
		t.Errorf("queued %v, waits since %d of %d, open to bots %v", c.Queued(), c.WaitingSince, c.LastAt, c.OpenToBots())
	}
	c = fold("shop", hello, by(bot, chat.Joined{}), by(vera, chat.Text{Text: "a person, please"}), by(bot, chat.Left{}))
	if c.WaitingSince != 60_000 {
		t.Errorf("waits since %d, want the first word without an answer", c.WaitingSince)
	}
	c = fold("shop", hello, by(ana, chat.Joined{}), by(ana, chat.Text{Text: "done"}), by(ana, chat.Left{}))
	if c.WaitingSince != 0 {
		t.Errorf("handed back by a person: waits since %d", c.WaitingSince)
	}
	c = fold("shop", hello, by(bot, chat.Joined{}), by(bot, chat.Text{Text: "again?"}), by(vera, chat.Left{}))
	if !c.Queued() || c.WaitingSince != c.LastAt || c.OpenToBots() || c.Visitor != vera {
		t.Errorf("asked for a person: %+v", c)
	}
	if problem(chat.May(fold("shop", hello, by(bot, chat.Joined{})), ana, chat.Joined{})) != chat.NoProblem {
		t.Error("a person cannot take it from a bot")
	}
}
