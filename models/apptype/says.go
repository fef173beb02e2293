package apptype

import (
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
)

// Says is what a package says about itself. A file that is itself the setup file has no path inside anything: devices get it
// under the name that it was uploaded with.
func Says(fileName string, p models.Package) field.Known {
	facts := slices.Clip(p.Facts)
	format := installer.Format(p.Format)
	if format == "" {
		return field.Known{Facts: facts, Components: p.Components}
	}
	facts = append(facts, models.FactValue{Fact: models.FactFormat, Value: p.Format, Source: sourceContent})
	kind := p.Fact(models.FactSetupKind)
	if format == installer.FormatMSI {
		kind = installer.SetupMSI
		facts = append(facts, models.FactValue{Fact: models.FactSetupKind, Value: kind, Source: sourceContent})
	}
	if format == installer.FormatMSI || format == installer.FormatEXE {
		facts = append(facts, setupFacts(setupName(fileName, format), kind, p)...)
	}
	return field.Known{Facts: facts, Components: p.Components}
}

const (
	sourceContent  = "File content"
	sourceFileName = "File name"
	sourceKind     = "Kind of setup file"
)

// setupFacts say how a setup file of this name is run without asking anybody.
func setupFacts(name, kind string, p models.Package) []models.FactValue {
	facts := []models.FactValue{{Fact: models.FactSetupFile, Value: name, Source: sourceFileName}}
	install, remove := installer.SuggestedCommands(kind, name, p.Fact(models.FactProductCode))
	for fact, command := range map[models.Fact]string{models.FactInstallCommand: install, models.FactRemoveCommand: remove} {
		if command != "" {
			facts = append(facts, models.FactValue{Fact: fact, Value: command, Source: sourceKind, Guess: p.Fact(models.FactSetupGuess) != ""})
		}
	}
	return facts
}

// setupName is the name of an uploaded file where Windows can store it, and otherwise one that it can.
func setupName(fileName string, format installer.Format) string {
	name := path.Base(strings.ReplaceAll(strings.TrimSpace(fileName), `\`, "/"))
	if !strings.EqualFold(path.Ext(name), format.Extension()) || len(name) > 200 || !setupPath(name).Empty() {
		return "setup" + format.Extension()
	}
	return name
}
