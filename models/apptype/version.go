package apptype

import (
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
)

// NewVersion refuses values that cannot follow the old ones as the app's next version.
func (d *Definition) NewVersion(old, new field.Values) error {
	if d.Renewal == nil {
		return models.Invalid("Apps of this type have no versions. Change the app's properties instead.")
	}
	r := *d.Renewal
	if r.Free {
		return nil
	}
	was, is := old[r.Key], new[r.Key]
	order := checkin.CompareVersions(is, was)
	switch {
	case r.SameKey != "" && old[r.SameKey] != new[r.SameKey]:
		return models.Invalid("This package is another app: it is %s, and this app is %s. Add it as an app of its own.", new[r.SameKey], old[r.SameKey])
	case order == 0:
		return models.Invalid("This package has version %s, which the app already has. Upload a package with another version.", is)
	case r.Rises && order < 0:
		return models.Invalid("This package has version %s, which is older than the app's %s. Devices refuse to go back. Upload a newer package.", is, was)
	}
	return nil
}
