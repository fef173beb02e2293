package store

import (
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/reason"
)

// Stage is where an app stands for the person who looks at it in the Company Portal; each has its one right button.
type Stage string

// The stages.
const (
	StageOpen       Stage = "open"       // a web address: it is opened, and never installed by a person
	StageOffered    Stage = "offered"    // can be installed
	StageWaiting    Stage = "waiting"    // wanted, and the device has not been told yet
	StageInstalling Stage = "installing" // the device is at it
	StageInstalled  Stage = "installed"
	StageReplace    Stage = "replace" // another version is installed, and replaced when the person asks
	StageFailed     Stage = "failed"
	StageMissing    Stage = "missing" // required, removed on the device, and installed again later or when the person asks
	StageRemoving   Stage = "removing"
	StageEnroll     Stage = "enroll" // the device has to be enrolled first
	StageUnfit      Stage = "unfit"  // made for other devices
)

// stage reads off where the app stands on the device. A request that is younger than the state has not been seen by the device.
func (a PortalApp) stage(d models.Device) Stage {
	asked := a.Request.ID != "" && a.Request.CreatedAt.After(a.Install.UpdatedAt)
	switch {
	case !a.Unfit.Empty():
		return StageUnfit
	case a.Address != "" && (a.Decision.Required || a.Decision.Offered()):
		return StageOpen
	case !d.Enrolled:
		return StageEnroll
	case asked && a.Request.Action == models.UninstallAction:
		return StageRemoving
	case asked && (a.Install.State != models.StateInstalled || a.otherVersion()):
		return StageWaiting
	case a.otherVersion():
		return StageReplace
	}
	switch a.Install.State {
	case models.StateInstalled:
		return StageInstalled
	case models.StatePendingInstall:
		return StageInstalling
	case models.StatePendingUninstall:
		return StageRemoving
	case models.StateFailed, models.StateUninstallFailed:
		return StageFailed
	}
	if a.Decision.Required && a.Install.Reason.Code == reason.RemovedOrReplaced.Code {
		return StageMissing
	}
	if a.Decision.Required || a.Request.Action == models.InstallAction {
		return StageWaiting
	}
	return StageOffered
}

// otherVersion reports whether the device has another version, which Appdepot did not install.
func (a PortalApp) otherVersion() bool {
	return a.Install.Reason.Code == reason.OtherVersionPresent.Code
}

// onDevice reports whether something happened with the app on the device, or is about to.
func (s Stage) onDevice() bool {
	return s == StageWaiting || s == StageInstalling || s == StageInstalled || s == StageReplace || s == StageFailed || s == StageMissing || s == StageRemoving
}

// Moving reports whether the stage changes without the person doing anything.
func (s Stage) Moving() bool {
	return s == StageWaiting || s == StageInstalling || s == StageRemoving
}

// Stuck reports whether an installation stands still for so long that asking again makes a fresh start.
func (a PortalApp) Stuck(now time.Time) bool {
	return a.Stage == StageInstalling && a.Order.ID != "" && !now.Before(a.Order.LastProgress().Add(checkin.StuckAfter)) &&
		!a.Request.CreatedAt.After(a.Order.CreatedAt)
}

// MayRemove reports whether the person may take the app off: they asked for it themselves, nothing requires it, no dependency
// holds it, its type can be removed and administrators let people do it.
func (a PortalApp) MayRemove() bool { return a.removable() && !a.Joined }

// Held reports whether only a dependency keeps the person from taking the app off.
func (a PortalApp) Held() bool { return a.removable() && a.Joined }

func (a PortalApp) removable() bool {
	failed := a.Stage == StageFailed && a.Install.State == models.StateUninstallFailed
	return (a.Stage == StageInstalled || failed) && a.Removable && !a.Kept && !a.Decision.Required && a.Decision.Offered() && a.Requested
}
