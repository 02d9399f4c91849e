package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/visit"
)

// cameBy is how each way of coming is called and drawn.
var cameBy = [...]struct {
	Name lang.Text
	Icon string
}{
	visit.Direct:    {lang.CameDirect, iconDirect},
	visit.Search:    {lang.CameSearch, iconSearch},
	visit.Social:    {lang.CameSocial, iconTeam},
	visit.Assistant: {lang.CameAssistant, iconAssistant},
	visit.Campaign:  {lang.CameCampaign, iconCampaign},
	visit.Email:     {lang.CameEmail, iconMail},
	visit.Referral:  {lang.CameReferral, iconLink},
}

// cameWords is a provenance in words: "Search engine: Google".
func (m *Model) cameWords(p visit.Provenance) string {
	words := cameBy[p.Kind].Name.In(m.Lang)
	if p.Name != "" {
		words = lang.SaysColon.With(m.Lang, words, p.Name)
	}
	if p.Network != "" && p.Network != p.Name {
		words += " (" + p.Network + ")"
	}
	return words
}

// viewCame is where this visit came from and, where there were others, the first one.
func viewCame(m *Model, v chat.Visit) dom.Nodes {
	if v.ID == "" {
		return (&facts{m: m}).list()
	}
	rows := viewSource(m, lang.ThisVisit, v.Came)
	if v.Number > 1 {
		rows = append(rows, viewSource(m, lang.FirstVisit, v.First)...)
	}
	return rows
}

// viewSource is where one visit came from, with its addresses in full for those who want to see them.
func viewSource(m *Model, which lang.Text, s chat.Source) dom.Nodes {
	p, f := visit.Of(s), facts{m: m}
	f.address(lang.PageBefore, s.Referrer)
	f.address(lang.FirstPage, s.Landing)
	f.text(lang.CameCampaign, p.Campaign)
	f.text(lang.Advert, p.Network)
	f.text(lang.Source, p.Source)
	f.text(lang.Medium, p.Medium)
	f.text(lang.Term, p.Term)
	f.text(lang.Content, p.Content)
	words := viewCameBy(m, s, dom.Span(dom.Class("which"), m.t(which), dom.Text(" ")))
	if len(f.lines) == 0 {
		return dom.Nodes{words}
	}
	return dom.Nodes{dom.Details(dom.Key(which.En), dom.Class("source"), dom.Summary(dom.Title(s.Referrer), words), dom.Dl(dom.Class("facts"), f.lines))}
}

// viewCameBy is where a visit came from, in a line.
func viewCameBy(m *Model, s chat.Source, before ...*dom.Node) *dom.Node {
	p := visit.Of(s)
	return dom.Span(dom.Class("came"), dom.Icon(cameBy[p.Kind].Icon), dom.Span(dom.Nodes(before), dom.Bdi(dom.Text(m.cameWords(p)))))
}

// address adds an address in full: a link where it can be one.
func (f *facts) address(name lang.Text, url string) {
	if !dom.SafeURL(url) {
		f.text(name, url)
		return
	}
	f.add(name, dom.A(dom.Href(url), dom.Dir("ltr"), dom.Text(url)))
}
