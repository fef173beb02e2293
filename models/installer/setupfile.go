package installer

import (
	"errors"
	"path"
	"slices"
	"strings"

	"appdepot/models"
)

const (
	sourceDirectory = "Archive directory"
	mostRead        = 10 // of the files that could be the setup file are looked into, the most likely first
)

func inspectZIP(src *source) (Report, error) {
	c, err := openContent(src)
	if err != nil {
		return Report{}, err
	}
	found, likely := c.candidates()
	if len(found) == 0 {
		return Report{}, c.refuse()
	}
	var r Report
	for i, f := range found {
		program := models.Component{Kind: "program", ID: clean(f.path, maxFact), Name: clean(path.Base(f.path), maxFact), Path: clean(f.path, maxFact)}
		var about Report
		if i < mostRead {
			if err := about.describeSetupFile(c.archive, f.entry, f.path); err != nil {
				return Report{}, err
			}
			about.suggest(f.path)
			program.Version, program.Architectures = about.Fact(models.FactVersion), about.Fact(models.FactArchitectures)
		}
		if program.Guess = i == 0 && likely; program.Guess {
			r = about
		} else {
			program.Facts = about.Facts
		}
		r.Components = append(r.Components, program)
	}
	if !likely {
		r.warn(models.T("Several files in the archive could be the setup file. Choose the one that installs the app."))
		return r, nil
	}
	for i := range r.Facts {
		r.Facts[i].Guess = r.Facts[i].Guess || len(found) > 1
	}
	file := models.FactValue{Fact: models.FactSetupFile, Value: clean(found[0].path, maxFact), Source: sourceDirectory, Guess: len(found) > 1}
	r.Facts = slices.Insert(r.Facts, 0, file)
	return r, nil
}

func verifyZIP(src *source) (Signature, error) {
	c, err := openContent(src)
	if err != nil {
		return Signature{}, err
	}
	found, likely := c.candidates()
	if len(found) == 0 {
		return Signature{}, c.refuse()
	}
	if !likely {
		return Signature{}, nil
	}
	return verifySetupFile(c.archive, found[0].entry)
}

// describeSetupFile takes the facts of a setup file inside an archive. One that cannot be read leaves a warning.
func (r *Report) describeSetupFile(a *archive, f *entry, file string) error {
	if ending := strings.ToLower(path.Ext(file)); scriptCommands[ending] != "" {
		r.setup(SetupScript, false, sourceDirectory)
		return nil
	}
	inner, err := a.within(f)
	if errors.Is(err, errCompressed) {
		r.warn(models.T("The setup file %s is large and compressed, so little is known about it. Enter what is missing, or pack it without compression.", clean(file, maxFact)))
		return nil
	}
	found := Report{}
	if err == nil {
		switch sniff(inner) {
		case FormatMSI:
			found.setup(SetupMSI, false, "File content")
			err = found.take(inspectMSI(inner))
		case FormatEXE:
			err = found.take(inspectEXE(inner))
		default:
			return a.src.alive()
		}
	}
	if err := a.src.fatal(err); err != nil {
		return err
	}
	if err != nil {
		r.warn(models.T("The setup file %s cannot be read, so nothing is known about it. Check that it is complete.", clean(file, maxFact)))
		return nil
	}
	r.Icon = found.Icon
	for _, v := range found.Facts {
		v.Source = clean(path.Base(file)+": "+v.Source, maxFact)
		r.Facts = append(r.Facts, v)
	}
	return nil
}

// take adds what another reader found. Its warnings are about a package that is installed as it is.
func (r *Report) take(found Report, err error) error {
	r.Facts, r.Icon = append(r.Facts, found.Facts...), found.Icon
	return err
}

// suggest notes silent command lines for a setup file of a known kind, whose path people can type.
func (r *Report) suggest(file string) {
	if clean(file, maxFact) != file {
		return
	}
	install, remove := SuggestedCommands(r.Fact(models.FactSetupKind), file, r.Fact(models.FactProductCode))
	for _, v := range []models.FactValue{{Fact: models.FactInstallCommand, Value: install}, {Fact: models.FactRemoveCommand, Value: remove}} {
		if v.Value != "" && len(v.Value) <= maxFact {
			v.Source, v.Guess = "Kind of setup file", r.Fact(models.FactSetupGuess) != ""
			r.Facts = append(r.Facts, v)
		}
	}
}

// verifySetupFile checks the signature of a setup file inside an archive.
func verifySetupFile(a *archive, f *entry) (Signature, error) {
	inner, err := a.within(f)
	if errors.Is(err, errCompressed) {
		return Signature{Warnings: []models.Text{models.T("The setup file is large and compressed, so its signature was not checked.")}}, nil
	}
	var s Signature
	if err == nil {
		switch sniff(inner) {
		case FormatMSI:
			s, err = verifyMSI(inner)
		case FormatEXE:
			s, err = verifyEXE(inner)
		}
	}
	if err != nil {
		return Signature{}, a.src.fatal(err)
	}
	return s, nil
}
