package visits

import (
	"net"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The system ends a beacon of which no beat is confirmed; that it does is the system's own promise (tcp(7)).
func TestABeaconWhoseNetworkIsLostEnds(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	page, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	b := &beacon{}
	b.open(conn, "", Answer{})
	defer b.end()
	raw, err := conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var got int
	if ctl := raw.Control(func(fd uintptr) { got, err = unix.GetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT) }); ctl != nil || err != nil {
		t.Fatal(ctl, err)
	}
	if time.Duration(got)*time.Millisecond != lostAfter {
		t.Errorf("it is tried for %d ms", got)
	}
}
