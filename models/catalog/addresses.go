package catalog

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"

	"code.dny.dev/ssrf"
)

// errInside says that a name led to an address that look-ups must not reach.
var errInside = errors.New("the address is not a public one")

// guardian knows what is not the public internet, from the IANA registries of special-purpose addresses. Any port will do: catalogs
// that administrators name may be on another than 443.
var guardian = ssrf.New(ssrf.WithAnyPort())

// refuseInside is asked by the dialer for the very address it is about to connect to, after the name was resolved: a name
// that resolves differently the next time does not get around it. It judges an IPv4 address in IPv6 notation by what it leads to.
func refuseInside(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err == nil {
		err = guardian.SafeAddr(a.Addr().Unmap())
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errInside, err)
	}
	return nil
}
