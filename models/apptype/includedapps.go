package apptype

import (
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// The keys of the apps that a line-of-business package brings, and of the version of one of them.
const (
	childApps     = "childApps"
	bundleVersion = "bundleVersion"
)

// maxIncludedApps is how many apps a package may bring: more than readers list.
const maxIncludedApps = 500

// includedAppsField asks which apps a package brings. A device has the package when it has all of them; the first one stands for it.
func includedAppsField(key string, fill func([]models.Component) []models.Component, fields ...field.Field) field.Field {
	rows := append([]field.Field{{Key: bundleIdentifier, Label: "Bundle ID", Control: field.Text, Required: true, Valid: bundleWord,
		Ask: "Enter the bundle ID."}}, fields...)
	return field.Field{Key: key, Label: "Included apps", Control: field.Table, Required: true,
		Ask:  "Add at least one app that the package installs. Macs use it to detect the package.",
		Hint: "The package counts as installed when the Mac has all of these apps. Leave out apps outside the Applications folder.",
		Rows: &field.Rows{Fields: rows, Name: "App", AddLabel: "Add app", Separator: "and", Max: maxIncludedApps,
			FirstNote: "Main app: reports show its version for the whole package. Move another app up to change the main app."},
		FillRows: func(known field.Known) []field.Values {
			var rows []field.Values
			for _, c := range fill(appComponents(known.Components)) {
				rows = append(rows, field.Values{bundleIdentifier: c.ID, bundleVersion: c.Version, versionNumber: c.Version, buildNumber: c.Build})
			}
			return dropOtherKeys(rows, fields)
		}}
}

// dropOtherKeys keeps of rows what is asked.
func dropOtherKeys(rows []field.Values, fields []field.Field) []field.Values {
	for _, row := range rows {
		for key := range row {
			asked := slices.ContainsFunc(fields, func(f field.Field) bool { return f.Key == key })
			if row[key] == "" || key != bundleIdentifier && !asked {
				delete(row, key)
			}
		}
	}
	return rows
}

// includedVersionField asks for the version of an included app.
func includedVersionField(key string) field.Field {
	return field.Field{Key: key, Label: "Version", Control: field.Text, Max: 100}
}

// appComponents are the components that are apps and say by what devices recognize them, each once.
func appComponents(all []models.Component) (kept []models.Component) {
	for _, c := range all {
		twice := slices.ContainsFunc(kept, func(k models.Component) bool { return k.ID == c.ID })
		if c.Kind == "app" && c.ID != "" && bundleWord(c.ID).Empty() && !twice {
			kept = append(kept, c)
		}
	}
	return kept
}

// inApplications are the apps in a package that a Mac finds afterwards: those in the folder Applications or, when it has none,
// those elsewhere. Bundles of other kinds are left out.
func inApplications(all []models.Component) []models.Component {
	real := slices.DeleteFunc(slices.Clone(all), func(c models.Component) bool { return path.Ext(c.Path) != ".app" })
	if there := slices.DeleteFunc(slices.Clone(real), outsideApplications); len(there) > 0 {
		return there
	}
	return real
}

func outsideApplications(c models.Component) bool {
	return !strings.HasPrefix(c.Path, "/Applications/")
}

// atTop are the apps at the top of a disk image, which are those to be copied; when there are none, the one that is taken for
// the main app.
func atTop(all []models.Component) []models.Component {
	top := slices.DeleteFunc(slices.Clone(all), func(c models.Component) bool { return strings.Contains(c.Path, "/") })
	if len(top) == 0 {
		return all[:min(len(all), 1)]
	}
	return top
}

// detectIncluded finds all included apps, in the versions that were entered unless any will do.
func detectIncluded(v field.Values, key, version string) models.Detection {
	var parts []models.Detection
	for _, row := range v.Rows(key) {
		d := models.Detection{Kind: "macos", ID: row[bundleIdentifier]}
		if row[version] != "" && !v.Flag(ignoreVersion) {
			d.Version, d.Match = row[version], models.SameVersion
		}
		parts = append(parts, d)
	}
	if len(parts) == 0 {
		return models.Detection{Kind: "macos"}
	}
	whole := parts[0]
	whole.Also = parts[1:]
	return whole
}

// ignoreAppVersion asks whether any version counts.
func ignoreAppVersion(hint string) field.Field {
	return field.Field{Key: ignoreVersion, Label: "Ignore app version", Control: field.Flag, Default: "false", HasDependents: true, Hint: hint}
}

// plainIncluded says in sentences how Macs tell that the included apps of a form are there.
func plainIncluded(apps field.Field, form field.Form) (told []models.Text) {
	anyVersion := form.Get(ignoreVersion) == "true"
	n, _ := apps.RowCount(form)
	var lines []models.Text
	for i := range n {
		row := apps.Row(form, i)
		id, version := strings.TrimSpace(row.Get(bundleIdentifier)), strings.TrimSpace(row.Get(bundleVersion))
		switch {
		case id == "":
		case anyVersion || version == "":
			lines = append(lines, models.T("%s, any version", id))
		default:
			lines = append(lines, models.T("%s, version %s", id, version))
		}
	}
	switch len(lines) {
	case 0:
		return []models.Text{models.T("Add an app so that Macs can detect the installation.")}
	case 1:
		told = append(told, models.T("The app counts as installed when the Mac has:").And(lines...))
	default:
		told = append(told, models.T("The app counts as installed when the Mac has all of these:").And(lines...))
	}
	if anyVersion {
		return append(told, models.T("Macs with another version keep it."))
	}
	return append(told, models.T("Macs with another version get the version in the file."))
}
