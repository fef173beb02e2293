package say

import (
	"appdepot/models"
	"appdepot/models/reason"
)

// decisions are the words for why an assignment applies or not, and for what all together mean.
var decisions = map[models.Code]words{
	reason.AllUsersIncluded.Code: {
		Short: "Assigned to all users", Full: "Included: the app is assigned to all users, and the device has a user.",
		Personal: "Assigned to all users.",
	},
	reason.AllDevicesIncluded.Code: {
		Short: "Assigned to all devices", Full: "Included: the app is assigned to all devices.",
		Personal: "Assigned to all devices.",
	},
	reason.UserIncluded.Code: {
		Short: "User's group is included", Full: "Included: the device's user is in the group %s.",
		Personal: "Assigned to your group %s.",
	},
	reason.DeviceIncluded.Code: {
		Short: "Device's group is included", Full: "Included: the device is in the group %s.",
		Personal: "Assigned to your device's group %s.",
	},
	reason.DeviceWithoutUser.Code: {
		Short: "Device has no user", Full: "Does not apply: the assignment is for users, and the device has no user.",
		Personal: "Your device has no user.",
	},
	reason.UserNotInGroup.Code: {
		Short: "User is not in the group", Full: "Does not apply: the device's user is not in the group %s.",
		Personal: "You are not in the group %s.",
	},
	reason.NoDevice.Code: {
		Short: "User has no device", Full: "Does not apply: the assignment is for devices, and the user has no device.",
		Personal: "You have no device.",
	},
	reason.DeviceNotInGroup.Code: {
		Short: "Device is not in the group", Full: "Does not apply: the device is not in the group %s.",
		Personal: "Your device is not in the group %s.",
	},
	reason.AllUsersExcluded.Code: {
		Short: "All users are excluded", Full: "Excluded: all users are excluded, and the device has a user.",
		Personal: "This app is not for users.",
	},
	reason.AllDevicesExcluded.Code: {
		Short: "All devices are excluded", Full: "Excluded: all devices are excluded.",
		Personal: "This app is not for devices.",
	},
	reason.UserExcluded.Code: {
		Short: "User's group is excluded", Full: "Excluded: the device's user is in the excluded group %s.",
		Personal: "Your group %s does not get this app.",
	},
	reason.DeviceExcluded.Code: {
		Short: "Device's group is excluded", Full: "Excluded: the device is in the excluded group %s.",
		Personal: "Your device's group %s does not get this app.",
	},
	reason.ExcludesAllUsers.Code: {
		Short: "Excludes all users", Full: "Excludes this device: all users are excluded, and the device has a user.",
		Personal: "This app is not for users.",
	},
	reason.ExcludesAllDevices.Code: {
		Short: "Excludes all devices", Full: "Excludes this device: all devices are excluded.",
		Personal: "This app is not for devices.",
	},
	reason.ExcludesUser.Code: {
		Short: "Excludes the user's group", Full: "Excludes this device: its user is in the group %s.",
		Personal: "Your group %s does not get this app.",
	},
	reason.ExcludesDevice.Code: {
		Short: "Excludes the device's group", Full: "Excludes this device: it is in the group %s.",
		Personal: "Your device's group %s does not get this app.",
	},
	reason.NothingToExclude.Code: {
		Short: "Nothing to exclude", Full: "No effect: no assignment with this intent applies to the device.",
		Personal: "This exclusion does not apply to you.",
	},
	reason.ExcludesOnlyUsers.Code: {
		Short: "Excludes only user assignments", Full: "No effect: it excludes only user assignments, and none with this intent applies to the device.",
		Personal: "This exclusion does not apply to you.",
	},
	reason.ExcludesOnlyDevices.Code: {
		Short: "Excludes only device assignments", Full: "No effect: it excludes only device assignments, and none with this intent applies to the device.",
		Personal: "This exclusion does not apply to you.",
	},
	reason.EnrollmentRequired.Code: {
		Short: "Device is not enrolled", Full: "Does not apply: it requires enrollment, and the device is not enrolled.",
		Personal: "Enroll your device to get this app.",
	},
	reason.RequiredOverUninstall.Code: {
		Short: "Required overrides Uninstall", Full: "Overridden: Required takes precedence over Uninstall.",
		Personal: "Your organization requires this app.",
	},
	reason.UninstallOverAvailableForUsers.Code: {
		Short: "Uninstall overrides Available", Full: "Overridden: for users, Uninstall takes precedence over Available.",
		Personal: "Your organization uninstalls this app.",
	},
	reason.UninstallOverAvailableForDevices.Code: {
		Short: "Uninstall overrides Available", Full: "Overridden: for devices, Uninstall takes precedence over Available.",
		Personal: "Your organization uninstalls this app.",
	},
	reason.AvailableToEnrolled.Code: {
		Short: "Available to enrolled devices", Full: "Overridden: the device is enrolled, and the app is available for enrolled devices.",
		Personal: "This app is available to your enrolled device.",
	},
	reason.RequiredOverUnenrolled.Code: {
		Short: "Required overrides Available", Full: "Overridden: Required for the device's user takes precedence over Available with or without enrollment.",
		Personal: "Your organization requires this app.",
	},
	reason.IsRequiredAndListed.Code: {
		Short: "Required, also available", Full: "Required: the device installs and keeps the app. The Company Portal lists it.",
		Personal: "Your organization requires this app.",
	},
	reason.IsRequired.Code: {
		Short: "Required by an assignment", Full: "Required: the device installs and keeps the app.",
		Personal: "Your organization requires this app.",
	},
	reason.IsUninstalled.Code: {
		Short: "Uninstall", Full: "Uninstall: the device uninstalls the app if it is installed.",
		Personal: "Your organization uninstalls this app.",
	},
	reason.IsUninstalledUntilRequested.Code: {
		Short: "Uninstall until requested", Full: "Uninstall: the app is uninstalled until it is requested in the Company Portal.",
		Personal: "This app is uninstalled until you request it.",
	},
	reason.IsRequested.Code: {
		Short: "Available, requested", Full: "Available: a request in the Company Portal takes precedence over Uninstall.",
		Personal: "You requested this app.",
	},
	reason.IsAvailable.Code: {
		Short: "Available on request", Full: "Available: installed on request in the Company Portal.",
		Personal: "You can install this app.",
	},
	reason.NotAssigned.Code: {
		Short: "Not assigned", Full: "Not assigned: no assignment of this app applies.",
		Personal: "This app is not assigned to you.",
	},
}
