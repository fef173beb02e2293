package targeting

import (
	"appdepot/models"
	"appdepot/models/reason"
)

// Name is the English source text of the verdict, as a label.
func (v Verdict) Name() string {
	switch v {
	case Applies:
		return "Applies"
	case NotReached:
		return "Not a member"
	case LeftOut:
		return "Skipped"
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

func included(a models.Assignment) models.Reason {
	switch {
	case a.Target == models.TargetAllUsers:
		return reason.AllUsersIncluded
	case a.Target == models.TargetAllDevices:
		return reason.AllDevicesIncluded
	case a.Subjects() == models.UserGroup:
		return reason.UserIncluded.Of(a.GroupName)
	default:
		return reason.DeviceIncluded.Of(a.GroupName)
	}
}

func notReached(a models.Assignment, s Subject) models.Reason {
	switch {
	case a.Subjects() == models.UserGroup && s.UserID == "":
		return reason.DeviceWithoutUser
	case a.Subjects() == models.UserGroup:
		return reason.UserNotInGroup.Of(a.GroupName)
	case s.DeviceID == "":
		return reason.NoDevice
	default:
		return reason.DeviceNotInGroup.Of(a.GroupName)
	}
}

// leftOut is the reason of an inclusion that the exclusion out takes away.
func leftOut(out models.Assignment) models.Reason {
	switch {
	case out.Target == models.TargetAllUsers:
		return reason.AllUsersExcluded
	case out.Target == models.TargetAllDevices:
		return reason.AllDevicesExcluded
	case out.Subjects() == models.UserGroup:
		return reason.UserExcluded.Of(out.GroupName)
	default:
		return reason.DeviceExcluded.Of(out.GroupName)
	}
}

// leavesOut is the reason of the exclusion itself.
func leavesOut(out models.Assignment) models.Reason {
	switch {
	case out.Target == models.TargetAllUsers:
		return reason.ExcludesAllUsers
	case out.Target == models.TargetAllDevices:
		return reason.ExcludesAllDevices
	case out.Subjects() == models.UserGroup:
		return reason.ExcludesUser.Of(out.GroupName)
	default:
		return reason.ExcludesDevice.Of(out.GroupName)
	}
}

func withoutEffect(out models.Assignment, scope models.ExclusionScope) models.Reason {
	switch {
	case scope != models.SameKind:
		return reason.NothingToExclude
	case out.Subjects() == models.UserGroup:
		return reason.ExcludesOnlyUsers
	default:
		return reason.ExcludesOnlyDevices
	}
}

func notEnrolled() models.Reason {
	return reason.EnrollmentRequired
}
