package browser_test

import (
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// cable is one device's way to the relay. It can go silent as that of a laptop does that falls asleep: nobody tells the device.
type cable struct {
	to       string // the relay's host and port
	listener net.Listener
	running  sync.WaitGroup

	mu    sync.Mutex
	lines []*line
}

// line is one connection over a cable.
type line struct {
	device, relay net.Conn
	deaf, dead    atomic.Bool // what the relay says is lost; what the device says, too
}

// newCable leads to the relay at an address. It is taken away when the test ends.
func newCable(t *testing.T, url string) *cable {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{to: strings.TrimPrefix(url, "http://"), listener: l}
	c.running.Go(c.accept)
	t.Cleanup(func() {
		_ = l.Close()
		for _, l := range c.all() {
			_ = l.device.Close()
			_ = l.relay.Close()
		}
		c.running.Wait()
	})
	return c
}

func (c *cable) url() string { return "http://" + c.listener.Addr().String() }

func (c *cable) accept() {
	for {
		device, err := c.listener.Accept()
		if err != nil {
			return // the test has ended
		}
		relay, err := net.Dial("tcp", c.to)
		if err != nil {
			_ = device.Close()
			continue
		}
		l := &line{device: device, relay: relay}
		c.mu.Lock()
		c.lines = append(c.lines, l)
		c.mu.Unlock()
		c.running.Go(func() { pass(relay, device, &l.dead) })
		c.running.Go(func() { pass(device, relay, &l.deaf) })
	}
}

// pass carries what from says to to, but what comes once it is lost; nor is that from has ended told then.
func pass(to, from net.Conn, lost *atomic.Bool) {
	buf := make([]byte, 16<<10)
	for {
		n, err := from.Read(buf)
		switch {
		case lost.Load():
		case err != nil:
			_ = to.Close()
		default:
			_, _ = to.Write(buf[:n]) // to has ended: from is told by the other pass
		}
		if err != nil {
			return
		}
	}
}

// deafen loses from now on what the relay says over the lines that there are.
func (c *cable) deafen() {
	for _, l := range c.all() {
		l.deaf.Store(true)
	}
}

// cut ends the lines that there are: the relay sees that the device has gone, and the device sees nothing. New ones work.
func (c *cable) cut() {
	for _, l := range c.all() {
		l.deaf.Store(true)
		l.dead.Store(true)
		_ = l.relay.Close()
	}
}

func (c *cable) all() []*line {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]*line(nil), c.lines...)
}
