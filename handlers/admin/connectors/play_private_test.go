package connectors_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// ourAPK is a package that becomes a private app.
func ourAPK() sample.APKOptions {
	return sample.APKOptions{Label: "Dock", PackageID: "example.veldhoek.dock", VersionName: "3.1", VersionCode: 31, MinSDK: 30, Signer: sample.NewSigner("Veldhoek")}
}

// sendPrivate uploads a package for a private app, and waits until it is known whether it can become one.
func sendPrivate(t *testing.T, b *webtest.Browser, name string, file []byte) {
	t.Helper()
	b.Visit(link.PlayApps())
	b.Click("Add private app")
	b.Attach("Installer packages", name, bytes.NewReader(file))
	b.Press("Upload files")
	for strings.Contains(b.Text(), "Check again") {
		b.Click("Check again")
	}
}

// playApps are the apps of managed Google Play by their package names.
func playApps(t *testing.T, s *handlertest.Site) map[string]models.ID {
	t.Helper()
	here, err := s.Recognized(storetest.System(t), apptype.OfCatalog(apptype.ManagedPlay).ID)
	if err != nil {
		t.Fatal(err)
	}
	return here
}

func TestPrivateAppOfManagedGooglePlay(t *testing.T) {
	t.Parallel()
	s := play(t)
	connectPlay(s.As(models.Administrator))
	b, twice := s.As(models.ApplicationManager), s.As(models.ApplicationManager)
	sendPrivate(t, b, "dock.apk", sample.APK(ourAPK()))
	b.See("example.veldhoek.dock")
	b.See("CN=Veldhoek")
	b.See("It can never be public")
	twice.Visit(b.URL())
	if title := b.Value("Title"); title != "Dock" {
		t.Errorf("the title is %q", title)
	}
	b.Fill("Title", " ")
	b.Press("Add private app")
	b.Status(http.StatusUnprocessableEntity)
	b.SeeFor("Title", "Enter a title.")
	b.Fill("Title", strings.Repeat("Dock ", 11))
	b.Press("Add private app")
	b.SeeFor("Title", "50")
	b.Fill("Title", "Dock & quay")
	b.Press("Add private app")
	b.See("Dock & quay was added. It is not assigned yet. It can take about ten minutes")
	id := playApps(t, s)["example.veldhoek.dock"]
	b.AtPath(link.App(string(id)))

	ctx := storetest.System(t)
	app, err := s.App(ctx, id)
	if err != nil || app.Values["playKind"] != "privateApp" || app.DisplayVersion != "" || app.Publisher != "Veldhoek Logistics" || app.Values["minimumSupportedOperatingSystem"] != "11.0" {
		t.Errorf("%s of %s: %v, %v", app.Name, app.Publisher, app.Values, err)
	}
	if assigned, err := s.Assignments(ctx, id); err != nil || len(assigned) != 0 {
		t.Errorf("assigned: %v, %v", assigned, err)
	}
	if keys, err := s.Options.Packages.Keys(ctx, ""); err != nil || len(keys) != 0 {
		t.Errorf("files that are kept: %v, %v", keys, err)
	}
	b.Visit(link.Apps())
	b.WithinRow("Dock & quay", func() { b.See("Managed Google Play") })

	twice.Press("Add private app")
	twice.AtPath(link.App(string(id)))
	admin := s.As(models.Administrator)
	admin.Visit(link.Audit())
	admin.WithinRow("Send package to managed Google Play", func() { admin.See("dock.apk") })
}

func TestPackagesThatBecomeNoPrivateApp(t *testing.T) {
	t.Parallel()
	s := play(t)
	connectPlay(s.As(models.Administrator))
	b := s.As(models.ApplicationManager)
	changed := func(change func(*sample.APKOptions)) []byte {
		o := ourAPK()
		change(&o)
		return sample.APK(o)
	}
	for says, file := range map[string][]byte{
		"Private apps need an Android package":  admintest.VersionMSI("1.0.0"),
		"this file is no":                       []byte("no package at all"),
		"The package is debuggable":             changed(func(o *sample.APKOptions) { o.Debuggable = true }),
		"The package has no valid signature":    changed(func(o *sample.APKOptions) { o.Signer = nil }),
		"does not accept the package name dock": changed(func(o *sample.APKOptions) { o.PackageID = "dock" }),
		"A managed Google Play app with the package name com.microsoft.launcher already exists.": changed(func(o *sample.APKOptions) { o.PackageID = "com.microsoft.launcher" }),
	} {
		sendPrivate(t, b, "dock.apk", file)
		b.See("Cannot be used")
		if says != "this file is no" {
			b.See(says)
		}
		if b.Doc().Find("[name=title]").Length() > 0 {
			t.Errorf("%s: a title is asked for all the same", says)
		}
		if strings.HasPrefix(says, "All apps") {
			b.Click("Open the existing app")
			b.See("Microsoft Launcher")
			continue
		}
		b.Press("Discard file")
		b.AtPath(link.PlayPrivateApp())
	}
	sendPrivate(t, b, "dock.apk", changed(func(o *sample.APKOptions) { o.PackageID = "example.veldhoek.scanner" }))
	b.Press("Add private app")
	b.Status(http.StatusConflict)
	b.See("Google Play already has an app with the package name example.veldhoek.scanner")
	if title := b.Value("Title"); title != "Dock" {
		t.Errorf("the title is %q afterwards", title)
	}
}

