package remedy

import (
	"appdepot/models"
	"appdepot/models/checkin"
)

// Remedy is an explanation for administrators: what a code means, and what to do in order.
type Remedy struct {
	Means models.Text
	Steps []models.Text
}

// Of explains a code. For a code that is not known it says what helps to find out.
func Of(code int32) Remedy {
	if r, ok := byCode[code]; ok {
		return r
	}
	return unknown
}

// Known tells whether a code has an explanation of its own.
func Known(code int32) bool {
	_, ok := byCode[code]
	return ok
}

var unknown = remedy("Appdepot does not know this code. It comes from the device's platform or from the installer itself.",
	"Look up the code in the documentation of the installer's maker.",
	"Run the installer by hand on one of the devices and see what it says.")

func remedy(means string, steps ...string) Remedy {
	r := Remedy{Means: models.T(means)}
	for _, s := range steps {
		r.Steps = append(r.Steps, models.T(s))
	}
	return r
}

// retried adds that nothing more has to be done.
func (r Remedy) retried() Remedy {
	r.Steps = append(r.Steps, models.T("Devices try again by themselves within %s hours.", checkin.RetryFailed.Hours()))
	return r
}

var byCode = map[int32]Remedy{
	0: remedy("The device reported a failure and no code.",
		"Open one of the devices and read what it said.").retried(),
	-2016345060: remedy("The installer said that it succeeded, but the device does not find the app afterwards.",
		"Install the app by hand on one of the devices and compare its version and identity with the app's properties.",
		"If a person removes the app, it is installed again at the next check-in and there is nothing to do."),

	// Downloads
	-2016063457: remedy("The file that arrived is not the file that was sent: its checksum differs.",
		"Look for a proxy or a virus scanner between the device and Appdepot that changes downloads.").retried(),
	-2016063462: remedy("The device could not download the package.",
		"Check that the device reaches Appdepot's address.").retried(),
	-2016063465: remedy("The package is too large for the device.",
		"Free storage on the devices, or make a smaller package."),
	-2016063467: remedy("There is not enough room on the device for the download.",
		"Free storage on the devices.").retried(),
	-2016063464: remedy("The device had no network.").retried(),

	// Android
	-942583883: remedy("Android refused the package and gave no reason. The package may be damaged, blocked by Play Protect, or made for another Android version.",
		"Check the minimum operating system and the architecture in the app's properties.",
		"Install the package by hand on one of the devices: Android then says why."),
	-942583881: remedy("Another app with the same package name and another signature is already on the device.",
		"Remove that app from the devices, or upload a package signed with the same certificate.").retried(),
	-942583878: remedy("The installation file was deleted after the download, before the device could install it.",
		"Ask people to accept the installation sooner, and keep clean-up apps away from downloads.").retried(),
	-942583887: remedy("The person at the device canceled the installation.",
		"Tell people why they need the app.").retried(),
	-942583882: remedy("The package is not signed, and Android accepts only signed packages.",
		"Sign the package and upload it as a new version."),
	-2016063564: remedy("The package is damaged or not valid.",
		"Build the package again and upload it as a new version."),
	-2016063562: remedy("The package conflicts with a version of the app that is already on the device.",
		"Remove the app from the devices, or upload a package with a higher version and the same signature.").retried(),
	-2016063561: remedy("There is not enough storage on the device.",
		"Free storage on the devices.").retried(),
	-2016063560: remedy("The device's architecture or Android version does not fit the package.",
		"Upload a package for these devices, or exclude them from the assignment."),

	// Windows Installer
	1603: remedy("Windows Installer met a fatal error during installation. Often a file is in use, a required component is missing, or the person may not install.",
		"Run msiexec with /l*v on one of the devices and look for \"return value 3\" in the log.",
		"Check the command-line arguments and the install context in the app's properties.").retried(),
	1602: remedy("The person at the device canceled the installation.",
		"Tell people why they need the app.").retried(),
	1618: remedy("Another installation was running on the device at the same time.").retried(),
	1619: remedy("Windows Installer could not open the package.",
		"Upload the package again as a new version."),
	1625: remedy("A system policy on the device forbids this installation.",
		"Look at the software restriction policies of the devices."),
	1633: remedy("The package is made for another processor than the device has.",
		"Upload a package for these devices, or exclude them from the assignment."),
	1638: remedy("Another version of this product is already installed and cannot be replaced by this one.",
		"Remove the other version from the devices first."),
}
