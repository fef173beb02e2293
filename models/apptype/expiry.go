package apptype

import (
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/apple"
)

// ExpiryWarning says that an app with these values stops working within 30 days or has stopped, which the bool tells. It is empty
// for all others.
func (d *Definition) ExpiryWarning(values field.Values, now time.Time) (models.Reason, bool) {
	ends := d.Expires(values)
	if ends.IsZero() {
		return models.Reason{}, false
	}
	return apple.ProfileWarning(ends, now), !now.Before(ends)
}

// Expires is when an app with these values stops working; zero for one that does not.
func (d *Definition) Expires(values field.Values) time.Time {
	ends, _ := time.Parse(time.RFC3339, values[d.expires]) // what is no time is zero
	return ends
}
