package demo

import (
	"appdepot/models"
	"appdepot/models/installer/sample"
)

// app is an app of the demo: where it starts, what an administrator would type, its file, and to whom it goes.
type app struct {
	entry      string // ID of its line in the "Select app type" pane
	answers    map[string]string
	file       string // name of the uploaded file; empty for none
	build      func() []byte
	categories []string
	assigned   []grant
	needs      []string // names of apps above that it depends on
	replaces   string   // name of the app above whose place it takes
}

// grant is one assignment; the group is a name, or empty for everyone of the target.
type grant struct {
	intent models.Intent
	mode   models.Mode
	target models.TargetKind
	group  string
}

func to(i models.Intent, name string) grant {
	return grant{i, models.Include, models.TargetGroup, name}
}

func butNot(i models.Intent, name string) grant {
	return grant{i, models.Exclude, models.TargetGroup, name}
}

func everyone(i models.Intent) grant { return grant{i, models.Include, models.TargetAllUsers, ""} }

func everyDevice(i models.Intent) grant { return grant{i, models.Include, models.TargetAllDevices, ""} }

// featured shows an app on the Company Portal's first page.
func featured(a app) app {
	a.answers["isFeatured"] = "true"
	return a
}

// answers are what every app is asked, with the type's own behind.
func answers(name, publisher, about string, own ...string) map[string]string {
	m := map[string]string{"displayName": name, "publisher": publisher, "description": about}
	for i := 0; i+1 < len(own); i += 2 {
		m[own[i]] = own[i+1]
	}
	return m
}

func web(name, about, url string, categories []string, grants ...grant) app {
	return app{entry: "webApp", answers: answers(name, organization, about, "appUrl", url),
		categories: categories, assigned: grants}
}

func playStore(name, publisher, about, id string, categories []string, grants ...grant) app {
	return app{entry: "androidStoreApp", answers: answers(name, publisher, about,
		"appStoreUrl", "https://play.google.com/store/apps/details?id="+id, "minimumSupportedOperatingSystem", "8.0"),
		categories: categories, assigned: grants}
}

func apk(name, about, id, version string, code uint32, categories []string, grants ...grant) app {
	return app{entry: "lineOfBusinessApp", answers: answers(name, organization, about),
		file: id + ".apk", categories: categories, assigned: grants,
		build: func() []byte {
			return sample.APK(sample.APKOptions{Label: name, PackageID: id, VersionName: version, VersionCode: code, MinSDK: 23,
				TargetSDK: 35, ABIs: []string{"arm64-v8a", "armeabi-v7a"}, Signer: sample.NewSigner(organization)})
		}}
}

func msi(name, publisher, about, version, product, upgrade string, categories []string, grants ...grant) app {
	return app{entry: "lineOfBusinessApp", answers: answers(name, publisher, about),
		file: name + ".msi", categories: categories, assigned: grants,
		build: func() []byte {
			return sample.MSI(sample.MSIOptions{Name: name, Version: version, Manufacturer: publisher,
				ProductCode: product, UpgradeCode: upgrade, AllUsers: "1", Platform: "x64", Language: 1033})
		}}
}

