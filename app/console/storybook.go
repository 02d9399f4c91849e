package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewStorybook is the page on which every kind of entry stands in every state, for those who change how they look: in both
// languages and both themes, as agents see them and as visitors do.
func viewStorybook() dom.Nodes {
	var rows dom.Nodes
	for _, s := range stories() {
		var looks dom.Nodes
		for _, l := range []lang.Lang{lang.En, lang.Fr} {
			for _, theme := range []string{"light", "dark"} {
				looks = append(looks, dom.Div(dom.Class("look"), dom.Data("theme", theme), dom.Lang(l.Tag()), dom.Ol(viewStory(s, l, storyAgent))))
			}
		}
		rows = append(rows, dom.Section(dom.Class("story"), dom.Aria("label", s.name), dom.H2(dom.Text(s.name)), dom.Div(dom.Class("looks"), looks)))
	}
	return dom.Nodes{dom.Main(dom.Key("storybook"), dom.Class("storybook"), dom.H1(dom.Text("Storybook")), rows)}
}

// viewStory is a story as that person reads it.
func viewStory(s story, l lang.Lang, reader chat.Person) dom.Nodes {
	t := s.transcript()
	c := chat.Conversation{ID: storyConversation, Visitor: storyVisitor, Offer: s.offer}
	if s.mine {
		c.Agent = reader
	}
	m := &Model{Lang: l, Me: reader, Now: storyTime, Conversations: map[chat.ConversationID]chat.Summary{storyConversation: {Conversation: c}}, Flipped: s.flipped, Files: s.uploads()}
	var rows dom.Nodes
	for i := range t.Len() {
		rows = append(rows, viewEntry(m, t, m.look(t), i))
	}
	if sending := viewSending(m, m.look(t)); sending != nil {
		rows = append(rows, dom.Li(sending))
	}
	if tray := box.Tray(m.look(t)); tray != nil {
		rows = append(rows, dom.Li(tray))
	}
	return rows
}
