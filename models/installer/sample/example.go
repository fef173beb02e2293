package sample

import (
	"fmt"
	"time"
)

// Example makes a package of the kind that files with this ending are, "." included: the smallest one that an app can be
// made from.
func Example(ending string) []byte {
	switch ending {
	case ".apk":
		return APK(APKOptions{
			Label: "Scan", PackageID: "com.example.depotscan", VersionName: "4.2.0", VersionCode: 40200, MinSDK: 29, TargetSDK: 34,
			ABIs: []string{"arm64-v8a"}, Signer: NewSigner("Example Logistics"),
		})
	case ".ipa":
		return IPA(IPAOptions{
			Name: "Rounds", BundleID: "com.example.rounds", Version: "3.1", Build: "3100", MinimumOS: "16.0", Families: []int{1, 2},
			Profile: "Example rounds", Team: "ABCDE12345", Expires: time.Date(2046, 1, 1, 0, 0, 0, 0, time.UTC), Signer: NewSigner("Example Logistics"),
		})
	case ".msi":
		return MSI(MSIOptions{
			Name: "Probe", Version: "1.2.3", Manufacturer: "Contoso", AllUsers: "2",
			ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000002}",
		})
	case ".appx", ".msix":
		return MSIX(exampleMSIX())
	case ".appxbundle", ".msixbundle":
		return MSIXBundle(MSIXBundleOptions{Version: "2.5.0.0", Packages: []MSIXOptions{exampleMSIX()}, Signer: NewSigner("Example Logistics")})
	case ".pkg":
		return PKG(PKGOptions{
			Title: "Ledger", MinimumOS: "12.0", Signer: NewInstallerSigner("Example Logistics", "ABCDE12345"),
			Packages: []PKGPackage{{ID: "com.example.ledger.pkg", Version: "5.4", Location: "/Applications", Apps: []PKGApp{{Name: "Ledger", BundleID: "com.example.ledger", Version: "5.4", Build: "5400"}}}},
		})
	case ".dmg":
		return DMG(DMGOptions{Volume: "Ledger", Apps: []App{{Name: "Ledger", BundleID: "com.example.ledger", Version: "5.4", Build: "5400", MinimumOS: "12.0"}}})
	case ".exe":
		return EXE(EXEOptions{Name: "Probe", Description: "Probe Setup", Publisher: "Contoso", Version: "1.2.3", Setup: "nsis"})
	case ".zip":
		return Zip(File{Name: "setup.exe", Content: Example(".exe")}, File{Name: "settings.ini", Content: []byte("[probe]\r\n")})
	case ".intunewin":
		return IntuneWin(IntuneWinOptions{Name: "Probe", Files: []File{{Name: "probe.msi", Content: Example(".msi")}},
			MSI: &MSIOptions{Name: "Probe", Version: "1.2.3", Manufacturer: "Contoso", ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}"}})
	}
	panic(fmt.Sprintf("sample: no package ends with %q", ending))
}

func exampleMSIX() MSIXOptions {
	return MSIXOptions{
		Name: "Example.Shelves", DisplayName: "Shelves", Publisher: "CN=Example Logistics", PublisherDisplayName: "Example Logistics",
		Version: "2.5.0.0", Architecture: "x64", Signer: NewSigner("Example Logistics"),
	}
}
