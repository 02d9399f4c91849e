//go:build js

package host

import (
	"syscall/js"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// begun is what the glue has left at globalThis.pupitreStarted: an object of the fields of ui.Started. It is read once, so
// the slow but plain way through syscall/js is good enough.
func begun() (chat.Millis, ui.Started) {
	from := js.Global().Get("pupitreStarted")
	s := ui.Started{
		Lang:    from.Get("lang").String(),
		Typed:   from.Get("typed").String(),
		Options: strings(from.Get("options")),
		Kept:    strings(from.Get("kept")),
	}
	js.CopyBytesToGo(s.Seed[:], from.Get("seed"))
	sent := from.Get("sent")
	for i := range sent.Length() {
		s.Sent = append(s.Sent, sent.Index(i).String())
	}
	return ms(from.Get("at").Float()), s
}

func strings(object js.Value) map[string]string {
	m := map[string]string{}
	keys := js.Global().Get("Object").Call("keys", object)
	for i := range keys.Length() {
		k := keys.Index(i).String()
		m[k] = object.Get(k).String()
	}
	return m
}
