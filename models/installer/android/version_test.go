package android

import (
	"testing"
)

func TestAndroidVersion(t *testing.T) {
	for level, want := range map[int]string{1: "4.0", 14: "4.0", 15: "4.0.3", 20: "4.4", 23: "6.0", 32: "12.0", 35: "15.0", 36: "16.0", 37: ""} {
		if got := androidVersion(level); got != want {
			t.Errorf("API level %d is %q, want %q", level, got, want)
		}
	}
}
