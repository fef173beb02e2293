package apptype

import (
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// minimumRelease is the key of the oldest Windows that an app runs on.
const minimumRelease = "minimumSupportedWindowsRelease"

// windowsReleases are the releases a minimum can be chosen from, oldest first, with the version that a device reports.
// Sources: reference, 2.3; Microsoft's release information of Windows 10 and Windows 11 for the build numbers.
var windowsReleases = []struct{ value, name, version string }{
	{"v8_0", "Windows 8", "6.2"},
	{"v8_1", "Windows 8.1", "6.3"},
	{"v10_0", "Windows 10", "10.0"},
	{"1607", "Windows 10 1607", "10.0.14393"},
	{"1703", "Windows 10 1703", "10.0.15063"},
	{"1709", "Windows 10 1709", "10.0.16299"},
	{"1803", "Windows 10 1803", "10.0.17134"},
	{"1809", "Windows 10 1809", "10.0.17763"},
	{"1903", "Windows 10 1903", "10.0.18362"},
	{"1909", "Windows 10 1909", "10.0.18363"},
	{"2004", "Windows 10 2004", "10.0.19041"},
	{"20H2", "Windows 10 20H2", "10.0.19042"},
	{"21H1", "Windows 10 21H1", "10.0.19043"},
	{"Windows10_21H2", "Windows 10 21H2", "10.0.19044"},
	{"Windows10_22H2", "Windows 10 22H2", "10.0.19045"},
	{"Windows11_21H2", "Windows 11 21H2", "10.0.22000"},
	{"Windows11_22H2", "Windows 11 22H2", "10.0.22621"},
	{"Windows11_23H2", "Windows 11 23H2", "10.0.22631"},
	{"Windows11_24H2", "Windows 11 24H2", "10.0.26100"},
	{"Windows11_25H2", "Windows 11 25H2", "10.0.26200"},
}

// windowsMinimum asks for the oldest Windows that an app runs on.
func windowsMinimum() field.Field {
	f := field.Field{Key: minimumRelease, Label: "Minimum operating system", Control: field.Choice, Required: true, Fill: models.FactMinimumOS, FillAs: releaseOf,
		Ask:  "Choose a minimum operating system.",
		Hint: "Devices with an older version do not get the app."}
	for _, r := range windowsReleases {
		f.Options = append(f.Options, field.Option{Value: r.value, Label: models.T("%s", r.name)})
	}
	return f
}

// releaseOf is the newest listed release that is not above a version, so that no device is left out that can run the app.
func releaseOf(version string) (release string) {
	for _, r := range windowsReleases {
		if checkin.CompareVersions(r.version, version) <= 0 {
			release = r.value
		}
	}
	return release
}

// tooOld says that a device has an older Windows than the release; empty when it has not, or does not say what it has.
func tooOld(release string, device models.Device) models.Reason {
	for _, r := range windowsReleases {
		if r.value == release && device.OSVersion != "" && checkin.CompareVersions(device.OSVersion, r.version) < 0 {
			return reason.WindowsTooOld.Of(r.name, r.version, device.OSVersion)
		}
	}
	return models.Reason{}
}
