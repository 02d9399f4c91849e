package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// What the information pane shows better: until both are one.

// viewCameBy says where a visit came from.
func viewCameBy(m *Model, s chat.Source) *dom.Node {
	if host := hostOf(s.Referrer); host != "" {
		return dom.Span(dom.Class("came"), dom.Icon(iconLink), dom.Text(host))
	}
	return dom.Span(dom.Class("came"), dom.Icon(iconRight), m.t(lang.DirectVisit))
}

func hostOf(url string) string {
	for i := 0; i+3 < len(url); i++ {
		if url[i:i+3] == "://" {
			url = url[i+3:]
			break
		}
	}
	for i := range len(url) {
		if url[i] == '/' || url[i] == '?' || url[i] == '#' {
			return url[:i]
		}
	}
	return url
}

func viewCountry(m *Model, code string) *dom.Node { return dom.Span(dom.Text(code)) }

// viewData is the custom data of a profile; nil for none.
func viewData(m *Model, p chat.Profile) *dom.Node {
	if len(p.Data()) == 0 {
		return nil
	}
	var rows dom.Nodes
	for _, k := range p.Data() {
		words := lang.ToldDatum
		if k.Signed {
			words = lang.SignedDatum
		}
		rows = append(rows, dom.Dt(dom.Text(k.Name)), dom.Dd(dom.Dir("auto"), dom.Text(k.Value), dom.Text(" "), dom.Span(dom.Class("detail"), m.t(words))))
	}
	return dom.Dl(dom.Class("data"), rows)
}
