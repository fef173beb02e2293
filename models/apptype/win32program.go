package apptype

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/windows"
)

// The keys of the Program step.
const (
	setupFilePath     = "setupFilePath"
	installWay        = "installerType"
	installCommand    = "installCommandLine"
	installScript     = "activeInstallScript"
	uninstallWay      = "uninstallerType"
	uninstallCommand  = "uninstallCommandLine"
	uninstallScript   = "activeUninstallScript"
	maxRunTime        = "installExperience.maxRunTimeInMinutes"
	allowUninstall    = "allowAvailableUninstall"
	restartBehavior   = "installExperience.deviceRestartBehavior"
	returnCodes       = "returnCodes"
	byCommand         = "commandLine"
	byScript          = "script"
	longestRunMinutes = 1440
)

// programSettings are what a device needs to run the program.
var programSettings = []string{setupFilePath, installWay, installCommand, installScript, uninstallWay, uninstallCommand, uninstallScript,
	maxRunTime, runAsAccount, restartBehavior, returnCodes}

// programStep asks how the app is put on a device and taken off again.
func programStep() field.Step {
	return field.Step{Key: "program", Title: "Program", Sections: []field.Section{
		{Key: "commands", Title: "Actions", Fields: commandFields()},
		{Key: "behavior", Title: "Behavior", Fields: behaviorFields()},
		{Key: "codes", Title: "Return codes", Fields: []field.Field{returnCodeTable()}},
	}}
}

func commandFields() []field.Field {
	return []field.Field{
		{Key: setupFilePath, Label: "Setup file", Control: field.Text, Max: 1000, Fill: models.FactSetupFile, Suggest: setupFiles, Valid: setupPath, HasDependents: true,
			Hint: "The setup file's path in the package, such as tools\\setup.exe. A standalone .exe or .msi gets this name on the device."},
		wayOf(installWay, "Installer type", "Choose an installer type."),
		{Key: installCommand, Label: "Install command", Control: field.Text, Required: true, Max: 4000, Fill: models.FactInstallCommand, Suggest: installCommands,
			When: field.Is(installWay, byCommand),
			Ask:  "Enter a command that installs the app silently.",
			Hint: "The full command line, run in the package folder. Use silent switches. powershell.exe starts as 32-bit. For 64-bit, use %SystemRoot%\\Sysnative\\WindowsPowerShell\\v1.0\\powershell.exe."},
		scriptOf(installScript, "Install script", field.Is(installWay, byScript), "Enter an install script."),
		wayOf(uninstallWay, "Uninstaller type", "Choose an uninstaller type."),
		{Key: uninstallCommand, Label: "Uninstall command", Control: field.Text, Required: true, Max: 4000, Fill: models.FactRemoveCommand, Suggest: removeCommands,
			When: field.Is(uninstallWay, byCommand),
			Ask:  "Enter a command that uninstalls the app silently.",
			Hint: "The full command line. Environment variables such as %ProgramFiles% are not expanded. Enter full paths."},
		scriptOf(uninstallScript, "Uninstall script", field.Is(uninstallWay, byScript), "Enter an uninstall script."),
	}
}

func wayOf(key, label, ask string) field.Field {
	return field.Field{Key: key, Label: label, Control: field.Choice, Required: true, Default: byCommand, HasDependents: true, Ask: ask, Options: []field.Option{
		{Value: byCommand, Label: models.T("Command line")}, {Value: byScript, Label: models.T("PowerShell script")},
	}}
}

func scriptOf(key, label string, when field.Condition, ask string) field.Field {
	return field.Field{Key: key, Label: label, Control: field.Script, Required: true, When: when, Ask: ask,
		Hint: "Up to %s KB. Runs in the context selected below. The return codes decide what its exit code means."}
}

