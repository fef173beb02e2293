package apptype

import (
	"slices"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/installer/windows"
)

// The keys of what a package for Windows devices holds.
const (
	displayVersion = "displayVersion"
	packageFormat  = "packageFormat"
)

var _ = register(Definition{
	ID: "win32LobApp", Place: 210,
	Entry: Entry{
		ID: "win32LobApp", Heading: "Other", Label: "Windows app (Win32)",
		Summary:  "Any program with a setup file of its own: an .exe, an .msi or a script, with all files that it needs.",
		Installs: "The device unpacks the files and runs the install command; detection rules tell whether the app is there.",
		Needs:    "The setup file, or a .zip with it and all files that it needs. What installs it silently, unless the file tells.",
	},
	Name: "Windows app (Win32)", General: "LOB app", Platform: models.Windows, Updates: ByAdministrator, Related: true,
	Package: &PackageRule{
		Formats:    []installer.Format{installer.FormatIntuneWin, installer.FormatEXE, installer.FormatMSI, installer.FormatZIP},
		Extensions: []string{".intunewin", ".exe", ".msi", ".zip"}, MaxBytes: 30 << 30,
		Help: "A setup file that stands alone is uploaded as it is. If it needs other files, put all of them into one folder and pack that folder as a .zip or an .intunewin.",
	},
	VersionRule: &VersionRule{AnyPackage: true},
	Steps: []field.Step{
		{Key: Information, Title: "App information", Sections: []field.Section{win32Package(), information(win32Version())}},
		programStep(), requirementsStep(), detectionStep(),
		{Key: Dependencies, Title: "Dependencies"},
		{Key: Supersedence, Title: "Supersedence"},
	},
	Example:            win32Example,
	assign:             assignWindows,
	peopleMayUninstall: mayUninstall,
	detect:             detectByRules,
	fits:               fitsWindows,
	addSettings:        sendDetection,
	settings:           slices.Concat([]string{packageFormat}, programSettings, requirementSettings),
	version:            displayVersion,
})

// win32Version is the version as people read it. Devices go by the detection rules.
func win32Version() field.Field {
	return field.Field{Key: displayVersion, Label: "App version", Control: field.Text, Max: 100, Fill: models.FactVersion,
		Hint: "Shown in the Company Portal. Devices go by the detection rules."}
}

// win32Package is what the file says about itself.
func win32Package() field.Section {
	isMSI := func(form field.Form) bool { return form.Get("msiInformation.productCode") != "" }
	return fromPackage(
		field.Field{Key: packageFormat, Label: "Kind of file", Control: field.Choice, Fill: models.FactFormat, Options: []field.Option{
			{Value: string(installer.FormatIntuneWin), Label: models.T("Packed with the Win32 Content Prep Tool (.intunewin)")},
			{Value: string(installer.FormatEXE), Label: models.T("Setup program (.exe)")},
			{Value: string(installer.FormatMSI), Label: models.T("Windows Installer package (.msi)")},
			{Value: string(installer.FormatZIP), Label: models.T("Folder of files (.zip)")},
		}},
		field.Field{Key: "setupKind", Label: "Made with", Control: field.Choice, Fill: models.FactSetupKind, Options: []field.Option{
			{Value: windows.SetupMSI, Label: models.T("Windows Installer")},
			{Value: windows.SetupNSIS, Label: models.T("NSIS")},
			{Value: windows.SetupBurn, Label: models.T("WiX Toolset (bundle)")},
			{Value: windows.SetupInno, Label: models.T("Inno Setup")},
			{Value: windows.SetupInstallShield, Label: models.T("InstallShield")},
			{Value: windows.SetupSquirrel, Label: models.T("Squirrel")},
			{Value: windows.SetupAdvancedInstaller, Label: models.T("Advanced Installer")},
			{Value: windows.SetupEXE, Label: models.T("Not recognized")},
			{Value: windows.SetupScript, Label: models.T("A script")},
		}},
		field.Field{Key: "fileName", Label: "Content file", Control: field.Text, Fill: models.FactFileName},
		field.Field{Key: "msiInformation.productCode", Label: "Product code", Control: field.Text, Fill: models.FactProductCode, Valid: productCodeForm},
		field.Field{Key: "msiInformation.productVersion", Label: "Product version", Control: field.Text, Fill: models.FactVersion, Max: 100,
			When: isMSI},
		field.Field{Key: "msiInformation.upgradeCode", Label: "Upgrade code", Control: field.Text, Fill: models.FactUpgradeCode, Valid: productCodeForm},
		field.Field{Key: "msiInformation.productName", Label: "Product name", Control: field.Text, Fill: models.FactName, When: isMSI},
		field.Field{Key: "msiInformation.publisher", Label: "Product publisher", Control: field.Text, Fill: models.FactPublisher, When: isMSI},
		field.Field{Key: "msiInformation.packageType", Label: "Made for", Control: field.Choice, Fill: models.FactPackageType, Options: []field.Option{
			{Value: "perMachine", Label: models.T("All users of the device")},
			{Value: "perUser", Label: models.T("One user")},
			{Value: "dualPurpose", Label: models.T("All users of the device or one user")},
		}},
		field.Field{Key: "msiInformation.requiresReboot", Label: "Asks for a restart", Control: field.Flag, Fill: models.FactRestart},
	)
}

// assignWindows allows the app to be made available to devices too.
func assignWindows(field.Values) AssignRule {
	rule := allow(models.Required, models.Available, models.Uninstall)
	rule.AvailableToDevices = true
	return rule
}
