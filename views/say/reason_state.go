package say

import (
	"appdepot/models"
	"appdepot/models/reason"
)

// tables hold the words of all codes, one table a subject.
var tables = []map[models.Code]words{states, fits, decisions, signatures, warnings, refusals, uploads, notices}

// states are the words for where an app stands on a device.
var states = map[models.Code]words{
	reason.Installed.Code: {
		Short: "Installed", Full: "The app is installed.", Personal: "The app is installed.",
	},
	reason.InstalledAsRequired.Code: {
		Short: "As required", Full: "The app is installed, as required.", Personal: "Your organization installed this app.",
	},
	reason.NotInstalledAsIntended.Code: {
		Short: "As intended", Full: "The app is not installed, as intended.", Personal: "The app is not installed.",
	},
	reason.AvailableNotRequested.Code: {
		Short: "Available, not requested", Full: "The app is available in the Company Portal and is installed on request.",
		Personal: "You can install this app.",
	},
	reason.OtherVersionPresent.Code: {
		Short:    "Different version, updates on request",
		Full:     "The device has a different version that Appdepot did not install. It is replaced when the app is requested in the Company Portal.",
		Personal: "Your device has a different version. Install the app to replace it.",
	},
	reason.OnlyDeviceUninstalls.Code: {
		Short:    "Uninstall it on the device itself",
		Full:     "The app should be uninstalled, but apps of this type can be uninstalled only on the device itself.",
		Personal: "Uninstall this app on your device.",
	},
	reason.InstallOrdered.Code: {
		Short: "Waiting for the device to install", Full: "The device got the order to install the app and has not reported yet.",
		Personal: "Waiting for your device to install the app.",
	},
	reason.UpdateOrdered.Code: {
		Short: "Waiting for the device to update", Full: "The device got the order to install the new version and has not reported yet.",
		Personal: "Waiting for your device to update the app.",
	},
	reason.UninstallOrdered.Code: {
		Short: "Waiting for the device to uninstall", Full: "The device got the order to uninstall the app and has not reported yet.",
		Personal: "Waiting for your device to uninstall the app.",
	},
	reason.Downloading.Code: {
		Short: "Downloading", Full: "The device is downloading the app.", Personal: "Your device is downloading the app.",
	},
	reason.InProgress.Code: {
		Short: "In progress on the device", Full: "The device is working on the app.", Personal: "Your device is working on it.",
	},
	reason.WaitingForInventory.Code: {
		Short: "Done, waiting for confirmation", Full: "The device reported success. Its next inventory confirms it.",
		Personal: "Almost done.",
	},
	reason.DeviceError.Code: {
		Short: "Unknown error, will retry", Full: "The device reported error %s. It retries at its first check-in after %s, or when you select Retry.",
		Personal: "Something went wrong.",
	},
	reason.DeviceFailure.Code: {
		Short: "Failed without a code, will retry", Full: "The device reported a failure without an error code. It retries at its first check-in after %s, or when you select Retry.",
		Personal: "Something went wrong. Your device retries after %s.",
	},
	reason.NotDetected.Code: {
		Short:    "Not detected, will retry",
		Full:     "The device reported that it installed the app, but the app was not detected. It retries at its first check-in after %s, or when you select Retry.",
		Personal: "The app was not found on your device. Your device retries after %s.",
	},
	reason.DeviceErrorNextCheckIn.Code: {
		Short: "Unknown error, will retry", Full: "The device reported error %s. It retries at its next check-in.",
		Personal: "Something went wrong.",
	},
	reason.DeviceFailureNextCheckIn.Code: {
		Short: "Failed without a code, will retry", Full: "The device reported a failure without an error code. It retries at its next check-in.",
		Personal: "Something went wrong. Your device retries at its next check-in.",
	},
	reason.NotDetectedNextCheckIn.Code: {
		Short:    "Not detected, will retry",
		Full:     "The device reported that it installed the app, but the app was not detected. It retries at its next check-in.",
		Personal: "The app was not found on your device. Your device retries at its next check-in.",
	},
	reason.StillInstalled.Code: {
		Short:    "Still installed, will retry",
		Full:     "The device reported that it uninstalled the app, but the app is still installed. It retries at its first check-in after %s, or when you select Retry.",
		Personal: "The app is still on your device. Your device retries after %s.",
	},
	reason.InstalledAgain.Code: {
		Short: "Installed again, will be uninstalled", Full: "The app was uninstalled and then installed again. It is uninstalled at the first check-in after %s, or when you select Retry.",
		Personal: "Your device uninstalls this app after %s.",
	},
	reason.RemovedOrReplaced.Code: {
		Short:    "Removed or replaced, will reinstall",
		Full:     "The app was removed on the device or replaced by another version. It is reinstalled at the first check-in after %s, or when you select Retry.",
		Personal: "Your device reinstalls this app after %s, or when you select Retry.",
	},
	reason.Other.Code: {
		Short: "Recorded by an earlier version", Full: "%s", Personal: "%s",
	},
}

