package apptype_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/installer/sample"
)

func win32(t *testing.T) *apptype.Definition {
	t.Helper()
	d, ok := apptype.Get("win32LobApp")
	if !ok {
		t.Fatal("not registered")
	}
	return d
}

// filledBy is what a file of this name answers.
func filledBy(t *testing.T, name string, content []byte) (field.Form, map[string]models.FactValue) {
	t.Helper()
	r, err := installer.Inspect(t.Context(), strings.NewReader(string(content)), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	return win32(t).Fill(field.Form{}, apptype.PackageFacts(name, models.Package{Format: string(r.Format), Facts: r.Facts, Components: r.Components}))
}

func TestWin32TakesItsAnswersFromTheFile(t *testing.T) {
	const code = "{5F3C2A10-0000-4000-8000-000000000001}"
	msi := map[string]string{
		"displayVersion": "1.2.3", "installCommandLine": `msiexec /i "my app.msi" /qn`, "uninstallCommandLine": "msiexec /x " + code + " /qn",
		"setupFilePath": "my app.msi", "packageFormat": "msi", "setupKind": "msi", "installExperience.runAsAccount": "system",
		"detectionRules": "1", "detectionRules.0.type": "msi", "detectionRules.0.productCode": code,
		"detectionRules.0.productVersionOperator": "greaterThanOrEqual", "detectionRules.0.productVersion": "1.2.3",
	}
	for name, c := range map[string]struct {
		file string
		want map[string]string
	}{
		"my app.msi":     {".msi", msi},
		`C:\x\a "b".exe`: {".exe", map[string]string{"setupFilePath": "setup.exe", "installCommandLine": `"setup.exe" /S`, "setupKind": "nsis", "detectionRules": ""}},
		"probe.exe":      {".exe", map[string]string{"setupFilePath": "probe.exe", "installCommandLine": `"probe.exe" /S`, "packageFormat": "exe"}},
		"folder.zip":     {".zip", map[string]string{"setupFilePath": "setup.exe", "installCommandLine": `"setup.exe" /S`, "packageFormat": "zip"}},
		"a.intunewin":    {".intunewin", map[string]string{"setupFilePath": "probe.msi", "installCommandLine": `msiexec /i "probe.msi" /qn`, "detectionRules.0.productCode": code}},
	} {
		form, _ := filledBy(t, name, sample.Example(c.file))
		for key, want := range c.want {
			if got := form.Get(key); got != want {
				t.Errorf("%s: %s is %q, want %q", name, key, got, want)
			}
		}
	}
}

func TestSuggestionsByAGuessedKindAreMarked(t *testing.T) {
	for kind, guess := range map[string]bool{"nsis": false, "burn": false, "inno": true, "installshield": true, "squirrel": true} {
		_, from := filledBy(t, "setup.exe", sample.EXE(sample.EXEOptions{Name: "Probe", Version: "1", Setup: kind}))
		if v, filled := from["installCommandLine"]; !filled || v.Guess != guess {
			t.Errorf("%s: the command is filled %t and a guess %t", kind, filled, v.Guess)
		}
	}
}

func TestSetupFilesOfAFolderAreOffered(t *testing.T) {
	known := field.Known{Components: []models.Component{{Kind: "program", Path: "a/setup.exe"}, {Kind: "program", Path: "b/app.msi"}}}
	f, _ := field.ByKey(win32(t).Fields(), "setupFilePath")
	if got := f.Suggest(known); len(got) != 2 || got[0] != `a\setup.exe` {
		t.Errorf("offered are %q", got)
	}
	f, _ = field.ByKey(win32(t).Fields(), "installCommandLine")
	if got := f.Suggest(known); len(got) != 1 || got[0] != `msiexec /i "b\app.msi" /qn` {
		t.Errorf("commands are %q", got)
	}
}

// ruled is the example with one rule of these answers.
func ruled(t *testing.T, table string, answers ...string) field.Form {
	form := field.Form{}
	for key, v := range win32(t).Example {
		if !strings.HasPrefix(key, table) {
			form[key] = v
		}
	}
	form[table] = []string{"1"}
	for i := 0; i < len(answers); i += 2 {
		form[table+".0."+answers[i]] = []string{answers[i+1]}
	}
	return form
}

func TestRulesAreChecked(t *testing.T) {
	const folder, key = `C:\Program Files\Example`, `HKLM\SOFTWARE\Example`
	for _, c := range []struct {
		wrong   string // the answer that is refused; "" for none
		answers []string
	}{
		{"", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe", "operationType", "exists"}},
		{"", []string{"type", "file", "path", `%ProgramFiles%\Example`, "fileOrFolderName", "a.exe", "operationType", "sizeInMB", "operator", "lessThan", "comparisonValue", "5"}},
		{"", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe", "operationType", "modifiedDate", "operator", "greaterThan", "comparisonValue", "2026-01-31"}},
		{"type", []string{}},
		{"type", []string{"type", "script"}},
		{"path", []string{"type", "file", "fileOrFolderName", "a.exe", "operationType", "exists"}},
		{"path", []string{"type", "file", "path", `C:\a,b`, "fileOrFolderName", "a.exe", "operationType", "exists"}},
		{"path", []string{"type", "file", "path", `"C:\a"`, "fileOrFolderName", "a.exe", "operationType", "exists"}},
		{"path", []string{"type", "file", "path", `Program Files\a`, "fileOrFolderName", "a.exe", "operationType", "exists"}},
		{"path", []string{"type", "file", "path", `C:\a\*`, "fileOrFolderName", "a.exe", "operationType", "exists"}},
		{"fileOrFolderName", []string{"type", "file", "path", folder, "fileOrFolderName", `bin\a.exe`, "operationType", "exists"}},
		{"operationType", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe"}},
		{"operator", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe", "operationType", "version", "comparisonValue", "1"}},
		{"comparisonValue", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe", "operationType", "version", "operator", "equal", "comparisonValue", "6.3,1"}},
		{"comparisonValue", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe", "operationType", "version", "operator", "equal", "comparisonValue", "1.2.3.4.5"}},
		{"comparisonValue", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe", "operationType", "createdDate", "operator", "equal", "comparisonValue", "31-01-2026"}},
		{"comparisonValue", []string{"type", "file", "path", folder, "fileOrFolderName", "a.exe", "operationType", "sizeInBytes", "operator", "equal", "comparisonValue", "-1"}},
		{"", []string{"type", "registry", "keyPath", key, "operationType", "exists"}},
		{"", []string{"type", "registry", "keyPath", `HKEY_CURRENT_USER\Software\A`, "valueName", "v", "operationType", "integer", "operator", "equal", "comparisonValue", "-1"}},
		{"keyPath", []string{"type", "registry", "keyPath", `SOFTWARE\Example`, "operationType", "exists"}},
		{"keyPath", []string{"type", "registry", "keyPath", `HKLM:\SOFTWARE`, "operationType", "exists"}},
		{"keyPath", []string{"type", "registry", "keyPath", `HKLM\`, "operationType", "exists"}},
		{"operator", []string{"type", "registry", "keyPath", key, "operationType", "string", "operator", "greaterThan", "comparisonValue", "x"}},
		{"comparisonValue", []string{"type", "registry", "keyPath", key, "operationType", "integer", "operator", "equal", "comparisonValue", "1.5"}},
		{"", []string{"type", "msi", "productCode", "{23170F69-40C1-2702-2409-000001000000}"}},
		{"productCode", []string{"type", "msi", "productCode", "23170F69"}},
		{"productVersion", []string{"type", "msi", "productCode", "{23170F69-40C1-2702-2409-000001000000}", "productVersionCheck", "true", "productVersionOperator", "equal"}},
	} {
		_, errs := win32(t).Decode(ruled(t, "detectionRules", c.answers...))
		if c.wrong == "" && len(errs) > 0 || c.wrong != "" && (len(errs) != 1 || errs["detectionRules.0."+c.wrong].Empty()) {
			t.Errorf("%q: %v, want one about %q", c.answers, errs, c.wrong)
		}
	}
	script := []string{"type", "script", "displayName", "License", "scriptContent", "exit 0"}
	for value, ok := range map[[2]string]bool{{"boolean", "true"}: true, {"boolean", "maybe"}: false, {"float", "2.5"}: true, {"float", "2,5"}: false,
		{"dateTime", "2026-01-31T14:30:00Z"}: true, {"dateTime", "soon"}: false, {"version", "1.2"}: true, {"integer", "x"}: false} {
		_, errs := win32(t).Decode(ruled(t, "requirementRules", append(script, "operationType", value[0], "operator", "equal", "comparisonValue", value[1])...))
		if ok != (len(errs) == 0) {
			t.Errorf("%s %q: %v", value[0], value[1], errs)
		}
	}
}

func TestLimitsOfWin32(t *testing.T) {
	d := win32(t)
	for _, c := range []struct {
		key    string
		change map[string]string
	}{
		{"installExperience.maxRunTimeInMinutes", map[string]string{"installExperience.maxRunTimeInMinutes": "1441"}},
		{"installExperience.maxRunTimeInMinutes", map[string]string{"installExperience.maxRunTimeInMinutes": "0"}},
		{"installCommandLine", map[string]string{"installCommandLine": ""}},
		{"activeInstallScript", map[string]string{"installerType": "script"}},
		{"activeInstallScript", map[string]string{"installerType": "script", "activeInstallScript": strings.Repeat("é", 26_000)}},
		{"setupFilePath", map[string]string{"setupFilePath": `..\setup.exe`}},
		{"setupFilePath", map[string]string{"setupFilePath": `C:\setup.exe`}},
		{"returnCodes", map[string]string{"returnCodes.1.returnCode": "0"}},
		{"returnCodes", map[string]string{"returnCodes.0.type": "failed", "returnCodes.1.type": "retry"}},
		{"returnCodes.0.returnCode", map[string]string{"returnCodes.0.returnCode": "4294967296"}},
		{"detectionRules", map[string]string{"detectionRules": "0"}},
		{"detectionScript.scriptContent", map[string]string{"detectionRulesFormat": "script"}},
	} {
		form := field.Form{}
		for key, v := range d.Example {
			form[key] = v
		}
		for key, v := range c.change {
			form.Set(key, v)
		}
		if _, errs := d.Decode(form); errs[c.key].Empty() {
			t.Errorf("%v: %v", c.change, errs)
		}
	}
	two := ruled(t, "detectionRules")
	two["detectionRules"] = []string{"2"}
	for i := range 2 {
		two["detectionRules."+strconv.Itoa(i)+".type"] = []string{"msi"}
		two["detectionRules."+strconv.Itoa(i)+".productCode"] = []string{"{23170F69-40C1-2702-2409-00000100000" + strconv.Itoa(i) + "}"}
	}
	if _, errs := d.Decode(two); !strings.Contains(errs["detectionRules"].String(), "MSI rules. Keep one") {
		t.Errorf("two MSI rules: %v", errs)
	}
}

// A device recognizes the app by the hash of the rules that it got.
func TestWin32IsDetectedByTheRulesThatAreSent(t *testing.T) {
	d := win32(t)
	for name, form := range map[string]field.Form{
		"rules":  d.Example,
		"script": with(d, "detectionRulesFormat", "script", "detectionScript.scriptContent", "Write-Output 'é'\nexit 0\n"),
	} {
		v, errs := d.Decode(form)
		if err := errs.Err(); err != nil {
			t.Fatal(name, err)
		}
		sent := d.Settings(v)["detectionRules"]
		sum := sha256.Sum256([]byte(sent))
		if got := d.Detect(v); got.Kind != "rules" || got.ID != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: detected by %+v", name, got)
		}
		var rules []map[string]string
		if err := json.Unmarshal([]byte(sent), &rules); err != nil || len(rules) == 0 {
			t.Errorf("%s: %q, %v", name, sent, err)
		}
	}
}

func TestWin32FitsArchitectureAndRelease(t *testing.T) {
	d := win32(t)
	v := values(t, d, "minimumSupportedWindowsRelease", "Windows11_22H2")
	for _, c := range []struct {
		os   string
		arch models.Architecture
		fits bool
	}{
		{"10.0.22621.1", models.X64, true}, {"10.0.26100", models.ARM64, true}, {"10.0.19045", models.X64, false}, {"10.0.22631", models.X86, false}, {"", "", true},
	} {
		text := d.Fits(v, models.Device{Platform: models.Windows, OSVersion: c.os, Architecture: c.arch})
		if text.Empty() != c.fits {
			t.Errorf("%s on %s: %q", c.os, c.arch, text)
		}
	}
}

func TestPeopleUninstallOnlyWhatTheyMay(t *testing.T) {
	d := win32(t)
	for answer, may := range map[string]bool{"true": true, "false": false, "": false} {
		if got := d.PeopleMayUninstall(values(t, d, "allowAvailableUninstall", answer)); got != may {
			t.Errorf("%q: %t", answer, got)
		}
	}
}

// People uninstall Win32 apps, the Enterprise App Catalog's among them, and Microsoft Store apps (source document: removing an app).
func TestPeopleUninstallNoOtherTypes(t *testing.T) {
	want := []string{"microsoftStoreForBusinessApp", "win32CatalogApp", "win32LobApp", "winGetApp"}
	var got []string
	for _, d := range apptype.All() {
		if d.OffersUninstall() {
			got = append(got, d.ID)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("people may uninstall apps of the types %v, want %v", got, want)
	}
}

func TestDetectionIsSaidInPlainWords(t *testing.T) {
	step, _ := win32(t).Step("detection")
	said := step.Summary(win32(t).Example)
	if len(said) != 1 || !strings.Contains(said[0].String(), "Route Planner counts as installed when:") || !strings.Contains(said[0].String(), "the version of routes.exe is 6.3.1 or later") {
		t.Errorf("%v", said)
	}
}

// Any package may follow, and rules that were just what the old one said give way.
func TestNewVersionOfWin32ReplacesWhatTheFileSaid(t *testing.T) {
	d := win32(t)
	if err := d.NewVersion(values(t, d), values(t, d)); err != nil {
		t.Errorf("the same version again: %v", err)
	}
	said := func(version, code string) field.Known {
		b := sample.MSI(sample.MSIOptions{Name: "Probe", Version: version, Manufacturer: "Contoso", ProductCode: code, AllUsers: "1"})
		r, err := installer.Inspect(t.Context(), strings.NewReader(string(b)), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		return apptype.PackageFacts("probe.msi", models.Package{Format: string(r.Format), Facts: r.Facts})
	}
	first, second := said("1.0.0", "{5F3C2A10-0000-4000-8000-000000000001}"), said("2.0.0", "{5F3C2A10-0000-4000-8000-000000000002}")
	form, _ := d.Fill(field.Form{"displayName": {"Typed"}}, first)
	form, _ = d.Fill(d.Unfill(form, first), second)
	if form.Get("detectionRules.0.productVersion") != "2.0.0" || form.Get("detectionRules.0.productCode") != "{5F3C2A10-0000-4000-8000-000000000002}" || form.Get("displayName") != "Typed" {
		t.Errorf("%v", form)
	}
}

// Of the rules of a catalog app one can report the version that is really there.
func TestOneRuleOfACatalogAppReportsItsVersion(t *testing.T) {
	d := definition(t, "win32CatalogApp")
	second := []string{"detectionRules.1.operationType", "version", "detectionRules.1.operator", "equal", "detectionRules.1.comparisonValue", "1.0", "detectionRules.1.valueName", "Version"}
	first := append(second, "detectionRules.0.reportsVersion", "true")
	if rules := values(t, d, first...).Rows("detectionRules"); rules[0]["reportsVersion"] != "true" || rules[1]["reportsVersion"] != "false" {
		t.Errorf("%v", rules)
	}
	_, errs := d.Decode(with(d, append(first, "detectionRules.1.reportsVersion", "true")...))
	if !strings.Contains(errs["detectionRules"].String(), "Only one can") {
		t.Errorf("%v", errs)
	}
}

// Catalog apps are for Windows of 64 bits.
func TestCatalogAppsAreFor64Bits(t *testing.T) {
	d := definition(t, "win32CatalogApp")
	form, _ := d.Fill(field.Form{}, field.Known{Facts: []models.FactValue{{Fact: models.FactArchitectures, Value: "x86"}}})
	if got := form["allowedArchitectures"]; !slices.Equal(got, []string{"x64", "arm64"}) {
		t.Errorf("%v", got)
	}
	if _, errs := d.Decode(with(d, "allowedArchitectures", "x86")); errs["allowedArchitectures"].Empty() {
		t.Error("x86 can be chosen")
	}
}
