package apptype

import (
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// minimumRelease is the key of the oldest Windows that an app runs on.
const minimumRelease = "minimumSupportedWindowsRelease"

// windowsMinimum asks for the oldest Windows that an app runs on.
func windowsMinimum() field.Field {
	f := field.Field{Key: minimumRelease, Label: "Minimum operating system", Control: field.Choice, Required: true, Fill: models.FactMinimumOS, FillAs: releaseOf,
		Ask:  "Choose a minimum operating system.",
		Hint: "Devices with an older version do not get the app."}
	for _, r := range models.WindowsReleases {
		if r.Minimum != "" {
			f.Options = append(f.Options, field.Option{Value: r.Minimum, Label: models.T("%s", r.Name)})
		}
	}
	return f
}

// releaseOf is the newest minimum that is not above a version, so that no device is left out that can run the app.
func releaseOf(version string) (release string) {
	for _, r := range models.WindowsReleases {
		if r.Minimum != "" && checkin.CompareVersions(r.Version, version) <= 0 {
			release = r.Minimum
		}
	}
	return release
}

// tooOld says that a device has an older Windows than the release; empty when it has not, or does not say what it has.
func tooOld(release string, device models.Device) models.Reason {
	for _, r := range models.WindowsReleases {
		if release != "" && r.Minimum == release && device.OSVersion != "" && checkin.CompareVersions(device.OSVersion, r.Version) < 0 {
			return reason.WindowsTooOld.Of(r.Name, r.Version, device.OSVersion)
		}
	}
	return models.Reason{}
}
