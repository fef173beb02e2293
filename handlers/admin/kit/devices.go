package kit

import (
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
)

// DeviceRow is a row of a table of devices.
func DeviceRow(d store.DeviceLine) viewkit.DevicesRow {
	row := viewkit.DevicesRow{
		ID: string(d.ID), Name: d.Name, OS: d.OS(), User: d.UserName, UserID: string(d.PrimaryUserID),
		Ownership: d.Ownership, Enrolled: d.Enrolled,
	}
	if d.LastSeenAt != nil {
		row.Seen = *d.LastSeenAt
	}
	return row
}
