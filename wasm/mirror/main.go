//go:build js

// Command mirror is the page on which an agent sees a visitor's page, as a browser module.
package main

import (
	"pupitre/app/mirror"
	"pupitre/wasm/host"
)

func main() { host.Run(mirror.Program()) }
