package installer

import (
	"cmp"
	"strings"

	"appdepot/models"
)

const (
	sourceVersion = "Version resource"
	sourceProgram = "Program header"
	sourceSetup   = "Installer data"
)

func inspectEXE(src *source) (Report, error) {
	p, err := openProgram(src)
	if err != nil {
		return Report{}, err
	}
	var r Report
	r.describeProgram(p)
	if r.Icon, err = p.icon(); err != nil {
		return Report{}, err
	}
	if err := r.describeSetup(p); err != nil {
		return Report{}, err
	}
	if r.Fact(models.FactName) == "" {
		r.warn(models.T("The package has no name for people. Enter one."))
	}
	return r, src.alive()
}

func verifyEXE(src *source) (Signature, error) {
	p, err := openProgram(src)
	if err != nil {
		return Signature{}, err
	}
	signers, err := p.signers()
	if err != nil {
		return Signature{}, err
	}
	return signed(signers, noteUnsigned), nil
}

// describeProgram turns the version resource into facts.
func (r *Report) describeProgram(p *program) {
	texts := p.versionInfo()
	r.add(models.FactName, cmp.Or(strings.TrimSpace(texts["ProductName"]), texts["FileDescription"]), sourceVersion)
	r.add(models.FactVersion, programVersion(texts), sourceVersion)
	r.add(models.FactPublisher, texts["CompanyName"], sourceVersion)
	r.add(models.FactArchitectures, peMachines[p.machine], sourceProgram)
}

// programVersion is the product's version, or the file's where the product has none that is a number.
func programVersion(texts map[string]string) string {
	for _, key := range []string{"ProductVersion", "FileVersion"} {
		if v := strings.TrimSpace(texts[key]); v != "" && v[0] >= '0' && v[0] <= '9' && strings.Trim(v, "0.,") != "" {
			return strings.ReplaceAll(strings.ReplaceAll(v, ", ", "."), ",", ".")
		}
	}
	if v := texts[fixedProduct]; v != "0.0.0.0" {
		return v
	}
	return ""
}

// describeSetup tells what made the installer.
func (r *Report) describeSetup(p *program) error {
	kind, guess := p.setup()
	if err := p.src.alive(); err != nil {
		return err
	}
	r.setup(cmp.Or(kind, SetupEXE), guess, sourceSetup)
	return nil
}

// setup notes the kind of a setup program.
func (r *Report) setup(kind string, guess bool, source string) {
	r.Facts = append(r.Facts, models.FactValue{Fact: models.FactSetupKind, Value: kind, Source: source, Guess: guess})
	if guess {
		r.add(models.FactSetupGuess, "true", source)
	}
}
