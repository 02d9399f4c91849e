package wire

import "pupitre/app/chat"

// Keep is a pending entry as text that a client can keep on its device until the entry is stored.
func Keep(c chat.ConversationID, p chat.Pending) string {
	w := writer{b: []byte{Version}}
	w.string(string(c))
	w.uint(p.After)
	w.byte(byte(p.Problem))
	w.entry(p.Entry)
	w.person(p.By)
	return hex(w.b)
}

// Unkeep reads what Keep made; false for anything else.
func Unkeep(s string) (chat.ConversationID, chat.Pending, bool) {
	b, ok := unhex(s)
	if !ok || len(b) == 0 || b[0] != Version {
		return "", chat.Pending{}, false
	}
	r := reader{b: string(b[1:]), copies: true}
	c := chat.ConversationID(r.string())
	p := chat.Pending{After: r.uint(), Problem: chat.Problem(r.byte()), Entry: r.entry(), By: r.person()}
	if p.Problem != chat.NoProblem {
		p.State = chat.Failed
	}
	return c, p, !r.bad
}

const digits = "0123456789abcdef"

func hex(b []byte) string {
	out := make([]byte, 0, 2*len(b))
	for _, c := range b {
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}

func unhex(s string) ([]byte, bool) {
	if len(s)%2 != 0 {
		return nil, false
	}
	out := make([]byte, len(s)/2)
	for i := range s {
		d := digit(s[i])
		if d > 15 {
			return nil, false
		}
		out[i/2] = out[i/2]<<4 | d
	}
	return out, true
}

func digit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 255
}
