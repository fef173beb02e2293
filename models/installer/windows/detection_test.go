package windows

import (
	"testing"

	"appdepot/models/installer/installertest"
)

func FuzzDetection(f *testing.F) {
	f.Add([]byte(`<ApplicationInfo ToolVersion="1.8.7.0"><Name>a</Name><SetupFile>a.exe</SetupFile></ApplicationInfo>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := readDetection(b)
		installertest.InWords(t, "fuzz", err)
		if err == nil && (!validPath(d.values["FileName"]) || d.size < 0) {
			t.Errorf("%+v", d)
		}
	})
}
