package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// OpenCustomer shows the file of a customer, known by one of their visitors. With an Exchange it is read at once, from the entry
// Where on (0: from its beginning).
type OpenCustomer struct {
	dom.Message
	Visitor  chat.PersonID
	Exchange chat.Exchange
	Where    uint64
}

// Dossier is what this desk has of a customer's file: the newest of it, and what was asked for beyond. It is kept by the visitor
// who was asked about.
type Dossier struct {
	chat.CustomerFile
	Came    bool         // the relay has answered
	Problem chat.Problem // why there is none
	Erased  bool         // nothing is left of it anywhere
}

// File is the page of a customer's file.
type File struct {
	Of     chat.PersonID // whose: one of their visitors
	From   Page          // where somebody came from
	Past   *Past         // the conversation that is read in it; nil for none
	Search Search        // in this customer's conversations
	Turn   int           // counts the conversations that were brought into sight
	Visits bool          // all visits that are there are drawn, not only the latest few
}

const (
	fileSize  = 20 // exchanges and visits that a page of a file begins with, and that come at a time
	paneSize  = 5  // those that the information pane begins with
	fewVisits = 3  // those that the page draws until somebody wants more
	maxFiles  = 24 // files that are kept
)

// dossier is what is there of the visitor's file; nothing yet for one that was not asked for.
func (m *Model) dossier(v chat.PersonID) *Dossier {
	if d := m.Customers[v]; d != nil {
		return d
	}
	return &Dossier{}
}

// openCustomer shows the file in the place of whatever page is open.
func (m *Model) openCustomer(o OpenCustomer) []ui.Effect {
	if !chat.ValidID(o.Visitor) {
		return nil
	}
	from := m.Page
	if from == CustomerPage {
		from = m.File.From
	}
	effects := m.openPage(CustomerPage)
	if m.File.Of != o.Visitor {
		effects = append(effects, m.leaveTrail(m.File.Of)...)
		m.File = File{Of: o.Visitor}
	}
	m.File.From = from
	effects = append(append(effects, m.askFile(o.Visitor, fileSize)...), m.followTrail(o.Visitor)...)
	if o.Exchange.Conversation != "" {
		effects = append(effects, m.readPast(o.Exchange, o.Where)...)
	}
	return effects
}

// leaveFile gives up what only the page needs. What was written and is not stored yet stays.
func (m *Model) leaveFile() []ui.Effect {
	of := m.File.Of
	m.File = File{}
	m.forgetLookup(insideAsker, of)
	return m.leaveTrail(of)
}

// askFile asks for the newest of a file; what is there of it stays in view until the answer comes.
func (m *Model) askFile(v chat.PersonID, size uint64) []ui.Effect {
	if m.Customers == nil {
		m.Customers = map[chat.PersonID]*Dossier{}
	}
	if m.Customers[v] == nil {
		m.dropFiles()
		m.Customers[v] = &Dossier{}
	}
	return m.lookUp(fileAsker, v, wire.OpenFile{Visitor: v, Limit: size})
}

// dropFiles makes room for another file: those go that nobody looks at.
func (m *Model) dropFiles() {
	for v := range m.Customers {
		if len(m.Customers) < maxFiles {
			return
		}
		if v != m.File.Of && m.pane(chat.ConversationOf(v, 1)) < 0 {
			delete(m.Customers, v)
			m.forgetLookup(fileAsker, v)
		}
	}
}

// acquaint asks what is known about the visitor of the conversation that has the focus, once.
func (m *Model) acquaint() []ui.Effect {
	v, ok := m.focused().Owner()
	if !ok || m.Link.State != ui.Online || m.Page != NoPage || m.Customers[v] != nil {
		return nil
	}
	return m.askFile(v, paneSize)
}

// moreExchanges and moreVisits ask for what is older than what is there.
func (m *Model) moreExchanges(v chat.PersonID) []ui.Effect {
	list := m.dossier(v).Exchanges
	if len(list) == 0 {
		return nil
	}
	return m.lookUp(talksAsker, v, wire.OpenFile{Visitor: v, Before: list[len(list)-1].Opened, Limit: fileSize})
}

