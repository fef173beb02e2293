package ui_test

import (
	"testing"

	"appdepot/views/ui"
)

func TestAnIPhoneIsNoTablet(t *testing.T) {
	for model, want := range map[string]string{"iPhone 15": "phone", "iPad (10th generation)": "tablet", "": "tablet"} {
		if got := ui.DeviceIcon("tablet", model); got != want {
			t.Errorf("%q has the picture of a %s, not of a %s", model, got, want)
		}
	}
}
