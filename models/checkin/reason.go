package checkin

import (
	"fmt"
	"time"

	"appdepot/models"
)

// moment writes a time for a reason, which is stored and shown in any language.
func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// Code writes an error code as people look it up: 1603, or 0x87D5501F for what is negative.
func Code(code int32) string {
	if code >= 0 {
		return fmt.Sprint(code)
	}
	return fmt.Sprintf("0x%08X", uint32(code))
}

func failedReason(code int32, again string) models.Text {
	if code == 0 {
		return models.T("The device reported a failure without an error code. It is tried again at the first check-in after %s.", again)
	}
	return models.T("The device reported error %s. It is tried again at the first check-in after %s.", Code(code), again)
}

func pending(a models.Action) (models.State, models.Text) {
	switch a {
	case models.UninstallAction:
		return models.StatePendingUninstall, models.T("The device has been told to remove it and has not answered yet.")
	case models.UpdateAction:
		return models.StatePendingInstall, models.T("The device has been told to install the new version and has not answered yet.")
	default:
		return models.StatePendingInstall, models.T("The device has been told to install it and has not answered yet.")
	}
}

func installedReason(i models.Intent) models.Text {
	if i == models.Required {
		return models.T("It is there, as it should be.")
	}
	return models.T("It is there.")
}
