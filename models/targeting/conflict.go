package targeting

import (
	"appdepot/models"
	"appdepot/models/reason"
)

// side is one of the places an intent can come from: what is assigned to users or what is assigned to devices.
type side struct {
	intent models.Intent
	kind   models.GroupKind
}

// sides are the places from which something reaches the subject after exclusions and enrollment.
type sides map[side]bool

func (s sides) any(intent models.Intent) bool {
	return s[side{intent, models.UserGroup}] || s[side{intent, models.DeviceGroup}]
}

// stands reports whether the intent is there on this side and not overruled.
func (s sides) stands(intent models.Intent, kind models.GroupKind) bool {
	return s[side{intent, kind}] && s.overrules(side{intent, kind}, Rule{}).Empty()
}

// resolve settles the conflicts between the intents that are left.
func resolve(weighed []Weighed, rule Rule) {
	present := sides{}
	for _, w := range weighed {
		if w.Verdict == Applies {
			present[side{w.Assignment.Intent, w.Assignment.Subjects()}] = true
		}
	}
	for i := range weighed {
		w := &weighed[i]
		if w.Verdict != Applies {
			continue
		}
		if reason := present.overrules(side{w.Assignment.Intent, w.Assignment.Subjects()}, rule); !reason.Empty() {
			w.Verdict, w.Reason = Overruled, reason
		}
	}
}

// overrules gives the reason why the rest wins over this side; it is empty when this side stands. These rules yield every
// row of the conflict matrix (testdata/intent-matrix.csv) and, for three and more intents, what its compact algorithm says.
func (s sides) overrules(one side, rule Rule) models.Reason {
	switch one.intent {
	case models.Uninstall:
		if s.any(models.Required) {
			return reason.RequiredOverUninstall
		}
	case models.Available:
		return s.overrulesAvailable(one.kind)
	case models.AvailableWithoutEnrollment:
		return s.overrulesWithoutEnrollment(rule)
	}
	return models.Reason{}
}

// overrulesAvailable: an uninstall wins over availability of the same kind. Across kinds both stand, and the latch decides: see Decision.Intent.
func (s sides) overrulesAvailable(kind models.GroupKind) models.Reason {
	switch {
	case s.any(models.Required) || !s[side{models.Uninstall, kind}]:
		return models.Reason{}
	case kind == models.UserGroup:
		return reason.UninstallOverAvailableForUsers
	default:
		return reason.UninstallOverAvailableForDevices
	}
}

// overrulesWithoutEnrollment: availability without enrollment is always assigned to users.
func (s sides) overrulesWithoutEnrollment(rule Rule) models.Reason {
	required := s.any(models.Required)
	switch {
	case s.stands(models.Available, models.UserGroup), s.stands(models.Available, models.DeviceGroup), required && rule.AlsoAvailable:
		return reason.AvailableToEnrolled
	case s[side{models.Required, models.UserGroup}]:
		return reason.RequiredOverUnenrolled
	case required:
		return models.Reason{}
	default:
		return s.overrulesAvailable(models.UserGroup)
	}
}
