package office_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models/apptype/office"
)

func sentences(problems []office.Problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Text.String())
	}
	return all
}

// inside puts elements into a configuration that is otherwise right; what is given starts in line 3.
func inside(xml string) string {
	return "<Configuration>\n<Add><Product ID=\"O365ProPlusRetail\"><Language ID=\"nl-nl\"/></Product></Add>\n" + xml + "\n</Configuration>"
}

func TestProblemsNameLineAndElement(t *testing.T) {
	for xml, want := range map[string]string{
		`<Update Enabled="TRUE"/>`:                           `Line 3, column 1: Update is not allowed in Configuration. Allowed elements: Add, AppSettings, Display, Info, Logging, Property, Remove, RemoveMSI, Updates.`,
		`<updates/>`:                                         `Line 3, column 1: write updates as Updates.`,
		`<Updates/> <Updates/>`:                              `Line 3, column 12: Updates appears more than once in Configuration. Keep one.`,
		`<Updates Enabled="yes"/>`:                           `Line 3, column 1: Enabled of Updates cannot be "yes". Allowed values: TRUE, FALSE.`,
		`<Updates enabled="TRUE"/>`:                          `Line 3, column 1: write the attribute enabled of Updates as Enabled.`,
		`<Updates Branch="Current"/>`:                        `Line 3, column 1: Updates has no attribute Branch. Allowed attributes: Channel, Deadline, Enabled, TargetVersion, UpdatePath.`,
		`<Updates TargetVersion="16.1"/>`:                    `Line 3, column 1: TargetVersion of Updates cannot be "16.1". Use a value such as 16.0.19628.20214.`,
		`<Updates Deadline="tomorrow"/>`:                     `Line 3, column 1: Deadline of Updates cannot be "tomorrow". Use a value such as 05/16/2027 18:30.`,
		`<Display Level="None" Level="Full"/>`:               `Line 3, column 1: Display has the attribute Level twice. Remove one.`,
		`<Property Value="1"/>`:                              `Line 3, column 1: Property is missing the attribute Name.`,
		`<Property Name="AUTOACTIVATE" Value="TRUE"/>`:       `Line 3, column 1: Value of Property cannot be "TRUE". Allowed values: 0, 1.`,
		`<Property Value="2" Name="PinIconsToTaskbar"/>`:     `Line 3, column 1: Value of Property cannot be "2". Allowed values: TRUE, FALSE.`,
		`<RemoveMSI><Product ID="VisPro"/></RemoveMSI>`:      `Line 3, column 12: Product is not allowed in RemoveMSI. Allowed elements: IgnoreProduct.`,
		`<RemoveMSI/>no`:                                     `Line 3, column 13: there is text outside the elements: no. Remove it.`,
		`<Remove><Product ID="Word"/></Remove>`:              `Line 3, column 9: ID of Product cannot be "Word". Use a value such as O365ProPlusRetail.`,
		`<AppSettings Type="x"/>`:                            `Line 3, column 1: AppSettings cannot have attributes. Remove Type.`,
		`<Info><b/></Info>`:                                  `Line 3, column 7: b is not allowed. Info cannot contain elements.`,
		`<Info xmlns="urn:x"/>`:                              `Line 3, column 1: urn:x:Info is not allowed in Configuration. Allowed elements: Add, AppSettings, Display, Info, Logging, Property, Remove, RemoveMSI, Updates.`,
		`</Configuration><Configuration>`:                    `Line 3, column 17: Configuration is outside Configuration. Move it inside.`,
		`<Property Name="TenantId" Value="x"/>`:              `Line 3, column 1: Value of Property cannot be "x". Use a value such as e5b86b07-841e-492f-9e77-971538aa7fdc.`,
		`<Logging Path=""/>`:                                 `Line 3, column 1: Path of Logging cannot be "". Use a value such as \\server\share.`,
		`<Updates>`:                                          `Line 4, column 17: this is not well-formed XML. Close every element, quote every value, and write & as &amp;. Nothing after this point was checked.`,
		`<Info Description="&who;"/>`:                        `Line 3, column 25: this is not well-formed XML. Close every element, quote every value, and write & as &amp;. Nothing after this point was checked.`,
		`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/pw">]>`: `Line 3, column 1: document types are not allowed. Remove <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/pw">]>.`,
	} {
		_, problems := office.Parse([]byte(inside(xml)))
		if diff := cmp.Diff([]string{want}, sentences(problems)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", xml, diff)
		}
	}
}

