// Package console is the agent's desk: its model, its messages, what each of them does, and its view. It runs as Wasm in
// the agent's browser, and natively in tests.
//
// It must never do I/O, read a clock or draw a random number: see package ui.
package console

import (
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Program is the desk as a program for ui.NewLoop.
func Program() ui.Program[Model] {
	return ui.Program[Model]{Init: initial, Update: update, View: view, Decode: wire.DecodeForAgent}
}
