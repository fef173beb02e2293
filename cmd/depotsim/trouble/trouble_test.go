package trouble_test

import (
	"testing"

	"appdepot/cmd/depotsim/trouble"
)

func TestWhatGoesWrongFitsThePlatform(t *testing.T) {
	installers := map[int32]bool{trouble.InstallerFatal: true, trouble.InstallerBusy: true, trouble.WindowsNotFound: true, trouble.NotTrusted: true}
	for _, c := range []struct {
		platform, kind string
		removes        bool
		windows        bool // codes of Windows are among them
		nothing        bool
	}{
		{"windows", "msi", false, true, false},
		{"windows", "msi", true, true, false},
		{"windows", "appx", false, true, false},
		{"windows", trouble.Kind("webApp", "web", false), false, false, true},
		{"ios", "ios", false, false, false},
		{"ios", trouble.Kind("iosiPadOSWebClip", "web", false), false, false, true},
		{"macos", "macos", true, false, false},
		{"android", trouble.Kind("androidStoreApp", "android", false), false, false, false},
		{"androidEnterprise", trouble.Kind("androidLobApp", "android", true), false, false, false},
		{"androidEnterprise", trouble.Kind("androidManagedSystemApp", "android", false), false, false, true},
	} {
		windows := false
		for pick := range 20 {
			code := trouble.Of(c.platform, c.kind, c.removes, pick)
			if (code == 0) != c.nothing {
				t.Errorf("%s on %s fails with %d", c.kind, c.platform, code)
			}
			if code != 0 && trouble.Detail(code) == "" {
				t.Errorf("a device says nothing beside %d", code)
			}
			windows = windows || installers[code]
		}
		if windows != c.windows {
			t.Errorf("%s on %s fails with codes of Windows: %t", c.kind, c.platform, windows)
		}
	}
}
