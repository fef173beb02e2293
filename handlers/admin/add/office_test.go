package add_test

import (
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/link"
)

// The suite in both formats, without JavaScript: each shows what the other said, and nothing is lost unasked.
func TestSuiteIsConfiguredInBothFormats(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "officeSuiteApp")
	if got := b.Value("Suite name"); got != "Microsoft 365 Apps for Windows" {
		t.Errorf("it starts with the name %q", got)
	}
	b.Press("Next")
	choose := func(format string) {
		b.Within(`[role=radiogroup][aria-label="Configuration settings format"]`, func() { b.Choose(format) })
		b.Within(around("configurationFormat"), func() { b.Press("Update form") })
	}
	b.WithinGroup("Select Office apps", func() { b.Check("Access") })
	choose("Enter XML data")
	xml := b.Value("XML data")
	if !strings.Contains(xml, `<Product ID="O365ProPlusRetail">`) || strings.Contains(xml, `<ExcludeApp ID="Access" />`) {
		t.Errorf("the XML does not say what the designer said:\n%s", xml)
	}

	b.Fill("XML data", strings.Replace(strings.Replace(xml, "<Updates", "<Updatse", 1), "<Configuration", `<Configuration Color="red"`, 1))
	b.Press("Next")
	b.See("Updatse is not allowed in Configuration")
	if said := b.Doc().Find("#error-summary li"); said.Length() != 2 || !strings.Contains(said.First().Text(), "Line 1, ") || !strings.Contains(said.Last().Text(), "Updatse") {
		t.Errorf("the summary says:\n%s", said.Text())
	}
	if said := b.Doc().Find("#officeConfigurationXml-error li"); said.Length() != 2 {
		t.Errorf("the field says:\n%s", said.Text())
	}

	rich := strings.Replace(xml, "<Updates", `<Property Name="FORCEAPPSHUTDOWN" Value="TRUE" />`+"\n  <Updates", 1)
	b.Fill("XML data", strings.Replace(rich, `Channel="Current"`, `Channel="SemiAnnual"`, 1))
	choose("Configuration designer")
	b.See("the designer cannot show <Property")
	if got := b.Value("Update channel"); got != "SemiAnnual" {
		t.Errorf("the designer shows the channel %q", got)
	}
	b.Press("Next")
	b.See("Some XML settings are not in the designer")
	b.Press("Discard XML-only settings")
	b.See("Discard XML-only settings?")
	b.Press("Cancel")
	choose("Enter XML data")
	if got := b.Value("XML data"); !strings.Contains(got, "FORCEAPPSHUTDOWN") {
		t.Errorf("going back lost what only the XML says:\n%s", got)
	}
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	app := admintest.OnlyApp(t, s)
	v := d.ValuesOf(app)
	if !strings.Contains(d.Settings(v)["officeConfigurationXml"], "FORCEAPPSHUTDOWN") || v["configurationFormat"] != "xml" {
		t.Errorf("a device gets %v", d.Settings(v))
	}
	if step, ok := d.Step(apptype.Configure); !ok || len(step.Sections) != 5 {
		t.Errorf("the step has %d sections", len(step.Sections))
	}
}

// The properties of the finished suite say what a change of the format would lose, before anything is saved.
func TestLossesAreToldBeforeSaving(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "officeSuiteApp")
	b.Press("Next")
	format := func(name string) {
		b.Within(`[role=radiogroup][aria-label="Configuration settings format"]`, func() { b.Choose(name) })
		b.Within(around("configurationFormat"), func() { b.Press("Update form") })
	}
	format("Enter XML data")
	b.Fill("XML data", strings.Replace(b.Value("XML data"), "<Updates", `<Property Name="FORCEAPPSHUTDOWN" Value="TRUE" />`+"\n  <Updates", 1))
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	app := admintest.OnlyApp(t, s)

	b.Visit(link.AppProperties(string(app.ID), "format"))
	format("Configuration designer")
	b.See(`the designer cannot show <Property`)
	b.Press("Save")
	b.See("Some XML settings are not in the designer")
	format("Enter XML data")
	if !strings.Contains(b.Value("XML data"), "FORCEAPPSHUTDOWN") {
		t.Error("going back lost what only the XML says")
	}
	format("Configuration designer")
	b.Press("Discard XML-only settings")
	b.See("Discard XML-only settings?")
	b.See(`the designer cannot show <Property`)
	b.Press("Cancel")
	b.See(`the designer cannot show <Property`)
	b.Press("Discard XML-only settings")
	b.Press("Discard XML-only settings")
	b.DontSee("the designer cannot show")
	if got := admintest.OnlyApp(t, s); !strings.Contains(d.Settings(d.ValuesOf(got))["officeConfigurationXml"], "FORCEAPPSHUTDOWN") {
		t.Error("it is lost before anything was saved")
	}
	b.Press("Save")
	b.See("The app was saved.")
	if got := d.Settings(d.ValuesOf(admintest.OnlyApp(t, s)))["officeConfigurationXml"]; strings.Contains(got, "FORCEAPPSHUTDOWN") {
		t.Errorf("a device gets %s", got)
	}
}

func fieldOf(t *testing.T, d *apptype.Definition, key string) field.Field {
	t.Helper()
	f, ok := field.ByKey(d.Fields(), key)
	if !ok {
		t.Fatalf("nothing is asked as %s", key)
	}
	return f
}
