package company

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/store"
	"appdepot/views/company"
	"appdepot/views/link"
)

// deviceCookie remembers the device that a person has chosen.
const deviceCookie = "device"

// currentDevice is the person's devices, enrolled ones first, and the one whose apps are shown: that of ?device=, else the one
// chosen last, else the first. Without devices it is the zero value.
func currentDevice(c echo.Context, s *store.Store) ([]store.DeviceLine, store.DeviceLine, error) {
	list, err := s.MyDevices(c.Request().Context())
	if err != nil || len(list) == 0 {
		return nil, store.DeviceLine{}, err
	}
	slices.SortStableFunc(list, func(a, b store.DeviceLine) int { return cmp.Compare(enrolledFirst(a), enrolledFirst(b)) })
	if asked := c.QueryParam("device"); asked != "" {
		device := deviceByID(list, asked)
		web.SetPreference(c, deviceCookie, string(device.ID))
		return list, device, nil
	}
	if cookie, err := c.Cookie(deviceCookie); err == nil {
		return list, deviceByID(list, cookie.Value), nil
	}
	return list, list[0], nil
}

func enrolledFirst(d store.DeviceLine) int {
	if d.Enrolled {
		return 0
	}
	return 1
}

func deviceByID(list []store.DeviceLine, id string) store.DeviceLine {
	if i := slices.IndexFunc(list, func(d store.DeviceLine) bool { return string(d.ID) == id }); i >= 0 {
		return list[i]
	}
	return list[0]
}

// switcher is the menu that chooses another device.
func switcher(c echo.Context, list []store.DeviceLine, at store.DeviceLine) company.DeviceSwitcher {
	s := company.DeviceSwitcher{Name: at.Name, Model: at.Model, Platform: at.Platform, OSVersion: at.OSVersion, Enrolled: at.Enrolled}
	for _, d := range list {
		s.Devices = append(s.Devices, company.DeviceChoice{
			Label: d.Name, URL: link.Query(c.Request().URL.Path, "device", string(d.ID)), Current: d.ID == at.ID,
		})
	}
	return s
}
