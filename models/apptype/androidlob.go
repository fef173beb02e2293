package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/reason"
)

// lineOfBusiness is one entry of the pane for every type that is made from an uploaded package; the file decides.
var lineOfBusiness = Entry{
	ID: "lineOfBusinessApp", Heading: "Other", Label: "Line-of-business app", Choose: ByFile,
	Summary:  "An app written by or for your organization, added from its installation file.",
	Installs: "The device installs the app from the file you upload.",
	Needs:    "The installation file. Appdepot reads its name, version, and publisher.",
	Glyph:    "box",
}

// The platforms an Android package can be aimed at.
const (
	targetedPlatforms  = "targetedPlatforms"
	deviceAdmin        = "androidDeviceAdministrator"
	openSource         = "androidOpenSourceProject"
	targetedEnterprise = "androidEnterprise"
)

var _ = register(Definition{
	ID: "androidLobApp", Place: 160, Entry: lineOfBusiness,
	Name: "Android line-of-business app", General: "LOB app", LineOfBusiness: true, Platform: models.Android, Updates: ByAdministrator,
	Glyph:       "box-phone",
	Package:     &PackageRule{Formats: []installer.Format{installer.FormatAPK}, Extensions: []string{".apk"}, MaxBytes: MaxAPKBytes},
	VersionRule: &VersionRule{Key: "versionCode", MustRise: true, SameKey: "packageId", SameSigner: true},
	Steps: oneStep(
		fromPackage(
			field.Field{Key: "packageId", Label: "Package name", Control: field.Text, Required: true, Fill: models.FactPackageID, Valid: applicationID, AskIfUnknown: true,
				Ask: "Enter the package name. The package does not include it."},
			field.Field{Key: "versionName", Label: "Version", Control: field.Text, Max: 100, Fill: models.FactVersion, AskIfUnknown: true},
			field.Field{Key: "versionCode", Label: "Version code", Control: field.Number, Required: true, Fill: models.FactVersionCode, AskIfUnknown: true,
				Ask: "Enter the version code. The package does not include it, so Android would count it as 0."},
			architecture(models.ARM64, models.ARM, models.X64, models.X86),
		),
		information(
			field.Field{Key: targetedPlatforms, Label: "Targeted platform", Control: field.Choice, Required: true, Default: deviceAdmin,
				Ask: "Choose a targeted platform.",
				Options: []field.Option{
					{Value: deviceAdmin, Label: models.T("Android device administrator")},
					{Value: openSource, Label: models.T("Android (AOSP)")},
					{Value: targetedEnterprise, Label: models.T("Android Enterprise")},
				},
				Hint: "How the devices are managed. Devices with Google services no longer support device administrator; most use Android Enterprise. If managed Google Play provides the same app, devices keep this one."},
			androidMinimum(),
		)),
	Example: field.Form{
		"packageId": {"com.example.depotscan"}, "versionName": {"4.2.0"}, "versionCode": {"40200"}, architectures: {"arm64", "arm"},
		displayName: {"Depot Scan"}, description: {"Scan parcels, pallets and locations."}, publisher: {"Example Logistics"},
		targetedPlatforms: {deviceAdmin}, minimumOS: {"10.0"}, isFeatured: {"false"}, owner: {"Warehouse systems"},
	},
	assign: func(v field.Values) AssignRule {
		if v[targetedPlatforms] != deviceAdmin {
			return allow(models.Required, models.Available, models.Uninstall)
		}
		return allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
	},
	detect: func(v field.Values) models.Detection {
		return models.Detection{Kind: "android", ID: v["packageId"], Version: v["versionCode"], Match: models.MinimumVersion}
	},
	fits:     fitsTargetedPlatform,
	settings: []string{"packageId"},
	version:  "versionName",
})

// fitsTargetedPlatform keeps an app that is aimed at Android Enterprise away from other Android devices. The reverse is allowed: see
// models.Platform.Covers.
func fitsTargetedPlatform(v field.Values, device models.Device) models.Reason {
	if v[targetedPlatforms] == targetedEnterprise && device.Platform != models.AndroidEnterprise {
		return reason.OnlyAndroidEnterprise
	}
	return models.Reason{}
}

func applicationID(id string) models.Text {
	if !androidID.MatchString(id) {
		return models.T("Android does not accept the package name %s. Rebuild the package with another name.", id)
	}
	return models.Text{}
}
