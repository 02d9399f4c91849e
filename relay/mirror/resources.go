package mirror

import (
	"container/list"
	"crypto/sha256"
	"sync"
	"time"

	"pupitre/app/cobrowse"
	"pupitre/app/wire"
)

// resource is a style sheet, a picture or the like, whole.
type resource struct{ hash, media, content string }

// stock keeps resources by hash; over its size those go that nobody has asked for the longest.
type stock struct {
	mu    *sync.Mutex
	size  int
	used  int
	byID  map[string]*list.Element
	order *list.List // of *resource, the one asked for last in front
}

func newStock(size int) stock {
	return stock{mu: new(sync.Mutex), size: size, byID: map[string]*list.Element{}, order: list.New()}
}

func (s *stock) get(hash string) *resource {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.byID[hash]
	if e == nil {
		return nil
	}
	s.order.MoveToFront(e)
	return e.Value.(*resource)
}

func (s *stock) put(r *resource) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byID[r.hash] != nil || len(r.content) > s.size {
		return
	}
	s.byID[r.hash] = s.order.PushFront(r)
	s.used += len(r.content)
	for s.used > s.size {
		oldest := s.order.Remove(s.order.Back()).(*resource)
		delete(s.byID, oldest.hash)
		s.used -= len(oldest.content)
	}
}

func (s *stock) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.byID)
	s.order.Init()
	s.used = 0
}

// parts are resources of which some has come.
type parts struct {
	open []*assembly // the oldest first, at most maxOpen
	size int         // bytes that have come
}

type assembly struct {
	hash, media string
	size        uint64
	content     []byte
}

const (
	maxOpen      = 16
	maxAssembled = 8 << 20
	askAgainIn   = 5 * time.Second
)

// take adds a part, and is the resource once it is whole. Parts come in order.
func (p *parts) take(part wire.MirrorPart) *resource {
	if len(part.Hash) != cobrowse.HashSize || part.Size > cobrowse.MaxResource {
		return nil
	}
	var a *assembly
	for _, open := range p.open {
		if open.hash == part.Hash {
			a = open
		}
	}
	if a != nil && part.Offset == 0 { // from the beginning again
		p.drop(a)
		a = nil
	}
	if a == nil {
		if part.Offset != 0 {
			return nil
		}
		a = &assembly{hash: part.Hash, media: part.Type, size: part.Size}
		p.open = append(p.open, a)
	}
	if a.media != part.Type || a.size != part.Size || uint64(len(a.content)) != part.Offset {
		p.drop(a)
		return nil
	}
	a.content = append(a.content, part.Content...)
	p.size += len(part.Content)
	if uint64(len(a.content)) == a.size {
		p.drop(a)
		return &resource{a.hash, a.media, string(a.content)}
	}
	for len(p.open) > maxOpen || p.size > maxAssembled {
		p.drop(p.open[0])
	}
	return nil
}

func (p *parts) drop(a *assembly) {
	for i, open := range p.open {
		if open == a {
			p.open = append(p.open[:i:i], p.open[i+1:]...)
			p.size -= len(a.content)
			return
		}
	}
}

func (p *parts) clear() { *p = parts{} }

// checked tells whether a hash says what the content is. Pages without https make theirs otherwise, with a zero in front.
func checked(hash string) bool { return hash[0] != 0 }

func (r *resource) right() bool {
	h := sha256.New()
	h.Write([]byte(r.media))
	h.Write([]byte{0})
	h.Write([]byte(r.content))
	return string(h.Sum(nil)[:cobrowse.HashSize]) == r.hash
}

// resource takes a part of one. Only what was checked is kept for other rooms.
func (s *source) resource(part wire.MirrorPart) {
	r := s.room
	r.mu.Lock()
	heeded := s.heeded()
	var whole *resource
	if heeded {
		whole = r.parts.take(part)
	}
	r.mu.Unlock()
	switch {
	case !heeded:
		r.m.counts.dropped.Add(1)
		return
	case whole == nil:
		return
	case !checked(whole.hash):
		r.stock.put(whole)
	case whole.right():
		r.m.stock.put(whole)
	default:
		r.m.counts.dropped.Add(1)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !s.heeded() { // ended meanwhile
		if !checked(whole.hash) {
			r.stock.clear()
		}
		return
	}
	delete(r.asked, whole.hash)
	for _, v := range r.viewers {
		if v.wants[whole.hash] {
			v.deliver(whole)
		}
	}
}

// want is a resource that the viewer lacks: sent from what is kept, or asked for. The room's mu is held.
func (v *viewer) want(hash string) {
	r := v.room
	if len(hash) != cobrowse.HashSize || r.current == nil {
		return
	}
	for _, d := range v.sending {
		if d.hash == hash {
			return
		}
	}
	kept := r.m.stock.get(hash)
	if !checked(hash) {
		kept = r.stock.get(hash)
	}
	switch {
	case kept != nil:
		v.deliver(kept)
	case v.wants[hash] || len(v.wants) < maxWants:
		v.wants[hash] = true
		r.want(hash)
	}
}

func (v *viewer) deliver(whole *resource) {
	delete(v.wants, whole.hash)
	if len(v.sending) < maxWants {
		v.sending = append(v.sending, delivery{whole, 0})
		v.poke()
	}
}

// want asks the page for a resource, unless it was asked a moment ago. mu is held.
func (r *room) want(hash string) {
	s := r.current
	if len(r.asked) >= maxWants { // those that never come are asked for again at most
		clear(r.asked)
	}
	if s == nil || len(s.wants) >= maxWants || r.m.now().Sub(r.asked[hash]) < askAgainIn {
		return
	}
	r.asked[hash] = r.m.now()
	s.wants = append(s.wants, hash)
	s.poke()
}
