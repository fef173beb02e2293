package windows

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

const (
	sourceProperty = "Property table"
	sourceSummary  = "Summary information"
	sourceSequence = "InstallExecuteSequence table"
	sourceFormat   = "File content"
	// wordNoElevation is the flag of the word count that marks a package for one user.
	wordNoElevation = 8
)

// readProperties are the rows of the Property table that answer something.
var readProperties = []string{
	"ProductName", "ProductVersion", "Manufacturer", "ProductCode", "UpgradeCode", "ProductLanguage", "ALLUSERS",
	"ARPPRODUCTICON", "REBOOT",
}

// InspectMSI reads a Windows Installer package.
func InspectMSI(src *input.Source) (facts.Report, error) {
	c, err := openMSI(src)
	if err != nil {
		return facts.Report{}, err
	}
	db, err := openDatabase(c)
	if err != nil {
		return facts.Report{}, err
	}
	p, err := db.properties(readProperties)
	if err != nil {
		return facts.Report{}, err
	}
	s, err := c.summary()
	if err != nil {
		return facts.Report{}, err
	}
	var r facts.Report
	describeMSI(&r, p, s)
	if forced, err := db.alwaysRestarts(p["REBOOT"]); err != nil {
		return facts.Report{}, err
	} else if forced {
		r.Add(models.FactRestart, "true", sourceSequence)
	}
	if names, err := db.externalCabinets(); err != nil {
		return facts.Report{}, err
	} else if len(names) > 0 {
		r.Warn(noteExternalCabinets(names))
	}
	if r.Icon, err = c.productIcon(p["ARPPRODUCTICON"]); err != nil {
		return facts.Report{}, err
	}
	return r, nil
}

// VerifyMSI checks the signature of a Windows Installer package.
func VerifyMSI(src *input.Source) (facts.Signature, error) {
	c, err := openMSI(src)
	if err != nil {
		return facts.Signature{}, err
	}
	signers, err := c.signers()
	if err != nil {
		return facts.Signature{}, err
	}
	return facts.NewSignature(signers, sign.NoteUnsigned), nil
}

// describeMSI turns properties and summary into facts.
func describeMSI(r *facts.Report, p map[string]string, s summary) {
	r.Add(models.FactName, p["ProductName"], sourceProperty)
	r.Add(models.FactVersion, p["ProductVersion"], sourceProperty)
	r.Add(models.FactPublisher, p["Manufacturer"], sourceProperty)
	r.Add(models.FactProductCode, strings.ToUpper(p["ProductCode"]), sourceProperty)
	r.Add(models.FactUpgradeCode, strings.ToUpper(p["UpgradeCode"]), sourceProperty)
	context := installContext(p, s)
	r.Add(models.FactInstallContext, context, sourceProperty)
	r.Add(models.FactPackageType, packageTypes[context], sourceProperty)
	r.Add(models.FactSetupKind, SetupMSI, sourceFormat)
	platforms, languages, _ := strings.Cut(s.template, ";")
	r.Add(models.FactArchitectures, architectures(platforms), sourceSummary)
	if ids := languageIDs(languages); ids != "" {
		r.Add(models.FactLanguage, ids, sourceSummary)
	} else {
		r.Add(models.FactLanguage, languageIDs(p["ProductLanguage"]), sourceProperty)
	}
	if r.Fact(models.FactName) == "" {
		r.Warn(reason.NoName)
	}
	if r.Fact(models.FactProductCode) == "" {
		r.Warn(reason.NoProductCode)
	}
}

// packageTypes are Graph's names (win32LobAppMsiPackageType) for whom a package can be installed.
var packageTypes = map[string]string{"device": "perMachine", "user": "perUser", "dual": "dualPurpose"}

// installContext follows the rules of Windows Installer: ALLUSERS 1 installs for the device, 2 lets the person or the
// caller choose, and without it a package is for one user, as is one that asks for no elevated rights.
func installContext(p map[string]string, s summary) string {
	switch {
	case p["ALLUSERS"] == "1":
		return "device"
	case p["ALLUSERS"] == "2" && s.wordCount&wordNoElevation == 0:
		return "dual"
	}
	return "user"
}

// msiPlatforms are the platforms of a template and Appdepot's names for them; Intel64 means Itanium, which is gone.
var msiPlatforms = map[string]string{"": "x86", "intel": "x86", "x64": "x64", "amd64": "x64", "arm": "arm", "arm64": "arm64"}

func architectures(platforms string) string {
	var found []string
	for p := range strings.SplitSeq(platforms, ",") {
		name := msiPlatforms[strings.ToLower(strings.TrimSpace(p))]
		if name != "" && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return strings.Join(found, ", ")
}

// languageIDs keeps the decimal language numbers; 0 means neutral, and that is no language.
func languageIDs(list string) string {
	var found []string
	for id := range strings.SplitSeq(list, ",") {
		id = strings.TrimSpace(id)
		if id != "" && id != "0" && strings.Trim(id, "0123456789") == "" && len(found) < 100 {
			found = append(found, id)
		}
	}
	return strings.Join(found, ", ")
}
