package ui

import "pupitre/app/dom"

// Window decides which rows of a long list stand in the document, and where the list is scrolled. Rows may have any
// height: one that was never in the document counts as the average of those that were, and when its real height turns
// out, the row that the reader looks at stays where it is. All lengths are CSS pixels.
type Window struct {
	AtEnd  bool // follows the end: what is added comes into view
	Hidden bool // the box has no size: nobody can see it

	rows     []float64 // height of each row; 0: not measured yet
	starts   []float64 // starts[i]: where row i begins; one more for the end
	stale    bool      // starts must be computed anew
	top      float64   // scroll position as last reported or wanted
	told     int       // scroll position as last reported or ordered
	height   float64   // of the visible part
	anchor   int       // row that stays where it is
	offset   float64   // of the scroll position into that row; negative when it begins further down
	first    int       // rows in the document: first until last
	last     int
	drawn    float64 // where they began when they were last drawn
	measured float64 // sum and number of measured heights
	count    int
}

const (
	guess    = 64   // height of a row before any was measured
	unseen   = 900  // visible height before it is known
	overscan = 0.75 // of the visible height, kept in the document on both sides
)

// Len is the number of rows.
func (w *Window) Len() int { return len(w.rows) }

// Splice says that the list has changed at a place: so many rows went, so many came.
func (w *Window) Splice(at, gone, came int) {
	for _, h := range w.rows[at : at+gone] {
		w.uncount(h)
	}
	tail := w.rows[at+gone:]
	if gone != came && len(tail) > 0 {
		tail = append([]float64(nil), tail...)
	}
	w.rows = append(append(w.rows[:at], make([]float64, came)...), tail...)
	if len(w.rows) > came { // of an empty list nothing can move
		w.anchor, w.first, w.last = moved(w.anchor, at, gone, came), moved(w.first, at, gone, came), moved(w.last-1, at, gone, came)+1
	}
	w.stale = true
}

// Rearrange says that the list is another one now: from[i] is where row i stood before, -1 for one that is new. Rows that
// stay keep their order. A reader whose row is gone stays at the next one, or else at the last.
func (w *Window) Rearrange(from []int) {
	rows := make([]float64, len(from))
	w.measured, w.count = 0, 0
	anchor, first, last := -1, len(from), len(from)
	for i, old := range from {
		if old < 0 {
			continue
		}
		if rows[i] = w.rows[old]; rows[i] > 0 {
			w.measured += rows[i]
			w.count++
		}
		if anchor < 0 && old >= w.anchor {
			if anchor = i; old > w.anchor {
				w.offset = 0
			}
		}
		if old >= w.first {
			first = min(first, i)
		}
		if old >= w.last {
			last = min(last, i)
		}
	}
	if anchor < 0 {
		anchor = max(0, len(from)-1)
	}
	w.rows, w.anchor, w.first, w.last, w.stale = rows, anchor, min(first, last), last, true
}

// moved is the new place of row i after a splice; one that went is where it was cut out.
func moved(i, at, gone, came int) int {
	switch {
	case i >= at+gone:
		return i + came - gone
	case i > at:
		return at
	}
	return i
}

// Scrolled takes what the box reports of itself.
func (w *Window) Scrolled(e dom.Event) {
	if w.Hidden = e.Height == 0; w.Hidden {
		return
	}
	// What was added below and a box of another size do not end following the end; only scrolling up does.
	followed := w.AtEnd
	w.AtEnd = e.Top+e.Height >= e.Full-2 || w.AtEnd && (e.Top >= w.told || float64(e.Height) != w.height)
	still := abs(e.Top-w.told) <= 1 && !followed && !w.AtEnd // positions are rounded
	if w.told = e.Top; w.AtEnd {
		w.told = e.Full - e.Height // where the box goes now without a word; above it somebody has scrolled
	}
	w.height = float64(e.Height)
	if still {
		return // only heights became known: what the reader looks at is to stay where it was before they did
	}
	w.top = float64(e.Top)
	w.locate()
}

// locate finds the uppermost row to be seen in the document as it was last drawn: its rows have their real heights there,
// though the empty box before them still has the height of that time.
func (w *Window) locate() {
	y, last := w.drawn, min(w.last, len(w.rows))
	for i := w.first; i < last && y < w.top+w.height; i++ {
		bottom := y + w.heightOf(i)
		if w.top+1 < bottom { // positions are rounded: a row of which a pixel is left is not looked at
			w.anchor, w.offset = i, w.top-y
			return
		}
		y = bottom
	}
	w.settle() // none is: somebody has jumped
	if w.top < w.drawn {
		y = w.starts[min(w.first, len(w.rows))] * w.top / w.drawn
	} else {
		y = w.starts[last] + w.top - y
	}
	w.anchor = w.rowAt(y)
	w.offset = y - w.starts[w.anchor]
}

