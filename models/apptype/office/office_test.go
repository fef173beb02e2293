package office_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"appdepot/models/apptype/office"
)

func TestListsAreSound(t *testing.T) {
	seen := map[string]bool{}
	once := func(id string) {
		if id == "" || seen[id] {
			t.Errorf("%q is empty or there twice", id)
		}
		seen[id] = true
	}
	tag := regexp.MustCompile(`^[a-z]{2,3}-([a-z]{4}-)?[a-z]{2}(-valencia)?$`)
	packs := map[office.Pack]int{}
	for _, l := range office.Languages {
		once(l.Code)
		packs[l.Pack]++
		if !tag.MatchString(l.Code) || l.Name == "" {
			t.Errorf("%+v", l)
		}
	}
	if packs[office.Core] < 40 || packs[office.Partial] < 40 || packs[office.Proofing] < 10 || len(packs) != 3 {
		t.Errorf("languages by pack: %v", packs)
	}
	for _, p := range office.Products {
		once("product " + p.ID)
		if p.Name == "" && p.Kind != office.Separate {
			t.Errorf("%+v", p)
		}
	}
	for _, a := range office.Apps {
		once("app " + a.ID)
	}
	channels := map[string]bool{}
	for _, c := range office.Channels {
		once("channel " + c.ID)
		channels[c.ID] = true
		if c.Offered && c.Graph == "" {
			t.Errorf("%s is offered and has no name in Microsoft Graph", c.ID)
		}
	}
	for _, v := range office.Versions {
		if !office.IsVersion(v.Number) || !channels[v.Channel] {
			t.Errorf("%+v", v)
		}
	}
}

