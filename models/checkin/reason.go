package checkin

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"appdepot/models"
	"appdepot/models/reason"
)

// Code writes an error code as people look it up: 1603, or 0x87D5501F for what is negative.
func Code(code int32) string {
	if code >= 0 {
		return fmt.Sprint(code)
	}
	return fmt.Sprintf("0x%08X", uint32(code))
}

// ParseCode reads what Code wrote. What it cannot have written is no code.
func ParseCode(text string) (code int32, ok bool) {
	n, err := strconv.ParseInt(text, 0, 64)
	if err != nil || n < 0 || n > math.MaxUint32 {
		return 0, false
	}
	code = int32(uint32(n))
	return code, Code(code) == text
}

func failedReason(code int32, again time.Time) models.Reason {
	if code == 0 {
		return reason.DeviceFailure.Of(again)
	}
	return reason.DeviceError.Of(reason.DeviceCode(code), again)
}

func failedUntilNextCheckIn(code int32) models.Reason {
	if code == 0 {
		return reason.DeviceFailureNextCheckIn
	}
	return reason.DeviceErrorNextCheckIn.Of(reason.DeviceCode(code))
}

func pending(a models.Action) (models.State, models.Reason) {
	switch a {
	case models.UninstallAction:
		return models.StatePendingUninstall, reason.UninstallOrdered
	case models.UpdateAction:
		return models.StatePendingInstall, reason.UpdateOrdered
	default:
		return models.StatePendingInstall, reason.InstallOrdered
	}
}

func installedReason(i models.Intent) models.Reason {
	if i == models.Required {
		return reason.InstalledAsRequired
	}
	return reason.Installed
}
