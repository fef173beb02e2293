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

// deviceCookie remembers which of their devices a person looks at.
const deviceCookie = "device"

// mine lists the person's devices, enrolled ones first, and the one they look at: ?device=, else the one they chose last,
// else the first. The chosen one is zero when they have none.
func (p portal) mine(c echo.Context) ([]store.DeviceLine, store.DeviceLine, error) {
	list, err := p.store.MyDevices(c.Request().Context())
	if err != nil || len(list) == 0 {
		return nil, store.DeviceLine{}, err
	}
	slices.SortStableFunc(list, func(a, b store.DeviceLine) int { return cmp.Compare(order(a), order(b)) })
	if asked := c.QueryParam("device"); asked != "" {
		device := chosen(list, asked)
		web.Prefer(c, deviceCookie, string(device.ID))
		return list, device, nil
	}
	if cookie, err := c.Cookie(deviceCookie); err == nil {
		return list, chosen(list, cookie.Value), nil
	}
	return list, list[0], nil
}

func order(d store.DeviceLine) int {
	if d.Enrolled {
		return 0
	}
	return 1
}

func chosen(list []store.DeviceLine, id string) store.DeviceLine {
	if i := slices.IndexFunc(list, func(d store.DeviceLine) bool { return string(d.ID) == id }); i >= 0 {
		return list[i]
	}
	return list[0]
}

// switcher lets the person look at another of their devices.
func switcher(c echo.Context, list []store.DeviceLine, at store.DeviceLine) company.Switcher {
	s := company.Switcher{Name: at.Name, Platform: at.Platform, OSVersion: at.OSVersion, Enrolled: at.Enrolled}
	for _, d := range list {
		s.Devices = append(s.Devices, company.Choice{
			Label: d.Name, URL: link.Query(c.Request().URL.Path, "device", string(d.ID)), Current: d.ID == at.ID,
		})
	}
	return s
}
