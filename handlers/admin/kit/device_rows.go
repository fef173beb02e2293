package kit

import (
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
)

// DeviceRows are the rows of a table of an app's devices.
func DeviceRows(lines []store.InstallLine) []viewkit.DeviceRow {
	var rows []viewkit.DeviceRow
	for _, l := range lines {
		r := viewkit.DeviceRow{
			Device: l.DeviceName, User: l.UserName, OS: l.OS(), Version: l.Version,
			Why: link.DeviceApp(string(l.DeviceID), string(l.AppID)), State: l.State, Reason: l.Reason,
		}
		if l.LastSeenAt != nil {
			r.LastSeen = *l.LastSeenAt
		}
		rows = append(rows, r)
	}
	return rows
}