func TestProductsAreChecked(t *testing.T) {
	for product, want := range map[string]string{
		`<Product ID="O365ProPlusRetail"/>`:                                                     `Line 1, column 21: Product is missing the element Language.`,
		`<Product><Language ID="nl-nl"/></Product>`:                                             `Line 1, column 21: Product is missing the attribute ID.`,
		`<Product ID="VisioProRetail"><Language ID="nl"/></Product>`:                            `Line 1, column 50: ID of Language cannot be "nl". Use a value such as en-us.`,
		`<Product ID="VisioProRetail"><Language ID="nl-nl" Fallback="en-us"/></Product>`:        `Line 1, column 50: use the attribute Fallback only with the language MatchOS.`,
		`<Product ID="VisioProRetail"><Language ID="MatchOS" TargetProduct="All"/></Product>`:   `Line 1, column 50: use the attribute TargetProduct only with the language MatchInstalled.`,
		`<Product ID="VisioProRetail"><Language ID="nl-nl"/><Language ID="nl-NL"/></Product>`:   `Line 1, column 72: Language ID="nl-nl" appears twice. Remove one.`,
		`<Product ID="VisioProRetail"><Language ID="nl-nl"/><ExcludeApp ID="Paint"/></Product>`: `Line 1, column 72: ID of ExcludeApp cannot be "Paint". Allowed values: Access, Excel, Bing, Groove, OneDrive, OneNote, Outlook, OutlookForWindows, PowerPoint, Publisher, Lync, Teams, Word, InfoPath, Project, SharePointDesigner, Visio.`,
	} {
		_, problems := office.Parse([]byte("<Configuration><Add>" + product + "</Add></Configuration>"))
		if diff := cmp.Diff([]string{want}, sentences(problems)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", product, diff)
		}
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, problems := office.Parse([]byte(`<Configuration>
  <Add OfficeClientEdition="16" Channel="Weekly" DownloadPath="\\server\share">
    <Products />
  </Add>
  <Display Level="Loud" />
</Configuration>`))
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if want := []int{2, 2, 3, 2, 2, 5}; !slices.Equal(lines, want) {
		t.Errorf("problems in lines %v, want %v: %q", lines, want, sentences(problems))
	}
	if problems[2].Element != "Products" || problems[2].Column != 5 {
		t.Errorf("%+v", problems[2])
	}
}

func TestWhatIsNoConfiguration(t *testing.T) {
	for xml, want := range map[string]string{
		"":                              "The XML has no elements. Paste a configuration whose first element is Configuration.",
		"<!-- nothing -->":              "The XML has no elements. Paste a configuration whose first element is Configuration.",
		"setup.exe /configure":          "Line 1, column 1: there is text outside the elements",
		"<Configure><Add/></Configure>": "Line 1, column 1: the first element is Configure. It must be Configuration.",
		"<Configuration/>":              "Line 1, column 1: Configuration is missing the element Add.",
		"\xff\xfe<\x00":                 "Line 1, column 3: this is not well-formed XML",
		strings.Repeat(" ", office.MaxBytes) + "<Configuration/>": "The XML has 65 KB. Use 64 KB or less",
	} {
		_, problems := office.Parse([]byte(xml))
		if len(problems) == 0 || !strings.HasPrefix(problems[0].Text.String(), want) {
			t.Errorf("%.40q: %q", xml, sentences(problems))
		}
	}
}

func TestProblemsAndDepthAreBounded(t *testing.T) {
	if _, problems := office.Parse([]byte(inside(strings.Repeat("<x/>", 5000)))); len(problems) != 50 {
		t.Errorf("%d problems", len(problems))
	}
	deep := strings.Repeat("<x>", 8000) + strings.Repeat("</x>", 8000)
	if _, problems := office.Parse([]byte(inside(deep))); len(problems) != 1 {
		t.Errorf("%q", sentences(problems))
	}
}

// The example of the documentation, and one as the Office Customization Tool writes them.
func TestConfigurationsOfOthersAreAccepted(t *testing.T) {
	for _, xml := range []string{`<Configuration>
  <Add SourcePath="\\Server\Share" OfficeClientEdition="64" Channel="MonthlyEnterprise" AllowCdnFallback="True">
    <Product ID="O365ProPlusRetail">
      <Language ID="en-us" />
      <Language ID="MatchOS" Fallback="ja-jp" />
    </Product>
    <Product ID="ProjectProRetail" MSICondition="PrjStd,PrjStdR">
      <Language ID="MatchInstalled" TargetProduct="All" />
    </Product>
    <Product ID="LanguagePack"><Language ID="de-DE" /></Product>
  </Add>
  <Remove All="FALSE"><Product ID="VisioStdRetail"><Language ID="es-es" /></Product></Remove>
  <Updates Enabled="TRUE" UpdatePath="\\Server\Share" TargetVersion="" Deadline="05/16/2014 18:30" Channel="Broad" />
  <Display Level="None" AcceptEULA="TRUE" />
  <Logging Level="Standard" Path="%temp%" />
</Configuration>`, "\uFEFF" + `<?xml version="1.0" encoding="utf-16"?>
<!-- for everybody -->
<Configuration ID="9f3def2a-edf3-4230-af5b-de298a114dbf">
  <Info Description="" />
  <Add OfficeClientEdition="64" Channel="Current" MigrateArch="TRUE">
    <Product ID="O365BusinessRetail">
      <Language ID="MatchOS" /><Language ID="MatchPreviousMSI" />
      <ExcludeApp ID="Groove" /><ExcludeApp ID="Lync" /><ExcludeApp ID="Bing" />
    </Product>
  </Add>
  <Property Name="SharedComputerLicensing" Value="0" />
  <Property Name="FORCEAPPSHUTDOWN" Value="FALSE" />
  <Property Name="DeviceBasedLicensing" Value="0" />
  <Property Name="SCLCacheOverride" Value="0" />
  <Property Name="TenantId" Value="e5b86b07-841e-492f-9e77-971538aa7fdc" />
  <Updates Enabled="TRUE" />
  <RemoveMSI><IgnoreProduct ID="VisPro" /></RemoveMSI>
  <AppSettings>
    <Setup Name="Company" Value="Contoso &amp; Sons" />
    <User Key="Software\Microsoft\Office\16.0\Excel\options" Name="defaultformat" Value="51" Type="REG_DWORD" App="excel16" Id="L_SaveExcelfilesas" />
  </AppSettings>
  <Display Level="Full" AcceptEULA="TRUE" />
</Configuration>`} {
		if _, problems := office.Parse([]byte(xml)); len(problems) > 0 {
			t.Errorf("%q", sentences(problems))
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(office.Start().XML()))
	f.Add([]byte(inside(`<Property Name="AUTOACTIVATE" Value="1"/><AppSettings><User Key="a" Name="b" Value="c" Type="REG_SZ"/></AppSettings>`)))
	f.Add([]byte(inside(`<!DOCTYPE a><Display Level="None"`)))
	f.Fuzz(func(t *testing.T, xml []byte) {
		d, problems := office.Parse(xml)
		if len(problems) > 50 {
			t.Fatalf("%d problems", len(problems))
		}
		shown := d.Config()
		again, wrong := office.Parse(shown.XML())
		if len(wrong) > 0 {
			t.Fatalf("what the designer shows is not accepted: %q\n%s", sentences(wrong), shown.XML())
		}
		if diff := cmp.Diff(shown, again.Config()); diff != "" {
			t.Fatalf("(-shown +again)\n%s", diff)
		}
		if beyond := again.Beyond(); len(beyond) > 0 {
			t.Fatalf("%q", sentences(beyond))
		}
		_ = d.Beyond()
	})
}
