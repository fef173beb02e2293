package apptype

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/installer/windows"
)

// The keys by which an app of the Enterprise App Catalog is found there again.
const (
	CatalogApp     = "mobileAppCatalogPackageId"
	CatalogVariant = "mobileAppCatalogPackageBranch"
	catalogScopes  = "supportedContexts"
)

var _ = register(Definition{
	ID: "win32CatalogApp", Place: 220,
	Entry: Entry{
		ID: "win32CatalogApp", Heading: "Other", Label: "Enterprise App Catalog app (Win32)", Choose: ByDownload,
		Summary:  "A widely used Windows program with commands, requirements, and detection rules filled in. This server gets the setup file from the publisher.",
		Needs:    "The app's name. There is nothing to upload.",
		Installs: "The device gets the setup file from this server and runs the install command. Detection rules confirm the installation.",
	},
	Name: "Enterprise App Catalog app (Win32)", General: "LOB app", LineOfBusiness: true, Platform: models.Windows, Updates: ByCatalog, Lookup: Enterprise, Related: true,
	Glyph:   "book-window",
	Package: &PackageRule{Formats: []installer.Format{installer.FormatEXE, installer.FormatMSI}, MaxBytes: 30 << 30, Fetched: true},
	Steps: []field.Step{
		{Key: Information, Title: "App information", Sections: []field.Section{catalogPackage(), information(win32Version())}},
		catalogProgram(), catalogRequirements(), catalogDetection(),
	},
	Example:            catalogExample(),
	carriedOver:        []string{isFeatured, owner, notes, allowUninstall},
	assign:             assignWindows,
	peopleMayUninstall: mayUninstall,
	detect:             detectByRules,
	fits:               fitsWindows,
	addSettings:        sendDetection,
	settings:           slices.Concat([]string{packageFormat}, programSettings, requirementSettings),
	version:            displayVersion,
})

// catalogPackage is what the catalog says about the app, and about its file.
func catalogPackage() field.Section {
	s := win32Package()
	own := []field.Field{
		{Key: CatalogApp, Label: "Catalog package", Control: field.Text, Required: true, Fill: models.FactCatalogID, Max: 300,
			Ask: "Search the Enterprise App Catalog and choose an app."},
		{Key: CatalogVariant, Label: "Catalog installer", Control: field.Text, Fill: models.FactCatalogVariant, Max: 300},
		{Key: "locale", Label: "Language", Control: field.Text, Fill: models.FactLocale},
		{Key: catalogScopes, Label: "Installs for", Control: field.Choice, Fill: models.FactScope, FillAs: joinedContexts, Options: []field.Option{
			{Value: "system", Label: models.T("All users of the device")},
			{Value: "user", Label: models.T("One user")},
			{Value: eitherContext, Label: models.T("All users of the device or one user")},
		}},
	}
	for i := range own {
		own[i].Locked = field.Always
	}
	s.Fields = append(own, s.Fields...)
	return s
}

// catalogProgram is the Program step, with the context decided by the installer where it leaves no choice.
func catalogProgram() field.Step {
	return withChangedQuestions(programStep(), func(f *field.Field) {
		switch f.Key {
		case runAsAccount:
			f.Fill, f.FillAs = models.FactScope, firstContext
			f.Locked = field.Is(catalogScopes, "system", "user")
		case returnCodes:
			f.FillRows = catalogCodes
		}
	})
}

// catalogRequirements is the Requirements step: for Windows of 64 bits only (source: reference, Enterprise App Catalog). What nobody
// says runs on every Windows that can be managed.
func catalogRequirements() field.Step {
	return withChangedQuestions(requirementsStep(), func(f *field.Field) {
		switch f.Key {
		case minimumRelease:
			f.Default = "1607"
		case allowedArchitectures:
			f.Options = slices.DeleteFunc(f.Options, func(o field.Option) bool { return o.Value == "x86" })
			f.FillAs = func(made string) string { return strings.TrimPrefix(systemsFor(made), "x86,") }
		}
	})
}

