package installer

import (
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
)

// A package that needs files beside it cannot be installed from what was uploaded, and says so.
func TestMSIThatNeedsFilesBesideItSaysSo(t *testing.T) {
	for cabinet, told := range map[string]bool{"files.cab": true, "#files.cab": false, "": false} {
		r := mustInspect(t, sample.MSI(sample.MSIOptions{Name: "Probe", Version: "1.2.3", ProductCode: probeCode, Cabinet: cabinet}))
		if got := outsideTold(r.Report); got != told {
			t.Errorf("cabinet %q: %t, want %t", cabinet, got, told)
		}
	}
}

func TestCorpusMSIThatNeedsFilesBesideIt(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(installertest.Corpus(t), "msi", "*.msi"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		r := mustInspect(t, installertest.Read(t, path))
		if got, want := outsideTold(r.Report), strings.Contains(path, "external_cab"); got != want {
			t.Errorf("%s: %t, want %t", filepath.Base(path), got, want)
		}
	}
}

func outsideTold(r facts.Report) bool {
	for _, w := range r.Warnings {
		if w.Code == reason.FilesOutside.Code {
			return true
		}
	}
	return false
}
