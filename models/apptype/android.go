package apptype

import (
	"regexp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// androidVersions are the versions a minimum can be chosen from. Source: the list of the Android store page, and 16.0,
// which packages ask for meanwhile.
var androidVersions = []string{"4.0", "4.0.3", "4.1", "4.2", "4.3", "4.4", "5.0", "5.1", "6.0", "7.0", "7.1", "8.0", "8.1", "9.0",
	"10.0", "11.0", "12.0", "13.0", "14.0", "15.0", "16.0"}

// androidMinimum asks for the oldest Android an app runs on.
func androidMinimum() field.Field {
	f := field.Field{Key: minimumOS, Label: "Minimum operating system", Control: field.Choice, Required: true, Fill: models.FactMinimumOS,
		Ask:  "Choose a minimum operating system.",
		Hint: "Devices with an older version do not get the app."}
	for _, v := range androidVersions {
		f.Options = append(f.Options, field.Option{Value: v, Label: models.T("Android %s", v)})
	}
	return f
}

// notEnterprise keeps apps of Google's public store away from devices whose store the organization fills itself. Source: reference,
// Built-in app and Android store app, which are not for Android Enterprise.
func notEnterprise(_ field.Values, device models.Device) models.Reason {
	if device.Platform == models.AndroidEnterprise {
		return reason.OnlyManagedPlay
	}
	return models.Reason{}
}

// androidID is the form of an application id. Source: developer.android.com, "Set the application ID".
var androidID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$`)
