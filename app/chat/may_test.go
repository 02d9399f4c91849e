package chat_test

import (
	"testing"

	"pupitre/app/chat"
)

var (
	vera = chat.Person{ID: "vera", Role: chat.Visitor}
	ana  = chat.Person{ID: "ana", Role: chat.Agent, Name: "Ana"}
	ben  = chat.Person{ID: "ben", Role: chat.Agent, Name: "Ben"}
	boss = chat.Person{ID: "boss", Role: chat.Manager, Name: "Boss"}
	bot  = chat.Person{ID: "bot", Role: chat.Bot, Name: "Bot"}
)

// Each state of a conversation, each body: what each person is answered.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	const ok = chat.NoProblem
	states := map[string]chat.Conversation{
		"new":           {},
		"queued":        {Last: 1, Visitor: vera},
		"Ana's":         {Last: 2, Visitor: vera, Agent: ana},
		"closed by Ana": {Last: 3, Visitor: vera, Agent: ana, Closed: true},
	}
	bodies := map[string]chat.Body{
		"text": chat.Text{Text: "x"}, "page": chat.PageView{URL: "https://a.example"}, "join": chat.Joined{}, "leave": chat.Left{},
		"close": chat.Closed{}, "reopen": chat.Reopened{}, "newer": chat.Unsupported{Raw: 99}, "too long": chat.Text{Text: string(make([]byte, chat.MaxText+1))},
	}
	for _, c := range []struct {
		state, body               string
		vera, ana, ben, boss, bot chat.Problem
	}{
		{"new", "text", ok, chat.NotYours, chat.NotYours, chat.NotYours, chat.NotYours},
		{"queued", "text", ok, chat.NotYours, chat.NotYours, chat.NotYours, chat.NotYours},
		{"Ana's", "text", ok, ok, chat.Taken, chat.Taken, chat.Taken},
		{"closed by Ana", "text", ok, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver},

		{"new", "page", ok, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},
		{"queued", "page", ok, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},
		{"Ana's", "page", ok, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},
		{"closed by Ana", "page", ok, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},

		{"new", "join", chat.NotAllowed, chat.NotFound, chat.NotFound, chat.NotFound, chat.NotFound},
		{"queued", "join", chat.NotAllowed, ok, ok, ok, ok},
		{"Ana's", "join", chat.NotAllowed, chat.Taken, chat.Taken, chat.Taken, chat.Taken},
		{"closed by Ana", "join", chat.NotAllowed, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver},

		{"new", "leave", chat.NotAllowed, chat.NotYours, chat.NotYours, chat.NotYours, chat.NotYours},
		{"queued", "leave", chat.NotAllowed, chat.NotYours, chat.NotYours, chat.NotYours, chat.NotYours},
		{"Ana's", "leave", chat.NotAllowed, ok, chat.Taken, chat.Taken, chat.Taken},
		{"closed by Ana", "leave", chat.NotAllowed, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver},

		{"new", "close", chat.NotAllowed, chat.NotYours, chat.NotYours, chat.NotYours, chat.NotYours},
		{"queued", "close", chat.NotAllowed, chat.NotYours, chat.NotYours, chat.NotYours, chat.NotYours},
		{"Ana's", "close", chat.NotAllowed, ok, chat.Taken, chat.Taken, chat.Taken},
		{"closed by Ana", "close", chat.NotAllowed, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver},

		{"Ana's", "reopen", chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},
		{"closed by Ana", "reopen", chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},
		{"Ana's", "newer", chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},
		{"Ana's", "too long", chat.TooLarge, chat.TooLarge, chat.TooLarge, chat.TooLarge, chat.TooLarge},
	} {
		for who, want := range map[chat.Person]chat.Problem{vera: c.vera, ana: c.ana, ben: c.ben, boss: c.boss, bot: c.bot} {
			if got := problem(chat.May(states[c.state], who, bodies[c.body])); got != want {
				t.Errorf("%s: %s by %s: %v, want %v", c.state, c.body, who.ID, got, want)
			}
		}
		for _, role := range []chat.Role{chat.NoRole, chat.System, 99} {
			if chat.May(states[c.state], chat.Person{ID: "x", Role: role}, bodies[c.body]) == nil {
				t.Errorf("%s: %s by role %d is allowed", c.state, c.body, role)
			}
		}
	}
}

