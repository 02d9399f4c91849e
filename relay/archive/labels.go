package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"pupitre/app/chat"
)

// Labels stand among the words of an index, so that a search with filters is one search: SQLite goes from one document to the next that
// has all of them. They begin with a character of private use, which is in no word.
const labelMark = "\ue000"

const everything = labelMark + "x" // on every document

func siteLabel(s chat.SiteID) string    { return labelMark + "s" + digest(string(s)) }
func agentLabel(a chat.PersonID) string { return labelMark + "a" + digest(string(a)) }
func tagLabel(t string) string          { return labelMark + "t" + digest(t) }
func visitorLabel(id int64) string      { return labelMark + "v" + strconv.FormatInt(id, 10) }

const customerLabel = labelMark + "c" // on who is a customer

// digest makes any text one token; that two are the same happens to nobody.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}

// expression is a search in FTS5's language: documents with words that begin like all of words, with all of labels, and, if there are any,
// with one of anyOf. There is nothing in words or labels that the language could take for its own, and all of it is quoted.
func expression(words, labels, anyOf []string) string {
	var parts []string
	for _, w := range words {
		parts = append(parts, `"`+w+`"*`)
	}
	for _, l := range labels {
		parts = append(parts, `"`+l+`"`)
	}
	if len(anyOf) > 0 {
		parts = append(parts, `("`+strings.Join(anyOf, `" OR "`)+`")`)
	}
	return strings.Join(parts, " AND ")
}
