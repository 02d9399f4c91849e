package web

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/netip"

	"pupitre/app/chat"
	"pupitre/relay/visits"
)

// openVisits opens what makes visitors known. The hub is told of those who come and go.
func (r *Relay) openVisits() error {
	p, c := &r.parts, r.config
	o := visits.Options{
		Site:     c.Site.ID,
		Beacons:  c.Beacons,
		Origins:  c.Site.Origins,
		Visitors: p.visitors,
		Blocked:  func(id chat.PersonID, address string) bool { return p.desk.Blocked(c.Site.ID, id, "", address) },
		Desk:     p.desk,
		Country:  visits.Country,
		Reserve:  func(req *http.Request) (func(), bool) { return p.hub.Reserve(req) },
		Changed: func(id chat.PersonID) {
			if h := p.presence.Load(); h != nil {
				h.VisitorChanged(id)
			}
		},
		GoneAfter: c.GoneAfter,
		Log:       c.Log,
	}
	var err error
	if c.Geo != "" {
		var country func(netip.Addr) string
		if country, p.closeGeo, err = visits.CountryFile(c.Geo); err != nil {
			return err
		}
		o.Country = country
	}
	keys := c.IdentityKeys
	if c.Demo && len(keys) == 0 {
		p.demoKey = rand.Text() + rand.Text()
		keys = []string{p.demoKey}
	}
	if len(keys) > 0 {
		if o.Identities, err = visits.NewIdentities(c.Site.ID, keys, nil); err != nil {
			return fmt.Errorf("identity keys: %w", err)
		}
	}
	p.visits = visits.Open(o)
	return nil
}
