package apptype

import (
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/reason"
)

// Accept looks at an uploaded file. The content decides: a package of a fitting format under a foreign name is accepted with
// a warning. The error says why the file cannot be an app of this type.
func (d *Definition) Accept(fileName string, size int64, p models.Package) ([]models.Reason, error) {
	format := installer.Format(p.Format)
	switch {
	case d.Package == nil:
		return nil, reason.TypeHasNoFile.Invalid()
	case !slices.Contains(d.Package.Formats, format):
		return nil, reason.WrongKindForType.Of(format.Extension(), d.Package.Extensions).Invalid()
	case size > d.Package.MaxBytes:
		return nil, reason.TooLargeForType.Of(reason.Bytes(d.Package.MaxBytes)).TooLarge()
	}
	if d.Package.Fetched { // its catalog answers, and has named the file
		return nil, nil
	}
	if err := d.answers(fileName, p); err != nil {
		return nil, err
	}
	var odd []models.Reason
	if d.packageWarnings != nil {
		odd = d.packageWarnings(p)
	}
	if ext := strings.ToLower(path.Ext(fileName)); !slices.Contains(d.Package.Extensions, ext) {
		odd = append([]models.Reason{reason.FileNameMismatch.Of(fileName, d.Package.Extensions)}, odd...)
	}
	return odd, nil
}

// answers refuses a package that leaves a question open that only a package can answer, or whose identity cannot be one: what is
// missing is asked, what is wrong shows that the package is damaged.
func (d *Definition) answers(fileName string, p models.Package) error {
	known := PackageFacts(fileName, p)
	for _, f := range d.Fields() {
		if id := known.Fact(f.Fill); f.AskIfUnknown && f.Required && f.Valid != nil && id != "" && !f.Valid(id).Empty() {
			return &models.Error{Kind: models.KindInvalid, Text: f.Valid(id).And(models.T("Get a correct package from the publisher."))}
		}
	}
	fields := field.Unlock(d.Fields(), known)
	if !slices.ContainsFunc(fields, func(f field.Field) bool {
		return f.Locked != nil && (f.Required || len(f.Variants) > 0) && !f.AnsweredBy(known)
	}) {
		return nil
	}
	form, _ := field.Fill(fields, field.Form{}, known)
	full := field.WithDefaults(fields, form)
	locked := slices.DeleteFunc(fields, func(f field.Field) bool { return !f.IsLocked(full) })
	_, errs := field.Decode(locked, full)
	for _, f := range locked {
		if problem, bad := errs[f.Key]; bad {
			return &models.Error{Kind: models.KindInvalid, Text: problem}
		}
	}
	return nil
}

// ForFormat picks the entry's type that takes packages of this format. The error says what the entry takes.
func (e PaneEntry) ForFormat(format string) (*Definition, error) {
	for _, d := range e.Types {
		if d.Package != nil && slices.Contains(d.Package.Formats, installer.Format(format)) {
			return d, nil
		}
	}
	return nil, reason.WrongKindForEntry.Of(installer.Format(format).Extension(), e.Extensions()).Invalid()
}

// EntriesFor lists the entries of the pane that can make an app of an uploaded file; its content decides. The error says why
// there is none, and what there could be.
func EntriesFor(fileName string, p models.Package) (fit []PaneEntry, err error) {
	for _, e := range Pane() {
		def, other := e.ForFormat(p.Format)
		if other != nil || def.Fetched() {
			continue
		}
		if _, refused := def.Accept(fileName, p.Size, p); refused != nil {
			err = refused
			continue
		}
		fit = append(fit, e)
	}
	switch {
	case len(fit) > 0:
		return fit, nil
	case err != nil:
		return nil, err
	}
	return nil, reason.NoAppOfThisKind.Of(installer.Format(p.Format).Extension(), Extensions()).Invalid()
}
