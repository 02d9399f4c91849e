// Package visit reads where a visit came from: the address of the page before and that of the site's first page become the
// words that an agent understands. It asks nobody and keeps nothing; what it knows of the world are the tables in places.go
// and tags.go.
package visit

import (
	"strings"

	"pupitre/app/chat"
)

// Kind is the way by which a visit came.
type Kind uint8

const (
	Direct    Kind = iota // nothing says where from: typed, bookmarked, or the site itself
	Search                // a search engine
	Social                // a social network, or a messenger
	Assistant             // an assistant that answers in sentences
	Campaign              // an advertisement, or whatever the merchant has marked as a campaign
	Email                 // an e-mail
	Referral              // a page of another site
)

// Provenance is where a visit came from. Words are as the web wrote them, at most maxValue bytes and without control characters.
type Provenance struct {
	Kind    Kind
	Name    string // of the engine, the network, the assistant, the campaign, the mailing or the site; "" for Direct
	Host    string // of the page before; "" for none, or for an app
	Network string // of the advertisement that was clicked: "Google Ads"

	Campaign, Source, Medium, Term, Content string // utm_*; Term also from the search engine
}

// Of reads a source. Marks in the address of the site's page go before the page before: the merchant, or who showed the
// advertisement, has set them.
func Of(s chat.Source) Provenance {
	from, to := parse(s.Referrer), parse(s.Landing)
	mark := func(name string) string { return decode(parameter(to.query, name)) }
	p := Provenance{Host: from.host, Campaign: mark("utm_campaign"), Source: mark("utm_source"), Medium: mark("utm_medium"), Term: mark("utm_term"), Content: mark("utm_content")}
	at, named, click := place(from), placeNamed(p.Source), clickOf(to.query)
	if click.kind == Campaign {
		p.Network = click.name
	}
	switch medium := mediumOf(p.Medium); {
	case p.Network != "" && medium != Email:
		p.as(Campaign, p.Campaign, p.Network)
	case medium == Email, click.kind == Email, named.kind == Email:
		if at.kind != Email {
			at = &nowhere
		}
		p.as(Email, p.Campaign, p.Source, click.name, at.name)
	case p.Campaign != "" && !(medium == Search && named.kind != Direct), medium == Campaign && p.Source != "":
		p.as(Campaign, p.Campaign, named.name, p.Source)
	case named.kind != Direct:
		p.as(named.kind, named.name)
	case p.Source != "" || p.Medium != "":
		p.as(Campaign, p.Source, p.Medium)
	case click.kind == Social && at.kind == Social: // Instagram's links have Facebook's mark
		p.as(Social, at.name)
	case click.kind != Direct:
		p.as(click.kind, click.name)
	case from.host != "" && !from.app && same(from.host, to.host):
		p.Host = ""
	case at.kind != Direct:
		if at.kind == Search && p.Term == "" {
			p.Term = term(from.query)
		}
		if at.kind == Campaign {
			p.Network = at.name
		}
		p.as(at.kind, at.name)
	case from.host != "":
		p.as(Referral, strings.TrimPrefix(from.host, "www."))
	}
	return p
}

// as makes it that kind, by the first of the names that is one.
func (p *Provenance) as(k Kind, names ...string) {
	p.Kind = k
	for _, n := range names {
		if n != "" {
			p.Name = n
			return
		}
	}
}
