package archive

import (
	"slices"
)

// chunk is a part of the words of an exchange: a row of said, and a document of the index words. All words of a search must be in one,
// which for the usual exchange is the whole of it. The last one grows until it has chunkBytes, so that one more word in a conversation
// that never ends costs no more than in another.
type chunk struct {
	lines   []byte // as said has them, and those that are new
	old     int    // bytes of lines that said has
	indexed bool   // the index has a document of them
	changed bool
}

const (
	chunkBytes = 4 << 10
	chunkBits  = 12               // of a chunk's id, for its place in the exchange
	maxChunks  = 1<<chunkBits - 1 // what is said behind them, 16 MB, is not found
)

func chunkID(exchange int64, place int) int64 { return exchange<<chunkBits | int64(place) }

// hear adds words to the exchange's last chunk, or begins one.
func (x *exchange) hear(b *batch, l line) error {
	if l.text == "" {
		return nil
	}
	if x.chunks == 0 {
		x.chunks = 1
		x.parts[0] = &chunk{}
	}
	c, err := x.chunk(b, x.chunks-1)
	if err != nil {
		return err
	}
	if len(c.lines) >= chunkBytes {
		if x.chunks == maxChunks {
			return nil
		}
		c = &chunk{}
		x.parts[x.chunks] = c
		x.chunks++
	}
	c.lines, c.changed = appendLine(c.lines, l), true
	b.bytes += len(l.text)
	return nil
}

func (x *exchange) chunk(b *batch, place int) (*chunk, error) {
	if c := x.parts[place]; c != nil {
		return c, nil
	}
	c := &chunk{indexed: x.was != nil}
	there, err := b.one([]any{&c.lines}, "SELECT lines FROM said WHERE id = ?", chunkID(x.id, place))
	if err == nil && !there {
		err = errDamaged
	}
	if err != nil {
		return nil, err
	}
	c.old = len(c.lines)
	x.parts[place] = c
	return c, nil
}

// saveWords writes the chunks that have changed; all, if the labels have. An exchange in which nothing was said is not found.
func (x *exchange) saveWords(b *batch) error {
	var labels []string
	if x.Said > 0 {
		labels = x.labels()
	}
	all := !slices.Equal(labels, x.was)
	for place := range x.chunks {
		if c := x.parts[place]; !all && (c == nil || !c.changed) {
			continue
		}
		c, err := x.chunk(b, place)
		if err != nil {
			return err
		}
		if err := c.save(b, chunkID(x.id, place), x.was, labels); err != nil {
			return err
		}
	}
	if x.chunks == 0 && all { // pictures without names, at most: found by its labels
		x.chunks = 1
		c := &chunk{changed: true}
		x.parts[0] = c
		if err := c.save(b, chunkID(x.id, 0), nil, labels); err != nil {
			return err
		}
	}
	x.was = labels
	return nil
}

// save puts the chunk's document in the place of the one that the index has.
func (c *chunk) save(b *batch, id int64, was, labels []string) error {
	if c.indexed {
		old, err := document(c.lines[:c.old], was)
		if err != nil {
			return err
		}
		if err := b.exec("INSERT INTO words(words, rowid, text) VALUES('delete', ?, ?)", id, old); err != nil {
			return err
		}
	}
	if c.indexed = labels != nil; c.indexed {
		doc, err := document(c.lines, labels)
		if err != nil {
			return err
		}
		if err := b.exec("INSERT INTO words(rowid, text) VALUES(?, ?)", id, doc); err != nil {
			return err
		}
	}
	if !c.changed {
		return nil
	}
	c.old, c.changed = len(c.lines), false
	return b.exec("INSERT INTO said(id, lines) VALUES(?, ?) ON CONFLICT(id) DO UPDATE SET lines = excluded.lines", id, notNull(c.lines))
}

// document is what the index is given: all words and labels.
func document(lines []byte, labels []string) (string, error) {
	list, err := readLines(lines)
	if err != nil {
		return "", err
	}
	doc := make([]byte, 0, len(lines)+64*len(labels))
	for _, l := range list {
		doc = appendTokens(doc, l.text)
	}
	for _, l := range labels {
		doc = append(append(doc, l...), ' ')
	}
	return string(doc), nil
}