// setup is a program with a setup file, answered as the type's example is.
func setup(name, about, version, folder string, categories []string, grants ...grant) app {
	return app{entry: "win32LobApp", categories: categories, assigned: grants, file: folder + ".zip",
		build: func() []byte { return sample.Example(".zip") },
		answers: answers(name, "Wayfarer Software", about, "displayVersion", version,
			"detectionRules.0.path", `%ProgramFiles%\`+folder, "detectionRules.1.keyPath", `HKLM\SOFTWARE\Wayfarer\`+folder)}
}

// related joins an app to others.
func related(a app, replaces string, needs ...string) app {
	a.replaces, a.needs = replaces, needs
	return a
}

// apps is the demo's shelf. Names, publishers and addresses are made up.
var apps = []app{
	featured(apk("Depot Scan", "Scan parcels in and out, on and off line.", "example.harbour.depotscan", "4.2.1", 421,
		[]string{"Warehouse"}, to(models.Required, "Warehouse scanners"), to(models.Available, "Logistics"))),
	apk("Yard Map", "Where every trailer stands, live.", "example.harbour.yardmap", "2.8.0", 280,
		[]string{"Warehouse", "Data Management"}, to(models.Required, "Logistics"), butNot(models.Required, "Trainees")),
	apk("Route Log", "The driver's log book with rest times.", "example.harbour.routelog", "7.0.3", 7003,
		[]string{"Business"}, to(models.Required, "Truck drivers")),
	msi("Ledger Desk", "Tally Works", "Bookkeeping for the finance team.", "11.4.2",
		"{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}", "{0B7E2C58-7B7D-4E5A-9C38-2E0B4B7F2A10}",
		[]string{"Business"}, to(models.Required, "Finance")),
	msi("Label Printer", "Harbour Tools", "Prints parcel labels on any Windows printer.", "3.1.0",
		"{2A8C3C5D-94B5-4B1E-8E0B-6B8B6C2D3E21}", "{7D3B1E60-2C4F-4C6E-8C7B-1A2B3C4D5E20}",
		[]string{"Warehouse"}, to(models.Required, "Kiosks"), everyone(models.Available)),
	featured(msi("Screen Notes", "Paperless", "Draw and write on anything on screen.", "1.9.5",
		"{93D0B7AF-1C64-49E7-B0C3-5A7E8F901231}", "{51E2D3C4-B5A6-4978-8695-A4B3C2D1E030}",
		[]string{"Productivity"}, everyone(models.Available))),
	msi("Old VPN Client", "Tunnel Brothers", "Replaced by the built-in connection.", "5.0.12",
		"{C4B1A290-8F7E-4D6C-9B5A-493827160541}", "{F0E1D2C3-B4A5-4697-8879-6A5B4C3D2E40}",
		[]string{"Computer Management"}, everyDevice(models.Uninstall)),
	featured(playStore("Courier Chat", "Chatter & Co", "Messages between drivers and the planning desk.", "example.chatter.courier",
		[]string{"Communication", "Collaboration & Social"}, to(models.Required, "Truck drivers"), everyone(models.AvailableWithoutEnrollment))),
	setup("Maps Runtime", "Roads and harbours for apps that draw maps.", "12.1", "Maps", []string{"Computer Management"}),
	setup("Route Planner 5", "Plans the rounds of the vans.", "5.8.2", "Routes5", []string{"Business"}),
	related(setup("Route Planner", "Plans the rounds of the vans and prints the lists.", "6.3.1", "Routes", []string{"Business"},
		to(models.Required, "Logistics")), "Route Planner 5", "Maps Runtime"),
	playStore("Forklift Academy", "Lift School", "Short lessons and the yearly test.", "example.liftschool.academy",
		[]string{"Education"}, to(models.Available, "Warehouse staff")),
	{entry: "iosStoreApp", answers: answers("Tide Times", "Harbour Tools", "High and low water at every quay.",
		"appStoreUrl", "https://apps.apple.com/nl/app/tide-times/id900100201", "bundleId", "example.harbour.tides", "minimumSupportedOperatingSystem", "16.0"),
		categories: []string{"Productivity"}, assigned: []grant{to(models.Available, "Logistics")}},
	{entry: "winGetApp", answers: answers("Quay Board", "Harbour Tools", "Which ship lies where, on a large screen.",
		"packageIdentifier", "9NHARBOUR001", "installExperience.runAsAccount", "system"),
		categories: []string{"Warehouse"}, assigned: []grant{to(models.Required, "Kiosks"), to(models.Available, "Warehouse staff")}},
	web("Intranet", "News, phone book and the canteen's menu.", "https://intranet.harbour.example/",
		[]string{"Productivity", "Communication"}, everyone(models.Required)),
	featured(web("Leave & Hours", "Ask for leave and write your hours.", "https://hours.harbour.example/",
		[]string{"Productivity"}, everyone(models.AvailableWithoutEnrollment))),
	web("Photo Wall", "Pictures of the summer party.", "https://photos.harbour.example/",
		[]string{"Photos & Media"}, to(models.Available, "Office")),
	web("Works Council", "Minutes and elections.", "https://council.harbour.example/", nil),
}
