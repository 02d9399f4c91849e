package archive

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Forgot implements desk.Forgetter: nobody is shown anything of the conversation's visitor any more, also while they are still to be forgotten.
func (a *Archive) Forgot(conv chat.ConversationID) {
	if owner, ok := conv.Owner(); ok {
		a.gone.Store(owner, true)
	}
}

func (a *Archive) isGone(id chat.PersonID) bool {
	_, gone := a.gone.Load(id)
	return gone
}

// leaveOut takes those who are gone out of what was found.
func (a *Archive) leaveOut(f *wire.Found) {
	was := len(f.Exchanges) + len(f.People) + len(f.Blocks)
	f.Exchanges = slices.DeleteFunc(f.Exchanges, func(h chat.Hit) bool { return a.isGone(h.Visitor.ID) })
	f.People = slices.DeleteFunc(f.People, func(p chat.Acquaintance) bool { return a.isGone(p.Visitor) })
	f.Blocks = slices.DeleteFunc(f.Blocks, func(b chat.BlockLine) bool { return a.isGone(b.Visitor) })
	f.Total -= uint64(was - len(f.Exchanges) - len(f.People) - len(f.Blocks))
}
