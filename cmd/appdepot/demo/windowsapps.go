package demo

import (
	"appdepot/models"
	"appdepot/models/installer/sample"
)

// The file of Quay Camera, which the Enterprise App Catalog names.
const cameraSetup = "quay-camera-2.4.1-x64.exe"

// ledgerUpgrade is what the versions of Ledger Desk have in common.
const ledgerUpgrade = "{0B7E2C58-7B7D-4E5A-9C38-2E0B4B7F2A10}"

func cameraFile() []byte {
	return sample.EXE(sample.EXEOptions{Name: "Quay Camera", Description: "Quay Camera Setup", Publisher: "Wayfarer Software", Version: "2.4.1", Setup: "nsis", Filling: filling("Quay Camera", "2.4.1")})
}

// oldVPN is what is on computers that came before Appdepot did.
var oldVPN = models.InstalledApp{Kind: "msi", ID: "{C4B1A290-8F7E-4D6C-9B5A-493827160541}", Version: "5.0.12"}

func msi(name, publisher, about, version, product, upgrade, icon string) app {
	return app{entry: "lineOfBusinessApp", answers: answers(name, publisher, about), icon: icon, file: fileName(name, version, "msi"),
		build: msiFile(name, publisher, version, product, upgrade)}
}

func msiFile(name, publisher, version, product, upgrade string) func() []byte {
	return func() []byte {
		return sample.MSI(sample.MSIOptions{Name: name, Version: version, Manufacturer: publisher,
			ProductCode: product, UpgradeCode: upgrade, AllUsers: "1", Platform: "x64", Language: 1033, Filling: filling(name, version)})
	}
}

// setup is a program with a setup file, answered as the type's example is.
func setup(name, about, version, folder, icon string) app {
	return app{entry: "win32LobApp", byExample: true, icon: icon, file: fileName(name, version, "zip"),
		build: func() []byte { return sample.Zip(sample.File{Name: "setup.exe", Content: setupFile(name, version)}) },
		answers: answers(name, "Wayfarer Software", about, "displayVersion", version,
			"detectionRules.0.path", `%ProgramFiles%\`+folder, "detectionRules.1.keyPath", `HKLM\SOFTWARE\Wayfarer\`+folder)}
}

func setupFile(name, version string) []byte {
	return sample.EXE(sample.EXEOptions{Name: name, Description: name + " Setup", Publisher: "Wayfarer Software", Version: version, Setup: "burn", Filling: filling(name, version)})
}

// related joins an app to others.
func related(a app, replaces string, needs ...string) app {
	a.replaces, a.needs = replaces, needs
	return a
}

func windowsApps() []app {
	return []app{
		msi("Ledger Desk", "Tally Works", "Bookkeeping for the finance team.", "11.4.2",
			"{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}", ledgerUpgrade, iconLedger).
			in("Business").goesTo(to(models.Required, "Finance")),
		msi("Label Printer", "Harbour Tools", "Prints parcel labels on any Windows printer.", "3.1.0",
			"{2A8C3C5D-94B5-4B1E-8E0B-6B8B6C2D3E21}", "{7D3B1E60-2C4F-4C6E-8C7B-1A2B3C4D5E20}", iconLabel).
			in("Warehouse").goesTo(to(models.Required, "Kiosks"), to(models.Required, "Hall computers"), everyone(models.Available)),
		featured(msi("Screen Notes", "Paperless", "Draw and write on anything on screen.", "1.9.5",
			"{93D0B7AF-1C64-49E7-B0C3-5A7E8F901231}", "{51E2D3C4-B5A6-4978-8695-A4B3C2D1E030}", iconNotes).
			in("Productivity").goesTo(to(models.Available, "Office"), to(models.Available, "Planning"), to(models.Available, "IT department"))),
		msi("Old VPN Client", "Tunnel Brothers", "Replaced by the built-in connection.", oldVPN.Version,
			oldVPN.ID, "{F0E1D2C3-B4A5-4697-8879-6A5B4C3D2E40}", iconTunnel).
			in("Computer Management"),
		setup("Maps Runtime", "Roads and harbors for apps that draw maps.", "12.1", "Maps", iconLayers).
			in("Computer Management").goesTo(to(models.Required, "Office laptops")),
		setup("Route Planner 5", "Plans the rounds of the vans.", "5.8.2", "Routes5", iconRouteOld).
			in("Business").goesTo(to(models.Required, "Office laptops")),
		related(setup("Route Planner", "Plans the rounds of the vans and prints the lists.", "6.3.1", "Routes", iconRoute).
			in("Business").goesTo(to(models.Required, "Office laptops")), "Route Planner 5", "Maps Runtime").since(9),
		{entry: "winGetApp", answers: answers("Quay Board", "Harbour Tools", "Which ship lies where, on a large screen.",
			"packageIdentifier", "9NHARBOUR001", "installExperience.runAsAccount", "system"), icon: iconBoard,
			categories: []string{"Warehouse"}, assigned: []grant{to(models.Required, "Kiosks"), to(models.Available, "Warehouse staff")}},
		example(app{entry: "officeSuiteApp", icon: iconSuite, answers: answers("Office Suite", "Microsoft", "Documents, spreadsheets, presentations, and email for every laptop.", "versionToInstall", "latest", "owner", "")}).
			in("Productivity").goesTo(to(models.Required, "Office laptops")),
		example(app{entry: "windowsMicrosoftEdgeApp", icon: iconBrowser, answers: answers("Work Browser", "Microsoft", "The browser for our web apps.", "channel", "stable")}).
			in("Productivity").goesTo(to(models.Required, "Office laptops")),
		{entry: "windowsWebApp", answers: answers("Dock Planner", organization, "See which truck comes to which dock, and when.", "appUrl", "https://docks.harbour.example/"),
			icon: iconDock, categories: []string{"Warehouse"}, assigned: []grant{to(models.Required, "Planning")}},
		app{kind: "microsoftStoreForBusinessApp", icon: iconShift, answers: answers("Shift Notes", "Paperless", "Notes that the next shift reads first.",
			"productKey", "9NBLGGH4SHFT", "packageIdentityName", "Paperless.ShiftNotes", "usedLicenseCount", "14", "totalLicenseCount", "40")}.
			in("Warehouse").goesTo(to(models.Available, "Warehouse staff")),
		example(app{entry: "win32CatalogApp", file: cameraSetup, build: cameraFile, icon: iconCamera, answers: answers("Quay Camera", "Wayfarer Software", "Watch the quays and the gates.",
			"displayVersion", "2.4.1", "setupFilePath", cameraSetup)}).
			in("Warehouse").goesTo(to(models.Available, "Planning"), to(models.Required, "Kiosks")).since(6),
		{entry: "lineOfBusinessApp", answers: answers("Shelf Finder", organization, "Shows which shelf has room."), icon: iconShelf, file: "shelf-finder-2.5.0.0.msix",
			build: func() []byte {
				return sample.MSIX(sample.MSIXOptions{Name: "Harbour.ShelfFinder", DisplayName: "Shelf Finder", Publisher: "CN=Harbour Hill", PublisherDisplayName: organization,
					Version: "2.5.0.0", Architecture: "x64", Filling: filling("Shelf Finder", "2.5.0.0"), Signer: sample.NewSigner("Harbour Hill")})
			},
			categories: []string{"Warehouse"}, assigned: []grant{to(models.Required, "Hall computers"), to(models.Available, "Planning")}, day: 2},
	}
}
