package catalog

import (
	"cmp"
	"strings"
)

// CompareVersions orders versions as winget does: parts between dots from left to right, each by its leading number and then
// by the rest, where a part with nothing behind the number is the later one ("1.0" after "1.0-beta"), and missing parts are
// zero. "Unknown" comes before everything, "Latest" after. Source: winget-cli, Version.
func CompareVersions(a, b string) int {
	a, b = trimVersion(a), trimVersion(b)
	if ranked := cmp.Compare(rank(a), rank(b)); ranked != 0 || rank(a) != 0 {
		return ranked
	}
	left, right := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(left), len(right)) {
		if order := compareParts(part(left, i), part(right, i)); order != 0 {
			return order
		}
	}
	return 0
}

func trimVersion(version string) string {
	version = strings.ToLower(strings.TrimSpace(version))
	if rest, ok := strings.CutPrefix(version, "v"); ok && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return rest
	}
	return version
}

func rank(version string) int {
	switch version {
	case "unknown", "":
		return -1
	case "latest":
		return 1
	}
	return 0
}

func part(parts []string, i int) string {
	if i < len(parts) {
		return strings.TrimSpace(parts[i])
	}
	return "0"
}

func compareParts(a, b string) int {
	numberA, restA := cutNumber(a)
	numberB, restB := cutNumber(b)
	switch {
	case len(numberA) != len(numberB):
		return cmp.Compare(len(numberA), len(numberB))
	case numberA != numberB:
		return cmp.Compare(numberA, numberB)
	case restA == restB:
		return 0
	case restA == "":
		return 1
	case restB == "":
		return -1
	}
	return cmp.Compare(restA, restB)
}

// cutNumber splits off the leading digits, without leading zeros.
func cutNumber(part string) (number, rest string) {
	rest = strings.TrimLeft(part, "0123456789")
	return strings.TrimLeft(part[:len(part)-len(rest)], "0"), rest
}
