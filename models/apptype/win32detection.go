package apptype

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"

	"appdepot/models"
	"appdepot/models/field"
)

// The keys of the Detection rules step.
const (
	rulesFormat     = "detectionRulesFormat"
	byRules         = "manual"
	detectionRules  = "detectionRules"
	detectionScript = "detectionScript.scriptContent"
	detection32Bit  = "detectionScript.runAs32Bit"
	detectionSigned = "detectionScript.enforceSignatureCheck"
	maxRules        = 25 // source: reference, 2.4
)

// detectionStep asks how a device tells whether the app is there.
func detectionStep() field.Step {
	isScript := field.Is(rulesFormat, byScript)
	return field.Step{Key: "detection", Title: "Detection rules", Summary: plainDetection, Sections: []field.Section{
		{Key: detectionRules, Title: "Detection rules", Fields: []field.Field{
			{Key: rulesFormat, Label: "Rules format", Control: field.Choice, Required: true, Default: byRules, HasDependents: true,
				Ask:  "Choose how devices tell whether the app is there.",
				Hint: "The device checks the rules to see whether the app is present. All rules must match for the app to count as installed.",
				Options: []field.Option{
					{Value: byRules, Label: models.T("Manually configure detection rules")}, {Value: byScript, Label: models.T("Use a custom detection script")},
				}},
			{Key: detectionRules, Label: "Rules", Control: field.Table, Required: true, When: field.Is(rulesFormat, byRules), Valid: oneMSI, FillRows: knownRules,
				Ask:  "Add at least one detection rule. Without one, devices cannot tell whether the app is installed.",
				Rows: &field.Rows{Name: "Rule", AddLabel: "Add rule", Separator: "and", Min: 1, Max: maxRules, Summary: briefRule, Fields: detectionQuestions()}},
			{Key: detectionScript, Label: "Script", Control: field.Script, Required: true, When: isScript,
				Ask:  "Enter the script, or choose its file.",
				Hint: "PowerShell, at most %s KB, best as UTF-8 with a byte order mark. The app counts as installed when the script ends with 0 and writes anything to its standard output, and nothing to its error output."},
			scriptFlag(detection32Bit, "Run script as 32-bit process on 64-bit clients", isScript),
			scriptFlag(detectionSigned, "Enforce script signature check", isScript),
		}},
	}}
}

func detectionQuestions() []field.Field {
	isMSI := field.Is(ruleType, ruleMSI)
	checks := func(form field.Form) bool { return isMSI(form) && form.Get("productVersionCheck") == "true" }
	questions := []field.Field{
		ruleKind("Rule type", ruleMSI, ruleFile, ruleRegistry),
		{Key: "productCode", Label: "MSI product code", Control: field.Text, Required: true, When: isMSI, Valid: productCodeForm,
			Ask: "Enter the product code of the MSI package.", Hint: "With its braces, such as {23170F69-40C1-2702-2409-000001000000}."},
		{Key: "productVersionCheck", Label: "MSI product version check", Control: field.Flag, Default: "false", HasDependents: true, When: isMSI,
			Hint: "Choose No for an app that updates itself."},
		{Key: "productVersionOperator", Label: "Operator", Control: field.Choice, Required: true, When: checks, Options: operatorOptions(field.Form{}), Ask: "Choose how the versions are compared."},
		{Key: "productVersion", Label: "Version", Control: field.Version, Required: true, When: checks, Valid: fileVersion, Ask: "Enter the version to compare with, such as 6.3.1."},
	}
	questions = append(questions, fileQuestions()...)
	questions = append(questions, keyQuestion(),
		valueQuestion("Empty for the default value of the key.", func(form field.Form) bool {
			return form.Get(ruleType) == ruleRegistry && form.Get(operationType) != "exists" && form.Get(operationType) != "doesNotExist"
		}),
		field.Field{Key: operationType, Label: "Detection method", Control: field.Choice, HasDependents: true, Variants: []field.Field{
			{When: field.Is(ruleType, ruleFile), Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose what is looked at.",
				Options: append(fileOperations(), field.Option{Value: "sizeInBytes", Label: models.T("Size in bytes")})},
			{When: field.Is(ruleType, ruleRegistry), Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose what is looked at.", Options: []field.Option{
				{Value: "exists", Label: models.T("Key exists")}, {Value: "doesNotExist", Label: models.T("Key does not exist")},
				{Value: "valueExists", Label: models.T("Value exists")}, {Value: "valueDoesNotExist", Label: models.T("Value does not exist")},
				{Value: "string", Label: models.T("String comparison")}, {Value: "integer", Label: models.T("Integer comparison")}, {Value: "version", Label: models.T("Version comparison")},
			}},
		}})
	return append(append(questions, comparison()...), bits32())
}

