package index

import (
	"slices"
	"strings"

	"pupitre/app/chat"
)

// ToldMark makes the id of the Blocked that a conversation's Staff has out of the id of the one in the trail that it tells of.
const ToldMark = "-b"

// blocks are those that trails tell of and nobody has ended. What has expired stays among them: a clock decides, see chat.Block.Holds.
type blocks struct {
	of     map[chat.PersonID][]chat.Block // by the visitor whose trail they stand in
	by     map[kept][]chat.Block          // by customer and by address; a slice is never changed, only replaced
	untold map[inTrail]Untold
}

// inTrail names an entry of a visitor's trail.
type inTrail struct {
	visitor chat.PersonID
	id      chat.EntryID
}

// kept is whom blocks keep away who are not one visitor.
type kept struct {
	site   chat.SiteID
	target chat.BlockTarget
	key    string
}

// Untold is a Blocked of a trail that the visitor's conversation does not tell of yet.
type Untold struct {
	Site  chat.SiteID
	Block chat.Block
	Entry chat.Entry // the block itself, or what has ended it
}

func newBlocks() blocks {
	return blocks{of: map[chat.PersonID][]chat.Block{}, by: map[kept][]chat.Block{}, untold: map[inTrail]Untold{}}
}

// learnBlock folds a Blocked of a trail, or of a conversation's Staff. x.mu is held.
func (x *Index) learnBlock(r *row, e chat.Entry, b chat.Blocked) {
	base, _ := r.conv.ID.Base()
	visitor, _ := base.Owner()
	switch {
	case !r.conv.ID.IsTrail():
		delete(x.blocks.untold, inTrail{visitor, chat.EntryID(strings.TrimSuffix(string(e.ID), ToldMark))})
	case b.Ended:
		if block, ok := x.blocks.end(r.conv.Site, visitor, b.Of); ok {
			x.blocks.untold[inTrail{visitor, e.ID}] = Untold{r.conv.Site, block, e}
		}
	default:
		block := chat.Block{ID: e.ID, Visitor: visitor, Name: x.nameOf(r, base), By: e.Author, At: e.At, Blocked: b}
		x.blocks.begin(r.conv.Site, block)
		x.blocks.untold[inTrail{visitor, e.ID}] = Untold{r.conv.Site, block, e}
	}
}

// nameOf is the visitor's name as far as it is known, given their trail. x.mu is held.
func (x *Index) nameOf(trail *row, conv chat.ConversationID) string {
	if trail.profile != nil && trail.profile.Customer.Name != "" {
		return trail.profile.Customer.Name
	}
	if r := x.rows[conv]; r != nil {
		return r.conv.Visitor.Name
	}
	return ""
}

func (s *blocks) begin(site chat.SiteID, b chat.Block) {
	s.of[b.Visitor] = append(slices.Clip(s.of[b.Visitor]), b)
	if b.Target != chat.BlockVisitor {
		k := kept{site, b.Target, b.Key}
		s.by[k] = append(slices.Clip(s.by[k]), b)
	}
}

// end forgets a block. It is false if there is none of that id in the visitor's trail, or no longer.
func (s *blocks) end(site chat.SiteID, visitor chat.PersonID, id chat.EntryID) (chat.Block, bool) {
	i := slices.IndexFunc(s.of[visitor], func(b chat.Block) bool { return b.ID == id })
	if i < 0 {
		return chat.Block{}, false
	}
	b := s.of[visitor][i]
	without(s.of, visitor, b)
	without(s.by, kept{site, b.Target, b.Key}, b)
	return b, true
}

// forget drops the blocks of a visitor's trail.
func (s *blocks) forget(visitor chat.PersonID) {
	for _, b := range s.of[visitor] {
		for k := range s.by {
			without(s.by, k, b)
		}
	}
	delete(s.of, visitor)
	for t := range s.untold {
		if t.visitor == visitor {
			delete(s.untold, t)
		}
	}
}