// The transfers of a conversation that Ana has and has offered: to Ben, to a team, to a bot.
func TestWhoMaySettleATransfer(t *testing.T) {
	t.Parallel()
	offer := func(kind chat.PartyKind, id string) chat.Conversation {
		return chat.Conversation{ID: "vera_1", Last: 3, Visitor: vera, Agent: ana, Offer: chat.TransferOffer{ID: "t", To: chat.Party{Kind: kind, ID: id, Name: "x"}, By: ana}}
	}
	settle := func(of chat.EntryID, how chat.Outcome) chat.Body { return chat.Settled{Of: of, How: how, From: ana} }
	const ok = chat.NoProblem
	closed := offer(chat.PartyOne, "ben")
	closed.Closed = true
	for _, c := range []struct {
		name                      string
		conv                      chat.Conversation
		body                      chat.Body
		vera, ana, ben, boss, bot chat.Problem
	}{
		{"to Ben, accepted", offer(chat.PartyOne, "ben"), settle("t", chat.Accepted), chat.NotAllowed, chat.NotAllowed, ok, ok, chat.NotAllowed},
		{"to Ben, returned", offer(chat.PartyOne, "ben"), settle("t", chat.Returned), chat.NotAllowed, chat.NotAllowed, ok, ok, chat.NotAllowed},
		{"to Ben, withdrawn", offer(chat.PartyOne, "ben"), settle("t", chat.Withdrawn), chat.NotAllowed, ok, chat.NotAllowed, ok, chat.NotAllowed},
		{"to a team, accepted", offer(chat.PartyTeam, "sales"), settle("t", chat.Accepted), chat.NotAllowed, chat.NotAllowed, ok, ok, chat.NotAllowed},
		{"to a bot, accepted", offer(chat.PartyBot, "bot"), settle("t", chat.Accepted), chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, ok, ok},
		{"another transfer", offer(chat.PartyOne, "ben"), settle("u", chat.Accepted), chat.NotAllowed, chat.Taken, chat.Taken, chat.Taken, chat.Taken},
		{"none is open", chat.Conversation{ID: "vera_1", Last: 3, Agent: ana}, settle("t", chat.Accepted), chat.NotAllowed, chat.Taken, chat.Taken, chat.Taken, chat.Taken},
		{"the conversation is over", closed, settle("t", chat.Accepted), chat.NotAllowed, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver},
		{"forged author", offer(chat.PartyOne, "ben"), chat.Settled{Of: "t", How: chat.Accepted, From: ben}, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed, chat.NotAllowed},
		{"no such outcome", offer(chat.PartyOne, "ben"), settle("t", 9), chat.Malformed, chat.Malformed, chat.Malformed, chat.Malformed, chat.Malformed},
	} {
		for who, want := range map[chat.Person]chat.Problem{vera: c.vera, ana: c.ana, ben: c.ben, boss: c.boss, bot: c.bot} {
			if got := problem(chat.May(c.conv, who, c.body)); got != want {
				t.Errorf("%s by %s: %v, want %v", c.name, who.ID, got, want)
			}
		}
	}
}

// A conversation that is stuck with somebody can be given on by a manager, and by nobody else.
func TestWhoMayTransferAConversation(t *testing.T) {
	t.Parallel()
	const ok, no, taken = chat.NoProblem, chat.NotAllowed, chat.Taken
	having := func(who chat.Person) chat.Conversation {
		return chat.Conversation{ID: "vera_1", Last: 3, Visitor: vera, Agent: who}
	}
	closed := having(ana)
	closed.Closed = true
	for _, c := range []struct {
		name                      string
		conv                      chat.Conversation
		to                        chat.Person
		vera, ana, ben, boss, bot chat.Problem
	}{
		{"Ana's to Ben", having(ana), ben, no, ok, taken, ok, taken},
		{"Ana's to the manager", having(ana), boss, no, ok, taken, ok, taken},
		{"Ana's to herself", having(ana), ana, no, no, taken, no, taken},
		{"the manager's to Ana", having(boss), ana, no, taken, taken, ok, taken},
		{"the bot's to Ana", having(bot), ana, no, taken, taken, taken, ok},
		{"nobody's", having(chat.Person{}), ben, no, chat.NotYours, chat.NotYours, chat.NotYours, chat.NotYours},
		{"a closed one", closed, ben, no, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver, chat.AlreadyOver},
	} {
		body := chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: string(c.to.ID), Name: c.to.Name}}
		for who, want := range map[chat.Person]chat.Problem{vera: c.vera, ana: c.ana, ben: c.ben, boss: c.boss, bot: c.bot} {
			if got := problem(chat.May(c.conv, who, body)); got != want {
				t.Errorf("%s by %s: %v, want %v", c.name, who.ID, got, want)
			}
		}
	}
}

