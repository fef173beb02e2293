package reason

// Why an assignment applies to a device or not, and what all of them together mean for it.
var (
	// AllUsersIncluded: the assignment is to all users, and the device has one.
	AllUsersIncluded = plain("allUsersIncluded")
	// AllDevicesIncluded: the assignment is to all devices.
	AllDevicesIncluded = plain("allDevicesIncluded")
	// UserIncluded: the device's user is in the assigned group; its name.
	UserIncluded = with1[string]("userIncluded")
	// DeviceIncluded: the device is in the assigned group; its name.
	DeviceIncluded = with1[string]("deviceIncluded")
	// DeviceWithoutUser: the assignment is to users, and the device has none.
	DeviceWithoutUser = plain("deviceWithoutUser")
	// UserNotInGroup: the device's user is not in the group; its name.
	UserNotInGroup = with1[string]("userNotInGroup")
	// NoDevice: the assignment is to devices, and it is asked about a user alone.
	NoDevice = plain("noDevice")
	// DeviceNotInGroup: the device is not in the group; its name.
	DeviceNotInGroup = with1[string]("deviceNotInGroup")
	// AllUsersExcluded: an assignment is void, because all users are excluded.
	AllUsersExcluded = plain("allUsersExcluded")
	// AllDevicesExcluded: an assignment is void, because all devices are excluded.
	AllDevicesExcluded = plain("allDevicesExcluded")
	// UserExcluded: an assignment is void, because the user's group is excluded; its name.
	UserExcluded = with1[string]("userExcluded")
	// DeviceExcluded: an assignment is void, because the device's group is excluded; its name.
	DeviceExcluded = with1[string]("deviceExcluded")
	// ExcludesAllUsers: the exclusion of all users reaches the device.
	ExcludesAllUsers = plain("excludesAllUsers")
	// ExcludesAllDevices: the exclusion of all devices reaches the device.
	ExcludesAllDevices = plain("excludesAllDevices")
	// ExcludesUser: the exclusion of a group reaches the device through its user; the group.
	ExcludesUser = with1[string]("excludesUser")
	// ExcludesDevice: the exclusion of a group reaches the device; the group.
	ExcludesDevice = with1[string]("excludesDevice")
	// NothingToExclude: the exclusion has no effect, because nothing included with its intent reaches the device.
	NothingToExclude = plain("nothingToExclude")
	// ExcludesOnlyUsers: the exclusion has no effect, because it is about users' assignments and none reaches the device.
	ExcludesOnlyUsers = plain("excludesOnlyUsers")
	// ExcludesOnlyDevices: the exclusion has no effect, because it is about devices' assignments and none reaches the device.
	ExcludesOnlyDevices = plain("excludesOnlyDevices")
	// EnrollmentRequired: the assignment is for enrolled devices, and the device is not.
	EnrollmentRequired = plain("enrollmentRequired")
	// RequiredOverUninstall: an uninstall assignment is void, because the app is required.
	RequiredOverUninstall = plain("requiredOverUninstall")
	// UninstallOverAvailableForUsers: availability to users is void, because users are to lose the app.
	UninstallOverAvailableForUsers = plain("uninstallOverAvailableForUsers")
	// UninstallOverAvailableForDevices: availability to devices is void, because devices are to lose the app.
	UninstallOverAvailableForDevices = plain("uninstallOverAvailableForDevices")
	// AvailableToEnrolled: availability without enrollment is void, because the enrolled device has the app offered anyway.
	AvailableToEnrolled = plain("availableToEnrolled")
	// RequiredOverUnenrolled: availability without enrollment is void, because the app is required for the user.
	RequiredOverUnenrolled = plain("requiredOverUnenrolled")
	// IsRequiredAndListed: the result: the device installs the app, and the Company Portal lists it.
	IsRequiredAndListed = plain("isRequiredAndListed")
	// IsRequired: the result: the device installs the app.
	IsRequired = plain("isRequired")
	// IsUninstalled: the result: the device removes the app.
	IsUninstalled = plain("isUninstalled")
	// IsUninstalledUntilRequested: the result: the device removes the app until somebody requests it.
	IsUninstalledUntilRequested = plain("isUninstalledUntilRequested")
	// IsRequested: the result: a request stands, which is stronger than uninstall.
	IsRequested = plain("isRequested")
	// IsAvailable: the result: the Company Portal offers the app.
	IsAvailable = plain("isAvailable")
	// NotAssigned: the result: no assignment applies.
	NotAssigned = plain("notAssigned")
)
