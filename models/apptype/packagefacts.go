package apptype

import (
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/installer/windows"
)

// PackageFacts is what a package says about itself. A file that is itself the setup file has no path inside anything: devices get it
// under the name that it was uploaded with.
func PackageFacts(fileName string, p models.Package) field.Known {
	facts := slices.Clip(p.Facts)
	format := installer.Format(p.Format)
	if format == "" {
		return field.Known{Facts: facts, Components: p.Components}
	}
	facts = append(facts, models.FactValue{Fact: models.FactFormat, Value: p.Format, Source: sourceContent})
	kind := p.Fact(models.FactSetupKind)
	if format == installer.FormatMSI {
		kind = windows.SetupMSI
		facts = append(facts, models.FactValue{Fact: models.FactSetupKind, Value: kind, Source: sourceContent})
	}
	if format == installer.FormatMSI || format == installer.FormatEXE {
		name := setupName(fileName, format)
		facts = append(facts, models.FactValue{Fact: models.FactSetupFile, Value: name, Source: sourceFileName})
		facts = append(facts, commandFacts(field.Known{Facts: p.Facts}, kind, name)...)
	}
	return field.Known{Facts: facts, Components: p.Components}
}

const (
	sourceContent  = "File content"
	sourceFileName = "File name"
	sourceKind     = "Setup file type"
)

// commandFacts say how a setup file is run silently.
func commandFacts(about field.Known, kind, file string) (facts []models.FactValue) {
	install, remove := windows.SuggestedCommands(kind, file, about.Fact(models.FactProductCode))
	for _, v := range []models.FactValue{{Fact: models.FactInstallCommand, Value: install}, {Fact: models.FactRemoveCommand, Value: remove}} {
		if v.Value != "" {
			v.Source, v.Guess = sourceKind, about.Fact(models.FactSetupGuess) != ""
			facts = append(facts, v)
		}
	}
	return facts
}

// longestSetupName is the most bytes of an uploaded file's name that become the name of the setup file.
const longestSetupName = 200

// setupName is the name of an uploaded file where Windows can store it, and otherwise one that it can.
func setupName(fileName string, format installer.Format) string {
	name := path.Base(strings.ReplaceAll(strings.TrimSpace(fileName), `\`, "/"))
	if !strings.EqualFold(path.Ext(name), format.Extension()) || len(name) > longestSetupName || !setupPath(name).Empty() {
		return "setup" + format.Extension()
	}
	return name
}
