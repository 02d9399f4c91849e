//go:build js

// Command console is the agent's desk as a browser module.
package main

import (
	"pupitre/app/console"
	"pupitre/wasm/host"
)

func main() { host.Run(console.Program()) }
