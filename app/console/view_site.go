package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/visit"
)

// visitorHeight is the height of a visitor's row in px, the same as in console.css.
const visitorHeight = 84

// viewSite is who is on the site now.
func viewSite(m *Model) dom.Nodes {
	switch s := &m.Site; {
	case !m.Rules.Visitors:
		return dom.Nodes{viewNobody(m, lang.VisitorsOff, lang.VisitorsHow)}
	case !s.Came:
		return dom.Nodes{viewNobody(m, lang.Loading, lang.Text{})}
	case len(s.Order) == 0:
		return dom.Nodes{viewNobody(m, lang.VisitorsNone, lang.Text{})}
	}
	order := func(longest bool, name lang.Text) *dom.Node {
		return dom.Button(dom.Class("filter"), dom.Aria("pressed", yes(m.Site.Longest == longest)), dom.On(dom.Clicked, VisitorsOrdered{Longest: longest}), m.t(name))
	}
	n := len(m.Site.Order)
	return dom.Nodes{
		dom.Div(dom.Key("order"), dom.Class("site-order"), dom.Span(dom.Text(lang.OnSiteNow.With(m.Lang, n, itoa(n)))),
			dom.Div(dom.Class("choices"), dom.Role("group"), dom.Aria("label", lang.OrderLabel.In(m.Lang)), order(false, lang.NewestFirst), order(true, lang.LongestFirst))),
		dom.Div(dom.Key("list"), dom.Class("site"), dom.Watched(), dom.On(dom.Measured, VisitorsMeasured{}),
			dom.Ul(dom.Role("list"), dom.Aria("label", lang.VisitorsTitle.In(m.Lang)), dom.Data("rows", ""), viewVisitors(m))),
	}
}

func viewNobody(m *Model, title, help lang.Text) *dom.Node {
	return dom.Div(dom.Key("nobody"), dom.Class("hint"), dom.Icon(iconVisitors), dom.H2(m.t(title)), dom.If(help != lang.Text{}, dom.P(m.t(help))))
}

// viewVisitors are the rows near what is visible, and an empty box before and after them for the others.
func viewVisitors(m *Model) dom.Nodes {
	list := m.Site.Order
	first := min(max(0, (m.Site.Top-beyond)/visitorHeight), len(list))
	last := min((m.Site.Top+max(m.Site.Height, 800)+beyond)/visitorHeight+1, len(list))
	rows := dom.Nodes{dom.Li(dom.Key("before"), dom.Role("presentation"), dom.Space(first*visitorHeight))}
	for i := first; i < last; i++ {
		rows = append(rows, viewVisitor(m, m.Site.List[list[i]], i+1, len(list)))
	}
	return append(rows, dom.Li(dom.Key("after"), dom.Role("presentation"), dom.Space((len(list)-last)*visitorHeight)))
}

func viewVisitor(m *Model, o chat.OnSite, place, of int) *dom.Node {
	who := person(o.Profile)
	name, came, device := lang.NameOf(m.Lang, who), visit.Of(o.Visit.Came), o.Visit.Device
	return dom.Li(dom.Key(string(o.Visitor)), dom.Class("visitor"), dom.Aria("setsize", itoa(of)), dom.Aria("posinset", itoa(place)),
		avatar(who),
		dom.Div(dom.Class("lines"),
			dom.Div(dom.Class("line-1"),
				dom.Button(dom.Class("name link"), dom.Title(lang.SeeFile.In(m.Lang)), dom.On(dom.Clicked, OpenCustomer{Visitor: o.Visitor}), dom.Bdi(dom.Text(name))),
				viewTalking(m, o),
				dom.Span(dom.Class("timer"), dom.Title(lang.TimeOnSite.In(m.Lang)), dom.Span(dom.Class("unseen"), m.t(lang.TimeOnSite), dom.Text(" ")), dom.Text(lasted(m.onSiteFor(o.Profile))))),
			dom.Div(dom.Class("line-2"), dom.If(o.Page.URL != "", viewPage(m, o.Page))),
			dom.Div(dom.Class("line-3"),
				dom.Span(dom.Icon(cameBy[came.Kind].Icon), dom.Bdi(dom.Text(m.cameWords(came)))),
				dom.If(device.Country != "", dom.Span(dom.Country(device.Country))),
				dom.If(o.Pages > 0, dom.Span(dom.Text(lang.Pages.With(m.Lang, int(o.Pages), itoa(int(o.Pages)))))),
				dom.If(o.Visit.Number > 0, dom.Span(dom.Text(lang.VisitNo.With(m.Lang, itoa(int(o.Visit.Number)))))))),
		dom.Div(dom.Class("visitor-tool"), viewVisitorTool(m, o, name)))
}

// viewTalking is what the visitor and the merchant have to do with each other now.
func viewTalking(m *Model, o chat.OnSite) *dom.Node {
	words := ""
	switch s, known := m.Conversations[o.Conversation]; {
	case o.Invited:
		words = lang.Invited.In(m.Lang)
	case o.Conversation == "":
	case known && s.Queued():
		words = lang.Queue.In(m.Lang)
	case known && m.mine(s):
		words = lang.With.With(m.Lang, m.Me.Name)
	case known && !s.Agent.IsZero():
		words = lang.With.With(m.Lang, lang.NameOf(m.Lang, s.Agent))
	default:
		words = lang.InChat.In(m.Lang)
	}
	if words == "" {
		return nil
	}
	return dom.Span(dom.Class("chip"), dom.Text(words))
}

// viewVisitorTool is what can be done: invite, or see the conversation that there is.
func viewVisitorTool(m *Model, o chat.OnSite, name string) *dom.Node {
	if o.Conversation == "" && !o.Invited {
		return dom.Button(dom.Key("invite"), dom.Class("quiet framed"), dom.Aria("label", lang.InviteTitle.With(m.Lang, name)), dom.On(dom.Clicked, InvitePressed{Visitor: o.Visitor}), m.t(lang.Invite))
	}
	if _, known := m.Conversations[o.Conversation]; !known {
		return nil
	}
	return dom.Button(dom.Key("open"), dom.Class("quiet"), m.label(lang.OpenChat), dom.On(dom.Clicked, ChatPressed{In: o.Conversation}), dom.Icon(iconBrand))
}

// viewInvite asks for the words of an invitation.
func viewInvite(m *Model) *dom.Node {
	fields := dom.Nodes{viewArea(m, inviteField, lang.Message.In(m.Lang), "", 3)}
	if list := m.Library.of(chat.CannedItem); len(list) > 0 {
		options := dom.Nodes{dom.Option(dom.OptionValue(""), m.t(lang.InviteNone))}
		for _, i := range list {
			if i.Text != "" {
				options = append(options, dom.Option(dom.OptionValue(string(i.ID)), dom.Text(i.Name)))
			}
		}
		fields = append(fields, viewField(m, "canned", lang.InviteCanned.In(m.Lang), "", func(more dom.Item) *dom.Node {
			return dom.Select(options, dom.Value(m.Form.Values["canned"]), more, dom.On(dom.Chosen, InviteChosen{}))
		}))
	}
	return viewModal(m, lang.InviteTitle.With(m.Lang, lang.NameOf(m.Lang, m.Inviting.Name)), fields, viewButtons(m, DialogLeft{}, lang.InviteSend.In(m.Lang), false, false))
}
