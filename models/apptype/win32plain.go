package apptype

import (
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// plainDetection says in sentences when the app counts as installed.
func plainDetection(form field.Form) []models.Text {
	name := Name(form)
	if form.Get(rulesFormat) == byScript {
		return []models.Text{models.T("The app counts as installed when the script exits with 0 and writes to standard output, not standard error.")}
	}
	table, _ := field.ByKey(detectionStep().Fields(), detectionRules)
	var rules []models.Text
	n, _ := table.RowCount(form)
	for i := range n {
		if said := plainRule(table.Row(form, i)); !said.Empty() {
			rules = append(rules, said)
		}
	}
	switch {
	case len(rules) == 0:
		return []models.Text{models.T("Add a rule so that devices can detect the app.")}
	case name == "":
		return []models.Text{models.T("The app counts as installed when:").And(rules...)}
	}
	return []models.Text{models.T("%s counts as installed when:", name).And(rules...)}
}

// plainRule is one rule in words; empty while it is not complete.
func plainRule(row field.Form) models.Text {
	switch row.Get(ruleType) {
	case ruleMSI:
		return plainMSI(row)
	case ruleFile:
		if about := row.Get(fileOrFolder); about != "" {
			return plainFile(about, row)
		}
	case ruleRegistry:
		if row.Get(keyPath) != "" {
			return plainRegistry(row)
		}
	}
	return models.Text{}
}

func plainMSI(row field.Form) models.Text {
	code, version, sign := row.Get("productCode"), row.Get("productVersion"), operatorSign(row.Get("productVersionOperator"))
	switch {
	case code == "":
		return models.Text{}
	case row.Get("productVersionCheck") != "true" || version == "" || sign == "":
		return models.T("the MSI product %s is installed", code)
	case sign == "≥":
		return models.T("the MSI product %s is installed, version %s or later", code, version)
	}
	return models.T("the MSI product %s is installed and its version is %s %s", code, sign, version)
}

func plainFile(about string, row field.Form) models.Text {
	value, sign := row.Get(comparedValue), operatorSign(row.Get(operator))
	switch operation := row.Get(operationType); {
	case operation == "exists":
		return models.T("%s exists", about)
	case operation == "doesNotExist":
		return models.T("%s does not exist", about)
	case value == "" || sign == "":
		return models.Text{}
	case operation == "version" && sign == "≥":
		return models.T("the version of %s is %s or later", about, value)
	case operation == "version":
		return models.T("the version of %s is %s %s", about, sign, value)
	case operation == "sizeInMB":
		return models.T("the size of %s is %s %s MB", about, sign, value)
	case operation == "sizeInBytes":
		return models.T("the size of %s is %s %s bytes", about, sign, value)
	case operation == "modifiedDate":
		return models.T("the modification date of %s is %s %s", about, sign, value)
	case operation == "createdDate":
		return models.T("the creation date of %s is %s %s", about, sign, value)
	}
	return models.Text{}
}

func plainRegistry(row field.Form) models.Text {
	key, name := row.Get(keyPath), row.Get(valueName)
	at := key[strings.LastIndex(key, `\`)+1:]
	inKey := at + `\` + name
	value, sign := row.Get(comparedValue), operatorSign(row.Get(operator))
	switch operation := row.Get(operationType); {
	case operation == "exists":
		return models.T("the registry key %s exists", at)
	case operation == "doesNotExist":
		return models.T("the registry key %s does not exist", at)
	case operation == "valueExists":
		return models.T("the registry value %s exists", inKey)
	case operation == "valueDoesNotExist":
		return models.T("the registry value %s does not exist", inKey)
	case value == "" || sign == "":
		return models.Text{}
	case operation == "version" && sign == "≥":
		return models.T("the registry value %s is version %s or later", inKey, value)
	}
	return models.T("the registry value %s is %s %s", inKey, sign, value)
}
