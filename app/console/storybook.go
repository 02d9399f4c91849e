package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// viewStorybook is the page on which every kind of entry stands in every state, for those who change how they look: in both
// languages and both themes, as agents see them and as visitors do.
func viewStorybook() dom.Nodes {
	var rows dom.Nodes
	for _, s := range stories() {
		rows = append(rows, viewLooks(s.name, func(l lang.Lang) *dom.Node { return dom.Ol(viewStory(s, l, storyAgent)) }))
	}
	for _, s := range visitorStories() {
		rows = append(rows, viewLooks(s.name, func(l lang.Lang) *dom.Node { return viewVisitorStory(s, l) }))
	}
	for _, s := range historyStories() {
		rows = append(rows, viewLooks(s.name, func(l lang.Lang) *dom.Node { return viewHistoryStory(s, l) }))
	}
	return dom.Nodes{dom.Main(dom.Key("storybook"), dom.Class("storybook"), dom.H1(dom.Text("Storybook")), rows)}
}

// viewLooks is a story in both languages and both themes.
func viewLooks(name string, view func(lang.Lang) *dom.Node) *dom.Node {
	var looks dom.Nodes
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		for _, theme := range []string{"light", "dark"} {
			looks = append(looks, dom.Div(dom.Class("look"), dom.Data("theme", theme), dom.Lang(l.Tag()), view(l)))
		}
	}
	return dom.Section(dom.Class("story"), dom.Aria("label", name), dom.H2(dom.Text(name)), dom.Div(dom.Class("looks"), looks))
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
	if reader.Role.Staff() { // a visitor's program asks for nothing
		rows = s.translations(m, t)
	}
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

// translations puts the story's into the model, and shows the switch or a draft's translation if that is part of it.
func (s story) translations(m *Model, t *ui.Transcript) dom.Nodes {
	m.Rules.Translate = s.translates
	if a := s.ask; a != nil {
		m.Translations.Asks = map[chat.EntryID]Ask{"e1": {To: m.Lang.Tag(), Pressed: true, Over: a.Over, Problem: a.Problem}}
	}
	if s.twin != nil {
		m.Drafts, m.Twins = map[chat.ConversationID]string{storyConversation: storyDraft}, map[chat.ConversationID]Twin{storyConversation: *s.twin}
		return dom.Nodes{dom.Li(dom.Key("twin"), dom.Class("field"), viewTwin(m, storyConversation, ""))}
	}
	if s.both == nil {
		return nil
	}
	m.Translations.Both, m.Translations.Spoken = map[chat.ConversationID]BothWays{storyConversation: *s.both}, map[chat.ConversationID]string{}
	m.listen(t)
	return dom.Nodes{dom.Li(dom.Key("switch"), viewBothWays(m, storyConversation))}
}
