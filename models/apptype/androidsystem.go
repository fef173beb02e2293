package apptype

import (
	"slices"

	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "androidManagedSystemApp", Place: 250,
	Entry: Entry{
		ID: "androidManagedSystemApp", Heading: "Other", Label: "Android Enterprise system app",
		Summary:  "A preinstalled app on Android Enterprise devices, such as the manufacturer's clock or camera. Enable or disable it by package name.",
		Needs:    "The system app's package name, from the device manufacturer.",
		Installs: "Nothing. The app is already on the device and is enabled or disabled.",
	},
	Name: "Android Enterprise system app", General: "Store app", Platform: models.AndroidEnterprise, Updates: ByDevice,
	Glyph: "phone-gear",
	Steps: oneStep(withoutQuestions(information(
		field.Field{Key: packageID, Label: "Package name", Control: field.Text, Required: true, Fixed: field.Saved, Valid: androidName,
			Ask:  "Enter the system app's package name.",
			Hint: "The app's package name, such as com.android.deskclock. It cannot be changed after the app is created."},
	), notes, isFeatured)),
	Example: field.Form{
		displayName: {"Clock"}, description: {"Alarms and timers of the device's maker."}, publisher: {"Example Devices"},
		packageID: {"com.android.deskclock"}, owner: {"Front desk"},
	},
	IntentNotes: map[models.Intent]string{
		models.Required:  "Enables the system app on these devices.",
		models.Uninstall: "Disables the system app on these devices. It stays installed and can be enabled again.",
	},
	ExclusiveWith: &Exclusion{
		Catalog: ManagedPlay, Key: packageID,
		Text: "This app already exists as a managed Google Play app. Assign that app, or delete it first.",
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Uninstall) },
	detect:   func(v field.Values) models.Detection { return models.Detection{Kind: "android", ID: v[packageID]} },
	settings: []string{packageID},
})

// withoutQuestions is a section that leaves some questions out.
func withoutQuestions(s field.Section, keys ...string) field.Section {
	s.Fields = slices.DeleteFunc(s.Fields, func(f field.Field) bool { return slices.Contains(keys, f.Key) })
	return s
}
