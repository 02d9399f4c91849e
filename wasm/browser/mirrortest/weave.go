package mirrortest

import (
	"errors"
	"net/url"
	"strings"

	"pupitre/wasm/browser"
)

// Weave puts the readings of frames in the places where they are, from the frame of that depth on: 0 is the page itself. A page's frames of other sites are closed,
// and so are those of a mirror that show nothing.
func Weave(list []browser.FrameValue[string], depth int) (string, error) {
	root := ""
	for _, f := range list {
		if depth == 0 && f.Parent == "" || depth == 1 && f.Parent == list[0].ID {
			root = f.ID
		}
	}
	if root == "" {
		return "", errors.New("there is no such frame")
	}
	var b strings.Builder
	weave(&b, list, root, "", depth > 0)
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func weave(b *strings.Builder, list []browser.FrameValue[string], id, indent string, mirror bool) {
	at := find(list, id)
	for line := range strings.SplitSeq(list[at].Value, "\n") {
		inner, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "frame ")
		if i := find(list, inner); ok && i >= 0 && opens(list[at].URL, list[i].URL, mirror) {
			weave(b, list, inner, indent+line[:len(line)-len("frame ")-len(inner)]+"| ", mirror)
			continue
		}
		if ok {
			line = line[:len(line)-len(inner)] + "closed"
		}
		b.WriteString(indent + line + "\n")
	}
}

func find(list []browser.FrameValue[string], id string) int {
	for i, f := range list {
		if f.ID == id {
			return i
		}
	}
	return -1
}

// opens tells whether what is in a frame is compared.
func opens(around, inside string, mirror bool) bool {
	if mirror {
		return strings.Contains(inside, "/mirror/frame")
	}
	a, err := url.Parse(around)
	b, err2 := url.Parse(inside)
	return err == nil && err2 == nil && (b.Scheme == "about" || a.Scheme == "about" || a.Host == b.Host)
}
