package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// What the pages of files and searches are mostly made of. These are not inlined, and copy the children that they get: so a view is
// a few calls rather than the making of many lists, and half as much to download.

// wordsIn is a text in a span of that class, saidIn one of the catalogue.
//
//go:noinline
func wordsIn(class, s string) *dom.Node { return dom.Span(dom.Class(class), dom.Text(s)) }

//go:noinline
func (m *Model) saidIn(class string, t lang.Text) *dom.Node { return wordsIn(class, t.In(m.Lang)) }

// spanIn, divIn, pIn and liIn are elements of that class; the key of a div is its class.
//
//go:noinline
func spanIn(class string, kids ...*dom.Node) *dom.Node {
	return dom.Span(dom.Class(class), append(dom.Nodes(nil), kids...))
}

//go:noinline
func divIn(class string, kids ...*dom.Node) *dom.Node {
	return dom.Div(dom.Key(class), dom.Class(class), append(dom.Nodes(nil), kids...))
}

//go:noinline
func pIn(class string, kids ...*dom.Node) *dom.Node {
	return dom.P(dom.Key(class), dom.Class(class), append(dom.Nodes(nil), kids...))
}

//go:noinline
func liIn(key, class string, kids ...*dom.Node) *dom.Node {
	return dom.Li(dom.Key(key), dom.Class(class), append(dom.Nodes(nil), kids...))
}

// buttonIn is a button of words.
//
//go:noinline
func (m *Model) buttonIn(class string, name lang.Text, press dom.Msg) *dom.Node {
	return dom.Button(dom.Key(name.En), dom.Class(class), dom.On(dom.Clicked, press), m.t(name))
}

// alert says what went wrong, with the way to try again.
//
//go:noinline
func (m *Model) alert(class string, what lang.Text, again dom.Msg) *dom.Node {
	return dom.P(dom.Key("alert"), dom.Class(class), dom.Role("alert"), dom.Icon(iconAlert), m.t(what), m.buttonIn("link", lang.Retry, again))
}

// status is a line that is read out when it changes.
//
//go:noinline
func status(class, s string) *dom.Node {
	return dom.P(dom.Key("status"), dom.Class(class), dom.Role("status"), dom.Text(s))
}

// when is the node, or nothing.
func when(shown bool, n *dom.Node) *dom.Node {
	if !shown {
		return nil
	}
	return n
}

//go:noinline
func dateTime(at chat.Millis) *dom.Node { return dom.Time(dom.DateTime(at)) }

//go:noinline
func clockTime(at chat.Millis) *dom.Node { return dom.Time(dom.Clock(at)) }

// bdi is what somebody is called, in letters that do not turn those around it.
//
//go:noinline
func bdi(s string) *dom.Node { return dom.Bdi(dom.Class("name"), dom.Text(s)) }

// autoIn is what somebody wrote, in the direction of its letters.
//
//go:noinline
func autoIn(class, s string) *dom.Node {
	return dom.Span(dom.Class(class), dom.Dir("auto"), dom.Text(s))
}

// counted words: "3 visits".
//
//go:noinline
func (m *Model) many(c lang.Counted, n uint64) string { return c.With(m.Lang, int(n), itoa(int(n))) }
