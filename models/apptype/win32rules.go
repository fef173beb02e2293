package apptype

import (
	"regexp"
	"strconv"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// The keys of answers in a rule, and the types of rules.
const (
	ruleType      = "type"
	ruleMSI       = "msi"
	ruleFile      = "file"
	ruleRegistry  = "registry"
	ruleScript    = "script"
	operationType = "operationType"
	operator      = "operator"
	comparedValue = "comparisonValue"
	rulePath      = "path"
	fileOrFolder  = "fileOrFolderName"
	keyPath       = "keyPath"
	valueName     = "valueName"
	check32Bit    = "check32BitOn64System"
)

var ruleTypes = map[string]field.Option{
	ruleMSI:      {Value: ruleMSI, Label: models.T("MSI")},
	ruleFile:     {Value: ruleFile, Label: models.T("File")},
	ruleRegistry: {Value: ruleRegistry, Label: models.T("Registry")},
	ruleScript:   {Value: ruleScript, Label: models.T("Script")},
}

// ruleKind asks which type of rule it is.
func ruleKind(label string, types ...string) field.Field {
	f := field.Field{Key: ruleType, Label: label, Control: field.Choice, Required: true, HasDependents: true, Ask: "Choose a type."}
	for _, t := range types {
		f.Options = append(f.Options, ruleTypes[t])
	}
	return f
}

// fileQuestions ask which file or folder a rule is about.
func fileQuestions() []field.Field {
	isFile := field.Is(ruleType, ruleFile)
	return []field.Field{
		{Key: rulePath, Label: "Path", Control: field.Text, Required: true, Max: 1000, When: isFile, Valid: folderPath,
			Ask:  "Enter a path.",
			Hint: "The folder that contains it. Environment variables such as %ProgramFiles% work."},
		{Key: fileOrFolder, Label: "File or folder", Control: field.Text, Required: true, When: isFile, Valid: nameInFolder,
			Ask: "Enter a file or folder name."},
	}
}

// keyQuestion asks which key of the registry a rule is about.
func keyQuestion() field.Field {
	return field.Field{Key: keyPath, Label: "Key path", Control: field.Text, Required: true, Max: 1000, When: field.Is(ruleType, ruleRegistry), Valid: registryKey,
		Ask:  "Enter a key path.",
		Hint: "Include the root: HKEY_LOCAL_MACHINE\\SOFTWARE\\Example or HKLM\\SOFTWARE\\Example."}
}

func valueQuestion(hint string, when field.Condition) field.Field {
	return field.Field{Key: valueName, Label: "Value name", Control: field.Text, When: when, Hint: hint}
}

func bits32() field.Field {
	return field.Field{Key: check32Bit, Label: "Associated with a 32-bit app on 64-bit clients", Control: field.Flag, Default: "false",
		When: field.Is(ruleType, ruleFile, ruleRegistry),
		Hint: "Choose Yes to check where 64-bit Windows keeps 32-bit apps: Program Files (x86) and WOW6432Node."}
}

// compares is true when the answer to the operation has to be compared with a value.
func compares(form field.Form) bool {
	switch form.Get(operationType) {
	case "", "exists", "doesNotExist", "valueExists", "valueDoesNotExist":
		return false
	}
	return true
}

var operators = []struct {
	value, sign string
	label       models.Text
}{
	{"equal", "=", models.T("Equals")},
	{"notEqual", "≠", models.T("Not equal to")},
	{"greaterThan", ">", models.T("Greater than")},
	{"greaterThanOrEqual", "≥", models.T("Greater than or equal to")},
	{"lessThan", "<", models.T("Less than")},
	{"lessThanOrEqual", "≤", models.T("Less than or equal to")},
}

func operatorOptions(form field.Form) (options []field.Option) {
	for i, o := range operators {
		if kind := form.Get(operationType); i < 2 || kind != "string" && kind != "boolean" {
			options = append(options, field.Option{Value: o.value, Label: o.label})
		}
	}
	return options
}

// operatorSign is an operator as people write it between two values.
func operatorSign(operator string) string {
	for _, o := range operators {
		if o.value == operator {
			return o.sign
		}
	}
	return ""
}

// comparison asks how the found value is compared, and with what.
func comparison() []field.Field {
	is := func(kinds ...string) field.Condition { return field.Is(operationType, kinds...) }
	value := func(f field.Field) field.Field { f.Required = true; return f }
	return []field.Field{
		{Key: operator, Label: "Operator", Control: field.Choice, Required: true, When: compares, OptionsFor: operatorOptions, Ask: "Choose an operator."},
		{Key: comparedValue, Label: "Value", Control: field.Text, Variants: []field.Field{
			value(field.Field{When: is("version"), Control: field.Version, Valid: fileVersion,
				Ask: "Enter a version, such as 6.3.1.", Hint: "Numbers separated by dots, such as 6.3.1."}),
			value(field.Field{When: is("sizeInMB"), Control: field.Number, Ask: "Enter a size in MB."}),
			value(field.Field{When: is("sizeInBytes"), Control: field.Number, Ask: "Enter a size in bytes."}),
			value(field.Field{When: is("modifiedDate", "createdDate", "dateTime"), Control: field.DateTime, Ask: "Enter a date and time."}),
			value(field.Field{When: is("integer"), Control: field.Text, Valid: integer, Ask: "Enter a number."}),
			value(field.Field{When: is("float"), Control: field.Text, Valid: float, Ask: "Enter a number.", Hint: "With a decimal point, such as 2.5."}),
			value(field.Field{When: is("boolean"), Control: field.Choice, Ask: "Choose a value.",
				Options: []field.Option{{Value: "true", Label: models.T("True")}, {Value: "false", Label: models.T("False")}}}),
			value(field.Field{When: is("string"), Control: field.Text, Max: 1000, Ask: "Enter the text to compare."}),
		}},
	}
}

var absolutePath = regexp.MustCompile(`^([A-Za-z]:\\|%[^%\\]+%|\\\\[^\\]+\\[^\\]+)`)

// folderPath refuses what cannot be a folder of a Windows device, and what rules cannot hold.
func folderPath(folder string) models.Text {
	switch {
	case strings.ContainsAny(folder, `,"`):
		return models.T("Enter a path without commas or quotation marks.")
	case strings.Contains(folder, "/"):
		return models.T("Enter the path with backslashes, such as C:\\Program Files\\Example.")
	case !absolutePath.MatchString(folder):
		return models.T("Enter the full path with a drive or variable, such as C:\\Program Files\\Example or %ProgramFiles%\\Example.")
	case strings.ContainsAny(folder, `<>|?*`) || strings.Contains(folder[2:], ":"):
		return models.T("The path has a character that is not allowed. Enter one folder, without wildcards.")
	}
	return models.Text{}
}

func nameInFolder(name string) models.Text {
	switch {
	case strings.ContainsAny(name, `\/`):
		return models.T("Enter only the name. Put the folders before it in Path.")
	case strings.ContainsAny(name, `"<>:|?*`):
		return models.T("The name has a character that is not allowed. Enter one file or folder, without wildcards.")
	}
	return models.Text{}
}

var hives = []string{"HKEY_LOCAL_MACHINE", "HKLM", "HKEY_CURRENT_USER", "HKCU", "HKEY_CLASSES_ROOT", "HKCR", "HKEY_USERS", "HKU", "HKEY_CURRENT_CONFIG", "HKCC"}

func registryKey(key string) models.Text {
	root, rest, _ := strings.Cut(key, `\`)
	known := false
	for _, h := range hives {
		known = known || strings.EqualFold(h, root)
	}
	switch {
	case strings.HasSuffix(root, ":"):
		return models.T("Enter the key without a colon: HKLM\\SOFTWARE\\Example.")
	case strings.Contains(root, "/"):
		return models.T("Enter the key with backslashes: HKLM\\SOFTWARE\\Example.")
	case !known:
		return models.T("Start the key with a registry root, such as HKEY_LOCAL_MACHINE\\ or HKLM\\.")
	case strings.Trim(rest, `\`) == "" || strings.Contains(rest, `\\`):
		return models.T("Enter a complete key, such as HKLM\\SOFTWARE\\Example.")
	case strings.Contains(rest, `"`):
		return models.T("Remove the quotation mark from the key.")
	}
	return models.Text{}
}

// fileVersion refuses more numbers than Windows keeps, and larger ones.
func fileVersion(version string) models.Text {
	parts := strings.Split(version, ".")
	if len(parts) > 4 {
		return models.T("Use up to four numbers, such as 6.3.1.0.")
	}
	for _, part := range parts {
		if n, err := strconv.ParseInt(part, 10, 64); err != nil || n > 1<<32-1 {
			return models.T("%s is too large for a version. Enter a smaller number.", part)
		}
	}
	return models.Text{}
}

func integer(number string) models.Text {
	_, err := strconv.ParseInt(number, 10, 64)
	if _, large := strconv.ParseUint(number, 10, 64); err != nil && large != nil {
		return models.T("Enter a whole number, such as 25 or -1.")
	}
	return models.Text{}
}

var decimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

func float(number string) models.Text {
	if !decimal.MatchString(number) {
		return models.T("Enter a number with a decimal point, such as 2.5.")
	}
	return models.Text{}
}

// briefRule is a rule in short, with the signs of its comparison.
func briefRule(row field.Form) string {
	about := ""
	switch row.Get(ruleType) {
	case ruleMSI:
		about = row.Get("productCode")
		if row.Get("productVersionCheck") == "true" && row.Get("productVersion") != "" {
			about += " " + operatorSign(row.Get("productVersionOperator")) + " " + row.Get("productVersion")
		}
		return about
	case ruleFile:
		about = strings.Trim(strings.TrimRight(row.Get(rulePath), `\`)+`\`+row.Get(fileOrFolder), `\`)
	case ruleRegistry:
		about = row.Get(keyPath)
		if name := row.Get(valueName); name != "" {
			about += ` → ` + name
		}
	case ruleScript:
		about = row.Get("displayName")
	}
	if compares(row) && row.Get(comparedValue) != "" {
		about += " " + operatorSign(row.Get(operator)) + " " + row.Get(comparedValue)
	}
	return strings.TrimSpace(about)
}
