package store

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// held is how much a store holds, as its record says it:
//
//	epoch 6d1f0c2be4a79358
//	last 60
//	count 60
//	gone 0
//	bucket secrets 1 1
//	lost it holds 30 entries ...
type held struct {
	conv    mark
	gone    uint64          // entries that cannot be read, and whose loss was accepted
	buckets map[string]mark // those that are kept for ever
	lost    string          // what was found to be missing: the store is not to be opened
}

// mark is how much a stream holds. Of those that are recorded only Erase takes something out, and says so before (record.shrink).
type mark struct {
	last  uint64 // sequence
	count uint64 // messages
}

func (m mark) lessThan(had mark) bool { return m.last < had.last || m.count < had.count }

// lessThan is in words what of had is missing in h, as far as h was measured; "" for nothing.
func (h held) lessThan(had held) string {
	if h.conv.lessThan(had.conv) {
		return fmt.Sprintf("it holds %d entries (the last is number %d), and did hold %d (%d)", h.conv.count, h.conv.last, had.conv.count, had.conv.last)
	}
	for name, m := range h.buckets {
		if m.lessThan(had.buckets[name]) {
			return fmt.Sprintf("of its %s it holds %d (the last change is number %d), and did hold %d (%d)", name, m.count, m.last, had.buckets[name].count, had.buckets[name].last)
		}
	}
	return ""
}

func (h held) text(epoch uint64) string {
	text := fmt.Sprintf("epoch %016x\nlast %d\ncount %d\ngone %d\n", epoch, h.conv.last, h.conv.count, h.gone)
	for _, name := range slices.Sorted(maps.Keys(h.buckets)) {
		text += fmt.Sprintf("bucket %s %d %d\n", name, h.buckets[name].last, h.buckets[name].count)
	}
	if h.lost != "" {
		text += "lost " + h.lost + "\n"
	}
	return text
}

// readRecord reads what text wrote. A line of a newer program says nothing to this one.
func readRecord(file string) (epoch uint64, h held, err error) {
	h.buckets = map[string]mark{}
	b, err := os.ReadFile(file)
	if err != nil {
		return 0, h, err
	}
	for line := range strings.Lines(string(b)) {
		var m mark
		var name string
		switch what, rest, _ := strings.Cut(line, " "); what {
		case "epoch":
			_, err = fmt.Sscanf(rest, "%x\n", &epoch)
		case "last":
			_, err = fmt.Sscanf(rest, "%d\n", &h.conv.last)
		case "count":
			_, err = fmt.Sscanf(rest, "%d\n", &h.conv.count)
		case "gone":
			_, err = fmt.Sscanf(rest, "%d\n", &h.gone)
		case "bucket":
			_, err = fmt.Sscanf(rest, "%s %d %d\n", &name, &m.last, &m.count)
			h.buckets[name] = m
		case "lost":
			h.lost = strings.TrimSpace(rest)
		}
		if err != nil {
			return 0, h, fmt.Errorf("%q is no line of a record", strings.TrimSpace(line))
		}
	}
	if epoch == 0 {
		return 0, h, errors.New("it has no epoch")
	}
	return epoch, h, nil
}