func (w *Window) heightOf(i int) float64 {
	switch {
	case w.rows[i] > 0:
		return w.rows[i]
	case w.count > 0:
		return w.measured / float64(w.count)
	}
	return guess
}

// Measure takes the height of row i.
func (w *Window) Measure(i int, px float64) {
	if i < 0 || i >= len(w.rows) || px <= 0 || w.rows[i] == px {
		return
	}
	w.uncount(w.rows[i])
	w.rows[i] = px
	w.measured += px
	w.count++
	w.stale = true
}

func (w *Window) uncount(h float64) {
	if h > 0 {
		w.measured -= h
		w.count--
	}
}

// First is the first row that belongs into the document.
func (w *Window) First() int { return min(w.first, len(w.rows)) }

// Anchor is the row that stays where it is, -1 when the end does.
func (w *Window) Anchor() int {
	if w.AtEnd {
		return -1
	}
	return w.anchor
}

// Fits tells whether all rows can be seen at once: then the reader has not chosen the end.
func (w *Window) Fits() bool {
	w.settle()
	return w.height > 0 && w.starts[len(w.rows)] <= w.height
}

// Hold makes row i the one that stays where it is, at the window's upper edge if it was another one.
func (w *Window) Hold(i int) {
	if w.AtEnd || i != w.anchor {
		w.offset = 0
	}
	w.AtEnd, w.anchor = false, i
}

// ToEnd follows the end from now on.
func (w *Window) ToEnd() { w.AtEnd = true }

// View is the window now: the rows first until last belong into the document, with boxes of the given heights before and
// after them, and top is where the box is to be scrolled (not when AtEnd).
func (w *Window) View() (first, last, before, after, top int) {
	w.settle()
	total := w.starts[len(w.rows)]
	visible := w.height
	if visible == 0 {
		visible = unseen
	}
	if w.AtEnd {
		w.top = max(0, total-visible)
	} else if len(w.rows) > 0 {
		w.anchor = min(w.anchor, len(w.rows)-1)
		w.top = w.starts[w.anchor] + w.offset
		w.told = round(w.top)
		w.hold(visible)
	}
	w.choose(visible)
	w.drawn = w.starts[w.first]
	return w.first, w.last, round(w.drawn), round(total - w.starts[w.last]), round(w.top)
}

// hold makes the uppermost visible row the one that stays where it is, but rather one whose height is known: all below a
// row would move when its own height turns out.
func (w *Window) hold(visible float64) {
	uppermost := w.rowAt(w.top + 1)
	w.anchor = uppermost
	for w.rows[w.anchor] == 0 {
		if w.anchor+1 == len(w.rows) || w.starts[w.anchor+1] >= w.top+visible {
			w.anchor = uppermost // none is known
			break
		}
		w.anchor++
	}
	w.offset = w.top - w.starts[w.anchor]
}

// choose keeps the rows of the last view while they cover what is visible with half the overscan, so that a small
// scroll changes nothing in the document.
func (w *Window) choose(visible float64) {
	n := len(w.rows)
	w.first, w.last = min(w.first, n), min(w.last, n)
	margin := visible * overscan
	enough := w.first < w.last &&
		(w.first == 0 || w.starts[w.first] <= w.top-margin/2) && (w.last == n || w.starts[w.last] >= w.top+visible+margin/2) &&
		w.starts[w.last]-w.starts[w.first] <= visible+6*margin
	if enough {
		return
	}
	w.first = w.rowAt(w.top - margin)
	w.last = min(n, w.rowAt(w.top+visible+margin)+1)
}

func (w *Window) settle() {
	if !w.stale && len(w.starts) == len(w.rows)+1 {
		return
	}
	w.stale = false
	if w.starts = w.starts[:0]; cap(w.starts) <= len(w.rows) {
		w.starts = make([]float64, 0, len(w.rows)*5/4+1)
	}
	w.starts = w.starts[:len(w.rows)+1]
	y := 0.0
	for i := range w.rows {
		w.starts[i] = y
		y += w.heightOf(i)
	}
	w.starts[len(w.rows)] = y
}

// rowAt is the row at a height, the first or last for one outside; 0 in an empty list.
func (w *Window) rowAt(y float64) int {
	lo, hi := 0, len(w.rows)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; w.starts[mid] <= y {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

func abs(n int) int { return max(n, -n) }

func round(v float64) int { return int(max(0, v) + 0.5) }
