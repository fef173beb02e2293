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
				Ask:  "Choose a rules format.",
				Hint: "Devices use the rules to detect the app. It counts as installed when all rules match.",
				Options: []field.Option{
					{Value: byRules, Label: models.T("Manually configure detection rules")}, {Value: byScript, Label: models.T("Use a custom detection script")},
				}},
			{Key: detectionRules, Label: "Rules", Control: field.Table, Required: true, When: field.Is(rulesFormat, byRules), Valid: oneMSI, FillRows: knownRules,
				Ask:  "Add at least one detection rule so that devices can detect the app.",
				Rows: &field.Rows{Name: "Rule", AddLabel: "Add rule", Separator: "and", Min: 1, Max: maxRules, Summary: briefRule, Fields: detectionQuestions()}},
			{Key: detectionScript, Label: "Script", Control: field.Script, Required: true, When: isScript,
				Ask:  "Enter a script, or choose a file.",
				Hint: "PowerShell, up to %s KB, preferably UTF-8 with BOM. The app counts as installed when the script exits with 0 and writes to standard output, not standard error."},
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
			Ask: "Enter the MSI product code.", Hint: "With braces, such as {23170F69-40C1-2702-2409-000001000000}."},
		{Key: "productVersionCheck", Label: "MSI product version check", Control: field.Flag, Default: "false", HasDependents: true, When: isMSI,
			Hint: "Choose No for apps that update themselves."},
		{Key: "productVersionOperator", Label: "Operator", Control: field.Choice, Required: true, When: checks, Options: operatorOptions(field.Form{}), Ask: "Choose an operator."},
		{Key: "productVersion", Label: "Version", Control: field.Version, Required: true, When: checks, Valid: fileVersion, Ask: "Enter a version, such as 6.3.1."},
	}
	questions = append(questions, fileQuestions()...)
	questions = append(questions, keyQuestion(),
		valueQuestion("Leave empty for the key's default value.", func(form field.Form) bool {
			return form.Get(ruleType) == ruleRegistry && form.Get(operationType) != "exists" && form.Get(operationType) != "doesNotExist"
		}),
		field.Field{Key: operationType, Label: "Detection method", Control: field.Choice, HasDependents: true, Variants: []field.Field{
			{When: field.Is(ruleType, ruleFile), Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose what to check.",
				Options: append(fileOperations(), field.Option{Value: "sizeInBytes", Label: models.T("Size in bytes")})},
			{When: field.Is(ruleType, ruleRegistry), Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose what to check.", Options: []field.Option{
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
		return models.T("Enter a product code with braces and hyphens, such as {23170F69-40C1-2702-2409-000001000000}.")
	}
	return models.Text{}
}

// reportsVersion is the key of the answer that a rule's value is the app's version. Source: reference, Enterprise App Catalog.
const reportsVersion = "reportsVersion"

// versionFlag asks whether what a rule finds is reported as the app's version.
func versionFlag() field.Field {
	return field.Field{Key: reportsVersion, Label: "Report the detected value as the app version", Control: field.Flag, Default: "false",
		When: func(form field.Form) bool { return form.Get(operationType) == "version" },
		Hint: "Devices report the version they actually have. Only one rule can do this."}
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
		return models.T("%s rules report the app version. Only one can: choose No in the others.", n)
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
		return models.T("There are %s MSI rules. Keep one, and use file or registry rules for the others.", n)
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
