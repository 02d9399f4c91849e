package session

import (
	"context"
	"time"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/wire"
)

// hello makes the connection somebody's, or ends it.
func (s *Session) hello(ctx context.Context, f wire.Hello) {
	if s.isAgent() {
		s.helloAgent(ctx)
		return
	}
	site := s.hub.o.Site
	if f.Site != site.ID {
		s.end(wire.CloseNoSite)
		return
	}
	id, token, err := s.hub.o.Visitors.Known(site.ID, f.Token)
	if err != nil {
		s.end(wire.CloseBadToken)
		return
	}
	conversation := chat.ConversationOf(id, 1)
	if !s.letIn(id) {
		s.end(wire.CloseBlocked)
		return
	}
	s.mu.Lock()
	s.lang, s.welcomed = lang.Of(f.Lang), true
	s.push(s.welcome(token, conversation))
	s.mu.Unlock()
	s.hub.desk.Present(id, conversation, true)
	s.hub.came(id)
}

func (s *Session) helloAgent(ctx context.Context) {
	s.mu.Lock()
	s.who = s.signIn.Person
	w := s.welcome("", "")
	s.mu.Unlock()
	s.hub.greetAgent(s, w)
	// Signed out since the upgrade? From here on the hub would have told.
	if err := s.hub.o.Agents.Still(ctx, s.signIn.Key); err != nil {
		s.end(closeFor(err))
	}
}

// welcome is the answer to Hello. s.mu is held.
func (s *Session) welcome(token string, c chat.ConversationID) wire.Welcome {
	return wire.Welcome{
		Epoch:        s.hub.desk.Epoch(),
		Now:          chat.Millis(time.Now().UnixMilli()),
		Me:           s.who,
		Token:        token,
		Conversation: c,
		SiteName:     s.hub.o.Site.Name,
		Rules:        s.hub.o.Rules,
	}
}