func without[K comparable](m map[K][]chat.Block, k K, b chat.Block) {
	rest := slices.DeleteFunc(slices.Clone(m[k]), func(o chat.Block) bool { return o == b })
	if m[k] = rest; len(rest) == 0 {
		delete(m, k)
	}
}

// Blocked is a block that keeps this visitor away at that time, the one that lasts longest; false for none. customer is who they are, "" for who they
// are known to be; address is the key of where they come from, "" for not known.
func (x *Index) Blocked(site chat.SiteID, visitor chat.PersonID, customer, address string, at chat.Millis) (chat.Block, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var longest chat.Block
	found := false
	for b := range x.keeping(site, visitor, customer, address) {
		if b.Holds(at) && (!found || longest.Until != 0 && (b.Until == 0 || b.Until > longest.Until)) {
			longest, found = b, true
		}
	}
	return longest, found
}

// keeping are the blocks that concern a visitor, for the clock to judge. x.mu is held.
func (x *Index) keeping(site chat.SiteID, visitor chat.PersonID, customer, address string) func(yield func(chat.Block) bool) {
	if customer == "" {
		customer = x.customer(visitor)
	}
	return func(yield func(chat.Block) bool) {
		for _, b := range x.blocks.of[visitor] {
			if b.Target == chat.BlockVisitor && !yield(b) {
				return
			}
		}
		for _, k := range []kept{{site, chat.BlockCustomer, customer}, {site, chat.BlockAddress, address}} {
			for _, b := range x.blocks.by[k] {
				if k.key != "" && !yield(b) {
					return
				}
			}
		}
	}
}

func (x *Index) customer(visitor chat.PersonID) string {
	if r := x.rows[chat.TrailOf(visitor)]; r != nil && r.profile != nil {
		return r.profile.Customer.ID
	}
	return ""
}

// BlocksOf are the blocks in force at that time that agents should know of who look at this visitor: their own, and their customer's.
func (x *Index) BlocksOf(visitor chat.PersonID, at chat.Millis) (list []chat.Block) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, b := range x.blocks.of[visitor] {
		if b.Holds(at) {
			list = append(list, b)
		}
	}
	trail := x.rows[chat.TrailOf(visitor)]
	if trail == nil {
		return list
	}
	for b := range x.keeping(trail.conv.Site, visitor, "", "") {
		if b.Holds(at) && !slices.Contains(list, b) {
			list = append(list, b)
		}
	}
	return list
}

// Block is the block of that id in the visitor's trail, unless somebody has ended it.
func (x *Index) Block(visitor chat.PersonID, id chat.EntryID) (chat.Block, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	i := slices.IndexFunc(x.blocks.of[visitor], func(b chat.Block) bool { return b.ID == id })
	if i < 0 {
		return chat.Block{}, false
	}
	return x.blocks.of[visitor][i], true
}

// Untold is the Blocked of that id in the visitor's trail, if their conversation does not tell of it yet.
func (x *Index) Untold(visitor chat.PersonID, id chat.EntryID) (Untold, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	u, ok := x.blocks.untold[inTrail{visitor, id}]
	return u, ok
}

// AllUntold are all of them, the oldest first.
func (x *Index) AllUntold() (list []Untold) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, u := range x.blocks.untold {
		list = append(list, u)
	}
	slices.SortFunc(list, func(a, b Untold) int { return int(a.Entry.At - b.Entry.At) })
	return list
}

// OfCustomer are the conversations of all visitors who are that customer. It looks at each row: blocks are rare.
func (x *Index) OfCustomer(site chat.SiteID, customer string) (list []chat.ConversationID) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for id, r := range x.rows {
		if r.profile != nil && r.profile.Customer.ID == customer && r.conv.Site == site && customer != "" {
			base, _ := id.Base()
			list = append(list, base)
		}
	}
	slices.Sort(list)
	return list
}
