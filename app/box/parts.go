package box

import "pupitre/app/dom"

// Parts that many boxes have. They are not inlined: inlined into every view they would make the modules larger.

// Tool is a button with a drawing, whose name is shown to those who point at it.
//
//go:noinline
func Tool(class, name, icon string, press dom.Msg) *dom.Node {
	return dom.Button(dom.Class(class), dom.Aria("label", name), dom.Title(name), dom.On(dom.Clicked, press), dom.Icon(icon))
}

// Act is a button of words only, in a line of words.
//
//go:noinline
func Act(words string, press dom.Msg) *dom.Node {
	return dom.Button(dom.Key(words), dom.Class("link"), dom.On(dom.Clicked, press), dom.Text(words))
}

//go:noinline
func span(class string, inside ...dom.Item) *dom.Node {
	return dom.Span(dom.Class(class), dom.Group(inside))
}

// more are smaller words.
//
//go:noinline
func more(words string) *dom.Node { return span("more", dom.Text(words)) }

// why says what went wrong; alert: somebody waits for it, so it is read out at once.
//
//go:noinline
func why(words string, alert bool) *dom.Node {
	return span("why", dom.If(alert, dom.Role("alert")), dom.Text(words))
}

// named is the name of a file, over more about it.
//
//go:noinline
func named(name, about string) *dom.Node {
	return span("words", dom.Bdi(dom.Class("name"), dom.Text(name)), more(about))
}
