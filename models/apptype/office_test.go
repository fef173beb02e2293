package apptype_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/apptype/office"
	"appdepot/models/checkin"
	"appdepot/models/field"
)

// plainXML is what the designer can say; richXML says more.
const (
	plainXML = `<Configuration>
  <Add OfficeClientEdition="32" Channel="SemiAnnual" Version="16.0.19127.20532">
    <Product ID="O365ProPlusRetail">
      <Language ID="MatchOS" Fallback="en-us" />
      <Language ID="de-de" />
      <ExcludeApp ID="Access" />
      <ExcludeApp ID="Publisher" />
    </Product>
  </Add>
  <Display Level="None" AcceptEULA="TRUE" />
</Configuration>`
	richXML = `<Configuration>
  <Add OfficeClientEdition="64" Channel="BetaChannel">
    <Product ID="O365BusinessRetail">
      <Language ID="MatchOS" Fallback="en-us" />
    </Product>
  </Add>
  <Property Name="FORCEAPPSHUTDOWN" Value="TRUE" />
  <Display Level="None" AcceptEULA="TRUE" />
</Configuration>`
)

// posted changes answers of the step that configures the suite, as a page does.
func posted(d *apptype.Definition, kept, posted field.Form) field.Form {
	step, _ := d.Step(apptype.Configure)
	sent := field.Form{}
	for _, f := range field.Asked(step.Fields(), kept) {
		if answers := field.WithDefaults(step.Fields(), kept)[f.Key]; len(answers) > 0 {
			sent[f.Key] = answers
		}
	}
	maps.Copy(sent, posted)
	return field.Merge(step.Fields(), kept, sent)
}

func TestFormatsOfTheSuiteBecomeEachOther(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	want, errs := d.Decode(d.Example)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	written := posted(d, d.Example, field.Form{"configurationFormat": {"xml"}})
	got, errs := d.Decode(written)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want["officeConfigurationXml"], got["officeConfigurationXml"]); diff != "" {
		t.Errorf("XML after the designer (-want +got):\n%s", diff)
	}
	back, errs := d.Decode(posted(d, written, field.Form{"configurationFormat": {"designer"}}))
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, back); diff != "" {
		t.Errorf("the designer after XML (-want +got):\n%s", diff)
	}
}

func TestDesignerShowsWhatTheXMLSays(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	xml := with(d, "configurationFormat", "xml", "officeConfigurationXml", plainXML)
	shown := posted(d, xml, field.Form{"configurationFormat": {"designer"}})
	v, errs := d.Decode(shown)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"officePlatformArchitecture": "x86", "updateChannel": "SemiAnnual", "versionToInstall": "specific", "targetVersion": "16.0.19127.20532",
		"localesToInstall": "de-de", "otherApps": "", "shouldUninstallOlderVersionsOfOffice": "false", "autoAcceptEula": "true",
	} {
		if v[key] != want {
			t.Errorf("%s is %q, want %q", key, v[key], want)
		}
	}
	if apps := v["officeApps"]; strings.Contains(apps, "Access") || !strings.Contains(apps, "Word") {
		t.Errorf("the apps are %s", apps)
	}
}

func TestWhatTheDesignerCannotSayIsAskedBeforeItIsLost(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	xml := with(d, "configurationFormat", "xml", "officeConfigurationXml", richXML)
	shown := posted(d, xml, field.Form{"configurationFormat": {"designer"}})
	ask, asked := field.ByKey(field.Asked(d.Fields(), shown), "leaveOut")
	if !asked {
		t.Fatal("nobody asks whether the rest may be lost")
	}
	var told []string
	for _, s := range ask.Remarks(field.WithDefaults(d.Fields(), shown)) {
		told = append(told, s.String())
	}
	for _, want := range []string{"FORCEAPPSHUTDOWN", "O365BusinessRetail", "BetaChannel"} {
		if !strings.Contains(strings.Join(told, "\n"), want) {
			t.Errorf("%s is not named: %q", want, told)
		}
	}
	if _, errs := d.Decode(shown); errs["leaveOut"].Empty() {
		t.Error("it is lost without anybody's yes")
	}
	back := posted(d, shown, field.Form{"configurationFormat": {"xml"}})
	if got := back.Get("officeConfigurationXml"); got != richXML {
		t.Errorf("going back to XML gives %s", got)
	}
	v, errs := d.Decode(posted(d, shown, field.Form{"leaveOut": {"true"}}))
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	if xml := v["officeConfigurationXml"]; strings.Contains(xml, "FORCEAPPSHUTDOWN") || v["productIds"] != "O365ProPlusRetail" || v["leaveOut"] != "" {
		t.Errorf("after the yes: %v", v)
	}
}

// A change in the designer counts, even when there is still XML that says more.
func TestXMLFollowsChangesInTheDesigner(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	shown := posted(d, with(d, "configurationFormat", "xml", "officeConfigurationXml", richXML), field.Form{"configurationFormat": {"designer"}})
	shown = posted(d, shown, field.Form{"officePlatformArchitecture": {"x86"}})
	back := posted(d, shown, field.Form{"configurationFormat": {"xml"}})
	if got := back.Get("officeConfigurationXml"); !strings.Contains(got, `OfficeClientEdition="32"`) {
		t.Errorf("%s", got)
	}
}

