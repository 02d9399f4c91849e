package mirror

import (
	"pupitre/app/cobrowse"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// part is a resource of which some has come.
type part struct {
	hash, media string
	size        uint64
	content     []byte
}

const (
	maxParts = 16
	maxAsked = 4096 // after which those that never came may be asked for again
)

// want asks for resources that the frame lacks, in hex.
func (m *Model) want(list string) []ui.Effect {
	var hashes []string
	if len(m.Stream.Asked) > maxAsked {
		clear(m.Stream.Asked)
	}
	for len(list) >= 2*cobrowse.HashSize && len(hashes) < wire.MaxWants {
		hash, ok := unhex(list[:2*cobrowse.HashSize])
		list = list[2*cobrowse.HashSize:]
		if ok && !m.Stream.Asked[hash] {
			m.Stream.Asked[hash] = true
			hashes = append(hashes, hash)
		}
	}
	if len(hashes) == 0 {
		return nil
	}
	return []ui.Effect{ui.Transmit{Data: wire.AppendMirrorWant(nil, hashes)}}
}

// resource takes a part; what is whole goes to the frame, once it is harmless.
func (m *Model) resource(msg []byte) []ui.Effect {
	p, ok := wire.ReadMirrorPart(msg)
	if !ok || p.Size > cobrowse.MaxResource || !m.Stream.Asked[p.Hash] {
		return nil
	}
	s := &m.Stream
	at := -1
	for i := range s.Parts {
		if s.Parts[i].hash == p.Hash {
			at = i
		}
	}
	if at < 0 || p.Offset == 0 {
		if p.Offset != 0 {
			return nil
		}
		if at >= 0 {
			s.Parts = append(s.Parts[:at], s.Parts[at+1:]...)
		}
		if len(s.Parts) == maxParts {
			delete(s.Asked, s.Parts[0].hash)
			s.Parts = s.Parts[1:]
		}
		s.Parts = append(s.Parts, part{hash: p.Hash, media: p.Type, size: p.Size})
		at = len(s.Parts) - 1
	}
	whole := &s.Parts[at]
	if p.Offset != uint64(len(whole.content)) || p.Size != whole.size {
		return nil
	}
	whole.content = append(whole.content, p.Content...)
	if uint64(len(whole.content)) < whole.size {
		return nil
	}
	media, content, ok := s.Policy.Resource(whole.hash, whole.media, string(whole.content))
	hash := whole.hash
	s.Parts = append(s.Parts[:at], s.Parts[at+1:]...)
	delete(s.Asked, hash)
	if !ok {
		return nil
	}
	return []ui.Effect{ui.Carry{Name: "resource", Value: hexOf(hash) + " " + media, Data: []byte(content)}}
}

const digits = "0123456789abcdef"

func hexOf(s string) string {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, digits[s[i]>>4], digits[s[i]&15])
	}
	return string(b)
}

func unhex(s string) (string, bool) {
	b := make([]byte, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		high, low := digit(s[i]), digit(s[i+1])
		if high > 15 || low > 15 {
			return "", false
		}
		b = append(b, high<<4|low)
	}
	return string(b), true
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
