package store

import (
	"strconv"
	"strings"
)

// replyTo is where the answer for entry n goes, and replyNumber reads n from there: answers may come in any order.
func replyTo(inbox string, n uint64) string { return inbox + "." + decimal(n) }

func replyNumber(inbox, subject string) (uint64, bool) {
	rest, ok := strings.CutPrefix(subject, inbox+".")
	n, err := strconv.ParseUint(rest, 10, 64)
	return n, ok && err == nil
}

func decimal(n uint64) string { return strconv.FormatUint(n, 10) }
