package admintest

import (
	"appdepot/models/installer/sample"
)

// VersionMSI is a package with this version.
func VersionMSI(version string) []byte {
	return sample.MSI(sample.MSIOptions{Name: "Probe", Version: version, Manufacturer: "Contoso", AllUsers: "1", Platform: "x64", Language: 1033,
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000002}"})
}
