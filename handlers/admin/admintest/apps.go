package admintest

import (
	"testing"
	"time"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store/storetest"
)

// AddLink makes a web link, assigned to all users when asked for.
func AddLink(t *testing.T, s *handlertest.Site, name, publisher string, assigned bool) models.App {
	t.Helper()
	var set []models.DraftAssignment
	if assigned {
		set = append(set, models.DraftAssignment{Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers})
	}
	return s.Publish(t, "webApp", "", nil, field.Form{
		"displayName": {name}, "description": {"What " + name + " is for"}, "publisher": {publisher}, "appUrl": {"https://example.com/" + string(models.NewID())},
	}, set...)
}

// AddInstall makes the app stand on a new device of the person.
func AddInstall(t *testing.T, s *handlertest.Site, app models.App, device string, owner models.ID, state models.State, code int32) models.Device {
	t.Helper()
	d, err := s.AddDevice(storetest.System(t), models.Device{Name: device, Platform: models.Windows, OSVersion: "11", Ownership: models.Corporate, PrimaryUserID: owner})
	if err != nil {
		t.Fatal(err)
	}
	why := reason.DeviceError.Of(reason.DeviceCode(code), time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC))
	s.AddInstall(t, models.Install{AppID: app.ID, DeviceID: d.ID, UserID: owner, State: state, ErrorCode: code, Reason: why, Wanted: models.Required})
	return d
}
