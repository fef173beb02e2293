package demo

import (
	"time"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// team is the organization's identifier at Apple.
const team = "HH7QUAY042"

// macApp is the one app of a package for macOS.
type macApp struct{ name, id, version, build string }

func (m macApp) pkg() []byte {
	return sample.PKG(sample.PKGOptions{
		Title: m.name, MinimumOS: "12.0", Signer: sample.NewInstallerSigner(organization, team), Filling: filling(m.name, m.version),
		Packages: []sample.PKGPackage{{ID: m.id + ".pkg", Version: m.version, Location: "/Applications",
			Apps: []sample.PKGApp{{Name: m.name, BundleID: m.id, Version: m.version, Build: m.build}}}},
	})
}

func (m macApp) dmg() []byte {
	return sample.DMG(sample.DMGOptions{Volume: m.name, Apps: []sample.App{{Name: m.name, BundleID: m.id, Version: m.version, Build: m.build, MinimumOS: "12.0"}}, Filling: filling(m.name, m.version)})
}

var (
	macLedger = macApp{"Ledger", "example.tally.ledger", "11.4", "11400"}
	sketch    = macApp{"Plan Sketch", "example.tekenaar.sketch", "3.2", "3200"}
	bridge    = macApp{"Scanner Bridge", "example.harbour.bridge", "1.6", "1600"}
)

// rounds is the package of Quay Rounds.
func rounds() []byte {
	return sample.IPA(sample.IPAOptions{
		Name: "Quay Rounds", BundleID: "example.harbour.rounds", Version: "3.1", Build: "3100", MinimumOS: "16.0", Families: []int{1, 2},
		Profile: "Harbour rounds", Team: team, Expires: time.Date(2046, 1, 1, 0, 0, 0, 0, time.UTC), Signer: sample.NewSigner(organization), Filling: filling("Quay Rounds", "3.1"),
	})
}

func appleApps() []app { return append(mobileApps(), macApps()...) }

func mobileApps() []app {
	return []app{
		{entry: "iosStoreApp", icon: iconTide, answers: answers("Tide Times", "Harbour Tools", "High and low water at every quay.",
			"appStoreUrl", "https://apps.apple.com/nl/app/tide-times/id900100201", "bundleId", "example.harbour.tides", "minimumSupportedOperatingSystem", "16.0"),
			categories: []string{"Productivity"}, assigned: []grant{to(models.Available, "Logistics"), to(models.Required, "Planning")}},
		featured(app{entry: "lineOfBusinessApp", answers: answers("Quay Rounds", organization, "Tick off the checks of a round along the quays."), file: "quay-rounds-3.1.ipa", build: rounds, icon: iconRounds}.
			in("Warehouse").goesTo(to(models.Required, "Dock iPads"), to(models.Available, "Warehouse staff"))),
		{entry: "builtInApp", icon: iconBooks, answers: answers("Handbooks", "", "Safety rules and manuals to read on board.", "selection", "ios:com.apple.iBooks"),
			categories: []string{"Books & Reference"}, assigned: []grant{to(models.Required, "Sales"), to(models.Required, "Planning"), to(models.Required, "Dock iPads"), to(models.Available, "Warehouse staff")}},
		{kind: "iosVppApp", icon: iconCrane, answers: answers("Crane Signals", "Lift School", "Hand signals for crane drivers, with a test.",
			"bundleId", "example.liftschool.signals", "appStoreUrl", "https://apps.apple.com/nl/app/id900100318", "vppTokenId", "Harbour & Hill", "usedLicenseCount", "9", "totalLicenseCount", "25"),
			categories: []string{"Education"}, assigned: []grant{to(models.Required, "Dock iPads")}},
	}
}

func macApps() []app {
	return []app{
		{entry: "lineOfBusinessApp", answers: answers("Ledger for Mac", "Tally Works", "Bookkeeping on a Mac."), file: "ledger-11.4.pkg", build: macLedger.pkg, icon: iconLedgerMac,
			categories: []string{"Business"}, assigned: []grant{to(models.Available, "Office")}},
		{entry: "macOSDmgApp", answers: answers("Plan Sketch", "Tekenaar Studio", "Sketch halls, yards, and stands."), file: "plan-sketch-3.2.dmg", build: sketch.dmg, icon: iconSketch,
			categories: []string{"Development & Design"}, assigned: []grant{to(models.Required, "Macs")}},
		{entry: "macOSPkgApp", answers: answers("Scanner Bridge", organization, "Lets a scanner type into any app on a Mac."), file: "scanner-bridge-1.6.pkg", build: bridge.pkg, icon: iconBridge,
			categories: []string{"Computer Management"}, assigned: []grant{to(models.Required, "IT department"), to(models.Available, "Office")}},
		example(app{entry: "macOSOfficeSuiteApp", icon: iconSuiteMac, answers: answers("Office Suite for Mac", "Microsoft", "Documents, spreadsheets, presentations, and email for every Mac.")}).
			in("Productivity").goesTo(to(models.Required, "Macs")),
		example(app{entry: "macOSMicrosoftEdgeApp", icon: iconBrowserMac, answers: answers("Work Browser for Mac", "Microsoft", "The browser for our web apps.", "channel", "stable", "notes", "")}).
			in("Productivity").goesTo(to(models.Required, "Macs")),
		example(app{entry: "macOSMicrosoftDefenderApp", icon: iconShield, answers: answers("Mac Shield", "Microsoft", "Protects every Mac from harmful software.")}).
			in("Computer Management").goesTo(to(models.Required, "Macs")),
		{kind: "macOSVppApp", icon: iconDrawing, answers: answers("Drawing Board", "Tekenaar Studio", "Draw floor plans with the whole team.",
			"bundleId", "example.tekenaar.board", "appStoreUrl", "https://apps.apple.com/nl/app/id900100407", "vppTokenId", "Harbour & Hill", "usedLicenseCount", "3", "totalLicenseCount", "10"),
			categories: []string{"Development & Design"}, assigned: []grant{to(models.Available, "Sales")}},
	}
}
