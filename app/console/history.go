package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// History is what somebody looks at in the drawing of visits.
type History struct {
	Visit string          // whose band has the mark, as visitKey
	At    int             // which part of it
	Lists map[string]bool // visits whose pages are listed
}

func visitKey(v chat.VisitLine) string { return string(v.Visitor) + "." + v.ID }

// listed lists the pages of a visit in words, or hides them again.
func (h *History) listed(visit string) {
	if h.Lists == nil {
		h.Lists = map[string]bool{}
	}
	h.Lists[visit] = !h.Lists[visit]
}

// band is a visit as it is drawn: its pages from left to right, as wide as somebody stayed on them, and the conversations of that
// time. Widths are thousandths of the band's.
type band struct {
	parts []part
	talks []stretch
	total chat.Millis // from the visit's beginning to the last sign of it
	cut   bool        // some part is narrower than its time
}

// part is a page, or several in a row that would be too narrow one by one.
type part struct {
	from, to int // pages from until to
	share    int
	stayed   chat.Millis // on all of them; 0: not known
	cut      bool        // narrower than the time says
}

// stretch is a conversation beside the band.
type stretch struct {
	talk          chat.Exchange
	before, share int // before counts from the end of the stretch before
}

// longPage is the time from which on a page may be drawn narrower than the time on it says: who stays so long does something else.
const longPage chat.Millis = 5 * 60_000

// bandOf draws a visit with at most that many parts. now is the time of the relay, for who is still there.
func bandOf(v chat.VisitLine, talks []chat.Exchange, now chat.Millis, here bool, most int) band {
	end := max(v.Ended, v.Began)
	if here {
		end = max(end, now)
	}
	b := band{total: end - v.Began}
	stays := staysOf(v, end)
	most = max(1, most)
	b.join(stays, most)
	b.measure(stays, most)
	b.place(v, stays, talks, end)
	return b
}

// staysOf is how long somebody was on each page: as known, else until the next one.
func staysOf(v chat.VisitLine, end chat.Millis) []chat.Millis {
	stays := make([]chat.Millis, len(v.Pages))
	for i, p := range v.Pages {
		next := end
		if i+1 < len(v.Pages) {
			next = v.Pages[i+1].At
		}
		if stays[i] = p.Stayed; p.Stayed <= 0 {
			stays[i] = max(0, next-p.At)
		}
	}
	return stays
}

// join makes parts of the pages: one each as long as there is room, else neighbours together until they are as long as a fair
// part of the whole. A long stay keeps a part of its own.
func (b *band) join(stays []chat.Millis, most int) {
	if len(stays) <= most {
		for i, s := range stays {
			b.parts = append(b.parts, part{from: i, to: i + 1, stayed: s})
		}
		return
	}
	sum := chat.Millis(0)
	for _, s := range stays {
		sum += weight(s)
	}
	fair := sum/chat.Millis(most) + 1
	var open part
	var held chat.Millis
	for i, s := range stays {
		if w := weight(s); open.to > open.from && (held >= fair || w > 3*fair) && len(b.parts)+2 <= most {
			b.parts = append(b.parts, open)
			open, held = part{from: i, to: i}, 0
		}
		open.to, open.stayed, held = i+1, open.stayed+s, held+weight(s)
	}
	b.parts = append(b.parts, open)
}

// weight is what a stay counts when pages are put together: a second at least, or pages without a time would weigh nothing.
func weight(s chat.Millis) chat.Millis { return min(max(s, 1000), longPage) }

// measure gives each part its width.
func (b *band) measure(stays []chat.Millis, most int) {
	if len(b.parts) == 0 {
		return
	}
	longest := longPage
	if mean := b.sum() / chat.Millis(len(b.parts)); mean > longest {
		longest = mean
	}
	wide := make([]chat.Millis, len(b.parts))
	sum := chat.Millis(0)
	for i := range b.parts {
		p := &b.parts[i]
		wide[i] = min(p.stayed, longest)
		p.cut = p.stayed > longest && len(b.parts) > 1
		b.cut = b.cut || p.cut
		sum += wide[i]
	}
	least := max(1, 1000/(2*max(most, len(b.parts))))
	left := 1000 - least*len(b.parts) // what is not needed for being seen at all
	for i := range b.parts {
		b.parts[i].share = least
		if sum > 0 {
			b.parts[i].share += int(chat.Millis(left) * wide[i] / sum)
		} else {
			b.parts[i].share += left / len(b.parts)
		}
	}
}

func (b *band) sum() (sum chat.Millis) {
	for _, p := range b.parts {
		sum += p.stayed
	}
	return sum
}

// place puts the conversations of the visit beside it, on the scale of its parts.
func (b *band) place(v chat.VisitLine, stays []chat.Millis, talks []chat.Exchange, end chat.Millis) {
	const least = 12
	width, at := 0, 0
	for _, p := range b.parts {
		width += p.share
	}
	for i := len(talks) - 1; i >= 0; i-- { // the newest comes first in a file
		t := talks[i]
		owner, _ := t.Conversation.Owner()
		ended := t.Ended
		if ended == 0 {
			ended = max(end, t.Opened)
		}
		if owner != v.Visitor || t.Opened > end || ended < v.Began {
			continue
		}
		from := min(b.find(v, stays, t.Opened), max(0, width-least))
		to := max(b.find(v, stays, min(ended, end)), from+least)
		from = max(from, at)
		to = min(max(to, from+least), max(width, from+least))
		b.talks = append(b.talks, stretch{talk: t, before: from - at, share: to - from})
		at = to
	}
}

// find is how far from the band's left end a time is.
func (b *band) find(v chat.VisitLine, stays []chat.Millis, at chat.Millis) int {
	x := 0
	for _, p := range b.parts {
		began := v.Pages[p.from].At
		lasts := p.stayed
		if at < began+lasts && lasts > 0 {
			return x + int(chat.Millis(p.share)*max(0, at-began)/lasts)
		}
		x += p.share
	}
	return x
}

// bandKey moves the mark of a band of so many parts.
func (m *Model) bandKey(visit string, parts int, key string, mods dom.Mods) []ui.Effect {
	h := &m.History
	at := h.At
	if h.Visit != visit {
		at = -1
	}
	switch {
	case parts == 0 || mods != 0:
		return m.key(key, mods, false)
	case key == "ArrowRight":
		at++
	case key == "ArrowLeft":
		at--
	case key == "Home":
		at = 0
	case key == "End":
		at = parts - 1
	default:
		return m.key(key, mods, false)
	}
	h.Visit, h.At = visit, min(max(at, 0), parts-1)
	return []ui.Effect{ui.PreventDefault{}}
}
