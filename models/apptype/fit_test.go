package apptype_test

import (
	"strings"
	"testing"

	"appdepot/models"
)

func TestWhichDevicesAnAppFits(t *testing.T) {
	phone := models.Device{Platform: models.Android, OSVersion: "14", Architecture: models.ARM64}
	old, enterprise, intel := phone, phone, phone
	old.OSVersion, enterprise.Platform, intel.Architecture = "9", models.AndroidEnterprise, models.X64
	pc := models.Device{Platform: models.Windows, OSVersion: "10.0.22631", Architecture: models.X64}
	arm, small := pc, pc
	arm.Architecture, small.Architecture = models.ARM64, models.X86
	tests := []struct {
		id      string
		answers []string
		device  models.Device
		why     string // part of the sentence; empty when it fits
	}{
		{"webApp", nil, pc, ""},
		{"webApp", nil, phone, ""},
		{"androidLobApp", nil, phone, ""},
		{"androidLobApp", nil, enterprise, ""},
		{"androidLobApp", nil, pc, "The app is for Android, and the device runs Windows."},
		{"androidLobApp", nil, old, "The app needs Android 10.0 or later, and the device has 9."},
		{"androidLobApp", nil, intel, "The app is made for arm64, arm, and the device has x64."},
		{"androidLobApp", []string{"applicableArchitectures", ""}, intel, ""},
		{"androidLobApp", []string{"applicableArchitectures", "arm"}, phone, ""},
		{"androidLobApp", []string{"targetedPlatforms", "androidEnterprise"}, enterprise, ""},
		{"androidLobApp", []string{"targetedPlatforms", "androidEnterprise"}, phone, "managed through Android Enterprise"},
		{"androidStoreApp", nil, old, ""},
		{"windowsMobileMSI", nil, pc, ""},
		{"windowsMobileMSI", nil, arm, ""},
		{"windowsMobileMSI", nil, small, "The app is made for x64, and the device has x86."},
	}
	for _, tt := range tests {
		d := definition(t, tt.id)
		why := d.Fits(values(t, d, tt.answers...), tt.device).String()
		if (why == "") != (tt.why == "") || !strings.Contains(why, tt.why) {
			t.Errorf("%s %v on %+v: %q, want %q", tt.id, tt.answers, tt.device, why, tt.why)
		}
	}
}
