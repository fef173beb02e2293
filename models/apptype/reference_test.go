package apptype_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

// reference reads testdata/app-types.csv, the list of app types that the product follows, as rows by column name.
func reference(t *testing.T) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/app-types.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		named := map[string]string{}
		for i, name := range rows[0] {
			named[name] = row[i]
		}
		all = append(all, named)
	}
	return all
}

func TestTypesFollowTheReference(t *testing.T) {
	checked := 0
	for _, row := range reference(t) {
		d, built := apptype.Get(row["key"])
		if !built {
			continue
		}
		checked++
		if comesByItself(row) != (d.Entry.ID == "") {
			t.Errorf("%s is in the pane, or is not, against the reference", d.ID)
		}
		if comesByItself(row) {
			row["heading"], row["steps"] = "", steps(d)
		}
		for what, pair := range map[string][2]string{
			"heading":   {d.Entry.Heading, row["heading"]},
			"label":     {d.Entry.Label, row["label_in_pane"]},
			"name":      {d.Name, row["type_label"]},
			"platform":  {d.Platform.Name(), row["platform"]},
			"general":   {d.General, row["general_type"]},
			"brought":   {yes(d.LineOfBusiness), yes(strings.HasPrefix(row["general_type"], "LOB app"))},
			"updates":   {string(d.Updates), row["updated_by"]},
			"steps":     {steps(d), row["steps"]},
			"new":       {renewal(d), row["new_version"]},
			"to groups": {yes(d.Assign(example(t, d)).AvailableToDevices), row["available_to_device_groups"]},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %s is %q, the reference says %q", d.ID, what, pair[0], pair[1])
			}
		}
		followsPackage(t, d, row)
		followsIntents(t, d, row)
	}
	if checked != len(apptype.All()) {
		t.Errorf("%d of %d types are in the reference", checked, len(apptype.All()))
	}
}

// comesByItself tells the types that are in no pane.
func comesByItself(row map[string]string) bool {
	return strings.HasPrefix(row["heading"], "(not in the pane")
}

func followsPackage(t *testing.T, d *apptype.Definition, row map[string]string) {
	extensions, most := "", ""
	if d.Package != nil {
		extensions, most = strings.Join(d.Package.Extensions, " "), strconv.FormatInt(d.Package.MaxBytes, 10)
	}
	if extensions != row["extensions"] || most != row["max_bytes"] {
		t.Errorf("%s takes %q up to %s bytes, the reference says %q up to %s", d.ID, extensions, most, row["extensions"], row["max_bytes"])
	}
}

// followsIntents compares with the answers of the example, which of those that matter are the ones that allow most.
func followsIntents(t *testing.T, d *apptype.Definition, row map[string]string) {
	columns := map[models.Intent]string{models.Required: "required", models.Available: "available_enrolled",
		models.AvailableWithoutEnrollment: "available_without_enrollment", models.Uninstall: "uninstall"}
	for intent, column := range columns {
		if got, want := d.Assign(example(t, d)).Intents[intent], strings.HasPrefix(row[column], "yes"); got != want {
			t.Errorf("%s allows %s: %t, the reference says %q", d.ID, intent, got, row[column])
		}
	}
}

func steps(d *apptype.Definition) string {
	var titles []string
	for _, s := range d.Steps {
		titles = append(titles, s.Title)
	}
	return strings.Join(append(titles, "Assignments", "Review + create"), "|")
}

// renewals are the reference's words for what a new version must be.
var renewals = map[string]string{
	"must rise (versionCode)":                "versionCode rises",
	"must differ (ProductVersion; ours)":     "productVersion differs",
	"must rise (Version)":                    "identityVersion rises",
	"must differ (CFBundleVersion)":          "buildNumber differs",
	"must rise (CFBundleShortVersionString)": "versionNumber rises",
}

func renewal(d *apptype.Definition) string {
	if d.VersionRule != nil && d.VersionRule.AnyPackage {
		return "free"
	}
	is := ""
	if d.VersionRule != nil {
		is = d.VersionRule.Key + map[bool]string{true: " rises", false: " differs"}[d.VersionRule.MustRise]
	}
	for words, means := range renewals {
		if means == is {
			return words
		}
	}
	return is
}

func yes(is bool) string { return map[bool]string{true: "yes", false: "no"}[is] }

func TestPaneStandsInTheOrderOfTheReference(t *testing.T) {
	var want []string
	for _, row := range reference(t) {
		line := row["heading"] + ": " + row["label_in_pane"]
		if _, built := apptype.Get(row["key"]); built && !comesByItself(row) && !slices.Contains(want, line) {
			want = append(want, line)
		}
	}
	var got []string
	for _, e := range apptype.Pane() {
		got = append(got, e.Heading+": "+e.Label)
		if len(e.Types) == 0 {
			t.Errorf("%s is offered without a type", e.Label)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pane shows %q, want %q", got, want)
	}
}

func TestLineOfBusinessAppIsDecidedByTheFile(t *testing.T) {
	e, ok := apptype.PaneEntryOf("lineOfBusinessApp")
	if !ok || e.Choose != apptype.ByFile || len(e.Types) < 2 {
		t.Fatalf("%+v", e)
	}
	for format, want := range map[string]string{"apk": "androidLobApp", "msi": "windowsMobileMSI", "msix": "windowsUniversalAppX",
		"msixbundle": "windowsUniversalAppX", "ipa": "iosLobApp", "pkg": "macOSLobApp"} {
		d, err := e.ForFormat(format)
		if err != nil || d.ID != want {
			t.Errorf("%s: %v %v", format, d, err)
		}
	}
	if _, err := e.ForFormat("zip"); models.KindOf(err) != models.KindInvalid {
		t.Errorf("a zip archive: %v", err)
	}
	if got := e.MaxBytes(); got != 8<<30 {
		t.Errorf("at most %d bytes", got)
	}
}

func TestFixedFieldsAreLockedOnceTheyCount(t *testing.T) {
	locked := func(id string, stage field.Stage, key string) bool {
		d, _ := apptype.Get(id)
		f, found := field.ByKey(d.LockedAt(stage).Fields(), key)
		if !found {
			t.Fatalf("%s does not ask %s", id, key)
		}
		return f.IsLocked(d.Example)
	}
	if locked("webApp", field.Draft, "appUrl") || locked("webApp", field.Saved, "appUrl") || !locked("webApp", field.Assigned, "appUrl") {
		t.Error("the address of a web link is fixed from the first assignment on")
	}
	if locked("windowsMobileMSI", field.Draft, "useDeviceContext") || !locked("windowsMobileMSI", field.Saved, "useDeviceContext") {
		t.Error("the install context is fixed once the app is created")
	}
}
