package translate

import (
	"context"
	"net"
	"net/http"
)

// Dial lets a service connect by other means.
func Dial(s *Service, dial func(context.Context, string, string) (net.Conn, error)) {
	s.http.Transport.(*http.Transport).DialContext = dial
}
