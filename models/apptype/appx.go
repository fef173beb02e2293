package apptype

import (
	"regexp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
)

// The keys of what a Windows app package says about its identity.
const (
	identityName     = "identityName"
	identityHash     = "identityPublisherHash"
	identityVersion  = "identityVersion"
	packageFamily    = "packageFamilyName"
	identityResource = "identityResourceIdentifier"
)

var _ = register(Definition{
	ID: "windowsUniversalAppX", Place: 190, Entry: lineOfBusiness,
	Name: "Windows line-of-business app (AppX/MSIX)", General: "LOB app", LineOfBusiness: true, Platform: models.Windows, Updates: ByAdministrator,
	Glyph: "box-window",
	Package: &PackageRule{
		Formats:    []installer.Format{installer.FormatMSIX, installer.FormatMSIXBundle},
		Extensions: []string{".appx", ".appxbundle", ".msix", ".msixbundle"}, MaxBytes: 8 << 30,
	},
	VersionRule: &VersionRule{Key: identityVersion, MustRise: true, SameKey: packageFamily},
	Steps: oneStep(
		fromPackage(
			field.Field{Key: identityName, Label: "Identity name", Control: field.Text, Required: true, Fill: models.FactIdentityName, Valid: packageName,
				Ask: "The package has no identity, so Windows cannot identify it. Get a complete package from the publisher."},
			field.Field{Key: identityVersion, Label: "Version", Control: field.Version, Required: true, Fill: models.FactVersion,
				Ask: "The package has no version, so devices cannot check if it is up to date. Get a complete package from the publisher."},
			field.Field{Key: "identityPublisher", Label: "Publisher identity", Control: field.Text, Max: 8192, Fill: models.FactIdentity},
			field.Field{Key: identityHash, Label: "Publisher hash", Control: field.Text, Required: true, Fill: models.FactPublisherHash, Valid: hashOfPublisher,
				Ask: "The package does not name its publisher, so Windows cannot identify it. Get a complete package."},
			field.Field{Key: identityResource, Label: "Resource ID", Control: field.Text, Fill: models.FactResourceID},
			field.Field{Key: "isBundle", Label: "Bundle of several packages", Control: field.Flag, Fill: models.FactIsBundle},
			architecture(models.X64, models.X86, models.ARM64, models.ARM),
			field.Field{Key: minimumOS, Label: "Minimum operating system", Control: field.Version, Fill: models.FactMinimumOS},
		),
		information(),
	),
	Example: field.Form{
		identityName: {"Example.Shelves"}, identityVersion: {"2.5.0.0"}, "identityPublisher": {"CN=Example Logistics"}, identityHash: {"51epv8hvx7xkc"},
		"isBundle": {"false"}, architectures: {"x64"}, minimumOS: {"10.0.17763.0"},
		displayName: {"Shelves"}, description: {"Shows which shelf has room."}, publisher: {"Example Logistics"}, isFeatured: {"true"},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	derive:   func(v field.Values) { v[packageFamily] = v[identityName] + "_" + v[identityHash] },
	detect:   detectAppX,
	settings: []string{packageFamily, identityVersion},
	version:  identityVersion,
})

// detectAppX wants the version of the package or a newer one: Windows does not go back by itself.
func detectAppX(v field.Values) models.Detection {
	return models.Detection{Kind: "appx", ID: v[packageFamily], Version: v[identityVersion], Match: models.MinimumVersion}
}

// The forms of a package's identity. Source: Microsoft, "Package identity overview".
var (
	identityForm  = regexp.MustCompile(`^[A-Za-z0-9.-]{3,50}$`)
	publisherForm = regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{13}$`)
)

func packageName(name string) models.Text {
	if !identityForm.MatchString(name) {
		return models.T("Windows does not accept the identity %s. Get a correct package from the publisher.", name)
	}
	return models.Text{}
}

func hashOfPublisher(hash string) models.Text {
	if !publisherForm.MatchString(hash) {
		return models.T("The publisher hash %s is not valid. Get a correct package from the publisher.", hash)
	}
	return models.Text{}
}
