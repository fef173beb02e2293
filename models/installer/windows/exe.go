package windows

import (
	"cmp"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

const (
	sourceVersion = "Version resource"
	sourceProgram = "Program header"
	sourceSetup   = "Installer data"
)

// InspectEXE reads a program and tells what made the installer in it.
func InspectEXE(src *input.Source) (facts.Report, error) {
	p, err := openProgram(src)
	if err != nil {
		return facts.Report{}, err
	}
	var r facts.Report
	describeProgram(&r, p)
	if r.Icon, err = p.icon(); err != nil {
		return facts.Report{}, err
	}
	if err := describeSetup(&r, p); err != nil {
		return facts.Report{}, err
	}
	if r.Fact(models.FactName) == "" {
		r.Warn(reason.NoName)
	}
	return r, src.Err()
}

// VerifyEXE checks the signatures of a program.
func VerifyEXE(src *input.Source) (facts.Signature, error) {
	p, err := openProgram(src)
	if err != nil {
		return facts.Signature{}, err
	}
	signers, err := p.signers()
	if err != nil {
		return facts.Signature{}, err
	}
	return facts.NewSignature(signers, sign.NoteUnsigned), nil
}

// describeProgram turns the version resource into facts.
func describeProgram(r *facts.Report, p *program) {
	texts := p.versionInfo()
	r.Add(models.FactName, cmp.Or(strings.TrimSpace(texts["ProductName"]), texts["FileDescription"]), sourceVersion)
	r.Add(models.FactVersion, programVersion(texts), sourceVersion)
	r.Add(models.FactPublisher, texts["CompanyName"], sourceVersion)
	if launcher := launcherOf(texts); launcher != "" {
		for i := range r.Facts {
			r.Facts[i].Guess = true
		}
		r.Warn(reason.LauncherIdentity.Of(launcher))
	}
	r.Add(models.FactArchitectures, peMachines[p.machine], sourceProgram)
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
func describeSetup(r *facts.Report, p *program) error {
	kind, guess := p.setup()
	if err := p.src.Err(); err != nil {
		return err
	}
	noteSetupKind(r, cmp.Or(kind, SetupEXE), guess, sourceSetup)
	return nil
}

// noteSetupKind notes the kind of a setup program.
func noteSetupKind(r *facts.Report, kind string, guess bool, source string) {
	r.Facts = append(r.Facts, models.FactValue{Fact: models.FactSetupKind, Value: kind, Source: source, Guess: guess})
	if guess {
		r.Add(models.FactSetupGuess, "true", source)
	}
}
