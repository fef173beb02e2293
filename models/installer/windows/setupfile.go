package windows

import (
	"errors"
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

const (
	sourceDirectory   = "Archive directory"
	maxSetupFilesRead = 10 // of the files that could be the setup file are looked into, the most likely first
)

// InspectZIP reads an archive that holds a setup file.
func InspectZIP(src *input.Source) (facts.Report, error) {
	c, err := openContent(src)
	if err != nil {
		return facts.Report{}, err
	}
	found, likely := c.candidates()
	if len(found) == 0 {
		return facts.Report{}, c.NotAPackage()
	}
	var r facts.Report
	for i, f := range found {
		program := models.Component{Kind: "program", ID: input.CleanText(f.path, input.MaxText), Name: input.CleanText(path.Base(f.path), input.MaxText), Path: input.CleanText(f.path, input.MaxText)}
		var about facts.Report
		if i < maxSetupFilesRead {
			if err := describeSetupFile(&about, c.Archive, f.Entry, f.path); err != nil {
				return facts.Report{}, err
			}
			suggestCommands(&about, f.path)
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
		r.Warn(reason.SeveralSetupFiles)
		return r, nil
	}
	for i := range r.Facts {
		r.Facts[i].Guess = r.Facts[i].Guess || len(found) > 1
	}
	file := models.FactValue{Fact: models.FactSetupFile, Value: input.CleanText(found[0].path, input.MaxText), Source: sourceDirectory, Guess: len(found) > 1}
	r.Facts = slices.Insert(r.Facts, 0, file)
	return r, nil
}

// VerifyZIP checks the signature of the setup file in an archive, when it is clear which one that is.
func VerifyZIP(src *input.Source) (facts.Signature, error) {
	c, err := openContent(src)
	if err != nil {
		return facts.Signature{}, err
	}
	found, likely := c.candidates()
	if len(found) == 0 {
		return facts.Signature{}, c.NotAPackage()
	}
	if !likely {
		return facts.Signature{}, nil
	}
	return verifySetupFile(c.Archive, found[0].Entry)
}

// describeSetupFile takes the facts of a setup file inside an archive. One that cannot be read leaves a warning.
func describeSetupFile(r *facts.Report, a *archive.Archive, f *archive.Entry, file string) error {
	if ending := strings.ToLower(path.Ext(file)); scriptCommands[ending] != "" {
		noteSetupKind(r, SetupScript, false, sourceDirectory)
		return nil
	}
	inner, err := a.Inner(f)
	if errors.Is(err, archive.ErrCompressed) {
		r.Warn(reason.SetupFileCompressed.Of(input.CleanText(file, input.MaxText)))
		return nil
	}
	found := facts.Report{}
	take := func(about facts.Report, err error) error {
		found.Facts, found.Icon = append(found.Facts, about.Facts...), about.Icon
		for _, w := range about.Warnings {
			if w.Code == reason.LauncherIdentity.Code { // the others are about a package that is installed as it is
				r.Warn(w)
			}
		}
		return err
	}
	if err == nil {
		switch Sniff(inner) {
		case facts.FormatMSI:
			noteSetupKind(&found, SetupMSI, false, "File content")
			err = take(InspectMSI(inner))
		case facts.FormatEXE:
			err = take(InspectEXE(inner))
		default:
			return a.Source.Err()
		}
	}
	if err := a.Source.Fatal(err); err != nil {
		return err
	}
	if err != nil {
		r.Warn(reason.SetupFileUnreadable.Of(input.CleanText(file, input.MaxText)))
		return nil
	}
	r.Icon = found.Icon
	for _, v := range found.Facts {
		v.Source = input.CleanText(path.Base(file)+": "+v.Source, input.MaxText)
		r.Facts = append(r.Facts, v)
	}
	return nil
}

// suggestCommands notes silent command lines for a setup file of a known kind, whose path people can type.
func suggestCommands(r *facts.Report, file string) {
	if input.CleanText(file, input.MaxText) != file {
		return
	}
	install, remove := SuggestedCommands(r.Fact(models.FactSetupKind), file, r.Fact(models.FactProductCode))
	for _, v := range []models.FactValue{{Fact: models.FactInstallCommand, Value: install}, {Fact: models.FactRemoveCommand, Value: remove}} {
		if v.Value != "" && len(v.Value) <= input.MaxText {
			v.Source, v.Guess = "Setup file type", r.Fact(models.FactSetupGuess) != ""
			r.Facts = append(r.Facts, v)
		}
	}
}

// verifySetupFile checks the signature of a setup file inside an archive.
func verifySetupFile(a *archive.Archive, f *archive.Entry) (facts.Signature, error) {
	inner, err := a.Inner(f)
	if errors.Is(err, archive.ErrCompressed) {
		return facts.Signature{Warnings: []models.Reason{reason.SetupFileNotVerified}}, nil
	}
	var s facts.Signature
	if err == nil {
		switch Sniff(inner) {
		case facts.FormatMSI:
			s, err = VerifyMSI(inner)
		case facts.FormatEXE:
			s, err = VerifyEXE(inner)
		}
	}
	if err != nil {
		return facts.Signature{}, a.Source.Fatal(err)
	}
	return s, nil
}