// What else there is to write, in Ana's conversation and in its staff series.
func TestWhoMayWriteTheOtherKinds(t *testing.T) {
	t.Parallel()
	const ok, no, other = chat.NoProblem, chat.NotAllowed, chat.Taken
	file := chat.File{ID: "f", Name: "a.pdf", Type: "application/pdf", Size: 1}
	anas := chat.Conversation{ID: "vera_1", Last: 3, Visitor: vera, Agent: ana}
	bots := chat.Conversation{ID: "vera_1", Last: 3, Visitor: vera, Agent: bot}
	staff := chat.Conversation{ID: "vera_1~", Last: 1}
	for _, c := range []struct {
		conv                chat.Conversation
		body                chat.Body
		vera, ana, ben, bot chat.Problem
	}{
		{anas, file, ok, ok, other, other},
		{anas, chat.Image{File: file, Width: 1, Height: 1}, ok, ok, other, other},
		{anas, chat.Link{URL: "https://a.example", Title: "x"}, no, ok, other, other},
		{anas, chat.Offer{URL: "https://a.example", Title: "x"}, no, ok, other, other},
		{anas, chat.Question{Text: "x", Choices: []string{"a"}}, no, ok, other, other},
		{anas, chat.Answer{Of: "q", Text: "a"}, ok, no, no, no},
		{anas, chat.Translation{Of: "q", From: "fr", To: "en", Text: "a"}, no, no, no, no},
		{anas, chat.Text{Text: "oui", Translated: chat.Rendering{From: "fr", To: "en", Text: "yes"}}, no, ok, other, other},
		{anas, chat.Transfer{To: chat.Party{Kind: chat.PartyTeam, ID: "sales", Name: "Sales"}}, no, ok, other, other},
		{anas, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "ana", Name: "Ana"}}, no, no, other, other},
		{anas, chat.Paused{}, no, ok, other, other},
		{anas, chat.Resumed{}, no, ok, other, other},
		{anas, chat.Note{Text: "x"}, no, no, no, no},
		{anas, chat.Qualified{}, no, no, no, no},
		{staff, chat.Note{Text: "x"}, no, ok, ok, ok},
		{staff, chat.Qualified{Tags: []string{"a"}}, no, ok, ok, ok},
		{staff, chat.Text{Text: "x"}, no, no, no, no},
		{staff, chat.Joined{}, no, no, no, no},
		{anas, chat.Share{How: chat.Asked}, no, ok, other, no},
		{anas, chat.Survey{Score: 1}, no, no, no, no},
		{bots, chat.Joined{}, no, ok, ok, other}, // a bot gives way to people
		{bots, chat.Text{Text: "x"}, ok, other, other, ok},
		{bots, chat.Left{}, ok, other, other, ok}, // a visitor who would rather talk to people
		{anas, chat.Left{}, no, ok, other, other},
	} {
		for who, want := range map[chat.Person]chat.Problem{vera: c.vera, ana: c.ana, ben: c.ben, bot: c.bot} {
			got := problem(chat.May(c.conv, who, c.body))
			if want == no && got == other {
				continue // refused either way
			}
			if got != want {
				t.Errorf("%T in %s by %s: %v, want %v", c.body, c.conv.ID, who.ID, got, want)
			}
		}
	}
}

func problem(err error) chat.Problem {
	if err == nil {
		return chat.NoProblem
	}
	return err.(chat.Problem)
}

func TestAVisitorSeesOnlyTheirOwnConversation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id   chat.ConversationID
		who  chat.Person
		want chat.Problem
	}{
		{"vera_1", vera, chat.NoProblem},
		{"vera_2", vera, chat.NoProblem},
		{"vera_1", ana, chat.NoProblem},
		{"vera_1", boss, chat.NoProblem},
		{"vera_1", bot, chat.NoProblem},
		{"wim_1", vera, chat.NotFound},
		{"vera_x_1", vera, chat.NotFound},
		{"vera_1_1", vera, chat.NotFound},
		{"VERA_1", vera, chat.NotFound},
		{"vera_1", chat.Person{}, chat.NotFound},
		{"vera_1", chat.Person{ID: "vera", Role: chat.System}, chat.NotFound},
		{"vera", vera, chat.BadID},
		{"vera_0", vera, chat.BadID},
		{"vera_*", ana, chat.BadID},
		{"", ana, chat.BadID},
		{"vera_1~", ana, chat.NoProblem},
		{"vera_1~", bot, chat.NotFound},
		{"vera_1~", vera, chat.NotFound},
		{"vera_1~~", ana, chat.BadID},
		{"~", ana, chat.BadID},
	} {
		if got := problem(chat.MaySee(c.id, c.who)); got != c.want {
			t.Errorf("%q by %s: %v, want %v", c.id, c.who.ID, got, c.want)
		}
	}
}
