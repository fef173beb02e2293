package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
)

// The keys of the main app of a package for macOS, which is the first of those it brings.
const (
	primaryID      = "primaryBundleId"
	primaryVersion = "primaryBundleVersion"
)

var dmgApps = includedAppsField(includedApps, atTop, includedVersionField(bundleVersion))

var _ = register(Definition{
	ID: "macOSDmgApp", Place: 230,
	Entry: Entry{
		ID: "macOSDmgApp", Heading: "Other", Label: "macOS app (DMG)",
		Summary:  "Apps on a disk image, the usual format for Mac software.",
		Installs: "The Mac copies the apps from the disk image to the Applications folder.",
		Needs:    "The disk image. Appdepot reads the names and versions of its apps.",
	},
	Name: "macOS app (DMG)", General: "LOB app (non-store)", LineOfBusiness: true, Platform: models.MacOS, Updates: ByAdministrator,
	Glyph:       "drive",
	Package:     &PackageRule{Formats: []installer.Format{installer.FormatDMG}, Extensions: []string{".dmg"}, MaxBytes: 8 << 30},
	VersionRule: &VersionRule{AnyPackage: true},
	Steps: []field.Step{
		{Key: Information, Title: "App information", Sections: []field.Section{fromPackage(), withoutFeatured(information())}},
		{Key: "requirements", Title: "Requirements", Sections: []field.Section{requirements(macOSMinimum())}},
		{Key: "detection", Title: "Detection rules", Summary: func(form field.Form) []models.Text { return plainIncluded(dmgApps, form) },
			Sections: []field.Section{detection(
				ignoreAppVersion("Choose Yes for apps that update themselves. Any version counts, even for uninstall."), dmgApps)}},
	},
	Example: field.Form{
		displayName: {"Ledger"}, description: {"Keeps the books of the depot."}, publisher: {"Tally Works"},
		minimumOS: {"12.0"}, ignoreVersion: {"true"}, informationURL: {"https://tally.example.com/ledger"},
		includedApps: {"2"}, field.RowKey(includedApps, 0, bundleIdentifier): {"com.example.ledger"}, field.RowKey(includedApps, 0, bundleVersion): {"5.4"},
		field.RowKey(includedApps, 1, bundleIdentifier): {"com.example.ledger.helper"}, field.RowKey(includedApps, 1, bundleVersion): {"5.4"},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	derive:   derivePrimary,
	detect:   func(v field.Values) models.Detection { return detectIncluded(v, includedApps, bundleVersion) },
	settings: []string{includedApps, ignoreVersion},
	version:  primaryVersion,
})

// derivePrimary makes the first included app the one that stands for all.
func derivePrimary(v field.Values) {
	if rows := v.Rows(includedApps); len(rows) > 0 {
		v[primaryID] = rows[0][bundleIdentifier]
		if version := rows[0][bundleVersion]; version != "" {
			v[primaryVersion] = version
		}
	}
}

// withoutFeatured takes the switch for featured apps out of a section. Source: the common fields, which disk images and
// unmanaged packages have without it.
func withoutFeatured(s field.Section) field.Section {
	var kept []field.Field
	for _, f := range s.Fields {
		if f.Key != isFeatured {
			kept = append(kept, f)
		}
	}
	s.Fields = kept
	return s
}

func requirements(fields ...field.Field) field.Section {
	return field.Section{Key: "requirements", Title: "Requirements", Fields: fields}
}

func detection(fields ...field.Field) field.Section {
	return field.Section{Key: "detection", Title: "Detection rules", Fields: fields}
}
