package apptype_test

import (
	"reflect"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
)

func msiPackage(t *testing.T, allUsers string) models.Package {
	t.Helper()
	p, err := inspected(t, sample.MSI(sample.MSIOptions{Name: "Label Printer", Version: "2.1.0", Manufacturer: "Us", AllUsers: allUsers,
		ProductCode: "{23170f69-40C1-2702-2409-000001000000}", UpgradeCode: "{23170F69-40C1-2702-0000-000004000000}"}))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestInstallContextIsAChoiceOnlyWhenThePackageLeavesOne(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	tests := []struct{ allUsers, typed, want string }{
		{"1", "false", "true"}, // for the device, whatever is typed
		{"", "true", "false"},  // for one user
		{"2", "", "false"},     // both: for the user unless chosen
		{"2", "true", "true"},
	}
	for _, tt := range tests {
		form, _ := d.Fill(field.Form{"description": {"Prints."}}, apptype.PackageFacts("probe.msi", msiPackage(t, tt.allUsers)))
		posted := form
		if tt.typed != "" {
			posted = field.Form{"useDeviceContext": {tt.typed}, "description": {"Prints."}, "displayName": form["displayName"], "publisher": form["publisher"]}
		}
		v, errs := d.Decode(field.Merge(d.Fields(), form, posted))
		if err := errs.Err(); err != nil || v["useDeviceContext"] != tt.want {
			t.Errorf("ALLUSERS=%q and %q typed: %q, want %q; %v", tt.allUsers, tt.typed, v["useDeviceContext"], tt.want, err)
		}
	}
}

func TestAnotherPackageAnswersAnew(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	first, second := msiPackage(t, "1"), msiPackage(t, "2")
	for i, f := range second.Facts {
		if f.Fact == models.FactName {
			second.Facts[i].Value = "Another Printer"
		}
	}
	form, _ := d.Fill(field.Form{"publisher": {"Typed"}}, apptype.PackageFacts("probe.msi", first))
	form, _ = d.Fill(d.Unfill(form, apptype.PackageFacts("probe.msi", first)), apptype.PackageFacts("probe.msi", second))
	if form.Get("displayName") != "Another Printer" || form.Get("publisher") != "Typed" || form.Get("installContext") != "dual" || form.Get("useDeviceContext") != "" {
		t.Errorf("%v", form)
	}
}

func TestDetectionOfMSI(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	code := "{23170F69-40C1-2702-2409-000001000000}"
	if got, want := d.Detect(values(t, d)), (models.Detection{Kind: "msi", ID: code, Version: "24.09.00.0", Match: models.SameVersion}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if got, want := d.Detect(values(t, d, "ignoreVersionDetection", "true")), (models.Detection{Kind: "msi", ID: code}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestInstallerArguments(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	for line, accepted := range map[string]bool{
		"/norestart":                          true,
		`INSTALLDIR="C:\Program Files\x" /qn`: true,
		`TEXT="a /x b"`:                       true,
		"REBOOT=ReallySuppress -norestart":    true,
		"msiexec /qn":                         false,
		`C:\Windows\System32\MSIEXEC.EXE /qn`: false,
		"/i":                                  false,
		"/I other.msi":                        false,
		"-x {code}":                           false,
		"/qn /uninstall":                      false,
		`"/x" {code}`:                         false,
		`PROPERTY="open`:                      false,
	} {
		if _, errs := d.Decode(with(d, "commandLine", line)); errs["commandLine"].Empty() != accepted {
			t.Errorf("%s: %s", line, errs["commandLine"])
		}
	}
}

// Codes are typed in any case, and devices report them in capitals.
func TestCodesInSmallLettersAreTheSame(t *testing.T) {
	d := definition(t, "windowsMobileMSI")
	got := d.Detect(values(t, d, "productCode", "{23170f69-40c1-2702-2409-00000100abcd}")).ID
	if got != "{23170F69-40C1-2702-2409-00000100ABCD}" {
		t.Error(got)
	}
}
