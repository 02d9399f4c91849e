package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// historyStory is one state of the drawing of visits.
type historyStory struct {
	name  string
	page  bool // on the page of the file, not in the information pane
	here  bool // the newest visit goes on
	list  bool // its pages are listed in words
	known Dossier
	asks  []Lookup // what the relay was asked for and has not answered
}

func historyStories() []historyStory {
	google, instagram := chat.Source{Referrer: "https://www.google.fr/"}, chat.Source{Referrer: "https://l.instagram.com/"}
	short := storyVisit(5, google, 12, 95, 4, 40, 150, 7)
	long := storyVisit(2, instagram, 25, 3120, 40, 3, 18)
	one := storyVisit(1, chat.Source{}, 5)
	stays := make([]int, 200)
	for i := range stays {
		stays[i] = []int{12, 95, 4, 40, 150, 7, 23}[i*3%7]
	}
	many := storyVisit(4, google, stays...)
	many.Views = 431
	tail := long
	tail.Pages = long.Pages[2:]
	talk := func(v chat.VisitLine, after, lasts chat.Millis, words string) chat.Exchange {
		x := chat.Exchange{Conversation: storyConversation, From: uint64(v.Number), Opened: v.Began + after*1000, First: words}
		if lasts != 0 {
			x.Ended = x.Opened + lasts*1000
		}
		return x
	}
	file := func(inAll uint64, talks []chat.Exchange, visits ...chat.VisitLine) Dossier {
		return Dossier{CustomerFile: chat.CustomerFile{Profiles: []chat.Profile{{Visitor: storyVisitor.ID, Visit: visits[0].Visit}}, Visits: visits, VisitsInAll: inAll, Exchanges: talks}, Came: true}
	}
	asked := Lookup{By: fileAsker, Of: storyVisitor.ID, Again: storyTime + lookAgain, Ready: 400}
	return []historyStory{
		{name: "History, a visit that goes on, with a conversation", here: true, known: file(2, []chat.Exchange{talk(short, 60, 0, "Is the lamp Halo in stock?")}, short, one)},
		{name: "History, a long stay and two conversations", page: true, known: file(14, []chat.Exchange{talk(long, 3190, 15, ""), talk(long, 20, 400, "שלום, האם המנורה במלאי?")}, long, one)},
		{name: "History, 200 pages", page: true, known: file(1, nil, many)},
		{name: "History, pages listed, the earliest are not known any more", list: true, known: file(1, nil, tail)},
		{name: "History, no visit", known: Dossier{Came: true}},
		{name: "History, being prepared", asks: []Lookup{asked}},
		{name: "History, could not be opened", known: Dossier{Problem: chat.Unavailable}},
	}
}

// storyVisit is one of a browser's visits, of which the fifth began ten minutes ago, with pages on which somebody stayed so many seconds.
func storyVisit(number uint64, came chat.Source, seconds ...int) chat.VisitLine {
	titles := []string{"Lamps – Lampyre", "Halo, table lamp with a linen shade and a base of oiled oak – Lampyre", "", "منضدة مصباح هالو", "Your basket"}
	v := chat.VisitLine{Visitor: storyVisitor.ID, Views: uint64(len(seconds)), Visit: chat.Visit{ID: itoa(int(number)), Number: number, Came: came, Began: storyTime - 600_000 - chat.Millis(5-number)*dayLong}}
	v.Ended = v.Began
	for i, s := range seconds {
		v.Pages = append(v.Pages, chat.PageLine{PageView: chat.PageView{URL: "https://shop.example/lamps/halo?page=" + itoa(i), Title: titles[i%len(titles)]}, At: v.Ended, Stayed: chat.Millis(s) * 1000})
		v.Ended += chat.Millis(s) * 1000
	}
	return v
}

// desk is the story as the desk holds it.
func (s historyStory) desk(l lang.Lang) *Model {
	known := s.known
	m := &Model{Lang: l, Me: storyAgent, Now: storyTime, Link: ui.Link{State: ui.Online}, Customers: map[chat.PersonID]*Dossier{storyVisitor.ID: &known}, Lookups: s.asks,
		Conversations: map[chat.ConversationID]chat.Summary{storyConversation: {Online: s.here}}}
	if s.page {
		m.Page = CustomerPage
	}
	if s.list {
		m.History.listed(visitKey(known.Visits[0]))
	}
	return m
}

// viewHistoryStory is the drawing as it stands in the storybook, without a part that is pointed at: that one is shown to who points.
func viewHistoryStory(s historyStory, l lang.Lang) *dom.Node {
	return viewHistory(s.desk(l), storyVisitor.ID)
}
