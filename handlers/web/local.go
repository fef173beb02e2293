package web

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"appdepot/models/field"
)

// isLocal reports whether an address stays on this server, as browsers and proxies read it: a path, not another host or scheme, also when
// what would make it one is encoded.
func isLocal(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "" && u.Host == "" && isPath(address) && isPath(u.Path)
}

func isPath(s string) bool {
	odd := func(r rune) bool { return r == '\\' || unicode.IsControl(r) }
	return strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") && utf8.ValidString(s) && !strings.ContainsFunc(s, odd) && field.Visible(s) == s
}

// Local gives the address when it stays on this server, and the fallback otherwise.
func Local(address, fallback string) string {
	if isLocal(address) {
		return address
	}
	return fallback
}
