package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// visitorStory is one state of the information pane.
type visitorStory struct {
	name   string
	known  wire.Profile
	online bool
	fresh  string // custom data that has just changed
}

func visitorStories() []visitorStory {
	const minute = chat.Millis(60_000)
	rich := wire.Profile{
		Exchanges: 7, LastAt: storyTime - 3*minute,
		Profile: chat.Profile{
			Visitor: "v8f2c", Last: 40, Pages: 4, PageAt: storyTime - 2*minute, SeenAt: storyTime - 10_000,
			Page: chat.PageView{URL: "https://shop.example/fr/lampes/halo-grande?couleur=rouge", Title: "Lampe Halo, grande, rouge"},
			Visit: chat.Visit{ID: "x3", Number: 3, Began: storyTime - 6*minute - 12_000, FirstAt: storyTime - 30*24*60*minute,
				Came:   chat.Source{Referrer: "https://www.google.fr/", Landing: "https://shop.example/fr/?utm_source=google&utm_medium=cpc&utm_campaign=Lampes+d%27hiver&utm_term=lampe+rouge&gclid=EAIaIQobChMI"},
				First:  chat.Source{Referrer: "https://l.instagram.com/", Landing: "https://shop.example/fr/inspiration"},
				Device: chat.Device{Country: "FR", Browser: "Firefox 142", System: "Windows 11", Kind: "desktop", Language: "fr-FR", Screen: "1920 × 1080", Zone: "America/Martinique", Offset: -240}},
			Customer: chat.Customer{ID: "C-20418", Name: "Julie Marchand", Email: "julie.marchand@example.org", Data: []chat.Datum{
				{Name: "since", Type: chat.DatumDate, Value: "2021-03-14"}, {Name: "orders", Type: chat.DatumNumber, Value: "1204.5"}, {Name: "newsletter", Type: chat.DatumYesNo, Value: "yes"}}},
			Told: []chat.Datum{
				{Name: "basket", Type: chat.DatumMoney, Value: "129.00 EUR"}, {Name: "level", Type: chat.DatumText, Value: "gold"},
				{Name: "last_order", Type: chat.DatumLink, Value: "https://shop.example/admin/orders/20418-77"}, {Name: "שם", Type: chat.DatumText, Value: "שלום"}},
		},
	}
	gone := rich
	gone.Profile.Gone, gone.Profile.SeenAt, gone.Profile.Customer = true, storyTime-20*minute, chat.Customer{}
	gone.Profile.Visit.Number, gone.Profile.Visit.Began, gone.Exchanges = 1, storyTime-64*minute, 1
	gone.Profile.Visit.Came = chat.Source{Referrer: "https://chatgpt.com/", Landing: "https://shop.example/fr/?utm_source=chatgpt.com"}
	blocked := rich
	blocked.Profile.Told, blocked.Profile.Customer.Data = nil, nil
	blocked.Blocks = []chat.Block{{ID: "b1", By: storyOther, At: storyTime, Blocked: chat.Blocked{Until: storyTime + 24*60*minute, Reason: "Insults the team"}}, {ID: "b2", By: storyAgent}}
	poor := wire.Profile{Profile: chat.Profile{Visitor: "v8f2c", Last: 1, SeenAt: storyTime, Page: chat.PageView{URL: "https://shop.example/basket"}, PageAt: storyTime - minute, Pages: 1,
		Visit: chat.Visit{ID: "x1", Number: 1, Began: storyTime + minute, Came: chat.Source{Landing: "https://shop.example/basket"}}}} // by a clock that is ahead
	return []visitorStory{
		{"Information, a customer with everything", rich, true, "basket"},
		{"Information, has left the site", gone, false, ""},
		{"Information, blocked", blocked, true, ""},
		{"Information, hardly anything", poor, true, ""},
		{"Information, nothing", wire.Profile{}, false, ""},
	}
}

// desk is the story as the desk holds it.
func (s visitorStory) desk(l lang.Lang) *Model {
	m := &Model{Lang: l, Me: storyAgent, Now: storyTime, Panes: []Pane{{ID: storyConversation}}, Link: ui.Link{State: ui.Online},
		Conversations: map[chat.ConversationID]chat.Summary{storyConversation: {Conversation: chat.Conversation{ID: storyConversation, Visitor: chat.Person{ID: "v8f2c", Role: chat.Visitor}}, Online: s.online}},
		Library: Library{
			"f1": {Kind: chat.FieldItem, ID: "f1", Name: "Basket", Data: "basket", Type: chat.DatumMoney, Order: 1},
			"f2": {Kind: chat.FieldItem, ID: "f2", Name: "Loyalty points of this year", Data: "level", Type: chat.DatumNumber, Order: 2},
		},
		Profiles: map[chat.ConversationID]wire.Profile{storyConversation: s.known},
	}
	if s.fresh != "" {
		m.Fresh = map[chat.ConversationID]map[string]chat.Millis{storyConversation: {s.fresh: storyTime}}
	}
	return m
}

// viewVisitorStory is the pane as it stands in the storybook, where it is one among many.
func viewVisitorStory(s visitorStory, l lang.Lang) *dom.Node {
	return dom.Div(dom.Class("info"), viewInfoOf(s.desk(l)))
}
