package files

import (
	"pupitre/app/chat"
)

// crowd counts who is somewhere, and how many may be there at a time.
type crowd struct {
	most, mostVisitors int // the places between are the merchant's side's
	mostOfVisitor      int
	mostOfStaff        int // of one of them
	mostOfAddress      int // of visitors at one network address

	all, visitors int
	busy          map[string]int // by person, and visitors by network address
}

// enter counts somebody at an address ("" is not counted); false: there are too many.
func (c *crowd) enter(who chat.Person, from string) bool {
	if c.all >= c.most {
		return false
	}
	if who.Role.Staff() {
		if c.busy[personKey(who)] >= c.mostOfStaff {
			return false
		}
	} else if c.visitors >= c.mostVisitors || c.busy[personKey(who)] >= c.mostOfVisitor || from != "" && c.busy[from] >= c.mostOfAddress {
		return false
	}
	c.count(who, from, 1)
	return true
}

// leave ends what enter began.
func (c *crowd) leave(who chat.Person, from string) { c.count(who, from, -1) }

func (c *crowd) count(who chat.Person, from string, by int) {
	c.all += by
	c.countKey(personKey(who), by)
	if who.Role.Staff() {
		return
	}
	c.visitors += by
	if from != "" {
		c.countKey(from, by)
	}
}

func (c *crowd) countKey(key string, by int) {
	if c.busy == nil {
		c.busy = map[string]int{}
	}
	if c.busy[key] += by; c.busy[key] == 0 {
		delete(c.busy, key)
	}
}

func personKey(who chat.Person) string { return "person " + string(who.ID) }