func TestPrivateAppNeedsTheConnection(t *testing.T) {
	t.Parallel()
	s := play(t)
	b := s.As(models.ApplicationManager)
	b.Visit(link.PlayPrivateApp())
	b.See("Managed Google Play is not connected.")
	if b.Doc().Find("input[type=file]").Length() > 0 {
		t.Error("a file can be chosen all the same")
	}
	connectPlay(s.As(models.Administrator))
	sendPrivate(t, b, "dock.apk", sample.APK(ourAPK()))
	if err := s.DisconnectPlay(storetest.System(t)); err != nil {
		t.Fatal(err)
	}
	b.Press("Add private app")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Managed Google Play is not connected.")
}

// The catalog has the app, but this server fell over before it had the answer.
func TestSyncTakesOverAPrivateApp(t *testing.T) {
	t.Parallel()
	s := play(t)
	connectPlay(s.As(models.Administrator))
	b := s.As(models.ApplicationManager)
	file := sample.APK(ourAPK())
	sendPrivate(t, b, "dock.apk", file)
	step, sum := b.URL(), sha256.Sum256(file)
	service, err := s.Catalogs.Play(storetest.System(t))
	if err == nil {
		_, err = service.MakePrivateApp(t.Context(), catalog.PrivateApp{
			Title: "Dock", PackageName: "example.veldhoek.dock", Size: int64(len(file)), SHA256: hex.EncodeToString(sum[:]), Content: bytes.NewReader(file),
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	b.Press("Add private app")
	b.See("If it is yours, select Sync now")
	b.Visit(link.PlayApps())
	b.Press("Sync now")
	b.See("New approved apps: 1.")
	app, err := s.App(storetest.System(t), playApps(t, s)["example.veldhoek.dock"])
	if err != nil || app.Name != "Dock" || app.Values["playKind"] != "privateApp" {
		t.Errorf("%s, %v, %v", app.Name, app.Values, err)
	}
	b.Visit(step)
	b.See("A managed Google Play app with the package name example.veldhoek.dock already exists.")
	b.Press("Discard file")
}

// Where the organization is connected, two kinds of app can be made of an Android package.
func TestAndroidPackageIsAskedAboutWhenConnected(t *testing.T) {
	t.Parallel()
	s := play(t)
	connectPlay(s.As(models.Administrator))
	b := s.As(models.ApplicationManager)
	admintest.UploadFiles(b, map[string][]byte{"dock.apk": sample.APK(ourAPK())})
	b.See("Several app types fit dock.apk. Choose one.")
	sorted := b.URL()
	b.Click("Add private app in managed Google Play from dock.apk")
	for strings.Contains(b.Text(), "Check again") {
		b.Click("Check again")
	}
	step := b.URL()
	b.See("It can never be public")
	b.Visit(sorted)
	b.Press("Create draft from dock.apk")
	b.See("Android line-of-business app")
	b.Visit(step)
	b.See("This file is already in use for another app")
}

func TestSeveralPackagesForPrivateApps(t *testing.T) {
	t.Parallel()
	s := play(t)
	connectPlay(s.As(models.Administrator))
	b := s.As(models.ApplicationManager)
	b.Visit(link.PlayPrivateApp())
	b.Attach("Installer packages", "dock.apk", bytes.NewReader(sample.APK(ourAPK())))
	b.Attach("Installer packages", "scan.apk", bytes.NewReader(sample.Example(".apk")))
	b.Press("Upload files")
	for _, name := range []string{"dock.apk", "scan.apk"} {
		b.WithinRow(name, func() { b.See("Add private app in managed Google Play") })
	}
	lines, err := s.Drafts(storetest.System(t))
	if err != nil || slices.ContainsFunc(lines, func(l store.DraftLine) bool { return l.FileName != "" }) {
		t.Errorf("%+v, %v", lines, err)
	}
}