// catalogDetection is the Detection rules step, filled from what the installer leaves in Windows' list of apps.
func catalogDetection() field.Step {
	return withChangedQuestions(detectionStep(), func(f *field.Field) {
		if f.Key == detectionRules {
			rows := *f.Rows
			rows.Fields = append(slices.Clone(rows.Fields), versionFlag())
			f.Rows, f.FillRows, f.Valid = &rows, catalogRules, oneReports
		}
	})
}

// withChangedQuestions is a step with some of its questions changed.
func withChangedQuestions(s field.Step, change func(*field.Field)) field.Step {
	sections := slices.Clone(s.Sections)
	for i := range sections {
		sections[i].Fields = slices.Clone(sections[i].Fields)
		for j := range sections[i].Fields {
			change(&sections[i].Fields[j])
		}
	}
	s.Sections = sections
	return s
}

// firstContext answers for whom the app is installed: for everybody, where the installer leaves the choice.
func firstContext(scopes string) string {
	first, _, _ := strings.Cut(scopes, ",")
	return first
}

// catalogCodes are the usual return codes with those that the catalog explains in their place, or behind them.
func catalogCodes(known field.Known) []field.Values {
	said := known.Fact(models.FactReturnCodes)
	if said == "" {
		return nil
	}
	rows := (field.Values{returnCodes: returnCodeTable().Default}).Rows(returnCodes)
	for entry := range strings.SplitSeq(said, ", ") {
		code, meaning, _ := strings.Cut(entry, " ")
		i := slices.IndexFunc(rows, func(v field.Values) bool { return v["returnCode"] == code })
		if i < 0 {
			rows, i = append(rows, field.Values{}), len(rows)
		}
		rows[i] = field.Values{"returnCode": code, "type": meaning}
	}
	return rows
}

// uninstallKey is where Windows lists its installed programs, below the hive of the context.
const uninstallKey = `\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\`

// catalogRules find the app by its Windows Installer product, or by its key in the list of installed programs: in this version
// or a later one, for apps that update themselves.
func catalogRules(known field.Known) []field.Values {
	key, version := known.Fact(models.FactProductCode), known.Fact(models.FactInstalledVersion)
	switch {
	case key == "" || strings.ContainsAny(key, `"\`):
		return nil
	case known.Fact(models.FactSetupKind) == windows.SetupMSI && productCodeForm(key).Empty():
		row := field.Values{ruleType: ruleMSI, "productCode": key, "productVersionCheck": "false"}
		if comparableVersion(version) {
			row["productVersionCheck"], row["productVersionOperator"], row["productVersion"] = "true", "greaterThanOrEqual", version
		}
		return []field.Values{row}
	}
	hive := "HKEY_LOCAL_MACHINE"
	if known.Fact(models.FactScope) == "user" {
		hive = "HKEY_CURRENT_USER"
	}
	row := field.Values{ruleType: ruleRegistry, keyPath: hive + uninstallKey + key, operationType: "exists",
		check32Bit: map[bool]string{true: "true", false: "false"}[known.Fact(models.FactArchitectures) == "x86"]}
	if comparableVersion(version) {
		row[valueName], row[operationType], row[operator], row[comparedValue] = "DisplayVersion", "version", "greaterThanOrEqual", version
		row[reportsVersion] = "true"
	}
	return []field.Values{row}
}

// comparableVersion reports whether devices can compare the version: numbers with dots between them.
func comparableVersion(version string) bool {
	for part := range strings.SplitSeq(version, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return fileVersion(version).Empty()
}

func catalogExample() field.Form {
	e := field.Form{}
	for key, answers := range win32Example {
		e[key] = answers
	}
	for key, answer := range map[string]string{
		packageFormat: "exe", displayName: "Notepad++", description: "An editor for text and source code.", publisher: "Notepad++ Team",
		CatalogApp: "starter/Notepad++.Notepad++", CatalogVariant: "8.8.5/x64//system/nullsoft", catalogScopes: "system",
		setupFilePath: "npp.8.8.5.Installer.x64.exe", displayVersion: "8.8.5",
	} {
		e[key] = []string{answer}
	}
	return e
}