func TestXMLThatCannotBeReadChangesNothing(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	broken := with(d, "configurationFormat", "xml", "officeConfigurationXml", "<Configuration><Add>")
	shown := posted(d, broken, field.Form{"configurationFormat": {"designer"}})
	if diff := cmp.Diff(d.Example["officeApps"], shown["officeApps"]); diff != "" || shown.Get("updateChannel") != "MonthlyEnterprise" {
		t.Errorf("the designer changed: %v", shown)
	}
	if _, errs := d.Decode(shown); errs["leaveOut"].Empty() {
		t.Error("nobody says that the XML is lost")
	}
}

func TestMistakesInTheXMLNameLineAndElement(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	for xml, want := range map[string][]string{
		"<Configuration>\n  <Ad />\n</Configuration>":                                                {"Line 2", "Ad", "Add"},
		strings.Replace(plainXML, `"32"`, `"48"`, 1):                                                 {"Line 2", "OfficeClientEdition", "48"},
		strings.Replace(plainXML, "</Product>", "", 1):                                               {"Line"},
		"<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Configuration>&x;</Configuration>": {"document types are not allowed"},
	} {
		_, errs := d.Decode(with(d, "configurationFormat", "xml", "officeConfigurationXml", xml))
		for _, part := range want {
			if !strings.Contains(errs["officeConfigurationXml"].String(), part) {
				t.Errorf("%s\nsays %q, without %q", xml, errs["officeConfigurationXml"], part)
			}
		}
	}
	_, errs := d.Decode(with(d, "configurationFormat", "xml", "officeConfigurationXml", strings.Repeat(" ", office.MaxBytes)+plainXML))
	if errs["officeConfigurationXml"].Empty() {
		t.Error("XML of any length is accepted")
	}
}

func TestSuiteFitsItsWindows(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	for _, tt := range []struct {
		answers []string
		device  models.Architecture
		fits    bool
	}{
		{nil, models.X64, true},
		{nil, models.ARM64, true},
		{nil, models.X86, false},
		{[]string{"officePlatformArchitecture", "x86"}, models.X86, true},
		{[]string{"configurationFormat", "xml", "officeConfigurationXml", plainXML}, models.X86, true},
		{[]string{"configurationFormat", "xml", "officeConfigurationXml", richXML}, models.X86, false},
	} {
		why := d.Fits(values(t, d, tt.answers...), models.Device{Platform: models.Windows, Architecture: tt.device})
		if why.Empty() != tt.fits {
			t.Errorf("%v on %s: %q", tt.answers, tt.device, why)
		}
	}
}

// A version to install counts: older suites do not, and newer ones do as long as the suite updates itself.
func TestSuiteIsFoundInItsVersion(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	frozen := strings.Replace(plainXML, "<Display", "<Updates Enabled=\"FALSE\" />\n  <Display", 1)
	target := strings.Replace(plainXML, "<Display", "<Updates Enabled=\"TRUE\" TargetVersion=\"16.0.19127.20532\" />\n  <Display", 1)
	for _, tt := range []struct {
		name    string
		answers []string
		has     string
		fits    bool
	}{
		{"the latest", []string{"versionToInstall", "latest"}, "16.0.10000.1", true},
		{"an older one", nil, "16.0.19127.20532", false},
		{"the very version", nil, "16.0.19530.20226", true},
		{"updated since", nil, "16.0.20001.20000", true},
		{"older than in XML", []string{"configurationFormat", "xml", "officeConfigurationXml", plainXML}, "16.0.18000.20000", false},
		{"newer than in XML", []string{"configurationFormat", "xml", "officeConfigurationXml", plainXML}, "16.0.20001.20000", true},
		{"no updates", []string{"configurationFormat", "xml", "officeConfigurationXml", frozen}, "16.0.20001.20000", false},
		{"no updates, the very version", []string{"configurationFormat", "xml", "officeConfigurationXml", frozen}, "16.0.19127.20532", true},
		{"held at a version", []string{"configurationFormat", "xml", "officeConfigurationXml", target}, "16.0.20001.20000", false},
	} {
		v := values(t, d, tt.answers...)
		found := checkin.Detect([]models.InstalledApp{{Kind: "office", ID: "O365ProPlusRetail", Version: tt.has}}, d.Detect(v))
		if !found.Present || found.Fits != tt.fits {
			t.Errorf("%s: %+v", tt.name, found)
		}
	}
	if got := d.DisplayVersion(values(t, d, "configurationFormat", "xml", "officeConfigurationXml", plainXML)); got != "16.0.19127.20532" {
		t.Errorf("the version in the XML is shown as %q", got)
	}
}

func TestDeviceGetsXMLAndIsFoundByTheProduct(t *testing.T) {
	d := definition(t, "officeSuiteApp")
	v := values(t, d, "configurationFormat", "xml", "officeConfigurationXml", richXML)
	if got := d.Detect(v); got.Kind != "office" || got.ID != "O365BusinessRetail" {
		t.Errorf("%+v", got)
	}
	if got := d.Settings(v)["officeConfigurationXml"]; got != richXML {
		t.Errorf("the device gets %s", got)
	}
	designed := d.Settings(values(t, d))["officeConfigurationXml"]
	if !strings.Contains(designed, `<ExcludeApp ID="OneNote" />`) || !strings.Contains(designed, `<Product ID="VisioProRetail">`) {
		t.Errorf("the device gets %s", designed)
	}
}
