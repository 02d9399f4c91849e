package archive

import (
	"encoding/binary"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// What tables hold as bytes. Wherever package wire has a form for it, it is that one. Bytes that are none are errDamaged.

func profileBytes(p chat.Profile) []byte { return wire.Message(wire.Profile{Profile: p}) }

func readProfile(b []byte) (chat.Profile, error) {
	if len(b) == 0 {
		return chat.Profile{}, nil
	}
	frames, err := wire.Decode(b)
	if err == nil && len(frames) == 1 {
		if f, ok := frames[0].(wire.Profile); ok {
			return f.Profile, nil
		}
	}
	return chat.Profile{}, errDamaged
}

func visitBytes(v chat.Visit) []byte {
	return wire.AppendEntry(nil, chat.Entry{Body: chat.Visited{Visit: v}})
}

func readVisit(b []byte) (chat.Visit, error) {
	if e, err := wire.DecodeEntry(b); err == nil {
		if v, ok := e.Body.(chat.Visited); ok {
			return v.Visit, nil
		}
	}
	return chat.Visit{}, errDamaged
}

func readEntry(b []byte) (chat.Entry, error) {
	e, err := wire.DecodeEntry(b)
	if err != nil {
		return e, errDamaged
	}
	return e, nil
}

// people are a list of authors.
func peopleBytes(list []chat.Person) (b []byte) {
	for _, p := range list {
		b = appendString(append(appendString(b, string(p.ID)), byte(p.Role)), p.Name)
	}
	return b
}

func readPeople(b []byte) (list []chat.Person, err error) {
	for len(b) > 0 {
		var id, role, name string
		if id, b, err = cutString(b); err != nil || len(b) == 0 {
			return nil, errDamaged
		}
		role, b = string(b[:1]), b[1:]
		if name, b, err = cutString(b); err != nil {
			return nil, err
		}
		list = append(list, chat.Person{ID: chat.PersonID(id), Role: chat.Role(role[0]), Name: name})
	}
	return list, nil
}

func readPerson(b []byte) (chat.Person, error) {
	list, err := readPeople(b)
	if err != nil || len(list) == 0 {
		return chat.Person{}, err
	}
	return list[0], nil
}

func stringsBytes(list []string) (b []byte) {
	for _, s := range list {
		b = appendString(b, s)
	}
	return b
}

func readStrings(b []byte) (list []string, err error) {
	for len(b) > 0 {
		var s string
		if s, b, err = cutString(b); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// line is words that were said as entry n of a conversation, or written in a note when n was its last.
type line struct {
	n    uint64
	text string
}

func appendLine(b []byte, l line) []byte { return appendString(binary.AppendUvarint(b, l.n), l.text) }

func readLines(b []byte) (list []line, err error) {
	for len(b) > 0 {
		n, k := binary.Uvarint(b)
		if k <= 0 {
			return nil, errDamaged
		}
		var text string
		if text, b, err = cutString(b[k:]); err != nil {
			return nil, err
		}
		list = append(list, line{n, text})
	}
	return list, nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func cutString(b []byte) (s string, rest []byte, err error) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return "", nil, errDamaged
	}
	b = b[k:]
	return string(b[:n]), b[n:], nil
}
