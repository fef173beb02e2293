package apptype_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer"
)

// corpus is the folder of real packages.
func corpus(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("APPDEPOT_CORPUS"); dir != "" {
		return dir
	}
	dir, err := filepath.Abs(".")
	for err == nil && dir != filepath.Dir(dir) {
		if _, gone := os.Stat(filepath.Join(dir, "go.mod")); gone == nil {
			if dir = filepath.Join(dir, "..", "shared", "corpus"); exists(dir) {
				return dir
			}
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("the corpus of real packages is not here: set APPDEPOT_CORPUS to its folder")
	return ""
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// inspected reads a package as the server does.
func inspected(t *testing.T, content []byte) (models.Package, error) {
	t.Helper()
	r, err := installer.Isolated{}.Inspect(t.Context(), bytes.NewReader(content), int64(len(content)))
	p := models.Package{Format: string(r.Format), Facts: r.Facts, Components: r.Components, Size: int64(len(content)), Signature: models.SignatureChecked}
	if err != nil {
		return p, err
	}
	signature, err := installer.Isolated{}.Verify(t.Context(), bytes.NewReader(content), p.Size)
	p.Facts = append(p.Facts, signature.Facts...)
	for _, s := range signature.Signers {
		p.Signers = append(p.Signers, models.Signer{SHA256: s.SHA256, Scheme: s.Scheme, Verified: s.Verified, Subject: s.Subject, Before: s.Before})
	}
	return p, err
}

// Real packages answer everything but what only people know.
func TestRealPackagesNeedOnlyWords(t *testing.T) {
	dir := corpus(t)
	entry, _ := apptype.PaneEntryOf("lineOfBusinessApp")
	for _, pattern := range []string{"apk/*.apk", "msi/*.msi"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(names) == 0 {
			t.Fatalf("no packages: %v", err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			p, err := inspected(t, content)
			if err != nil {
				t.Logf("%s cannot be read: %s", filepath.Base(name), err)
				continue
			}
			d, err := entry.ForFormat(p.Format)
			if err != nil {
				t.Fatal(err)
			}
			warnings, err := d.Accept(filepath.Base(name), p.Size, p)
			if err != nil || len(warnings) > 0 {
				t.Errorf("%s: %v %v", filepath.Base(name), warnings, err)
			}
			onlyPeopleKnow(t, d, p, filepath.Base(name))
		}
	}
}

// onlyPeopleKnow fails when a package leaves anything open but words and what it is asked for because the file has no word of it.
func onlyPeopleKnow(t *testing.T, d *apptype.Definition, p models.Package, name string) {
	t.Helper()
	form, _ := d.Fill(field.Form{"description": {"Words."}, "publisher": {"Somebody"}}, apptype.PackageFacts("scan.apk", p))
	_, errs := d.Decode(form)
	if p.Fact(models.FactMinimumOS) == "" {
		delete(errs, "minimumSupportedOperatingSystem")
	}
	if p.Fact(models.FactName) == "" {
		delete(errs, "displayName")
	}
	for _, f := range field.Unanswered(d.Fields(), apptype.PackageFacts("scan.apk", p)) {
		delete(errs, f.Key)
	}
	if err := errs.Err(); err != nil {
		t.Errorf("%s: %s", name, err)
	}
}
