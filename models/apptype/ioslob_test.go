package apptype_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
)

var profileEnds = time.Date(2030, 6, 30, 12, 0, 0, 0, time.UTC)

func ipaPackage(t *testing.T, build string) models.Package {
	t.Helper()
	p, err := inspected(t, sample.IPA(sample.IPAOptions{Name: "Rounds", BundleID: "com.example.rounds", Version: "3.1", Build: build,
		MinimumOS: "17.4", Families: []int{2}, Expires: profileEnds, Profile: "Rounds", Team: "ABCDE12345"}))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestIPAAnswersItsQuestions(t *testing.T) {
	d := definition(t, "iosLobApp")
	form, _ := d.Fill(field.Form{"description": {"Checks."}, "publisher": {"Us"}}, says(ipaPackage(t, "3100")))
	v, errs := d.Decode(form)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	want := field.Values{"bundleId": "com.example.rounds", "versionNumber": "3.1", "buildNumber": "3100", "expirationDateTime": "2030-06-30T12:00:00Z",
		"displayName": "Rounds", "description": "Checks.", "publisher": "Us", "applicableDeviceType": "iPad",
		"minimumSupportedOperatingSystem": "17.0", "managementType": "mdm", "isFeatured": "false"}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, want := d.Detect(v), (models.Detection{Kind: "ios", ID: "com.example.rounds", Version: "3100", Match: models.SameVersion}); !cmp.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestEndOfProfile(t *testing.T) {
	d := definition(t, "iosLobApp")
	v := values(t, d, "expirationDateTime", "2030-06-30T12:00:00Z")
	day := 24 * time.Hour
	for _, tt := range []struct {
		before time.Duration
		says   string
		over   bool
	}{
		{31 * day, "", false}, {30*day - time.Second, "profileExpires(2030-06-30", false}, {time.Second, "profileExpires(", false}, {0, "profileExpired(2030-06-30", true}, {-400 * day, "profileExpired(", true},
	} {
		text, over := d.ExpiryWarning(v, profileEnds.Add(-tt.before))
		if !strings.Contains(text.String(), tt.says) || text.Empty() != (tt.says == "") || over != tt.over {
			t.Errorf("%s before its end: %q, over: %t", tt.before, text, over)
		}
	}
	if text, over := definition(t, "webApp").ExpiryWarning(field.Values{}, profileEnds); !text.Empty() || over {
		t.Error("a web link ends")
	}
}

func TestIOSBuildsMustDiffer(t *testing.T) {
	d := definition(t, "iosLobApp")
	for answer, refused := range map[[2]string]string{
		{"buildNumber", "3100"}: "already has", {"buildNumber", "3101"}: "", {"buildNumber", "2000"}: "", {"bundleId", "com.example.other"}: "different app",
	} {
		err := d.NewVersion(values(t, d), values(t, d, answer[0], answer[1]))
		if (err == nil) != (refused == "") || err != nil && !strings.Contains(err.Error(), refused) {
			t.Errorf("%v: %v", answer, err)
		}
	}
}

func TestDDMNeedsNewSystems(t *testing.T) {
	d := definition(t, "iosLobApp")
	for system, fits := range map[string]bool{"17.7": false, "18.0": true, "": true} {
		device := models.Device{Platform: models.IOS, OSVersion: system, Model: "iPhone 15"}
		if why := d.Fits(values(t, d, "managementType", "ddm"), device); why.Empty() != fits {
			t.Errorf("%s: %q", system, why)
		}
		if why := d.Fits(values(t, d), device); !why.Empty() {
			t.Errorf("MDM on %s: %q", system, why)
		}
	}
}

// says is what a package says about itself.
func says(p models.Package) field.Known { return apptype.PackageFacts("example", p) }

// An .ipa whose build number alone has risen is accepted with a warning.
func TestSameVersionOfAnotherBuildIsOdd(t *testing.T) {
	first, second := ipaPackage(t, "3100"), ipaPackage(t, "3101")
	if odd := apptype.Differences(first, second); len(odd) != 1 || odd[0].Code != reason.BuildWithoutVersion.Code {
		t.Errorf("%v", odd)
	}
	if odd := apptype.Differences(first, first); len(odd) != 0 {
		t.Errorf("the same file: %v", odd)
	}
}
