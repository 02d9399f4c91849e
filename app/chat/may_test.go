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
	} {
		if got := problem(chat.MaySee(c.id, c.who)); got != c.want {
			t.Errorf("%q by %s: %v, want %v", c.id, c.who.ID, got, c.want)
		}
	}
}