// fits are the words for why an app cannot be put on a device.
var fits = map[models.Code]words{
	reason.WrongPlatform.Code: {
		Short: "Not for this platform", Full: "The app is for %s. The device runs %s.", Personal: "This app is for %s. Your device runs %s.",
	},
	reason.SystemTooOld.Code: {
		Short: "Needs %s %s or later", Full: "The app needs %s %s or later. The device has %s.",
		Personal: "This app needs %s %s or later. Your device has %s.",
	},
	reason.WindowsTooOld.Code: {
		Short: "Needs %s or later", Full: "The app needs %s (%s) or later. The device has %s.", Personal: "This app needs %s or later.",
	},
	reason.WrongArchitecture.Code: {
		Short: "Not for this architecture", Full: "The app is built for %s. The device has %s.",
		Personal: "This app is built for %s. Your device has %s.",
	},
	reason.WrongWindowsArchitecture.Code: {
		Short: "Not for this architecture", Full: "The app is for Windows on %s. The device has %s.",
		Personal: "This app is for Windows on %s. Your device has %s.",
	},
	reason.SuiteNeeds64Bit.Code: {
		Short: "Needs 64-bit Windows", Full: "The suite is 64-bit. Windows on the device is 32-bit (%s).",
		Personal: "This app needs 64-bit Windows.",
	},
	reason.NotForIPad.Code: {
		Short: "Not for iPad", Full: "The app is not for iPad.", Personal: "This app is not for iPad.",
	},
	reason.NotForIPhone.Code: {
		Short: "Not for iPhone or iPod", Full: "The app is not for iPhone or iPod.", Personal: "This app is not for iPhone or iPod.",
	},
	reason.DeclarativeManagementTooOld.Code: {
		Short:    "Needs iOS or iPadOS 18 or later",
		Full:     "The app is managed with DDM, which needs iOS or iPadOS 18 or later. The device has %s.",
		Personal: "This app needs iOS or iPadOS 18 or later.",
	},
	reason.ManagedInstallTooOld.Code: {
		Short: "Needs macOS 11 or later", Full: "The app is installed as managed, which needs macOS 11 or later. The device has %s.",
		Personal: "This app needs macOS 11 or later.",
	},
	reason.OnlyManagedPlay.Code: {
		Short:    "Only from managed Google Play",
		Full:     "Devices managed through Android Enterprise get apps only from managed Google Play. Add the app there.",
		Personal: "Your device gets apps only from managed Google Play.",
	},
	reason.OnlyAndroidEnterprise.Code: {
		Short: "Only for Android Enterprise", Full: "The app is only for devices managed through Android Enterprise.",
		Personal: "This app is only for devices managed through Android Enterprise.",
	},
	reason.UnknownType.Code: {
		Short: "Needs a newer Appdepot", Full: "Apps of this type need a newer version of Appdepot.",
		Personal: "This app cannot be installed right now.",
	},
}