var productCodeExact = regexp.MustCompile(`^\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$`)

func productCodeForm(code string) models.Text {
	if !productCodeExact.MatchString(code) {
		return models.T("This is not a product code. Enter it with its braces and hyphens, such as {23170F69-40C1-2702-2409-000001000000}.")
	}
	return models.Text{}
}

// reportsVersion is the key of the answer that a rule's value is the app's version. Source: reference, Enterprise App Catalog.
const reportsVersion = "reportsVersion"

// versionFlag asks whether what a rule finds is reported as the app's version.
func versionFlag() field.Field {
	return field.Field{Key: reportsVersion, Label: "Report the value found as the app version", Control: field.Flag, Default: "false",
		When: func(form field.Form) bool { return form.Get(operationType) == "version" },
		Hint: "Devices then report the version that they really have. One rule can do so."}
}

// oneReports refuses two rules that both report the version of the app.
func oneReports(table string) models.Text {
	n := 0
	for _, row := range (field.Values{detectionRules: table}).Rows(detectionRules) {
		if row[reportsVersion] == "true" {
			n++
		}
	}
	if n > 1 {
		return models.T("%s rules report the version of the app; only one can. Choose No in the others.", n)
	}
	return oneMSI(table)
}

// oneMSI refuses two rules about Windows Installer products: an app is one of them.
func oneMSI(table string) models.Text {
	n := 0
	for _, row := range (field.Values{detectionRules: table}).Rows(detectionRules) {
		if row[ruleType] == ruleMSI {
			n++
		}
	}
	if n > 1 {
		return models.T("There are %s rules of the type MSI; only one is possible. Use a file or registry rule for the others.", n)
	}
	return models.Text{}
}

// knownRules is the rule that a Windows Installer package gives away: this product, in this version or a later one.
func knownRules(known field.Known) []field.Values {
	code, version := known.Fact(models.FactProductCode), known.Fact(models.FactVersion)
	if code == "" {
		return nil
	}
	row := field.Values{ruleType: ruleMSI, "productCode": code, "productVersionCheck": "false"}
	if version != "" {
		row["productVersionCheck"], row["productVersionOperator"], row["productVersion"] = "true", "greaterThanOrEqual", version
	}
	return []field.Values{row}
}

// sentRules are the rules as a device gets them: those of the table, or the script as the only one.
func sentRules(v field.Values) string {
	if v[rulesFormat] != byScript {
		return v[detectionRules]
	}
	return field.EncodeRows([]field.Values{{
		ruleType: ruleScript, "scriptContent": v[detectionScript], "runAs32Bit": v[detection32Bit], "enforceSignatureCheck": v[detectionSigned],
	}})
}

func sendDetection(v field.Values, settings map[string]string) {
	settings[detectionRules] = sentRules(v)
}

// detectByRules looks for the line by which a device says that these very rules hold.
func detectByRules(v field.Values) models.Detection {
	sum := sha256.Sum256([]byte(sentRules(v)))
	return models.Detection{Kind: "rules", ID: hex.EncodeToString(sum[:])}
}
