package apptype

import (
	"appdepot/models"
	"appdepot/models/apptype/office"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// Configure is the key of the step that says how a suite is installed.
const Configure = "configure"

// The keys of how Microsoft 365 Apps are configured.
const (
	officeFormat    = "configurationFormat"
	officeXML       = "officeConfigurationXml"
	officeLeaveOut  = "leaveOut"
	officeApps      = "officeApps"
	officeOthers    = "otherApps"
	officeBits      = "officePlatformArchitecture"
	officeFiles     = "officeSuiteAppDefaultFileFormat"
	officeChannel   = "updateChannel"
	officeRemove    = "shouldUninstallOlderVersionsOfOffice"
	officeWhich     = "versionToInstall"
	officeVersion   = "targetVersion"
	officeShared    = "useSharedComputerActivation"
	officeEULA      = "autoAcceptEula"
	officeLanguages = "localesToInstall"
	officeProduct   = "productIds"
)

// The two ways to say how the suite is configured.
const (
	byDesigner = "designer"
	byXML      = "xml"
)

const openDocument = "officeOpenDocumentFormat"

var _ = register(Definition{
	ID: "officeSuiteApp", Place: 50,
	Entry: Entry{
		ID: "officeSuiteApp", Heading: "Microsoft 365 Apps", Label: "Windows 10 and later",
		Summary:  "Word, Excel, PowerPoint, Outlook, and more for Windows. Choose the apps, or enter configuration XML.",
		Installs: "The device installs the suite with the Office Deployment Tool. A suite assigned later replaces it, and apps it leaves out are removed.",
		Needs:    "The apps and update channel you want, or configuration XML.",
	},
	Name: "Microsoft 365 Apps (Windows 10 and later)", General: "Store app (Microsoft 365)", Platform: models.Windows, Updates: ByStore,
	Glyph: "apps", Pictured: true,
	Steps: []field.Step{
		{Key: Information, Title: "App suite information", Sections: []field.Section{
			withFixedAnswers(suiteInformation(), map[string]string{publisher: "Microsoft"}),
		}},
		{Key: Configure, Title: "Configure app suite", Sections: officeSections(), Summary: officeInWords},
	},
	InitialAnswers: field.Form{
		displayName: {"Microsoft 365 Apps for Windows"}, developer: {"Microsoft"}, owner: {"Microsoft"},
		description:    {"Word, Excel, PowerPoint, Outlook, and more for your computer."},
		informationURL: {"https://www.microsoft.com/microsoft-365"},
		privacyURL:     {"https://privacy.microsoft.com/privacystatement"},
		officeApps:     office.Start().Apps,
	},
	Example: field.Form{
		displayName: {"Microsoft 365 Apps for Windows"}, description: {"The office suite for our computers."}, developer: {"Microsoft"},
		owner: {"Workplace team"}, informationURL: {"https://www.microsoft.com/microsoft-365"}, isFeatured: {"true"},
		privacyURL:   {"https://privacy.microsoft.com/privacystatement"},
		officeFormat: {byDesigner}, officeApps: {"Excel", "Outlook", "PowerPoint", "Word"}, officeOthers: {"VisioProRetail"},
		officeBits: {"x64"}, officeFiles: {"officeOpenXMLFormat"}, officeChannel: {"MonthlyEnterprise"}, officeRemove: {"true"},
		officeWhich: {"specific"}, officeVersion: {"16.0.19530.20226"}, officeShared: {"false"}, officeEULA: {"true"},
		officeLanguages: {"nl-nl", "fr-fr"},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	derive:   deriveOffice,
	detect:   detectOffice,
	fits:     fitsOffice,
	settings: []string{officeXML, officeProduct},
	version:  officeVersion,
})

// deriveOffice makes the XML that a device gets out of the designer's answers, and reads out of any XML what is asked of
// devices.
func deriveOffice(v field.Values) {
	delete(v, officeLeaveOut)
	if v[officeFormat] != byXML {
		v[officeXML] = string(officeConfig(v.List).XML())
	}
	d, _ := office.Parse([]byte(v[officeXML]))
	v[officeProduct], v[officeBits] = d.Product(), platformOf(d.Config().Bits)
	if version, _ := d.Pinned(); version != "" {
		v[officeVersion] = version
	}
}

// detectOffice finds the product. Where a version is to be installed, an older one does not count. A newer one does, because
// the suite goes on updating itself, unless updates are off: then only that version counts, and the Office Deployment Tool
// takes a newer one back to it.
func detectOffice(v field.Values) models.Detection {
	found := models.Detection{Kind: "office", ID: v[officeProduct]}
	d, _ := office.Parse([]byte(v[officeXML]))
	switch version, stays := d.Pinned(); {
	case version != "" && stays:
		found.Version, found.Match = version, models.SameVersion
	case version != "":
		found.Version, found.Match = version, models.MinimumVersion
	}
	return found
}

// fitsOffice keeps a 64-bit suite off 32-bit Windows.
func fitsOffice(v field.Values, device models.Device) models.Reason {
	if v[officeBits] == "x64" && (device.Architecture == models.X86 || device.Architecture == models.ARM) {
		return reason.SuiteNeeds64Bit.Of(string(device.Architecture))
	}
	return models.Reason{}
}

func platformOf(bits string) string { return map[string]string{"64": "x64", "32": "x86"}[bits] }
