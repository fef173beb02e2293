package apptype_test

import (
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
		why     string // the reason; empty when it fits
	}{
		{"webApp", nil, pc, ""},
		{"webApp", nil, phone, ""},
		{"androidLobApp", nil, phone, ""},
		{"androidLobApp", nil, enterprise, ""},
		{"androidLobApp", nil, pc, "wrongPlatform(Android, Windows)"},
		{"androidLobApp", nil, old, "systemTooOld(Android, 10.0, 9)"},
		{"androidLobApp", nil, intel, "wrongArchitecture([arm64 arm], x64)"},
		{"androidLobApp", []string{"applicableArchitectures", ""}, intel, ""},
		{"androidLobApp", []string{"applicableArchitectures", "arm"}, phone, ""},
		{"androidLobApp", []string{"targetedPlatforms", "androidEnterprise"}, enterprise, ""},
		{"androidLobApp", []string{"targetedPlatforms", "androidEnterprise"}, phone, "onlyAndroidEnterprise"},
		{"androidStoreApp", nil, old, ""},
		{"windowsMobileMSI", nil, pc, ""},
		{"windowsMobileMSI", nil, arm, ""},
		{"windowsMobileMSI", nil, small, "wrongArchitecture([x64], x86)"},
	}
	for _, tt := range tests {
		d := definition(t, tt.id)
		why := d.Fits(values(t, d, tt.answers...), tt.device).String()
		if why != tt.why {
			t.Errorf("%s %v on %+v: %q, want %q", tt.id, tt.answers, tt.device, why, tt.why)
		}
	}
}
