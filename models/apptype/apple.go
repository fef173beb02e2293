package apptype

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
)

// The keys of the answers about apps for Apple's systems.
const (
	bundleIdentifier = "bundleId"
	versionNumber    = "versionNumber" // CFBundleShortVersionString
	buildNumber      = "buildNumber"   // CFBundleVersion
	expiration       = "expirationDateTime"
)

// macVersions are the versions a minimum can be chosen from. Source: the list of macOS minimums, and those that came since.
var macVersions = []string{"10.7", "10.8", "10.9", "10.10", "10.11", "10.12", "10.13", "10.14", "10.15", "11.0", "12.0", "13.0", "14.0", "15.0", "26.0"}

// macOSMinimum asks for the oldest macOS that an app runs on.
func macOSMinimum() field.Field {
	f := field.Field{Key: minimumOS, Label: "Minimum operating system", Control: field.Choice, Required: true, Fill: models.FactMinimumOS, FillAs: macVersion,
		Ask:  "Choose a minimum operating system.",
		Hint: "Macs with an older version do not get the app."}
	for _, v := range macVersions {
		f.Options = append(f.Options, field.Option{Value: v, Label: models.T("macOS %s", v)})
	}
	return f
}

// macVersion is the listed version that an exact one belongs to: the newest that is not above it.
func macVersion(exact string) string {
	if exact == "" || strings.Trim(exact, "0123456789.") != "" {
		return ""
	}
	for _, v := range slices.Backward(macVersions) {
		if checkin.CompareVersions(v, exact) <= 0 {
			return v
		}
	}
	return macVersions[0]
}

// bundleWord accepts what devices report: real apps keep to the rules for bundle identifiers less closely than bundleName does.
func bundleWord(id string) models.Text {
	if strings.ContainsAny(id, " /:,;\"'<>\\") {
		return models.T("Enter a bundle ID without spaces, such as org.example.app.")
	}
	return models.Text{}
}
