package apptype

import "appdepot/models/field"

// win32Example answers every step, with a rule of each type.
var win32Example = field.Form{
	packageFormat: {"zip"}, "setupKind": {"burn"},
	displayName: {"Route Planner"}, description: {"Plans the rounds of the vans and prints the lists."}, publisher: {"Example Logistics"},
	displayVersion: {"6.3.1"}, informationURL: {"https://intranet.example.com/routes"},
	setupFilePath: {"setup.exe"}, installCommand: {`"setup.exe" /quiet /norestart`}, uninstallCommand: {`"setup.exe" /uninstall /quiet /norestart`},
	maxRunTime: {"45"}, allowUninstall: {"true"}, runAsAccount: {"system"}, restartBehavior: {"basedOnReturnCode"},
	returnCodes: {"2"}, "returnCodes.0.returnCode": {"0"}, "returnCodes.0.type": {"success"},
	"returnCodes.1.returnCode": {"3010"}, "returnCodes.1.type": {"softReboot"},
	allowedArchitectures: {"x64", "arm64"}, minimumRelease: {"Windows10_22H2"}, "minimumFreeDiskSpaceInMB": {"500"},
	requirementRules: {"1"}, "requirementRules.0.type": {"registry"}, "requirementRules.0.keyPath": {`HKLM\SOFTWARE\Example\Maps`},
	"requirementRules.0.valueName": {"Edition"}, "requirementRules.0.operationType": {"string"},
	"requirementRules.0.operator": {"equal"}, "requirementRules.0.comparisonValue": {"Europe"},
	detectionRules: {"2"}, "detectionRules.0.type": {"file"}, "detectionRules.0.path": {`%ProgramFiles%\Example\Routes`},
	"detectionRules.0.fileOrFolderName": {"routes.exe"}, "detectionRules.0.operationType": {"version"},
	"detectionRules.0.operator": {"greaterThanOrEqual"}, "detectionRules.0.comparisonValue": {"6.3.1"},
	"detectionRules.1.type": {"registry"}, "detectionRules.1.keyPath": {`HKLM\SOFTWARE\Example\Routes`}, "detectionRules.1.operationType": {"exists"},
}
