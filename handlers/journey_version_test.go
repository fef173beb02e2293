package handlers_test

import (
	"os"
	"path/filepath"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/views/link"
)

// The next version of an app arrives in pieces like any file: it is paused, waits while the browser is closed, goes on, and is
// looked at before devices get it. Going back to the version before says what that means first.
func TestVersionArrivesInPieces(t *testing.T) {
	w := newWorld(t)
	signer := sample.NewSigner("Example Logistics")
	scanner := func(version uint32, filling int64) []byte {
		return sample.APK(sample.APKOptions{Label: "Depot Scan", PackageID: "com.example.depotscan", VersionName: "4." + string(rune('0'+version)), VersionCode: version,
			MinSDK: 29, TargetSDK: 34, ABIs: []string{"arm64-v8a"}, Signer: signer, Filling: filling})
	}
	app := w.Publish(t, "lineOfBusinessApp", "scan.apk", scanner(1, 0), field.Form{
		"displayName": {"Depot Scan"}, "publisher": {"Example"}, "description": {"Scans parcels."}, "minimumSupportedOperatingSystem": {"10.0"}})
	l := newThrottledProxy(t, w.URL)
	w.URL = l.URL
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	path := filepath.Join(t.TempDir(), "scan-2.apk")
	if err := os.WriteFile(path, scanner(2, 5*pieceSize/2), 0o600); err != nil {
		t.Fatal(err)
	}
	versions := link.AppSection(string(app.ID), "versions")

	p.Open(versions)
	p.WaitText("with a higher version code, signed with the same certificate")
	l.pass(1)
	p.Attach("App package file", path)
	expectStored(t, w.Site, p, pieceSize)
	p.Click("Pause")
	p.WaitText("Paused at 32 MB")
	p.Open(link.Apps())
	p.Open(versions)
	p.WaitText("Choose the same file to continue.")
	l.pass(10)
	p.Attach("App package file", path)
	p.WaitText("Set version 4.2 as current")
	p.WaitText("AndroidManifest.xml")
	waitForResults(p)
	p.Click("Set version 4.2 as current")
	p.WaitText("Version 4.2 of Depot Scan was added.")
	p.ClickOn("tbody details summary")
	waitForResults(p)
	p.Click("Restore version 4.1")
	p.WaitText("refuses to install an older version")
	waitForResults(p)
	p.ClickOn("#confirm button[type=submit]")
	p.WaitText("Version 4.1 of Depot Scan was restored.")
}