func TestXMLOfTheDesigner(t *testing.T) {
	got := string(office.Config{Apps: []string{"Excel", "Outlook", "OutlookForWindows", "PowerPoint", "Word", "Teams", "OneDrive", "OneNote", "Bing"},
		Others: []string{"VisioProRetail"}, Bits: "64", Channel: "MonthlyEnterprise", RemoveMSI: true, Version: "16.0.19530.20226",
		SharedLicense: true, AcceptEULA: true, Languages: []string{"nl-nl"}, OpenDocument: true}.XML())
	want := `<Configuration>
  <Add OfficeClientEdition="64" Channel="MonthlyEnterprise" Version="16.0.19530.20226">
    <Product ID="O365ProPlusRetail">
      <Language ID="MatchOS" Fallback="en-us" />
      <Language ID="MatchPreviousMSI" />
      <Language ID="nl-nl" />
      <ExcludeApp ID="Access" />
      <ExcludeApp ID="Groove" />
      <ExcludeApp ID="Publisher" />
      <ExcludeApp ID="Lync" />
    </Product>
    <Product ID="VisioProRetail">
      <Language ID="MatchOS" Fallback="en-us" />
      <Language ID="MatchPreviousMSI" />
      <Language ID="nl-nl" />
      <ExcludeApp ID="Access" />
      <ExcludeApp ID="Groove" />
      <ExcludeApp ID="Publisher" />
      <ExcludeApp ID="Lync" />
    </Product>
  </Add>
  <Property Name="SharedComputerLicensing" Value="1" />
  <Updates Enabled="TRUE" />
  <RemoveMSI />
  <AppSettings>
    <User Key="software\microsoft\office\16.0\excel\options" Name="defaultformat" Value="60" Type="REG_DWORD" App="excel16" Id="L_SaveExcelfilesas" />
    <User Key="software\microsoft\office\16.0\powerpoint\options" Name="defaultformat" Value="52" Type="REG_DWORD" App="ppt16" Id="L_SavePowerPointfilesas" />
    <User Key="software\microsoft\office\16.0\word\options" Name="defaultformat" Value="ODT" Type="REG_SZ" App="word16" Id="L_SaveWordfilesas" />
  </AppSettings>
  <Display Level="None" AcceptEULA="TRUE" />
</Configuration>
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// some draws a selection that keeps the order of the list.
func some[T any](t *rapid.T, label string, list []T, id func(T) string) []string {
	var chosen []string
	for _, item := range list {
		if rapid.Bool().Draw(t, label+" "+id(item)) {
			chosen = append(chosen, id(item))
		}
	}
	return chosen
}

func anyConfig(t *rapid.T) office.Config {
	offered := slices.DeleteFunc(slices.Clone(office.Channels), func(c office.Channel) bool { return !c.Offered })
	others := slices.DeleteFunc(slices.Clone(office.Products), func(p office.Product) bool { return p.Kind != office.Other })
	few := rapid.SliceOfNDistinct(rapid.SampledFrom(office.Languages), 0, 5, func(l office.Language) string { return l.Code }).Draw(t, "languages")
	return office.Config{
		Apps:          some(t, "app", office.Offered(), func(a office.App) string { return a.ID }),
		Others:        some(t, "product", others, func(p office.Product) string { return p.ID }),
		Bits:          rapid.SampledFrom([]string{"32", "64"}).Draw(t, "bits"),
		OpenDocument:  rapid.Bool().Draw(t, "open document"),
		Channel:       rapid.SampledFrom(offered).Draw(t, "channel").ID,
		RemoveMSI:     rapid.Bool().Draw(t, "remove MSI"),
		Version:       rapid.SampledFrom([]string{"", "16.0.19628.20214"}).Draw(t, "version"),
		SharedLicense: rapid.Bool().Draw(t, "shared"),
		AcceptEULA:    rapid.Bool().Draw(t, "EULA"),
		Languages:     some(t, "language", few, func(l office.Language) string { return l.Code }),
	}
}

func TestDesignerAndXMLBecomeEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyConfig(t)
		d, problems := office.Parse(want.XML())
		if len(problems) > 0 {
			t.Fatalf("the designer's XML is not accepted: %q", sentences(problems))
		}
		if diff := cmp.Diff(want, d.Config()); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
		if beyond := d.Beyond(); len(beyond) > 0 {
			t.Fatalf("the designer does not know its own XML: %q", sentences(beyond))
		}
	})
}

func TestWhatTheDesignerCannotShowIsNamed(t *testing.T) {
	for xml, want := range map[string][]string{
		`<Add OfficeClientEdition="64" Channel="Monthly"><Product ID="O365ProPlusRetail"><Language ID="MatchOS" Fallback="en-us"/></Product></Add>
<Display Level="None" AcceptEULA="FALSE"/><Updates Enabled="TRUE"/><Property Name="FORCEAPPSHUTDOWN" Value="FALSE"/>`: nil,
		`<Add OfficeClientEdition="64" Channel="Current" SourcePath="\\a\b"><Product ID="O365ProPlusRetail"><Language ID="MatchOS" Fallback="nl-nl"/></Product></Add>
<Display Level="None"/><Updates Enabled="FALSE"/><Property Name="AUTOACTIVATE" Value="1"/>`: {
			`Line 1, column 16: the designer cannot show <Add SourcePath="\\a\b">.`,
			`Line 1, column 115: the designer cannot show <Language ID="MatchOS" Fallback="nl-nl">.`,
			`Line 2, column 24: the designer cannot show <Updates Enabled="FALSE">.`,
			`Line 2, column 50: the designer cannot show <Property Name="AUTOACTIVATE" Value="1">.`,
			`The designer would add <Language ID="MatchOS" Fallback="en-us">.`,
		},
		`<Add OfficeClientEdition="32" Channel="BetaChannel"><Product ID="O365BusinessRetail"><Language ID="nl-nl"/><ExcludeApp ID="Word"/></Product></Add>
<Display AcceptEULA="TRUE"/>`: {
			`Line 1, column 16: the designer cannot show <Add Channel="BetaChannel">.`,
			`Line 1, column 68: the designer cannot show <Product ID="O365BusinessRetail">.`,
			`The designer would add <Add Channel="Current">.`,
			`The designer would add <Product ID="O365ProPlusRetail">.`,
			`The designer would add <Display Level="None">.`,
		},
		`<Add OfficeClientEdition="32" Channel="Current"><Product ID="O365ProPlusRetail"><Language ID="nl-nl"/><Language ID="MatchOS" Fallback="en-us"/></Product></Add>
<Display Level="None" AcceptEULA="TRUE"/>`: {
			`Line 1, column 96: the designer puts the Windows languages before nl-nl.`,
		},
	} {
		d, problems := office.Parse([]byte("<Configuration>" + xml + "</Configuration>"))
		if len(problems) > 0 {
			t.Fatalf("%q", sentences(problems))
		}
		if diff := cmp.Diff(want, sentences(d.Beyond())); diff != "" {
			t.Errorf("%s\n(-want +got):\n%s", xml, diff)
		}
	}
}

func TestDesignerStartsWithTheUsualApps(t *testing.T) {
	c := office.Start()
	if !slices.Contains(c.Apps, "Word") || slices.Contains(c.Apps, "Access") || c.Bits != "64" || c.Channel != "Current" {
		t.Errorf("%+v", c)
	}
	d, _ := office.Parse(c.XML())
	if diff := cmp.Diff(c, d.Config()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
