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

var unknown = remedy("Appdepot does not know this code. It comes from the device's platform or the installer.",
	"Look up the code in the installer's documentation.",
	"Run the installer manually on one device and note what it reports.")

func remedy(means string, steps ...string) Remedy {
	r := Remedy{Means: models.T(means)}
	for _, s := range steps {
		r.Steps = append(r.Steps, models.T(s))
	}
	return r
}

// retried adds that nothing more has to be done.
func (r Remedy) retried() Remedy {
	r.Steps = append(r.Steps, models.T("Devices retry automatically within %s hours.", checkin.RetryFailed.Hours()))
	return r
}

var byCode = map[int32]Remedy{
	0: remedy("The device reported a failure without an error code.",
		"Open one of the devices and read what it reported.").retried(),
	-2016345060: remedy("The installer reported success, but the app was not detected on the device.",
		"Install the app manually on one device. Compare its version and identity with the app's properties.",
		"If the user removed the app, do nothing. It is reinstalled at the next check-in."),

	// Downloads
	-2016063457: remedy("The downloaded file is not the original: its checksum does not match.",
		"Check for a proxy or virus scanner that changes downloads to the device.").retried(),
	-2016063462: remedy("The device could not download the package.",
		"Check that the device can reach Appdepot's URL.").retried(),
	-2016063465: remedy("The package is too large for the device.",
		"Free up storage on the devices, or create a smaller package."),
	-2016063467: remedy("The device does not have enough storage for the download.",
		"Free up storage on the devices.").retried(),
	-2016063464: remedy("The device had no network connection.").retried(),

	// Android
	-942583883: remedy("Android rejected the package without a reason. It may be damaged, blocked by Play Protect, or for another Android version.",
		"Check the minimum operating system and architecture in the app's properties.",
		"Install the package manually on one device. Android shows the reason."),
	-942583881: remedy("An app with the same package name but another signature is already on the device.",
		"Uninstall that app, or upload a package signed with the same certificate.").retried(),
	-942583878: remedy("The installation file was deleted after the download, before it was installed.",
		"Ask users to accept installations sooner and to keep cleanup apps away from downloads.").retried(),
	-942583887: remedy("The user canceled the installation.",
		"Tell users why they need the app.").retried(),
	-942583882: remedy("The package is not signed. Android installs only signed packages.",
		"Sign the package and upload it as a new version."),
	-2016063564: remedy("The package is damaged or invalid.",
		"Rebuild the package and upload it as a new version."),
	-2016063562: remedy("The package conflicts with a version of the app on the device.",
		"Uninstall the app, or upload a package with a higher version and the same signature.").retried(),
	-2016063561: remedy("The device does not have enough storage.",
		"Free up storage on the devices.").retried(),
	-2016063560: remedy("The package does not support the device's architecture or Android version.",
		"Upload a package for these devices, or exclude them from the assignment."),

	// iOS and iPadOS
	-2016341112: remedy("The device was locked or busy.",
		"Ask the user to unlock the device.").retried(),
	-2016330910: remedy("The user declined the installation.",
		"Tell users why they need the app.").retried(),
	-2016330855: remedy("No one is signed in to the App Store on the device.",
		"Ask the user to sign in to the App Store.").retried(),
	-2016330908: remedy("The device could not install the app and gave no reason.",
		"Read the device's console log.").retried(),

	// macOS
	-2016214726: remedy("The device does not have enough storage.",
		"Free up storage on the devices.").retried(),
	-2016214735: remedy("The device could not download the package.",
		"Check that the device can reach Appdepot's URL.").retried(),
	-2016214725: remedy("The Mac could not copy the app to its Applications folder.",
		"Ask the user to quit the app.").retried(),

	// Windows app packages
	-2147009281: remedy("Windows does not trust the signature of the package.",
		"Install the certificate that signed the package on the devices, or sign the package with a trusted one.").retried(),

	// Windows Installer
	1603: remedy("Windows Installer failed with a fatal error. Often a file is in use, a component is missing, or the user lacks permission.",
		"Run msiexec with /l*v on one device and look for \"return value 3\" in the log.",
		"Check the command-line arguments and install context in the app's properties.").retried(),
	1602: remedy("The user canceled the installation.",
		"Tell users why they need the app.").retried(),
	1618: remedy("Another installation was running on the device.").retried(),
	1619: remedy("Windows Installer could not open the package.",
		"Upload the package again as a new version."),
	1625: remedy("A system policy on the device blocks this installation.",
		"Check the software restriction policies of the devices."),
	1633: remedy("The package is built for a different processor.",
		"Upload a package for these devices, or exclude them from the assignment."),
	1638: remedy("Another version of this product is installed and cannot be replaced by this one.",
		"Uninstall the other version from the devices."),
}
