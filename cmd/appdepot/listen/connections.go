package listen

import (
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// network is how many bits of an IPv6 address say whose it is.
const network = 64

// warnEvery is how long the log says nothing more of connections that are refused.
const warnEvery = time.Minute

// limited is a listener whose addresses have a limited number of connections.
type limited struct {
	net.Listener
	most   int
	exempt []netip.Prefix
	log    *slog.Logger

	mu     sync.Mutex
	open   map[netip.Addr]int
	warned time.Time
}

// PerAddress gives every address at most so many connections at once, or any number with 0, and ends what is more. Exempt are the networks
// of proxies, which bring many people.
func PerAddress(l net.Listener, most int, exempt []netip.Prefix, log *slog.Logger) net.Listener {
	if most <= 0 {
		return l
	}
	return &limited{Listener: l, most: most, exempt: exempt, log: log, open: map[netip.Addr]int{}}
}

// Accept gives the next connection that is within its address's limit.
func (l *limited) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		t, counts := c.(*net.TCPConn)
		if err != nil || !counts {
			return c, err
		}
		from := t.RemoteAddr().(*net.TCPAddr).AddrPort().Addr().Unmap()
		if slices.ContainsFunc(l.exempt, func(p netip.Prefix) bool { return p.Contains(from) }) {
			return c, nil
		}
		if from = customer(from); l.enter(from) {
			return &connection{t, sync.OnceFunc(func() { l.leave(from) })}, nil
		}
		_ = c.Close() // nobody is told: the connection ends
	}
}

// customer is the address that connections are counted for: of IPv6, a provider gives each customer a network.
func customer(from netip.Addr) netip.Addr {
	if p, err := from.WithZone("").Prefix(network); from.Is6() && err == nil {
		return p.Addr()
	}
	return from
}

func (l *limited) enter(from netip.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[from] < l.most {
		l.open[from]++
		return true
	}
	if now := time.Now(); now.Sub(l.warned) >= warnEvery {
		l.warned = now
		l.log.Warn("an address has too many connections; further ones are closed", "address", from, "most", l.most)
	}
	return false
}

func (l *limited) leave(from netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[from]--; l.open[from] <= 0 {
		delete(l.open, from)
	}
}

// connection is one that counts. It keeps all that TCP can do, such as sending files by itself.
type connection struct {
	*net.TCPConn
	leave func()
}

// Close makes room for another.
func (c *connection) Close() error {
	defer c.leave()
	return c.TCPConn.Close()
}
