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
		Summary:  "Any program with a setup file (.exe, .msi, or script) and the files it needs.",
		Installs: "The device unpacks the files and runs the install command. Detection rules confirm the installation.",
		Needs:    "The setup file, or a .zip with all the files it needs. The silent install command, unless the file provides it.",
	},
	Name: "Windows app (Win32)", General: "LOB app", LineOfBusiness: true, Platform: models.Windows, Updates: ByAdministrator, Related: true,
	Glyph: "window-prompt",
	Package: &PackageRule{
		Formats:    []installer.Format{installer.FormatIntuneWin, installer.FormatEXE, installer.FormatMSI, installer.FormatZIP},
		Extensions: []string{".intunewin", ".exe", ".msi", ".zip"}, MaxBytes: 30 << 30,
		Help: "Upload a standalone setup file as is. If it needs other files, pack the whole folder as a .zip or .intunewin file.",
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
		Hint: "Shown in the Company Portal. Not used for detection."}
}

// win32Package is what the file says about itself.
func win32Package() field.Section {
	isMSI := func(form field.Form) bool { return form.Get("msiInformation.productCode") != "" }
	return fromPackage(
		field.Field{Key: packageFormat, Label: "File type", Control: field.Choice, Fill: models.FactFormat, Options: []field.Option{
			{Value: string(installer.FormatIntuneWin), Label: models.T("Win32 Content Prep Tool package (.intunewin)")},
			{Value: string(installer.FormatEXE), Label: models.T("Setup program (.exe)")},
			{Value: string(installer.FormatMSI), Label: models.T("Windows Installer package (.msi)")},
			{Value: string(installer.FormatZIP), Label: models.T("Compressed folder (.zip)")},
		}},
		field.Field{Key: "setupKind", Label: "Created with", Control: field.Choice, Fill: models.FactSetupKind, Options: []field.Option{
			{Value: windows.SetupMSI, Label: models.T("Windows Installer")},
			{Value: windows.SetupNSIS, Label: models.T("NSIS")},
			{Value: windows.SetupBurn, Label: models.T("WiX Toolset (bundle)")},
			{Value: windows.SetupInno, Label: models.T("Inno Setup")},
			{Value: windows.SetupInstallShield, Label: models.T("InstallShield")},
			{Value: windows.SetupSquirrel, Label: models.T("Squirrel")},
			{Value: windows.SetupAdvancedInstaller, Label: models.T("Advanced Installer")},
			{Value: windows.SetupEXE, Label: models.T("Not recognized")},
			{Value: windows.SetupScript, Label: models.T("Script")},
		}},
		field.Field{Key: "fileName", Label: "Content file", Control: field.Text, Fill: models.FactFileName},
		field.Field{Key: "msiInformation.productCode", Label: "Product code", Control: field.Text, Fill: models.FactProductCode, Valid: productCodeForm},
		field.Field{Key: "msiInformation.productVersion", Label: "Product version", Control: field.Text, Fill: models.FactVersion, Max: 100,
			When: isMSI},
		field.Field{Key: "msiInformation.upgradeCode", Label: "Upgrade code", Control: field.Text, Fill: models.FactUpgradeCode, Valid: productCodeForm},
		field.Field{Key: "msiInformation.productName", Label: "Product name", Control: field.Text, Fill: models.FactName, When: isMSI},
		field.Field{Key: "msiInformation.publisher", Label: "Product publisher", Control: field.Text, Fill: models.FactPublisher, When: isMSI},
		field.Field{Key: "msiInformation.packageType", Label: "Installs for", Control: field.Choice, Fill: models.FactPackageType, Options: []field.Option{
			{Value: "perMachine", Label: models.T("All users of the device")},
			{Value: "perUser", Label: models.T("One user")},
			{Value: "dualPurpose", Label: models.T("All users of the device or one user")},
		}},
		field.Field{Key: "msiInformation.requiresReboot", Label: "Requests a restart", Control: field.Flag, Fill: models.FactRestart},
	)
}

// assignWindows allows the app to be made available to devices too.
func assignWindows(field.Values) AssignRule {
	rule := allow(models.Required, models.Available, models.Uninstall)
	rule.AvailableToDevices = true
	return rule
}
