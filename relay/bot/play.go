package bot

import (
	"cmp"
	"strings"
	"time"

	"pupitre/app/chat"
	"pupitre/app/lang"
)

// run is one performance of a script: what stands in the thread since the bot came, and nothing else. So any relay can go on
// with it at any time.
type run struct {
	bot     chat.PersonID
	entries []chat.Entry // the first is the bot's coming; without gaps
	id      func(place string) chat.EntryID
	lang    lang.Lang
	own     lang.Lang // the bot's, for what people of the merchant's side read
	now     chat.Millis
}

// move is what the script does next: an entry to write, or, without a body, nothing until something happens or it is due.
type move struct {
	id      chat.EntryID
	body    chat.Body
	comment string      // on a transfer
	due     chat.Millis // 0: not by itself
}

// play finds the script's next move by going along with the thread. Whatever does not fit leads to people.
func (s *Script) play(r run) move {
	mine := 0 // entries of the bot that have been recognised
	from := r.entries[0].N
	scene, at := s.start, 0
	for range maxRun {
		if at >= len(s.scenes[scene]) {
			return r.giveUp()
		}
		st := &s.scenes[scene][at]
		if body := st.body(r.lang); body != nil {
			if _, ok := body.(chat.Left); ok || mine == maxPlayed {
				return r.giveUp()
			}
			id := r.id(decimal(uint64(mine)) + " " + scene + " " + decimal(uint64(at)))
			e, ok := r.find(id)
			if !ok {
				if r.saidMore(mine) {
					return r.giveUp() // another script, or a silence that was none
				}
				return move{id: id, body: body, comment: st.comment(r.own)}
			}
			mine++
			from = e.N
			if t, ok := body.(chat.Transfer); ok {
				return r.offered(e, t, st)
			}
		}
		next := st.Go
		if st.waits() {
			reply, replied := r.reply(from)
			answered := r.bots(from + 1)
			quiet := cmp.Or(time.Duration(silenceOf(st).After), defaultSilence).Milliseconds()
			switch since := r.at(from); {
			case replied && (answered.N == 0 || reply.N < answered.N):
				from = reply.N
				if next = st.branch(reply, r.entryAt(st, scene, at, mine)); next == people {
					return r.giveUp()
				}
			case answered.N == 0 && r.now < since+quiet:
				return move{due: since + quiet}
			case silenceOf(st).Go == "":
				return r.giveUp()
			default:
				next = st.Silence.Go
			}
		}
		if at++; next != "" {
			scene, at = next, 0
		}
	}
	return r.giveUp()
}

// people is where a visitor goes who has no other way.
const people = "\x00"

// branch is the scene that a reply leads to, "" for the next step.
func (st *step) branch(reply chat.Entry, question chat.EntryID) string {
	if st.Wait {
		return ""
	}
	if a, ok := reply.Body.(chat.Answer); ok && a.Of == question && a.Choice < uint64(len(st.Choices)) {
		return st.Choices[a.Choice].Go
	}
	words := strings.TrimSpace(chat.Words(reply.Body))
	for _, c := range st.Choices {
		if strings.EqualFold(words, c.Text.En) || strings.EqualFold(words, c.Text.Fr) {
			return c.Go
		}
	}
	return cmp.Or(st.Free, people)
}

func silenceOf(st *step) silence {
	if st.Silence == nil {
		return silence{}
	}
	return *st.Silence
}

// entryAt is the id of the question that the step has just asked.
func (r run) entryAt(st *step, scene string, at, mine int) chat.EntryID {
	if st.Ask == nil {
		return ""
	}
	return r.id(decimal(uint64(mine-1)) + " " + scene + " " + decimal(uint64(at)))
}

// offered waits for the answer to a transfer. One that is not accepted in time leads to the queue.
func (r run) offered(e chat.Entry, t chat.Transfer, st *step) move {
	due := e.At + cmp.Or(time.Duration(st.HandOver.After), defaultAccept).Milliseconds()
	for _, later := range r.entries {
		if s, ok := later.Body.(chat.Settled); ok && s.Of == e.ID {
			return r.giveUp()
		}
	}
	if r.now >= due {
		return r.giveUp()
	}
	return move{due: due}
}

func (r run) giveUp() move { return move{id: r.id("left"), body: chat.Left{}} }

func (r run) find(id chat.EntryID) (chat.Entry, bool) {
	for _, e := range r.entries {
		if e.ID == id && e.Author.ID == r.bot {
			return e, true
		}
	}
	return chat.Entry{}, false
}

// saidMore tells whether the bot wrote more since it came than was recognised.
func (r run) saidMore(recognised int) bool {
	n := 0
	for _, e := range r.entries[1:] {
		if e.Author.ID == r.bot {
			n++
		}
	}
	return n > recognised
}

// reply is the first thing that the visitor said behind an entry.
func (r run) reply(behind uint64) (chat.Entry, bool) {
	for _, e := range r.entries {
		if e.N > behind && e.Author.Role == chat.Visitor && chat.Said(e.Body) {
			return e, true
		}
	}
	return chat.Entry{}, false
}

// bots is the bot's first entry from an n on, or nothing.
func (r run) bots(from uint64) chat.Entry {
	for _, e := range r.entries {
		if e.N >= from && e.Author.ID == r.bot {
			return e
		}
	}
	return chat.Entry{}
}

// at is when entry n was stored.
func (r run) at(n uint64) chat.Millis { return r.entries[n-r.entries[0].N].At }
