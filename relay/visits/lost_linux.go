package visits

import (
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// loseAfter has the system end a connection on which nothing was confirmed for so long of what was written. Of itself it would try for a
// quarter of an hour.
func loseAfter(conn net.Conn, d time.Duration) {
	c, ok := conn.(syscall.Conn)
	if !ok {
		return
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) { // what cannot be set is not TCP, or has ended
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(d/time.Millisecond))
	})
}
