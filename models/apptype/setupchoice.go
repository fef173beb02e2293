package apptype

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/installer/windows"
)

// WithSetupFile is what is known once somebody named a setup file in the form: what there is to know about that file takes the place
// of what is known about the one that the reader took for it. What a catalog says stays.
func WithSetupFile(known field.Known, form field.Form) field.Known {
	file := strings.TrimSpace(form.Get(setupFilePath))
	if file == "" || sameFile(file, known.Fact(models.FactSetupFile)) {
		return known
	}
	about, gone := setupFile(known, file)
	kept := slices.DeleteFunc(slices.Clone(known.Facts), func(v models.FactValue) bool {
		return v.Catalog == "" && (slices.Contains(gone, v.Fact) || slices.ContainsFunc(about, func(a models.FactValue) bool { return a.Fact == v.Fact }))
	})
	return field.Known{Facts: append(kept, about...), Components: known.Components}
}

// ofProduct are the facts about what a Windows Installer package installs.
var ofProduct = []models.Fact{models.FactProductCode, models.FactUpgradeCode, models.FactPackageType, models.FactInstallContext, models.FactRestart}

// setupFile is what is known about a file, and which facts hold no longer once it is the setup file. One that stands alone has
// just another name. A script may well install the package beside it, so what that package says of its product stays.
func setupFile(known field.Known, file string) (about []models.FactValue, gone []models.Fact) {
	gone = []models.Fact{models.FactInstallCommand, models.FactRemoveCommand}
	if format := installer.Format(known.Fact(models.FactFormat)); format == installer.FormatEXE || format == installer.FormatMSI {
		return commandFacts(known, known.Fact(models.FactSetupKind), file), gone
	}
	gone = append(gone, models.FactSetupKind, models.FactSetupGuess)
	for _, c := range known.Components {
		if c.Kind == "program" && sameFile(file, c.Path) {
			about = c.Facts
		}
	}
	if kind := (field.Known{Facts: about}).Fact(models.FactSetupKind); kind != "" && kind != windows.SetupScript {
		gone = append(gone, ofProduct...)
	}
	return about, gone
}

// sameFile compares paths as Windows does.
func sameFile(a, b string) bool {
	return strings.EqualFold(strings.ReplaceAll(a, `\`, "/"), strings.ReplaceAll(b, `\`, "/"))
}
