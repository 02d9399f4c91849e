// Package widget is the visitor's chat: its model, its messages, what each of them does, and its view. It runs as Wasm in
// a frame of the merchant's page, and natively in tests.
//
// It must never do I/O, read a clock or draw a random number: see package ui. It knows the merchant's page only by the
// words that the launcher tells it (Told) and says only what stands in told.go.
package widget

import (
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Program is the chat as a program for ui.NewLoop.
func Program() ui.Program[Model] {
	return ui.Program[Model]{Init: initial, Update: update, View: view, Decode: wire.DecodeForVisitor}
}
