// Package static holds what browsers load: the built pages, scripts, styles, images and Wasm modules, as one file
// system inside the relay's binary.
//
// The folder built is filled by `go run ./wasm/build` and is empty in a fresh clone; a relay built from that says in
// its pages what to run.
package static

import (
	"embed"
	"io/fs"
)

//go:embed all:built
var built embed.FS

// Built is the root of what the relay serves: console/, widget/, demo/, css/, js/, img/, wasm/ and widget.js, with a
// brotli twin (.br) beside each file that is worth it.
var Built = sub()

func sub() fs.FS {
	f, err := fs.Sub(built, "built")
	if err != nil {
		panic(err) // only for a name that is not a valid path
	}
	return f
}