func behaviorFields() []field.Field {
	return []field.Field{
		{Key: maxRunTime, Label: "Installation time required (mins)", Control: field.Number, Required: true, Default: "60", Valid: runTime,
			Ask:  "Enter the installation time in minutes.",
			Hint: fmt.Sprintf("From 1 to %d. After this time, the installation counts as failed.", longestRunMinutes)},
		{Key: allowUninstall, Label: "Allow available uninstall", Control: field.Flag, Required: true, Default: "false",
			Ask:  "Choose whether people can uninstall the app.",
			Hint: "Lets people uninstall an available app in the Company Portal. Not for apps that have or are dependencies."},
		{Key: runAsAccount, Label: "Install behavior", Control: field.Choice, Required: true, Default: "system", Fill: models.FactInstallContext, FillAs: accountFor,
			Ask: "Choose an install behavior.",
			Options: []field.Option{
				{Value: "system", Label: models.T("System"), Means: models.T("Installs for everyone on the device, even when no one is signed in.")},
				{Value: "user", Label: models.T("User"), Means: models.T("Installs for the signed-in user, with that user's rights.")},
			}},
		{Key: restartBehavior, Label: "Device restart behavior", Control: field.Choice, Required: true, Default: "basedOnReturnCode", Fill: models.FactRestart, FillAs: restartFor,
			Ask: "Choose a device restart behavior.",
			Options: []field.Option{
				{Value: "basedOnReturnCode", Label: models.T("Determine behavior based on return codes"),
					Means: models.T("A hard reboot code restarts the device at once. A soft reboot code tells the user to restart.")},
				{Value: "suppress", Label: models.T("No specific action"),
					Means: models.T("The device is not restarted, and restarts that an MSI requests are suppressed.")},
				{Value: "allow", Label: models.T("App install may force a device restart"),
					Means: models.T("The installer may restart the device. A hard reboot code restarts it within 120 minutes. A soft reboot code tells the user to restart.")},
				{Value: "force", Label: models.T("Always restart the device after a successful installation"),
					Means: models.T("The device restarts after every success, whatever the return code.")},
			}},
	}
}

// returnCodeTable asks what the exit codes of the program mean. Source of the rows: reference, 2.2.
func returnCodeTable() field.Field {
	return field.Field{Key: returnCodes, Label: "Return codes", Control: field.Table, Required: true, Valid: oneMeaningPerCode,
		Ask:  "Add at least one return code that means success.",
		Hint: "What each exit code of the installer means. Codes that are not listed mean failure.",
		Default: field.EncodeRows([]field.Values{
			{"returnCode": "0", "type": "success"}, {"returnCode": "1707", "type": "success"}, {"returnCode": "3010", "type": "softReboot"},
			{"returnCode": "1641", "type": "hardReboot"}, {"returnCode": "1618", "type": "retry"},
		}),
		Rows: &field.Rows{Name: "Return code", AddLabel: "Add return code", Fields: []field.Field{
			{Key: "returnCode", Label: "Code", Control: field.Text, Required: true, Max: 11, Valid: exitCode, Ask: "Enter a return code, such as 3010."},
			{Key: "type", Label: "Code type", Control: field.Choice, Required: true, Ask: "Choose a code type.", Options: []field.Option{
				{Value: "success", Label: models.T("Success"), Means: models.T("The app is installed.")},
				{Value: "failed", Label: models.T("Failed"), Means: models.T("The attempt failed. The device tries again a day later.")},
				{Value: "softReboot", Label: models.T("Soft reboot"), Means: models.T("A restart completes the installation. Other apps can be installed before it.")},
				{Value: "hardReboot", Label: models.T("Hard reboot"), Means: models.T("A restart completes the installation. No other Win32 app is installed before it.")},
				{Value: "retry", Label: models.T("Retry"), Means: models.T("The device tries up to three times, five minutes apart.")},
			}},
		}},
	}
}

// codeOf is an exit code as a number of 32 bits: -1 and 4294967295 are the same one.
func codeOf(code string) (uint32, bool) {
	n, err := strconv.ParseInt(code, 10, 64)
	return uint32(n), err == nil && n >= -1<<31 && n < 1<<32
}

