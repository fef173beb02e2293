package apptype

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// The keys of the Requirements step.
const (
	allowedArchitectures = "allowedArchitectures"
	requirementRules     = "requirementRules"
)

// requirementSettings are what a device checks itself before it installs.
var requirementSettings = []string{"minimumFreeDiskSpaceInMB", "minimumMemoryInMB", "minimumNumberOfProcessors", "minimumCpuSpeedInMHz", requirementRules}

// requirementsStep asks which devices can have the app.
func requirementsStep() field.Step {
	return field.Step{Key: "requirements", Title: "Requirements", Sections: []field.Section{
		{Key: "device", Title: "Device", Fields: []field.Field{
			windowsArchitectures(), windowsMinimum(),
			{Key: "minimumFreeDiskSpaceInMB", Label: "Disk space required (MB)", Control: field.Number, Max: 9, Hint: "Free space on the system drive."},
			{Key: "minimumMemoryInMB", Label: "Physical memory required (MB)", Control: field.Number, Max: 9},
			{Key: "minimumNumberOfProcessors", Label: "Minimum number of logical processors required", Control: field.Number, Max: 4},
			{Key: "minimumCpuSpeedInMHz", Label: "Minimum CPU speed required (MHz)", Control: field.Number, Max: 6},
		}},
		{Key: requirementRules, Title: "Additional requirement rules", Fields: []field.Field{{
			Key: requirementRules, Label: "Requirement rules", Control: field.Table,
			Hint: "Devices install the app only if all of these are met.",
			Rows: &field.Rows{Name: "Requirement", AddLabel: "Add requirement", Separator: "and", Summary: briefRule, Fields: requirementQuestions()},
		}}},
	}}
}

// windowsArchitectures asks for the architectures of Windows itself, not for those that it emulates.
func windowsArchitectures() field.Field {
	return field.Field{Key: allowedArchitectures, Label: "Operating system architecture", Control: field.Choices, Required: true,
		Fill: models.FactArchitectures, FillAs: systemsFor,
		Ask:     "Choose at least one architecture.",
		Hint:    "The Windows architectures the app runs on. 64-bit Windows also runs 32-bit apps. Other devices count as not applicable.",
		Options: []field.Option{{Value: "x86", Label: models.T("x86 (32-bit)")}, {Value: "x64", Label: models.T("x64 (64-bit)")}, {Value: "arm64", Label: models.T("ARM64")}},
	}
}

// systemsFor lists the architectures of Windows that run a program made for these.
func systemsFor(made string) string {
	var systems []string
	for _, system := range []string{"x86", "x64", "arm64"} {
		if strings.Contains(", "+made+",", ", x86,") || slices.Contains(strings.Split(made, ", "), system) {
			systems = append(systems, system)
		}
	}
	return strings.Join(systems, ",")
}

func requirementQuestions() []field.Field {
	isScript := field.Is(ruleType, ruleScript)
	questions := []field.Field{ruleKind("Requirement type", ruleFile, ruleRegistry, ruleScript)}
	questions = append(questions, fileQuestions()...)
	questions = append(questions, keyQuestion(),
		valueQuestion("Leave empty to check the key, or its default value in comparisons.", field.Is(ruleType, ruleRegistry)),
		field.Field{Key: "displayName", Label: "Script name", Control: field.Text, Required: true, When: isScript, Ask: "Enter a script name."},
		field.Field{Key: "scriptContent", Label: "Script", Control: field.Script, Required: true, When: isScript,
			Ask:  "Enter a script, or choose a file.",
			Hint: "PowerShell, up to %s KB. It must exit with 0. Its standard output is compared."},
		scriptFlag("runAs32Bit", "Run script as 32-bit process on 64-bit clients", isScript),
		field.Field{Key: "runAsAccount", Label: "Run this script using the logged on credentials", Control: field.Choice, Default: "system", When: isScript,
			Options: []field.Option{{Value: "user", Label: models.T("Yes")}, {Value: "system", Label: models.T("No")}}},
		scriptFlag("enforceSignatureCheck", "Enforce script signature check", isScript),
		field.Field{Key: operationType, Label: "Property", Control: field.Choice, HasDependents: true, Variants: []field.Field{
			{When: field.Is(ruleType, ruleFile), Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose what to check.",
				Options: fileOperations()},
			{When: field.Is(ruleType, ruleRegistry), Label: "Registry key requirement", Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose what to check.",
				Options: []field.Option{
					{Value: "exists", Label: models.T("Key or value exists")}, {Value: "doesNotExist", Label: models.T("Key or value does not exist")},
					{Value: "string", Label: models.T("String comparison")}, {Value: "integer", Label: models.T("Integer comparison")}, {Value: "version", Label: models.T("Version comparison")},
				}},
			{When: isScript, Label: "Output data type", Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose an output data type.",
				Options: []field.Option{
					{Value: "string", Label: models.T("String")}, {Value: "dateTime", Label: models.T("Date and time")}, {Value: "integer", Label: models.T("Integer")},
					{Value: "float", Label: models.T("Floating point")}, {Value: "version", Label: models.T("Version")}, {Value: "boolean", Label: models.T("Boolean")},
				}},
		}})
	return append(append(questions, comparison()...), bits32())
}

func scriptFlag(key, label string, when field.Condition) field.Field {
	return field.Field{Key: key, Label: label, Control: field.Flag, Default: "false", When: when}
}

// fileOperations are what a rule can look at in a file or folder.
func fileOperations() []field.Option {
	return []field.Option{
		{Value: "exists", Label: models.T("File or folder exists")}, {Value: "doesNotExist", Label: models.T("File or folder does not exist")},
		{Value: "modifiedDate", Label: models.T("Date modified")}, {Value: "createdDate", Label: models.T("Date created")},
		{Value: "version", Label: models.T("String (version)")}, {Value: "sizeInMB", Label: models.T("Size in MB")},
	}
}

// fitsWindows says why a device cannot have the app, as far as the server knows; the rest the device finds out itself.
func fitsWindows(v field.Values, device models.Device) models.Reason {
	allowed := v.List(allowedArchitectures)
	if len(allowed) > 0 && device.Architecture != "" && !slices.Contains(allowed, string(device.Architecture)) {
		return reason.WrongWindowsArchitecture.Of(allowed, string(device.Architecture))
	}
	return tooOld(v[minimumRelease], device)
}
