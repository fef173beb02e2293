package apptype

import (
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/reason"
)

const managementType = "managementType"

var _ = register(Definition{
	ID: "iosLobApp", Place: 170, Entry: lineOfBusiness,
	Name: "iOS line-of-business app", General: "LOB app", LineOfBusiness: true, Platform: models.IOS, Updates: ByAdministrator,
	Glyph:       "box-tablet",
	Package:     &PackageRule{Formats: []installer.Format{installer.FormatIPA}, Extensions: []string{".ipa"}, MaxBytes: 2 << 30},
	VersionRule: &VersionRule{Key: buildNumber, SameKey: bundleIdentifier},
	Steps: oneStep(
		fromPackage(
			field.Field{Key: bundleIdentifier, Label: "Bundle ID", Control: field.Text, Required: true, Fill: models.FactBundleID, Valid: bundleWord, AskIfUnknown: true,
				Ask: "Enter the bundle ID. The package does not include it."},
			field.Field{Key: versionNumber, Label: "Version", Control: field.Text, Max: 100, Fill: models.FactVersion, AskIfUnknown: true},
			field.Field{Key: buildNumber, Label: "Build number", Control: field.Text, Max: 100, Fill: models.FactBuild, AskIfUnknown: true},
			field.Field{Key: expiration, Label: "Provisioning profile expires", Control: field.DateTime, Fill: models.FactExpires},
		),
		information(
			iosDeviceTypes(),
			iosMinimum(),
			field.Field{Key: managementType, Label: "Management type", Control: field.Choice, Required: true, Default: "mdm",
				Ask:     "Choose a management type.",
				Options: []field.Option{{Value: "mdm", Label: models.T("MDM")}, {Value: "ddm", Label: models.T("DDM")}},
				Hint:    "MDM works on every device. With DDM, the device manages the app itself. DDM needs iOS or iPadOS 18 and does not support protection SDK apps or app configuration policies."},
		)),
	Example: field.Form{
		bundleIdentifier: {"com.example.rounds"}, versionNumber: {"3.1"}, buildNumber: {"3100"}, expiration: {"2046-01-01T00:00:00Z"},
		displayName: {"Rounds"}, description: {"Tick off the checks of a round through the depot."}, publisher: {"Example Logistics"},
		deviceTypes: {"iPad", "iPhoneAndIPod"}, minimumOS: {"16.0"}, managementType: {"mdm"}, isFeatured: {"true"}, owner: {"Facilities"},
	},
	assign: func(field.Values) AssignRule {
		return allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
	},
	detect:   detectIPA,
	fits:     fitsIOSLob,
	settings: []string{bundleIdentifier, managementType},
	version:  versionNumber,
	expires:  expiration,
})

// detectIPA wants the very build of the package: devices go up and down, and only another build is another version.
func detectIPA(v field.Values) models.Detection {
	d := models.Detection{Kind: "ios", ID: v[bundleIdentifier]}
	if v[buildNumber] != "" {
		d.Version, d.Match = v[buildNumber], models.SameVersion
	}
	return d
}

// fitsIOSLob also keeps apps that are managed with DDM away from devices that do not know it.
func fitsIOSLob(v field.Values, device models.Device) models.Reason {
	if v[managementType] == "ddm" && device.OSVersion != "" && checkin.CompareVersions(device.OSVersion, "18") < 0 {
		return reason.DeclarativeManagementTooOld.Of(device.OSVersion)
	}
	return fitsIOSDevice(v, device)
}
