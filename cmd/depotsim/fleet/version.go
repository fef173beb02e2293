package fleet

import "strings"

// older reports whether the dotted version a is older than b, as the device API describes it: part by part as numbers,
// missing parts are 0, and a part that is no number is older than any number.
func older(a, b string) bool {
	for a != "" || b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		if kx, ky := weight(x), weight(y); kx != ky {
			return kx < ky
		}
	}
	return false
}

// weight turns a part into text whose bytewise order is the order of parts.
func weight(part string) string {
	digits := strings.TrimLeft(part, "0")
	if strings.Trim(part, "0123456789") != "" {
		return "a" + part
	}
	return "b" + strings.Repeat("0", max(0, 100-len(digits))) + digits
}
