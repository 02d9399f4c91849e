package console

import (
	"pupitre/app/chat"
	"pupitre/app/wire"
)

// freshFor is how long custom data that has just changed is marked.
const freshFor chat.Millis = 6_000

// profiled takes what is known about a visitor now.
func (m *Model) profiled(f wire.Profile) {
	id := chat.ConversationOf(f.Profile.Visitor, 1)
	if was, known := m.Profiles[id]; known {
		m.noteFresh(id, was.Profile.Data(), f.Profile.Data())
	}
	m.Profiles[id] = f
}

// noteFresh notes which custom data is new or another than before.
func (m *Model) noteFresh(id chat.ConversationID, was, now []chat.Known) {
	old := make(map[string]chat.Known, len(was))
	for _, k := range was {
		old[k.Name] = k
	}
	fresh := m.Fresh[id]
	for _, k := range now {
		if old[k.Name] == k {
			continue
		}
		if fresh == nil {
			fresh = map[string]chat.Millis{}
			m.Fresh[id] = fresh
		}
		fresh[k.Name] = m.Now
	}
}

// fresh tells whether that custom datum has changed a moment ago.
func (m *Model) fresh(id chat.ConversationID, name string) bool {
	at, ok := m.Fresh[id][name]
	return ok && m.Now-at < freshFor
}

// forgetProfiles drops what is known about visitors whose conversations are not listed any more.
func (m *Model) forgetProfiles() {
	for id := range m.Profiles {
		if _, ok := m.Conversations[id]; !ok {
			delete(m.Profiles, id)
			delete(m.Fresh, id)
		}
	}
}

// profile is what is known about the visitor of a conversation, also of one that is still to begin.
func (m *Model) profile(id chat.ConversationID) chat.Profile {
	if f, ok := m.Profiles[id]; ok {
		return f.Profile
	}
	visitor, _ := id.Owner()
	return m.Site.List[visitor].Profile
}

// blocks are those that keep the visitor of a conversation away now.
func (m *Model) blocks(id chat.ConversationID) (list []chat.Block) {
	for _, b := range m.Profiles[id].Blocks {
		if b.Holds(m.relayNow()) {
			list = append(list, b)
		}
	}
	return list
}

// person is the visitor of a profile, by the name that the merchant's server says.
func person(p chat.Profile) chat.Person {
	return chat.Person{ID: p.Visitor, Role: chat.Visitor, Name: p.Customer.Name}
}

// visitor is whom a conversation is with: by the name that they go by in it, else by the one of the profile.
func (m *Model) visitor(id chat.ConversationID) chat.Person {
	who := m.Conversations[id].Visitor
	if p := m.profile(id); who.Name == "" && p.Visitor != "" {
		return person(p)
	}
	return who
}

// author is who wrote an entry: visitors by the name that is known by now, others as they were then.
func (m *Model) author(in chat.ConversationID, who chat.Person) chat.Person {
	if who.Role == chat.Visitor && who.Name == "" {
		base, _ := in.Base()
		if who.Name = m.visitor(base).Name; who.Name == "" {
			who.Name = m.customerName(who.ID).Name
		}
	}
	return who
}

// present tells whether the visitor is on the site.
func (m *Model) present(p chat.Profile) bool {
	if _, listed := m.Site.List[p.Visitor]; listed {
		return true
	}
	return !p.Gone // for half a minute after the last page was closed they may come back
}

// onSiteFor is how long the visit lasts, in ms, or lasted. Clocks that disagree do not make it negative.
func (m *Model) onSiteFor(p chat.Profile) chat.Millis {
	until := p.SeenAt
	if m.present(p) {
		until = m.relayNow()
	}
	return max(0, until-p.Visit.Began)
}
