package targeting

import "appdepot/models"

// Allow is what an app's type allows in its assignments.
type Allow struct {
	Intents            map[models.Intent]bool
	AvailableToDevices bool // device groups and All devices may be included in Available for enrolled devices
}

// Problem is an assignment that cannot be made: which of the list, and what is wrong, why, and what to do.
type Problem struct {
	Index int
	Text  models.Text
}

// Check looks at all assignments an app is to have, with the group's kind and name filled in, and returns at most one
// problem for each; no problem means that they may be saved. Of two that do not go together, the later is the problem.
func Check(assignments []models.Assignment, allow Allow) []Problem {
	var problems []Problem
	for i, a := range assignments {
		text := malformed(a)
		if text.Empty() {
			text = forbidden(a, allow)
		}
		for _, earlier := range assignments[:i] {
			if text.Empty() {
				text = clash(earlier, a)
			}
		}
		if !text.Empty() {
			problems = append(problems, Problem{i, text})
		}
	}
	return problems
}

// malformed refuses what no form of ours sends.
func malformed(a models.Assignment) models.Text {
	known := a.Target == models.TargetAllUsers || a.Target == models.TargetAllDevices || a.Target == models.TargetGroup
	switch {
	case !known:
		return models.T("Choose a group, All users, or All devices.")
	case a.Target == models.TargetGroup && (a.GroupID == "" || a.Subjects() != models.UserGroup && a.Subjects() != models.DeviceGroup):
		return models.T("This group no longer exists. Choose another group.")
	case a.Mode != models.Include && a.Mode != models.Exclude:
		return models.T("Choose Included or Excluded.")
	default:
		return models.Text{}
	}
}

// forbidden refuses what the type or the target does not allow. Exclusions may name groups of either kind in every intent:
// across kinds, a device group can be left out of what is assigned to users.
func forbidden(a models.Assignment, allow Allow) models.Text {
	toDevices := a.Mode == models.Include && a.Subjects() == models.DeviceGroup
	switch {
	case !allow.Intents[a.Intent]:
		return intentRefused(a.Intent)
	case a.Mode == models.Exclude && a.Target == models.TargetAllUsers:
		return models.T("You cannot exclude All users. Remove the included assignments instead.")
	case a.Mode == models.Exclude && a.Target == models.TargetAllDevices:
		return models.T("You cannot exclude All devices. Remove the included assignments instead.")
	case toDevices && a.Intent == models.AvailableWithoutEnrollment:
		return models.T("Available with or without enrollment is for users only. Choose a user group or All users.")
	case toDevices && a.Intent == models.Available && !allow.AvailableToDevices:
		return models.T("Apps of this type can be available to users only. Choose a user group or All users, or make the app required.")
	default:
		return models.Text{}
	}
}

func intentRefused(intent models.Intent) models.Text {
	switch intent {
	case models.Required:
		return models.T("Apps of this type cannot be required. Make the app available instead.")
	case models.Available:
		return models.T("Apps of this type cannot be made available for enrolled devices. Choose another intent.")
	case models.AvailableWithoutEnrollment:
		return models.T("Apps of this type require enrollment. Make the app available for enrolled devices instead.")
	case models.Uninstall:
		return models.T("Appdepot cannot uninstall apps of this type. Remove the other assignments to prevent reinstallation.")
	default:
		return models.T("Choose Required, Available, or Uninstall.")
	}
}

// clash refuses a when it does not go together with an earlier assignment of the same target: a target has one intent per
// app, once. Excluding a group from one intent and including it in another is fine.
func clash(earlier, a models.Assignment) models.Text {
	sameTarget := earlier.Target == a.Target && earlier.GroupID == a.GroupID
	sameIntent, sameMode := earlier.Intent == a.Intent, earlier.Mode == a.Mode
	switch {
	case !sameTarget:
		return models.Text{}
	case sameIntent && sameMode:
		return twice(a)
	case sameIntent:
		return models.T("The group %s is both included and excluded with this intent. Remove one of the two.", a.GroupName)
	case sameMode && a.Mode == models.Include:
		return secondIntent(a)
	default:
		return models.Text{}
	}
}

func twice(a models.Assignment) models.Text {
	switch a.Target {
	case models.TargetAllUsers:
		return models.T("All users is listed twice. Remove one of the two.")
	case models.TargetAllDevices:
		return models.T("All devices is listed twice. Remove one of the two.")
	default:
		return models.T("The group %s is listed twice. Remove one of the two.", a.GroupName)
	}
}

func secondIntent(a models.Assignment) models.Text {
	switch a.Target {
	case models.TargetAllUsers:
		return models.T("All users already has another intent. Remove one of the two.")
	case models.TargetAllDevices:
		return models.T("All devices already has another intent. Remove one of the two.")
	default:
		return models.T("The group %s already has another intent. Remove one of the two.", a.GroupName)
	}
}