func exitCode(code string) models.Text {
	if _, ok := codeOf(code); !ok {
		return models.T("Enter a whole number from -2147483648 to 4294967295, such as 0, 3010, or -1.")
	}
	return models.Text{}
}

// oneMeaningPerCode refuses codes with two meanings, and a table without success.
func oneMeaningPerCode(table string) models.Text {
	seen, success := map[uint32]bool{}, false
	for _, row := range (field.Values{returnCodes: table}).Rows(returnCodes) {
		code, _ := codeOf(row["returnCode"])
		if seen[code] {
			return models.T("The return code %s is listed twice. Remove one.", row["returnCode"])
		}
		seen[code] = true
		success = success || row["type"] != "failed" && row["type"] != "retry"
	}
	if !success {
		return models.T("No return code means success, so every installation would fail. Add one, such as 0.")
	}
	return models.Text{}
}

func runTime(minutes string) models.Text {
	if n, _ := strconv.Atoi(minutes); n < 1 || n > longestRunMinutes {
		return models.T("Enter a number of minutes from 1 to %s.", longestRunMinutes)
	}
	return models.Text{}
}

// accountFor answers for whom an MSI is installed; one that leaves the choice is installed for everybody.
func accountFor(context string) string {
	return map[string]string{"device": "system", "dual": "system", "user": "user"}[context]
}

// restartFor answers for a package that always asks for a restart: its exit code says so.
func restartFor(asks string) string {
	return map[string]string{"true": "basedOnReturnCode"}[asks]
}

// mayUninstall reports whether people may take the app off themselves.
func mayUninstall(v field.Values) bool { return v.Flag(allowUninstall) }

var driveLetter = regexp.MustCompile(`^[A-Za-z]:`)

// setupPath refuses a path that leads out of the package, or that Windows cannot store.
func setupPath(file string) models.Text {
	file = strings.ReplaceAll(file, `\`, "/")
	switch {
	case strings.HasPrefix(file, "/") || driveLetter.MatchString(file) || slices.Contains(strings.Split(file, "/"), ".."):
		return models.T("Enter a path inside the package, such as setup.exe or tools\\setup.exe.")
	case strings.ContainsAny(file, `<>:"|?*%`) || strings.ContainsFunc(file, unicode.IsControl) || path.Clean(file) != file || strings.TrimRight(file, ". ") != file:
		return models.T("Windows does not allow this file name. Rename the file and pack the content again.")
	}
	return models.Text{}
}

// setupFiles are the files of an archive that could be started.
func setupFiles(known field.Known) (files []string) {
	for _, c := range known.Components {
		if c.Kind == "program" {
			files = append(files, strings.ReplaceAll(c.Path, "/", `\`))
		}
	}
	return files
}

func installCommands(known field.Known) []string { return likelyCommands(known, true) }

func removeCommands(known field.Known) []string { return likelyCommands(known, false) }

// likelyCommands are command lines for the files that could be started, that of the chosen one first. Of files that were not
// looked into, the ending may tell how.
func likelyCommands(known field.Known, install bool) (commands []string) {
	fact := models.FactRemoveCommand
	if install {
		fact = models.FactInstallCommand
	}
	add := func(command string) {
		if command != "" && !slices.Contains(commands, command) {
			commands = append(commands, command)
		}
	}
	add(known.Fact(fact))
	for _, c := range known.Components {
		if c.Kind != "program" {
			continue
		}
		if len(c.Facts) > 0 {
			add(field.Known{Facts: c.Facts}.Fact(fact))
			continue
		}
		kind := map[string]string{".msi": windows.SetupMSI, ".cmd": windows.SetupScript, ".bat": windows.SetupScript, ".ps1": windows.SetupScript}[strings.ToLower(path.Ext(c.Path))]
		if command, _ := windows.SuggestedCommands(kind, c.Path, ""); install {
			add(command)
		}
	}
	return commands
}
