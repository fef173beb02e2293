package apptype

import (
	"slices"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// The keys that say what an app needs of a device, in every type that asks.
const (
	minimumOS     = "minimumSupportedOperatingSystem"
	architectures = "applicableArchitectures"
)

// Fits says why an app with these values cannot run on a device; empty when it can.
func (d *Definition) Fits(values field.Values, device models.Device) models.Reason {
	least, made := values[minimumOS], values.List(architectures)
	switch {
	case !d.Platform.Covers(device.Platform):
		return reason.WrongPlatform.Of(d.Platform.Name(), device.Platform.Name())
	case least != "" && device.OSVersion != "" && checkin.CompareVersions(device.OSVersion, least) < 0:
		return reason.SystemTooOld.Of(d.Platform.Name(), least, device.OSVersion)
	case !runsOn(made, device):
		return reason.WrongArchitecture.Of(made, string(device.Architecture))
	case d.fits != nil:
		return d.fits(values, device)
	}
	return models.Reason{}
}

// emulated are the architectures that a device runs besides its own: Windows translates x86 on x64 and everything on ARM64,
// Android runs the 32-bit variant of its own.
var emulated = map[models.Platform]map[models.Architecture][]string{
	models.Windows: {models.X64: {"x86"}, models.ARM64: {"x86", "x64", "arm"}},
	models.Android: {models.X64: {"x86"}, models.ARM64: {"arm"}},
}

// runsOn reports whether the device runs one of the architectures; an app that names none runs everywhere, and a device that
// does not say what it is gets the chance.
func runsOn(made []string, device models.Device) bool {
	if len(made) == 0 || device.Architecture == "" {
		return true
	}
	platform := device.Platform
	if platform == models.AndroidEnterprise {
		platform = models.Android
	}
	also := emulated[platform][device.Architecture]
	return slices.ContainsFunc(made, func(m string) bool {
		return m == string(device.Architecture) || slices.Contains(also, m)
	})
}

// architecture shows what a package is made for.
func architecture(offered ...models.Architecture) field.Field {
	f := field.Field{Key: architectures, Label: "Architectures", Control: field.Choices, Fill: models.FactArchitectures}
	for _, a := range offered {
		f.Options = append(f.Options, field.Option{Value: string(a), Label: models.T("%s", a)})
	}
	return f
}
