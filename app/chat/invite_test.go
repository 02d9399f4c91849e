package chat_test

import (
	"testing"

	"pupitre/app/chat"
)

func TestAnInvitationWaitsForTheVisitor(t *testing.T) {
	t.Parallel()
	visitor, agent := chat.Person{ID: "v1", Role: chat.Visitor}, chat.Person{ID: "ana", Role: chat.Agent}
	fold := func(c chat.Conversation, by chat.Person, bodies ...chat.Body) chat.Conversation {
		for _, b := range bodies {
			c = c.After(chat.Entry{N: c.Last + 1, At: 1, Author: by, Body: b})
		}
		return c
	}
	none := chat.Conversation{ID: "v1_1"}
	invited := fold(none, agent, chat.Joined{}, chat.Text{Text: "May I help?"})
	asked := fold(fold(none, visitor, chat.Text{Text: "Hello"}), agent, chat.Joined{})
	closed := fold(asked, agent, chat.Closed{})
	for name, c := range map[string]struct {
		now     chat.Conversation
		invited bool
		may     error
	}{
		"nothing":                 {none, false, nil},
		"invited":                 {invited, true, chat.Taken},
		"looked at":               {fold(invited, visitor, chat.PageView{URL: "https://shop/"}), true, chat.Taken},
		"answered":                {fold(invited, visitor, chat.Text{Text: "Yes"}), false, chat.Taken},
		"withdrawn":               {fold(invited, agent, chat.Closed{}), false, nil},
		"left":                    {fold(invited, agent, chat.Left{}), false, chat.Taken},
		"asked by themselves":     {asked, false, chat.Taken},
		"over":                    {closed, false, nil},
		"invited again":           {fold(closed, agent, chat.Reopened{}, chat.Joined{}), true, chat.Taken},
		"come back by themselves": {fold(fold(closed, visitor, chat.Reopened{}, chat.Text{Text: "x"}), agent, chat.Joined{}), false, chat.Taken},
	} {
		if c.now.Invited != c.invited {
			t.Errorf("%s: invited %v", name, c.now.Invited)
		}
		if got := chat.MayInvite(c.now, agent); got != c.may {
			t.Errorf("%s: %v, want %v", name, got, c.may)
		}
	}
	for _, who := range []chat.Person{visitor, {ID: "b", Role: chat.Bot}, {}} {
		if chat.MayInvite(none, who) != chat.NotAllowed {
			t.Errorf("%+v may invite", who)
		}
	}
}

func TestALookAtAnotherTabIsNoView(t *testing.T) {
	t.Parallel()
	var p chat.Profile
	for i, b := range []chat.Body{
		chat.Visited{Visit: chat.Visit{ID: "a"}}, chat.Seen{PageView: chat.PageView{URL: "https://a/"}, Pages: 1}, chat.Seen{PageView: chat.PageView{URL: "https://b/"}, Pages: 2},
		chat.Seen{PageView: chat.PageView{URL: "https://a/"}, Pages: 2}, chat.Visited{Visit: chat.Visit{ID: "b"}}, chat.Seen{PageView: chat.PageView{URL: "https://a/"}, Pages: 1},
	} {
		p = p.After(chat.Entry{N: uint64(i + 1), Body: b})
	}
	if p.Views != 3 || p.Pages != 1 || p.Visits != 2 || p.Page.URL != "https://a/" {
		t.Errorf("%+v", p)
	}
}
