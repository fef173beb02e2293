package apptype_test

import (
	"os"
	"path/filepath"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
)

// Real packages for Apple's systems become apps once what only people know is typed, or are refused with a sentence.
func TestRealApplePackagesNeedOnlyWords(t *testing.T) {
	dir := corpus(t)
	for pattern, types := range map[string][]string{
		"ipa/*.ipa": {"iosLobApp"}, "pkg/*.pkg": {"macOSLobApp", "macOSPkgApp"}, "dmg/*.dmg": {"macOSDmgApp"},
	} {
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
				refused(t, filepath.Base(name), err)
				continue
			}
			for _, id := range types {
				becomesApp(t, id, filepath.Base(name), p)
			}
		}
	}
}

func refused(t *testing.T, name string, err error) {
	t.Helper()
	if kind := models.KindOf(err); kind != models.KindInvalid && kind != models.KindTooLarge {
		t.Errorf("%s is refused without a reason: %v", name, err)
	}
	t.Logf("%s: %v", name, err)
}

// becomesApp makes an app of a package: what a person has to type are words and, where nothing in the file says it, the minimum
// and the app by which the package is recognized.
func becomesApp(t *testing.T, id, name string, p models.Package) {
	t.Helper()
	d := definition(t, id)
	if _, err := d.Accept(name, p.Size, p); err != nil {
		refused(t, name, err)
		return
	}
	form, _ := d.Fill(field.Form{}, says(p))
	typed := field.Form{"displayName": {"A name"}, "description": {"Words."}, "publisher": {"Somebody"}}
	if p.Fact(models.FactMinimumOS) == "" {
		typed.Set("minimumSupportedOperatingSystem", "13.0")
	}
	for _, table := range []string{"includedApps", "childApps"} {
		if form.Get(table) == "" {
			typed.Set(table, "1")
			typed.Set(field.RowKey(table, 0, "bundleId"), "com.example.typed")
		}
	}
	for key, answers := range typed {
		if form.Get(key) == "" {
			form[key] = answers
		}
	}
	v, errs := d.Decode(form)
	if err := errs.Err(); err != nil {
		t.Errorf("%s as %s: %v", name, id, errs)
	}
	t.Logf("%s as %s: %s, found as %+v", name, id, d.DisplayVersion(v), d.Detect(v))
}
