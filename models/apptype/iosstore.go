package apptype

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
)

var _ = register(Definition{
	ID: "iosStoreApp", Place: 20,
	Entry: Entry{
		ID: "iosStoreApp", Heading: "Store app", Label: "iOS store app",
		Summary:  "A free app from Apple's App Store, found by name.",
		Installs: "The device installs the app from the App Store.",
		Needs:    "The app's name or App Store URL.",
	},
	Name: "iOS store app", General: "Store app", AccountNote: appleAccount, Platform: models.IOS, Updates: ByStore, Lookup: AppStore,
	Glyph: "bag-tablet",
	Steps: oneStep(information(
		field.Field{Key: "appStoreUrl", Label: "Appstore URL", Control: field.Link, Required: true, Valid: appStorePage, Fill: models.FactStoreURL,
			Ask:  "Enter the app's App Store URL.",
			Hint: "The app's App Store URL, such as https://apps.apple.com/app/id1234567890."},
		field.Field{Key: "bundleId", Label: "Bundle ID", Control: field.Text, Required: true, Fill: models.FactBundleID, Valid: bundleName,
			Ask:  "Enter the bundle ID.",
			Hint: "Identifies the app on devices, such as org.example.app."},
		iosMinimum(),
		iosDeviceTypes(),
	)),
	Example: field.Form{
		displayName: {"Parcel tracker"}, description: {"Follow parcels on their way to you."}, publisher: {"Example Post"},
		"appStoreUrl": {"https://apps.apple.com/nl/app/parcel-tracker/id1234567890"}, "bundleId": {"com.example.parcels"},
		minimumOS: {"16.0"}, deviceTypes: {"iPad", "iPhoneAndIPod"}, privacyURL: {"https://post.example.com/privacy"},
	},
	IntentNotes: map[models.Intent]string{models.Required: "The app also appears in the Company Portal, where people can reinstall it."},
	assign: func(field.Values) AssignRule {
		rule := allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
		rule.AlsoAvailable = true
		return rule
	},
	detect:    func(v field.Values) models.Detection { return models.Detection{Kind: "ios", ID: v["bundleId"]} },
	fits:      fitsIOSDevice,
	settings:  []string{"appStoreUrl", "bundleId"},
	storePage: "appStoreUrl",
})

// iosVersions are the versions a minimum can be chosen from. Source: the list of the iOS store page, and 26.0, the one that came
// after 18.
var iosVersions = []string{"8.0", "9.0", "10.0", "11.0", "12.0", "13.0", "14.0", "15.0", "16.0", "17.0", "18.0", "26.0"}

// iosMinimum asks for the oldest iOS or iPadOS that an app runs on.
func iosMinimum() field.Field {
	f := field.Field{Key: minimumOS, Label: "Minimum operating system", Control: field.Choice, Required: true, Fill: models.FactMinimumOS, FillAs: iosVersion,
		Ask:  "Choose a minimum operating system.",
		Hint: "Devices with an older version do not get the app."}
	for _, v := range iosVersions {
		f.Options = append(f.Options, field.Option{Value: v, Label: models.T("iOS %s", v)})
	}
	return f
}

// deviceTypes is the key of the kinds of device that an app is for.
const deviceTypes = "applicableDeviceType"

// iosDeviceTypes asks for which kinds of device an app is.
func iosDeviceTypes() field.Field {
	return field.Field{Key: deviceTypes, Label: "Applicable device type", Control: field.Choices, Required: true,
		Default: "iPad,iPhoneAndIPod", Fill: models.FactDeviceFamily, FillAs: iosDevices,
		Ask:  "Choose at least one device type.",
		Hint: "Other devices do not get the app.",
		Options: []field.Option{
			{Value: "iPad", Label: models.T("iPad")}, {Value: "iPhoneAndIPod", Label: models.T("iPhone and iPod")},
		}}
}

// iosVersion is the listed version that an exact one belongs to: the newest that is not above it, so that no device is left out
// that can run the app. Others refuse the app themselves.
func iosVersion(exact string) string {
	major, _, _ := strings.Cut(exact, ".")
	wanted, err := strconv.Atoi(major)
	if err != nil {
		return ""
	}
	for _, v := range slices.Backward(iosVersions) {
		if listed, _ := strconv.Atoi(strings.TrimSuffix(v, ".0")); listed <= wanted {
			return v
		}
	}
	return iosVersions[0]
}

// iosDevices turns "iPhone, iPad" into the kinds of device that can be chosen.
func iosDevices(families string) string {
	var kinds []string
	for family := range strings.SplitSeq(families, ", ") {
		switch family {
		case "iPad":
			kinds = append(kinds, "iPad")
		case "iPhone":
			kinds = append(kinds, "iPhoneAndIPod")
		}
	}
	slices.Sort(kinds)
	return strings.Join(kinds, ",")
}

// fitsIOSDevice says why a device is of another kind than the app is for. One that does not say what it is gets the chance.
func fitsIOSDevice(values field.Values, device models.Device) models.Reason {
	kinds := values.List(deviceTypes)
	switch {
	case strings.Contains(device.Model, "iPad") && !slices.Contains(kinds, "iPad"):
		return reason.NotForIPad
	case (strings.Contains(device.Model, "iPhone") || strings.Contains(device.Model, "iPod")) && !slices.Contains(kinds, "iPhoneAndIPod"):
		return reason.NotForIPhone
	}
	return models.Reason{}
}

// appleNumber is the last part of the path of an app's page.
var appleNumber = regexp.MustCompile(`/id[0-9]{6,12}$`)

func appStorePage(address string) models.Text {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Hostname() != "apps.apple.com" && u.Hostname() != "itunes.apple.com" || !appleNumber.MatchString(u.Path) {
		return models.T("Enter an App Store URL that starts with https://apps.apple.com/ and ends with id and the app's number.")
	}
	return models.Text{}
}

// bundleID is the form of a bundle identifier. Source: Apple, CFBundleIdentifier.
var bundleID = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)

func bundleName(id string) models.Text {
	if !bundleID.MatchString(id) {
		return models.T("Enter a bundle ID of letters, digits, and hyphens separated by dots, such as org.example.app.")
	}
	return models.Text{}
}