func (m *Model) moreVisits(v chat.PersonID) []ui.Effect {
	list, drawn := m.dossier(v).Visits, m.File.Visits
	m.File.Visits = true
	if len(list) == 0 || !drawn && len(list) > fewVisits { // those that are there come first
		return nil
	}
	return m.lookUp(visitsAsker, v, wire.OpenFile{Visitor: v, Before: list[len(list)-1].Began, Limit: fileSize})
}

// fileAnswered takes a file, or a further part of one.
func (m *Model) fileAnswered(f wire.CustomerFile) []ui.Effect {
	l, ok := m.lookedUp(f.Ref, f.Problem, f.Ready)
	if !ok || m.Customers[l.Of] == nil {
		return nil
	}
	d := m.Customers[l.Of]
	switch {
	case f.Problem != chat.NoProblem:
		d.Problem = f.Problem
		return nil
	case l.By == talksAsker:
		for _, e := range f.File.Exchanges {
			if !d.has(e) {
				d.Exchanges = append(d.Exchanges, e)
			}
		}
		d.ExchangesInAll = f.File.ExchangesInAll
		if len(f.File.Exchanges) == 0 { // counted otherwise than listed: there is no more
			d.ExchangesInAll = uint64(len(d.Exchanges))
		}
		return nil
	case l.By == visitsAsker:
		for _, v := range f.File.Visits {
			if d.visit(v.Visitor, v.ID) < 0 {
				d.Visits = append(d.Visits, v)
			}
		}
		d.VisitsInAll = f.File.VisitsInAll
		if len(f.File.Visits) == 0 {
			d.VisitsInAll = uint64(len(d.Visits))
		}
		return nil
	}
	*d = Dossier{CustomerFile: f.File, Came: true}
	return nil
}

// has tells whether the file lists the exchange.
func (d *Dossier) has(e chat.Exchange) bool {
	for i := range d.Exchanges {
		if o := &d.Exchanges[i]; o.Conversation == e.Conversation && o.From == e.From {
			return true
		}
	}
	return false
}

// visit is the place of a visit in the file, -1 for one that is not there.
func (d *Dossier) visit(v chat.PersonID, id string) int {
	for i := range d.Visits {
		if o := &d.Visits[i]; o.Visitor == v && o.ID == id {
			return i
		}
	}
	return -1
}

// live takes what is new about a visitor into the files in which they stand.
func (m *Model) live(p chat.Profile) {
	for _, d := range m.Customers {
		for i := range d.Profiles {
			if was := d.Profiles[i]; was.Visitor == p.Visitor && was.Last < p.Last {
				d.Profiles[i] = p
				d.visited(p)
			}
		}
	}
}

// visited adds the page that somebody looks at now, and the visit if it is a new one.
func (d *Dossier) visited(p chat.Profile) {
	at := d.visit(p.Visitor, p.Visit.ID)
	if at < 0 {
		d.Visits = append([]chat.VisitLine{{Visitor: p.Visitor, Visit: p.Visit}}, d.Visits...)
		d.VisitsInAll++
		at = 0
	}
	v := &d.Visits[at]
	v.Visit, v.Ended = p.Visit, max(v.Ended, p.SeenAt)
	n := len(v.Pages)
	if p.Pages == 0 || n > 0 && v.Pages[n-1].At >= p.PageAt {
		return
	}
	if n > 0 && v.Pages[n-1].Stayed == 0 {
		v.Pages[n-1].Stayed = p.PageAt - v.Pages[n-1].At
	}
	v.Pages = append(v.Pages, chat.PageLine{PageView: p.Page, At: p.PageAt})
	d.ViewsInAll += p.Pages - min(p.Pages, v.Views)
	v.Views = p.Pages
}

// customerName is what the file calls its customer: by the merchant's word, else as the visitor said.
func (m *Model) customerName(v chat.PersonID) chat.Person {
	who := chat.Person{ID: v, Role: chat.Visitor, Name: m.Conversations[chat.ConversationOf(v, 1)].Visitor.Name}
	for _, p := range m.dossier(v).Profiles {
		if p.Customer.Name != "" {
			who.Name = p.Customer.Name
			break
		}
	}
	return who
}
