package reason

import (
	"time"

	"appdepot/models"
)

// Why an app is in its state on a device. A time is that of the earliest check-in at which the device gets the order again.
var (
	// Installed: the app is on the device, and nobody requires it.
	Installed = plain("installed")
	// InstalledAsRequired: the app is on the device, as its assignment wants.
	InstalledAsRequired = plain("installedAsRequired")
	// NotInstalledAsIntended: the app is not on the device, as its assignment wants.
	NotInstalledAsIntended = plain("notInstalledAsIntended")
	// AvailableNotRequested: the Company Portal offers the app, and nobody has requested it on this device.
	AvailableNotRequested = plain("availableNotRequested")
	// OtherVersionPresent: another version is on the device that was not installed from here; it is replaced on request.
	OtherVersionPresent = plain("otherVersionPresent")
	// OnlyDeviceUninstalls: the app should go, and its type can be removed only on the device itself.
	OnlyDeviceUninstalls = plain("onlyDeviceUninstalls")

	// InstallOrdered: the device was told to install the app and has not answered.
	InstallOrdered = plain("installOrdered")
	// UpdateOrdered: the device was told to install a new version and has not answered.
	UpdateOrdered = plain("updateOrdered")
	// UninstallOrdered: the device was told to remove the app and has not answered.
	UninstallOrdered = plain("uninstallOrdered")
	// Downloading: the device reported that it downloads the app.
	Downloading = plain("downloading")
	// InProgress: the device reported that it installs or removes the app.
	InProgress = plain("inProgress")
	// WaitingForInventory: the device reported success, and its inventory has not shown it yet.
	WaitingForInventory = plain("waitingForInventory")

	// DeviceError: the device reported an error code; the order is given again after the time.
	DeviceError = with2[DeviceCode, time.Time]("deviceError")
	// DeviceFailure: the device reported a failure without a code; the order is given again after the time.
	DeviceFailure = with1[time.Time]("deviceFailure")
	// NotDetected: the device reported success, but its inventory lacks the app; it is installed again after the time.
	NotDetected = with1[time.Time]("notDetected")
	// DeviceErrorNextCheckIn: the device reported an error code; the order is given again at its next check-in.
	DeviceErrorNextCheckIn = with1[DeviceCode]("deviceErrorNextCheckIn")
	// DeviceFailureNextCheckIn: the device reported a failure without a code; the order is given again at its next check-in.
	DeviceFailureNextCheckIn = plain("deviceFailureNextCheckIn")
	// NotDetectedNextCheckIn: the device reported success, but its inventory lacks the app; it is installed again at the next check-in.
	NotDetectedNextCheckIn = plain("notDetectedNextCheckIn")
	// StillInstalled: the device reported the removal, but its inventory has the app; it is removed again after the time.
	StillInstalled = with1[time.Time]("stillInstalled")
	// InstalledAgain: the app was removed and is back; it is removed again after the time.
	InstalledAgain = with1[time.Time]("installedAgain")
	// RemovedOrReplaced: the app was removed on the device or replaced by another version; it is installed again after the time.
	RemovedOrReplaced = with1[time.Time]("removedOrReplaced")

	// Other: a text of an earlier version that no code stands for. It is never made for anything new.
	Other = with1[string]("other")
)

// WithoutCode is a reason that says the same without the error code that the device reported.
func WithoutCode(r models.Reason) models.Reason {
	switch {
	case r.Code == DeviceError.Code && len(r.Args) > 1:
		return models.Reason{Code: DeviceFailure.Code, Args: r.Args[1:]}
	case r.Code == DeviceErrorNextCheckIn.Code:
		return models.Reason{Code: DeviceFailureNextCheckIn.Code}
	}
	return r
}

// ErrorOf is the error code that a device reported with a reason, if it reported one.
func ErrorOf(r models.Reason) (int32, bool) {
	if r.Code != DeviceError.Code && r.Code != DeviceErrorNextCheckIn.Code || len(r.Args) == 0 {
		return 0, false
	}
	code, ok := r.Args[0].(int64)
	return int32(code), ok
}

// NextTry is the time in the reason of a state: that of the earliest check-in at which the device gets the order again.
func NextTry(r models.Reason) (time.Time, bool) {
	kinds, _ := Kinds(r.Code)
	for i, kind := range kinds {
		if text, ok := argument(r, i).(string); ok && kind == Time {
			at, err := time.Parse(time.RFC3339, text)
			return at, err == nil
		}
	}
	return time.Time{}, false
}

func argument(r models.Reason, i int) any {
	if i >= len(r.Args) {
		return nil
	}
	return r.Args[i]
}
