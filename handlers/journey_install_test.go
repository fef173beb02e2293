package handlers_test

import (
	"cmp"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/fleet"
	"appdepot/handlers/browsertest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// samplePackage is a package file, and the device it is for.
type samplePackage struct {
	name     string
	platform client.Platform
	real     string // in the folder of real packages
	made     func() []byte
}

var samplePackages = []samplePackage{
	{"reader.apk", client.PlatformAndroid, "apk/settings_apk-debug.apk", func() []byte {
		return sample.APK(sample.APKOptions{Label: "Reader", PackageID: "com.example.reader", VersionName: "1.0", VersionCode: 1, MinSDK: 29, Signer: sample.NewSigner("Example")})
	}},
	{"terminal.msi", client.PlatformWindows, "msi/putty-0.68-installer.msi", func() []byte {
		return sample.MSI(sample.MSIOptions{Name: "Terminal", Version: "1.0.0", Manufacturer: "Example", AllUsers: "1", Language: 1033,
			ProductCode: "{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}", UpgradeCode: "{0B7E2C58-7B7D-4E5A-9C38-2E0B4B7F2A10}"})
	}},
}

// file is the parcel on disk: a real package where there are some, otherwise a sample.
func (p samplePackage) file(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(cmp.Or(os.Getenv("APPDEPOT_CORPUS"), filepath.Join("..", "..", "shared", "corpus")), p.real))
	if err != nil {
		content = p.made()
	}
	path := filepath.Join(t.TempDir(), p.name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// deploySite is a site with people in a group in a group, one of whom is a trainee too.
type deploySite struct {
	*handlertest.Site
	t                   *testing.T
	anna, tim           models.User
	logistics, trainees models.Group
}

func newDeploySite(t *testing.T) deploySite {
	t.Helper()
	y := deploySite{Site: handlertest.New(t), t: t}
	y.anna, y.tim = y.user("Anna"), y.user("Tim")
	warehouse := y.group("Warehouse", y.anna, y.tim)
	y.logistics, y.trainees = y.group("Logistics"), y.group("Trainees", y.tim)
	y.must(y.AddSubgroup(storetest.System(t), y.logistics.ID, warehouse.ID))
	return y
}

func (y deploySite) must(err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatal(err)
	}
}

func (y deploySite) user(name string) models.User {
	y.t.Helper()
	u, err := y.AddUser(storetest.System(y.t), field.Form{"name": {name}, "email": {strings.ToLower(name) + "@yard.example"}, "password": {storetest.Password}, "role": {string(models.PortalUser)}})
	y.must(err)
	return u
}

func (y deploySite) group(name string, members ...models.User) models.Group {
	y.t.Helper()
	g, err := y.AddGroup(storetest.System(y.t), field.Form{"name": {name}, "kind": {string(models.UserGroup)}})
	y.must(err)
	for _, u := range members {
		y.must(y.AddMember(storetest.System(y.t), g.ID, u.ID))
	}
	return g
}

// device enrolls a pretend device of somebody's.
func (y deploySite) device(u models.User, platform client.Platform, number int) *fleet.Device {
	y.t.Helper()
	token, _, err := y.AddEnrollmentToken(storetest.System(y.t), field.Form{"user": {u.Email}, "lifetime": {"1"}})
	y.must(err)
	server, err := fleet.Connect(y.URL, http.DefaultClient)
	y.must(err)
	d, err := server.Enroll(y.t.Context(), fleet.Facts(platform, number), token, fleet.Habits{Keep: y.t.TempDir()})
	y.must(err)
	return d
}

// A package is uploaded, required for a group that holds a group, trainees excluded; devices install it and both portals
// say so. With JavaScript and without.
func TestFromPackageToDevice(t *testing.T) {
	ways := map[string]func(deploySite, string) string{"with scripts": deploySite.addWithScripts, "without scripts": deploySite.addWithoutScripts}
	for how, add := range ways {
		for _, p := range samplePackages {
			t.Run(p.name+" "+how, func(t *testing.T) {
				y := newDeploySite(t)
				y.expectInstalled(add(y, p.file(t)), p.platform)
			})
		}
	}
}

// addWithoutScripts adds an app from a file. One person begins it and another finds it among the drafts and ends it.
func (y deploySite) addWithoutScripts(file string) (app string) {
	y.t.Helper()
	content, err := os.Open(file)
	y.must(err)
	defer content.Close()
	b := y.As(models.ApplicationManager)
	b.Visit(link.SelectAppType())
	b.Choose("Line-of-business app")
	b.Press("Select")
	b.Attach("App package file", filepath.Base(file), content)
	b.Press("Upload file")
	b.See("Uploaded")
	b.Fill("Name", "Yard tool")
	b.Fill("Description", "For everyone in the yard.")
	b.Fill("Publisher", "Example")
	b.Press("Next")

	b = y.As(models.Administrator)
	b.Visit(link.Drafts())
	b.Click("Yard tool")
	for _, group := range []string{"Logistics", "Trainees"} {
		b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
		b.Check(group)
		b.Press("Select groups")
	}
	b.Press("Exclude Trainees")
	b.Press("Next")
	b.Press("Create")
	return b.URL()
}

// fileIsKnown is so when a page will not load itself again: the file that it got is read, and its signature is checked.
const fileIsKnown = `document.readyState === "complete" && !document.querySelector("#package[hx-get], page-reload")`

// addWithScripts does the same in Chromium.
func (y deploySite) addWithScripts(file string) (app string) {
	y.t.Helper()
	p := browsertest.New(y.t, y.URL)
	p.Open(link.SignIn())
	p.Type("Email", y.Person(y.t, models.Administrator).Email)
	p.Type("Password", storetest.Password)
	p.Click("Sign in")
	p.WaitPath(link.AdminHome())
	p.Open(link.SelectAppType())
	p.ClickOn("label:has([value=lineOfBusinessApp])")
	p.Click("Select")
	p.Attach("App package file", file)
	p.WaitText("From the file")
	p.WaitFor(fileIsKnown)
	p.Type("Name", "Yard tool")
	p.Type("Description", "For everyone in the yard.")
	p.Type("Publisher", "Example")
	p.Click("Next")
	for _, group := range []models.Group{y.logistics, y.trainees} {
		p.Click("+ Add group, Required")
		p.ClickOn(`label:has([value="` + string(group.ID) + `"])`)
		p.Click("Select groups")
		p.WaitText(group.Name + " Users Included")
	}
	p.Click("Exclude Trainees")
	p.WaitText("Excluded")
	p.Click("Next")
	p.WaitText("Review + create")
	p.Click("Create")
	p.WaitText("was created")
	return p.Path()
}

// expectInstalled lets devices check in and looks at what both portals say of the app.
func (y deploySite) expectInstalled(app string, platform client.Platform) {
	y.t.Helper()
	hers, his := y.device(y.anna, platform, 1), y.device(y.tim, platform, 2)
	totals, err := fleet.Run(y.t.Context(), []*fleet.Device{hers, his}, fleet.Options{Once: true})
	y.must(err)
	if totals.Succeeded != 1 || totals.Mismatch != 0 || len(hers.Inventory()) != 1 || len(his.Inventory()) != 0 {
		y.t.Fatalf("%+v; %d apps on her device and %d on his, want 1 and 0", totals, len(hers.Inventory()), len(his.Inventory()))
	}
	b := y.As(models.HelpDeskOperator)
	b.Visit(app + "/device-status")
	b.WithinRow(hers.Facts.Name, func() { b.See("Installed") })
	b.DontSee(his.Facts.Name)
	for _, u := range []models.User{y.anna, y.tim} {
		b, has := y.signedIn(u), u.ID == y.anna.ID
		b.Visit(link.CompanyInstalled())
		if has {
			b.See("Yard tool")
			b.See("Installed")
		} else {
			b.DontSee("Yard tool")
		}
	}
}

func (y deploySite) signedIn(u models.User) *webtest.Browser {
	y.t.Helper()
	b := webtest.At(y.t, y.URL)
	b.Visit(link.SignIn())
	b.Fill("Email", u.Email)
	b.Fill("Password", storetest.Password)
	b.Press("Sign in")
	return b
}
