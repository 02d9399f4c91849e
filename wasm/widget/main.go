//go:build js

// Command widget is the visitor's chat as a Wasm module.
package main

import (
	"pupitre/app/widget"
	"pupitre/wasm/host"
)

func main() { host.Run(widget.Program()) }
