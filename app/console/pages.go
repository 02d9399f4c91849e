package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Page is a page that stands in the place of the conversations.
type Page uint8

const (
	NoPage Page = iota
	CannedPage
	LinksPage
	OffersPage
	TagsPage
	TeamsPage
	PeoplePage
	PreferencesPage
	FieldsPage
	VisitorsPage
	ClientsPage
	CustomerPage // a customer's file; this one and the next are no settings, and have addresses of their own
	SearchPage
)

// pages in order, with what each keeps. Agents keep their own canned responses and preferences; all else is the managers'.
var pages = [...]struct {
	Page   Page
	Kind   chat.ItemKind
	Name   lang.Text
	New    lang.Text
	Empty  lang.Text
	Fields []field
}{
	{VisitorsPage, 0, lang.VisitorsTitle, lang.Text{}, lang.Text{}, nil},
	{CannedPage, chat.CannedItem, lang.CannedTitle, lang.NewCanned, lang.NoCanned, []field{nameField, categoryField, {"text", lang.CannedText, lang.CannedHelp, longField, false}}},
	{LinksPage, chat.LinkItem, lang.LinksTitle, lang.NewLink, lang.NoLinks, []field{titleField, urlField, textField, categoryField}},
	{OffersPage, chat.OfferItem, lang.OffersTitle, lang.NewOffer, lang.NoOffers, []field{titleField, urlField, textField, {"price", lang.PriceField, lang.PriceHelp, lineField, true}, {"image", lang.ImageField, lang.ImageHelp, lineField, true}, categoryField}},
	{TagsPage, chat.TagItem, lang.TagsTitle, lang.NewTag, lang.NoTags, []field{{"name", lang.NameField, lang.TagHelp, lineField, false}}},
	{TeamsPage, chat.TeamItem, lang.TeamsTitle, lang.NewTeam, lang.NoTeams, []field{nameField, {"members", lang.MembersField, lang.Text{}, membersField, true}}},
	{FieldsPage, chat.FieldItem, lang.CustomData, lang.NewField, lang.NoFields, []field{{"data", lang.DataField, lang.DataHelp, lineField, false}, {"name", lang.LabelField, lang.Text{}, lineField, false}, {"type", lang.TypeField, lang.Text{}, typeField, false}, {"order", lang.OrderField, lang.OrderHelp, lineField, true}}},
	{ClientsPage, 0, lang.ClientsTitle, lang.Text{}, lang.Text{}, nil},
	{PeoplePage, 0, lang.PeopleTitle, lang.NewPerson, lang.Text{}, nil},
	{PreferencesPage, 0, lang.PreferencesTitle, lang.Text{}, lang.Text{}, nil},
}

// field of a form of settings.
type field struct {
	Key      string
	Label    lang.Text
	Help     lang.Text
	Shape    fieldShape
	Optional bool
}

type fieldShape uint8

const (
	lineField fieldShape = iota
	longField
	membersField // of a team: who is ticked
	typeField    // of custom data
)

var (
	nameField     = field{"name", lang.NameField, lang.Text{}, lineField, false}
	titleField    = field{"name", lang.TitleField, lang.Text{}, lineField, false}
	categoryField = field{"category", lang.CategoryField, lang.Text{}, lineField, true}
	urlField      = field{"url", lang.URLField, lang.URLHelp, lineField, false}
	textField     = field{"text", lang.TextField, lang.Text{}, longField, true}
)

// settings tells whether the page is one of the table.
func (p Page) settings() bool { return pages[pageOf(p)].Page == p }

// pageOf is the page's line of the table.
func pageOf(p Page) int {
	for i := range pages {
		if pages[i].Page == p {
			return i
		}
	}
	return 0
}

// mayOpen tells whether this agent has something to do on the page.
func (m *Model) mayOpen(p Page) bool {
	return p == CannedPage || p == PreferencesPage || p.work() || m.Me.Role == chat.Manager
}

// work tells whether the page is for the work itself, and not for settings.
func (p Page) work() bool { return p == VisitorsPage || p == CustomerPage || p == SearchPage }

// leavePage shows the conversations again, if another page is in their place.
func (m *Model) leavePage() []ui.Effect {
	if m.Page == NoPage {
		return nil
	}
	return m.openPage(NoPage)
}

// openPage shows a page, or with NoPage the conversations again.
func (m *Model) openPage(p Page) []ui.Effect {
	if p != NoPage && !m.mayOpen(p) {
		return nil
	}
	effects := m.clearShelf(false)
	if m.Page == CustomerPage && p != CustomerPage {
		effects = append(effects, m.leaveFile()...)
	}
	m.Page, m.Edit, m.Picker, m.Dialog = p, Edit{}, Picker{}, Dialog{}
	m.beginForm()
	if p == NoPage {
		m.grab()
	} else {
		m.PageTurn++
	}
	if p == ClientsPage {
		effects = append(effects, m.openClients()...)
	}
	return effects
}
