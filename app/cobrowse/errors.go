package cobrowse

import "errors"

// Why a stream is refused. After each of them the stream is dead until it begins anew (Sanitizer.Reset), for what it says next builds on what was refused.
var (
	ErrMalformed       = errors.New("cobrowse: malformed")                         // bytes that say nothing, or what no page can be
	ErrUnknownNode     = errors.New("cobrowse: no such node")                      // also one that is removed, or of another kind than it would have to be
	ErrUnknownDocument = errors.New("cobrowse: no such document")                  //
	ErrUnknownWord     = errors.New("cobrowse: no such word")                      //
	ErrTooLarge        = errors.New("cobrowse: too large")                         // over one of the bounds
	ErrCycle           = errors.New("cobrowse: a node within itself")              //
	ErrUnplaced        = errors.New("cobrowse: a node was detached and not moved") //
	ErrDiverged        = errors.New("cobrowse: not what the page has")             // OpCheck
	ErrBroken          = errors.New("cobrowse: broken before")                     // the stream was refused, and has not begun anew
)
