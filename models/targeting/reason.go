package targeting

import "appdepot/models"

// Name is the English source text of the verdict, as a label.
func (v Verdict) Name() string {
	switch v {
	case Applies:
		return "Applies"
	case NotReached:
		return "Not a member"
	case LeftOut:
		return "Left out"
	case NotEnrolled:
		return "Not enrolled"
	case Overruled:
		return "Overruled"
	case LeavesOut:
		return "Leaves out"
	default:
		return "Without effect"
	}
}

func included(a models.Assignment) models.Text {
	switch {
	case a.Target == models.TargetAllUsers:
		return models.T("Included: the app is assigned to all users, and the device has a user.")
	case a.Target == models.TargetAllDevices:
		return models.T("Included: the app is assigned to all devices.")
	case a.Subjects() == models.UserGroup:
		return models.T("Included through the group %s: the device's user is in it.", a.GroupName)
	default:
		return models.T("Included through the group %s: the device is in it.", a.GroupName)
	}
}

func notReached(a models.Assignment, s Subject) models.Text {
	switch {
	case a.Subjects() == models.UserGroup && s.UserID == "":
		return models.T("Not reached: this is about users, and the device has no user.")
	case a.Subjects() == models.UserGroup:
		return models.T("Not reached: the device's user is not in the group %s.", a.GroupName)
	case s.DeviceID == "":
		return models.T("Not reached: this is about devices, and there is none here.")
	default:
		return models.T("Not reached: the device is not in the group %s.", a.GroupName)
	}
}

// leftOut is the reason of an inclusion that the exclusion out takes away.
func leftOut(out models.Assignment) models.Text {
	switch {
	case out.Target == models.TargetAllUsers:
		return models.T("Left out: all users are excluded, and the device has a user.")
	case out.Target == models.TargetAllDevices:
		return models.T("Left out: all devices are excluded.")
	case out.Subjects() == models.UserGroup:
		return models.T("Left out: the group %s is excluded, and the device's user is in it.", out.GroupName)
	default:
		return models.T("Left out: the group %s is excluded, and the device is in it.", out.GroupName)
	}
}

// leavesOut is the reason of the exclusion itself.
func leavesOut(out models.Assignment) models.Text {
	switch {
	case out.Target == models.TargetAllUsers:
		return models.T("Leaves out: all users are excluded here, and the device has a user.")
	case out.Target == models.TargetAllDevices:
		return models.T("Leaves out: all devices are excluded here.")
	case out.Subjects() == models.UserGroup:
		return models.T("Leaves out: the device's user is in the group %s.", out.GroupName)
	default:
		return models.T("Leaves out: the device is in the group %s.", out.GroupName)
	}
}

func withoutEffect(out models.Assignment, scope models.ExclusionScope) models.Text {
	switch {
	case scope != models.SameKind:
		return models.T("Without effect: nothing that is included with this intent reaches the device, so there is nothing to leave out.")
	case out.Subjects() == models.UserGroup:
		return models.T("Without effect: it leaves out only what is assigned to users, and nothing of that reaches the device with this intent.")
	default:
		return models.T("Without effect: it leaves out only what is assigned to devices, and nothing of that reaches the device with this intent.")
	}
}

func notEnrolled() models.Text {
	return models.T("Does not apply: the device is not enrolled, and only availability without enrollment reaches such a device.")
}
