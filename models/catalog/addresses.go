package catalog

import (
	"errors"
	"net"
	"net/netip"
	"syscall"
)

// errInside says that a name led to an address that look-ups must not reach.
var errInside = errors.New("the address is not a public one")

// inside lists what is not the public internet. Source: the IANA registries of special-purpose addresses; what netip itself
// tells apart (loopback, private, link-local, multicast, unspecified) is not repeated. The last five carry an IPv4 address.
var inside = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16",
)

func prefixes(all ...string) []netip.Prefix {
	list := make([]netip.Prefix, len(all))
	for i, p := range all {
		list[i] = netip.MustParsePrefix(p)
	}
	return list
}

// public reports whether the address is on the internet rather than in a network of somebody's own.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range inside {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// refuseInside is asked by the dialer for the very address it is about to connect to, after the name was resolved: a name
// that resolves differently the next time gains nothing.
func refuseInside(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	a, err := netip.ParseAddr(host)
	if err != nil || !public(a) {
		return errInside
	}
	return nil
}
