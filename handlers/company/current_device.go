package company

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/views/company"
	"appdepot/views/link"
)

// deviceCookie remembers in a browser the device that it is for.
const deviceCookie = "device"

// currentDevice is the person's devices, enrolled ones first, and the one whose apps are shown: that of ?device=, else the one remembered, else the one that
// the browser runs on, else the first. Without devices it is the zero value.
func currentDevice(c echo.Context, s *store.Store) ([]store.DeviceLine, store.DeviceLine, error) {
	list, err := s.MyDevices(c.Request().Context())
	if err != nil || len(list) == 0 {
		return nil, store.DeviceLine{}, err
	}
	slices.SortStableFunc(list, func(a, b store.DeviceLine) int { return cmp.Compare(enrolledFirst(a), enrolledFirst(b)) })
	at, sure := chooseDevice(list, c.QueryParam("device"), web.Preference(c, deviceCookie), web.Browser(c))
	if id := string(list[at].ID); sure && id != web.Preference(c, deviceCookie) {
		web.SetPreference(c, deviceCookie, id)
	}
	return list, list[at], nil
}

// chooseDevice is the device to show, and whether it is more than the first of all: then it is worth remembering.
func chooseDevice(list []store.DeviceLine, asked, remembered string, browser models.Browser) (at int, sure bool) {
	for _, id := range []string{asked, remembered} {
		if i := deviceWithID(list, id); i >= 0 {
			return i, true
		}
	}
	devices := make([]models.Device, len(list))
	for i, d := range list {
		devices[i] = models.Device{Platform: d.Platform, Model: d.Model, Enrolled: d.Enrolled, LastSeenAt: d.LastSeenAt}
	}
	if i := browser.InHand(devices); i >= 0 {
		return i, true
	}
	return 0, false
}

func enrolledFirst(d store.DeviceLine) int {
	if d.Enrolled {
		return 0
	}
	return 1
}

func deviceWithID(list []store.DeviceLine, id string) int {
	return slices.IndexFunc(list, func(d store.DeviceLine) bool { return string(d.ID) == id })
}

// switcher is the menu that chooses another device.
func switcher(c echo.Context, list []store.DeviceLine, at store.DeviceLine) company.DeviceSwitcher {
	s := company.DeviceSwitcher{Name: at.Name, OS: at.OS(), Enrolled: at.Enrolled}
	for _, d := range list {
		s.Devices = append(s.Devices, company.DeviceChoice{
			Label: d.Name, OS: d.OS(), URL: link.Query(c.Request().URL.Path, "device", string(d.ID)), Current: d.ID == at.ID,
		})
	}
	return s
}
