package export

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// page is what is printed.
type page struct {
	lang lang.Lang
	zone *time.Location
	site string
	at   chat.Millis
}

// times are written as the reader's language does; the zone is named once, in the page's head.
func (p page) times(format string, ms int64) string {
	at := time.UnixMilli(ms).In(p.zone)
	layouts := map[string]string{"clock": "15:04", "day": "2 January 2006", "full": "2 January 2006, 15:04"}
	if p.lang == lang.Fr {
		layouts = map[string]string{"clock": "15:04", "day": "02/01/2006", "full": "02/01/2006 15:04"}
	}
	return at.Format(layouts[format])
}

// body is the page's content as HTML.
func (p page) body(list []person) string {
	who := cmp.Or(name(list), lang.NameOf(p.lang, chat.Person{ID: list[0].profile.Visitor, Role: chat.Visitor}))
	nodes := dom.Nodes{
		dom.H1(dom.Text(lang.ExportTitle.With(p.lang, who))),
		dom.P(dom.Class("more"), dom.Text(lang.ExportedAt.With(p.lang, p.site, p.times("full", p.at)+" ("+p.zone.String()+")"))),
	}
	for _, one := range list {
		nodes = append(nodes, p.person(one))
	}
	return dom.HTMLWith(p.times, nodes...)
}

func (p page) person(one person) *dom.Node {
	head := lang.ExportBrowser.With(p.lang, string(one.profile.Visitor))
	return dom.Section(
		dom.H2(dom.Text(head)),
		dom.Dl(p.facts(one.profile)),
		p.part(lang.ExportThread, p.thread(one)),
		p.part(lang.ExportNotes, p.notes(one.trail)),
		p.part(lang.ExportVisits, p.visits(one.trail)),
	)
}

func (p page) part(title lang.Text, rows dom.Nodes) dom.Nodes {
	if len(rows) == 0 {
		rows = dom.Nodes{dom.Li(dom.Text(lang.ExportNothing.In(p.lang)))}
	}
	return dom.Nodes{dom.H2(dom.Class("part"), dom.Text(title.In(p.lang))), dom.Ol(rows)}
}

func (p page) facts(f chat.Profile) (rows dom.Nodes) {
	add := func(name, value string) {
		if value != "" {
			rows = append(rows, dom.Dt(dom.Text(name)), dom.Dd(dom.Dir("auto"), dom.Text(value)))
		}
	}
	add(lang.ExportID.In(p.lang), f.Customer.ID)
	add(lang.PersonName.In(p.lang), f.Customer.Name)
	add(lang.Email.In(p.lang), f.Customer.Email)
	for _, d := range f.Data() {
		add(lang.ExportData.In(p.lang)+" · "+d.Name, d.Value)
	}
	return rows
}

// thread is both series of the conversation as agents read them, by time.
func (p page) thread(one person) (rows dom.Nodes) {
	var facts chat.Facts
	facts.Take(one.thread...)
	facts.Take(one.staff...)
	all := slices.Concat(one.thread, one.staff)
	slices.SortStableFunc(all, func(a, b chat.Entry) int { return cmp.Compare(a.At, b.At) })
	look := box.Look{Lang: p.lang, Me: chat.Person{Role: chat.Manager}, In: chat.ConversationOf(one.profile.Visitor, 1), Facts: &facts, Into: p.lang.Tag()}
	look.Files = ui.NewUploads(new(chat.IDs))
	for _, e := range all {
		if chat.ClassOf(e) == chat.Hidden {
			continue
		}
		head := dom.Nodes{dom.Time(dom.Full(e.At)), dom.Bdi(dom.Class("name"), dom.Text(lang.NameOf(p.lang, e.Author)))}
		if box.Bubble(e) {
			rows = append(rows, dom.Li(dom.Div(dom.Class("by"), head), dom.Div(dom.Class(box.Class(e)), dom.Dir("auto"), box.Inside(look, e))))
		} else {
			rows = append(rows, dom.Li(dom.Div(dom.Class("by"), head[:1]), dom.P(box.StaffLine(look, e))))
		}
	}
	return rows
}

func (p page) notes(trail []chat.Entry) (rows dom.Nodes) {
	for _, e := range trail {
		if n, ok := e.Body.(chat.Note); ok {
			rows = append(rows, dom.Li(dom.Div(dom.Class("by"), dom.Time(dom.Full(e.At)), dom.Bdi(dom.Class("name"), dom.Text(e.Author.Name))), dom.Div(dom.Class("bubble note"), dom.Dir("auto"), ui.Rich(n.Text))))
		}
	}
	return rows
}

func (p page) visits(trail []chat.Entry) (rows dom.Nodes) {
	for _, e := range trail {
		switch b := e.Body.(type) {
		case chat.Visited:
			words := lang.ExportVisit.With(p.lang, strconv.FormatUint(b.Visit.Number, 10))
			if b.Visit.Came.Referrer != "" {
				words += ", " + lang.ExportFrom.With(p.lang, b.Visit.Came.Referrer)
			}
			d := b.Visit.Device
			for _, s := range []string{d.Browser, d.System, d.Country} {
				if s != "" {
					words += " · " + s
				}
			}
			rows = append(rows, dom.Li(dom.Time(dom.Full(b.Visit.Began)), dom.Strong(dom.Text(" "+words))))
		case chat.Seen:
			rows = append(rows, dom.Li(dom.Time(dom.Full(e.At)), dom.Text(" "), dom.Bdi(dom.Text(cmp.Or(b.Title, b.URL))), dom.Span(dom.Class("more"), dom.Text(" "+b.URL))))
		}
	}
	return rows
}
