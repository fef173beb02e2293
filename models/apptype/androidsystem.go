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
		Summary:  "An app that devices with Android Enterprise come with, such as the clock or the camera of their maker. It is switched on or off by its package name.",
		Needs:    "The package name of the system app, from the maker of the devices.",
		Installs: "Nothing. The app is on the device already; it is enabled or disabled.",
	},
	Name: "Android Enterprise system app", General: "Store app", Platform: models.AndroidEnterprise, Updates: ByDevice,
	Steps: oneStep(withoutQuestions(information(
		field.Field{Key: packageID, Label: "Package name", Control: field.Text, Required: true, Fixed: field.Saved, Valid: androidName,
			Ask:  "Enter the package name of the system app. Devices recognize the app by it.",
			Hint: "As the device's maker names the app, such as com.android.deskclock. It cannot be changed once the app is created."},
	), notes, isFeatured)),
	Example: field.Form{
		displayName: {"Clock"}, description: {"Alarms and timers of the device's maker."}, publisher: {"Example Devices"},
		packageID: {"com.android.deskclock"}, owner: {"Front desk"},
	},
	IntentNotes: map[models.Intent]string{
		models.Required:  "Enables the system app on these devices.",
		models.Uninstall: "Disables the system app on these devices. It stays on them and can be enabled again.",
	},
	ExclusiveWith: &Exclusion{
		Catalog: ManagedPlay, Key: packageID,
		Text: "This app is here as a managed Google Play app already. Assign that one, or delete it first.",
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
