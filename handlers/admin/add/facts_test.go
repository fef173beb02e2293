package add_test

import (
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
)

// What a file says stands there in words, and what is in it is counted by kind.
func TestFactsAreSaidInWords(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "macOSPkgApp")
	admintest.Upload(b, "suite.pkg", sample.PKG(sample.PKGOptions{Title: "Suite", Signer: sample.NewInstallerSigner("Example Logistics", "ABCDE12345"), Packages: []sample.PKGPackage{
		{ID: "com.example.suite.pkg", Version: "1.0", Location: "/Applications", Apps: []sample.PKGApp{{Name: "Writer", BundleID: "com.example.writer", Version: "1.0"}, {Name: "Painter", BundleID: "com.example.painter", Version: "1.1"}}},
	}}))
	b.See("In the file: 2 apps, 1 package")
	ctx := storetest.System(t)
	drafts, err := s.Drafts(ctx)
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	file, err := s.DraftFile(ctx, drafts[0].Draft)
	if err == nil {
		err = s.VerifyPackage(ctx, file.Package.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.Reload()
	b.Within(`dt:contains("Notarized") + dd`, func() { b.See("No") })

	admintest.BeginType(b, "windowsMobileMSI")
	admintest.Upload(b, "probe.msi", sample.Example(".msi"))
	b.See("Windows Installer")
	b.DontSee("dualPurpose")
}
