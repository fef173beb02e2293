package apptype

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// Selection is the key of the step on which several apps are chosen from those that their types supply, and of what was chosen.
const Selection = "selection"

// SuppliedApp is an app that comes with its type, ready to be chosen.
type SuppliedApp struct {
	ID       string     // permanent: drafts keep it
	Identity string     // what devices recognize the app by
	Form     field.Form // the description is English source text
}

// builtIn is one entry of the pane for the apps that are supplied for iOS and for Android.
var builtIn = Entry{
	ID: "builtInApp", Heading: "Other", Label: "Built-in app", Choose: BySelection,
	Summary:  "Well-known apps from Appdepot's list. Add several at once.",
	Installs: "The device installs each app from its platform's store.",
	Needs:    "Nothing. Choose apps from the list. You can edit names and descriptions later.",
	Glyph:    "puzzle",
}

// What to know before a built-in app is uninstalled (source document: before you add apps).
const (
	otherContent   = "Other content may need this app."
	builtInContent = "Other content may need this app: books need Books, for example. You cannot put the app back from here."
)

//go:embed builtin/apps.csv
var builtInList string

var _ = register(Definition{
	ID: "managedIOSStoreApp", Place: 140, Entry: builtIn,
	Name: "Built-in iOS app", General: "Built-in app", Platform: models.IOS, Updates: ByStore, UnlistedWhenUnassigned: true,
	Glyph:       "tablet-grid",
	AccountNote: appleAccount, UninstallNote: builtInContent,
	Supplied:  suppliedFor("ios", "bundleId", ""),
	Steps:     selectionStep(field.Field{Key: "bundleId", Label: "Bundle ID", Control: field.Text, Locked: field.Always}),
	Example:   suppliedFor("ios", "bundleId", "")[0].Form,
	assign:    builtInIntents,
	detect:    func(v field.Values) models.Detection { return models.Detection{Kind: "ios", ID: v["bundleId"]} },
	settings:  []string{"bundleId", "appStoreUrl"},
	storePage: "appStoreUrl",
})

var _ = register(Definition{
	ID: "managedAndroidStoreApp", Place: 150, Entry: builtIn,
	Name: "Built-in Android app", General: "Built-in app", Platform: models.Android, Updates: ByStore, UnlistedWhenUnassigned: true,
	Glyph:       "phone-grid",
	AccountNote: googleAccount, UninstallNote: otherContent,
	Supplied:  suppliedFor("android", "packageId", "https://play.google.com/store/apps/details?id="),
	Steps:     selectionStep(field.Field{Key: "packageId", Label: "Package name", Control: field.Text, Locked: field.Always}),
	Example:   suppliedFor("android", "packageId", "https://play.google.com/store/apps/details?id=")[0].Form,
	assign:    builtInIntents,
	detect:    func(v field.Values) models.Detection { return models.Detection{Kind: "android", ID: v["packageId"]} },
	fits:      notEnterprise,
	settings:  []string{"packageId", "appStoreUrl"},
	storePage: "appStoreUrl",
})

// selectionStep holds what the list says for good, and what can be changed in an app's properties.
func selectionStep(identity field.Field) []field.Step {
	fixed := field.Section{Key: "builtIn", Title: "Built-in app", Fields: []field.Field{
		identity, {Key: "appStoreUrl", Label: "Appstore URL", Control: field.Link, Locked: field.Always},
	}}
	return []field.Step{{Key: Selection, Title: "Select built-in apps", Sections: []field.Section{fixed, information()}}}
}

func builtInIntents(field.Values) AssignRule {
	return allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
}

// suppliedFor reads the list for one platform. An app's address in the store is that of the list, or follows from its identity.
func suppliedFor(platform, identity, store string) (list []SuppliedApp) {
	r := csv.NewReader(strings.NewReader(builtInList))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic("apptype: built-in apps: " + err.Error())
	}
	for _, row := range rows[1:] {
		if row[0] != platform {
			continue
		}
		address := row[4]
		if address == "" {
			address = store + row[3]
		}
		list = append(list, SuppliedApp{ID: platform + ":" + row[3], Identity: row[3], Form: field.Form{
			displayName: {row[1]}, publisher: {row[2]}, description: {row[5]}, identity: {row[3]}, "appStoreUrl": {address},
		}})
	}
	return list
}

// KnownChoices keeps of what was chosen what the entry's types supply, in their order.
func (e PaneEntry) KnownChoices(ids []string) (known []string) {
	for _, d := range e.Types {
		for _, s := range d.Supplied {
			if slices.Contains(ids, s.ID) {
				known = append(known, s.ID)
			}
		}
	}
	return known
}
