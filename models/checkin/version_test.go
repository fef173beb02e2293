package checkin

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCompareVersions(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"1.9", "1.10", -1},
		{"2", "2.0.0", 0},
		{"24.09.00.0", "24.9", 0},
		{"1.0.1", "1.0", 1},
		{"", "0", 0},
		{"", "1", -1},
		{"1021050", "1021049", 1},
		{"99999999999999999999998", "99999999999999999999999", -1},
		{"1.0.rc", "1.0", -1},
		{"1.0.beta", "1.0.rc", -1},
		{"1..2", "1.0.2", 0},
	} {
		if got := CompareVersions(c.a, c.b); got != c.want {
			t.Errorf("CompareVersions(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestCompareVersionsIsAnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		version := rapid.StringMatching(`[0-9]{1,3}(\.([0-9]{1,3}|rc|)){0,3}`)
		a, b, c := version.Draw(t, "a"), version.Draw(t, "b"), version.Draw(t, "c")
		if CompareVersions(a, b) != -CompareVersions(b, a) {
			t.Fatalf("%s and %s are not compared alike from both sides", a, b)
		}
		if CompareVersions(a, b) <= 0 && CompareVersions(b, c) <= 0 && CompareVersions(a, c) > 0 {
			t.Fatalf("%s, %s, %s go round in a circle", a, b, c)
		}
	})
}
