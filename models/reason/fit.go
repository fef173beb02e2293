package reason

// Why an app cannot be put on a device.
var (
	// WrongPlatform: the app's platform, the device's platform.
	WrongPlatform = with2[string, string]("wrongPlatform")
	// SystemTooOld: the platform, the oldest version that the app runs on, the device's version.
	SystemTooOld = with3[string, string, string]("systemTooOld")
	// WindowsTooOld: the oldest release that the app runs on, its version, the device's version.
	WindowsTooOld = with3[string, string, string]("windowsTooOld")
	// WrongArchitecture: the architectures that the app is built for, the device's.
	WrongArchitecture = with2[[]string, string]("wrongArchitecture")
	// WrongWindowsArchitecture: the architectures of Windows that the app is allowed on, the device's.
	WrongWindowsArchitecture = with2[[]string, string]("wrongWindowsArchitecture")
	// SuiteNeeds64Bit: the suite is 64-bit, and Windows on the device is not; the device's architecture.
	SuiteNeeds64Bit = with1[string]("suiteNeeds64Bit")
	// NotForIPad: the app is for other devices than iPad.
	NotForIPad = plain("notForIPad")
	// NotForIPhone: the app is for other devices than iPhone and iPod.
	NotForIPhone = plain("notForIPhone")
	// DeclarativeManagementTooOld: the app is managed with DDM, which the device's version is too old for.
	DeclarativeManagementTooOld = with1[string]("declarativeManagementTooOld")
	// ManagedInstallTooOld: the app is installed as managed, which the device's macOS is too old for.
	ManagedInstallTooOld = with1[string]("managedInstallTooOld")
	// UnknownType: a newer version of Appdepot made the app, of a type that this version does not know.
	UnknownType = plain("unknownType")
	// OnlyManagedPlay: devices with Android Enterprise take apps from managed Google Play only.
	OnlyManagedPlay = plain("onlyManagedPlay")
	// OnlyAndroidEnterprise: the app is only for devices managed through Android Enterprise.
	OnlyAndroidEnterprise = plain("onlyAndroidEnterprise")
)
