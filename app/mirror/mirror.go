// Package mirror is the page on which an agent sees a visitor's page: what is said about it, its tools, and the stream that is read, made harmless and
// handed to the frame that shows it (static/js/mirror.js and mirror-frame*.js).
//
// It must never pass on what cobrowse.Sanitizer has not written.
package mirror

import (
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Program is the page, to be run by ui.NewLoop.
func Program() ui.Program[Model] {
	return ui.Program[Model]{Init: initial, Update: update, View: view, Decode: decode}
}

// heard is a message about co-browsing; those are no frames of the chat's (wire.MirrorKind).
type heard []byte

// Type is none of the chat's.
func (heard) Type() wire.Type { return 0 }

func decode(msg []byte) ([]wire.Frame, error) {
	if len(msg) == 0 {
		return nil, nil
	}
	return []wire.Frame{heard(append([]byte(nil), msg...))}, nil
}
