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
	marks := read(to.query)
	p := Provenance{
		Host:     from.host,
		Campaign: marks["utm_campaign"], Source: marks["utm_source"], Medium: marks["utm_medium"], Term: marks["utm_term"], Content: marks["utm_content"],
	}
	at, known := place(from)
	named, isNamed := placeNamed(p.Source)
	click, clicked := clickOf(to.query)
	if clicked && click.kind == Campaign {
		p.Network = click.name
	}
	medium, mailer := mediumOf(p.Medium), ""
	if at.kind == Email {
		mailer = at.name
	}
	switch {
	case p.Network != "" && medium != Email:
		return p.as(Campaign, p.Campaign, p.Network)
	case medium == Email, clicked && click.kind == Email, isNamed && named.kind == Email:
		return p.as(Email, p.Campaign, p.Source, click.name, mailer)
	case p.Campaign != "" && !(medium == Search && isNamed), medium == Campaign && p.Source != "":
		return p.as(Campaign, p.Campaign, named.name, p.Source)
	case isNamed:
		return p.as(named.kind, named.name)
	case p.Source != "" || p.Medium != "":
		return p.as(Campaign, p.Source, p.Medium)
	case known && clicked && click.kind == Social && at.kind == Social: // Instagram's links have Facebook's mark
		return p.as(Social, at.name)
	case clicked:
		return p.as(click.kind, click.name)
	case from.host != "" && !from.app && same(from.host, to.host):
		p.Host = ""
		return p
	case known:
		if at.kind == Search && p.Term == "" {
			p.Term = term(from.query)
		}
		if at.kind == Campaign {
			p.Network = at.name
		}
		return p.as(at.kind, at.name)
	case from.host != "":
		return p.as(Referral, strings.TrimPrefix(from.host, "www."))
	}
	return p
}

// as is the provenance as that kind, by the first of the names that is one.
func (p Provenance) as(k Kind, names ...string) Provenance {
	p.Kind = k
	for _, n := range names {
		if n != "" {
			p.Name = n
			break
		}
	}
	return p
}
