package wire_test

import (
	"math/rand/v2"
	"reflect"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// every is one frame of each type.
var every = []wire.Frame{
	wire.Hello{}, wire.Follow{}, wire.Unfollow{}, wire.Load{}, wire.Send{Body: chat.Joined{}}, wire.Mark{}, wire.Typing{}, wire.Ping{},
	wire.Welcome{}, wire.Page{}, wire.Entries{}, wire.Ack{}, wire.Nack{}, wire.Marks{}, wire.TypingNow{}, wire.Summaries{}, wire.Pong{},
	wire.Refused{}, wire.Put{}, wire.Drop{}, wire.Be{}, wire.Ask{}, wire.Draft{}, wire.Items{}, wire.Done{}, wire.Staff{}, wire.DraftNow{},
	wire.AskText{}, wire.Rendered{},
	wire.Find{}, wire.OpenFile{}, wire.Block{}, wire.Unblock{}, wire.Watch{}, wire.Invite{}, wire.Erase{}, wire.Profile{}, wire.Found{}, wire.CustomerFile{}, wire.Visitors{},
	wire.Unsupported{Raw: 200},
}

var bodies = []chat.Body{
	chat.Text{}, chat.PageView{}, chat.Joined{}, chat.Left{}, chat.Closed{}, chat.Reopened{},
	chat.File{}, chat.Image{}, chat.Link{}, chat.Offer{}, chat.Question{}, chat.Answer{}, chat.Translation{},
	chat.Transfer{}, chat.Settled{}, chat.Paused{}, chat.Resumed{}, chat.Share{}, chat.Control{}, chat.Survey{}, chat.Note{}, chat.Qualified{}, chat.Routed{}, chat.Blocked{},
	chat.Seen{}, chat.Visited{}, chat.Told{}, chat.Identified{}, chat.Gone{},
	chat.Unsupported{},
}

// random makes values of any of the wire's types: whatever the language can say.
type random struct{ *rand.Rand }

func newRandom(seed uint64) random { return random{rand.New(rand.NewPCG(seed, 2))} }

func (r random) frame() wire.Frame {
	v := reflect.New(reflect.TypeOf(every[r.IntN(len(every))])).Elem()
	r.fill(v)
	f := v.Interface().(wire.Frame)
	if _, ok := f.(wire.Unsupported); ok {
		f = wire.Unsupported{Raw: wire.Type(83 + r.IntN(173)), Data: r.bytes()}
	}
	return f
}

func (r random) entry() (e chat.Entry) {
	r.fill(reflect.ValueOf(&e).Elem())
	return e
}

func (r random) fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(r.text())
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Uint8:
		v.SetUint(r.Uint64N(256))
	case reflect.Uint64:
		v.SetUint(r.number())
	case reflect.Int64:
		v.SetInt(int64(r.number() >> 1))
	case reflect.Int16:
		v.SetInt(int64(int16(r.Uint64())))
	case reflect.Int: // a number of unread messages
		v.SetInt(r.Int64N(1 << 16))
	case reflect.Struct:
		for i := range v.NumField() {
			r.fill(v.Field(i))
		}
	case reflect.Slice:
		if n := r.IntN(4); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range v.Len() {
			r.fill(v.Index(i))
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(r.body()))
	default:
		panic("a kind of field that the generator does not know: " + v.Type().String())
	}
}

func (r random) body() chat.Body {
	v := reflect.New(reflect.TypeOf(bodies[r.IntN(len(bodies))])).Elem()
	r.fill(v)
	b := v.Interface().(chat.Body)
	if _, ok := b.(chat.Unsupported); ok {
		b = chat.Unsupported{Raw: chat.Kind(30 + r.IntN(226)), Data: r.bytes()}
	}
	return b
}

// number is small, or just at a border of varints, or anything.
func (r random) number() uint64 {
	switch r.IntN(3) {
	case 0:
		return r.Uint64N(300)
	case 1:
		return uint64(1)<<r.IntN(64) - r.Uint64N(2)
	}
	return r.Uint64()
}

func (r random) text() string {
	list := make([]rune, r.IntN(6))
	for i := range list {
		list[i] = []rune{'a', '\n', 0, 'é', 'ש', 0x202e, '😀', '"'}[r.IntN(8)]
	}
	if r.IntN(50) == 0 {
		return string(make([]byte, 20_000))
	}
	return string(list)
}

func (r random) bytes() string {
	b := make([]byte, r.IntN(200))
	for i := range b {
		b[i] = byte(r.Uint64())
	}
	return string(b)
}

// weight is how much memory a decoded value takes.
func weight(v reflect.Value) int {
	n := int(v.Type().Size())
	switch v.Kind() {
	case reflect.String:
		n += v.Len()
	case reflect.Struct:
		for i := range v.NumField() {
			n += weight(v.Field(i)) - int(v.Field(i).Type().Size())
		}
	case reflect.Slice:
		n += (v.Cap() - v.Len()) * int(v.Type().Elem().Size())
		for i := range v.Len() {
			n += weight(v.Index(i))
		}
	case reflect.Interface:
		n += weight(v.Elem())
	}
	return n
}
