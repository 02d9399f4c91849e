package web

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// ErrListen: the address cannot be listened on.
var ErrListen = errors.New("cannot listen")

// Listen is net.Listen whose error, an ErrListen, is a sentence that says what to do.
func Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%w on %s: another program uses that port: stop it, or choose another address", ErrListen, addr)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrListen, err)
	}
	return l, nil
}
