package desk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"pupitre/app/chat"
)

// Blocked tells whether somebody is kept away now: a visitor ("" for nobody known), the customer that they are or say to be ("": who they
// are known to be), everybody from an address (as auth.SourceOf says; "" for not known). It reads memory alone.
func (d *Desk) Blocked(site chat.SiteID, visitor chat.PersonID, customer, address string) bool {
	_, blocked := d.BlockOf(site, visitor, customer, address)
	return blocked
}

// BlockOf is the block that keeps somebody away now, the one that lasts longest; false for none. See Blocked.
func (d *Desk) BlockOf(site chat.SiteID, visitor chat.PersonID, customer, address string) (chat.Block, bool) {
	return d.index.Blocked(site, visitor, customer, d.addressKey(address), d.at())
}

// BlocksOf are the blocks in force that agents should know of who look at this visitor.
func (d *Desk) BlocksOf(visitor chat.PersonID) []chat.Block { return d.index.BlocksOf(visitor, d.at()) }

// addressKey stands for a network address in what is stored and shown. The address cannot be read from it, nor found by trying all of them
// without the relay's secret: what people know of such a block is whom it was made for.
func (d *Desk) addressKey(address string) string {
	if address == "" {
		return ""
	}
	m := hmac.New(sha256.New, d.secret)
	m.Write([]byte(address))
	return hex.EncodeToString(m.Sum(nil)[:16])
}

func (d *Desk) at() chat.Millis { return d.now().UnixMilli() }
