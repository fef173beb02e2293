package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store/reach"
)

// countNoBrowser counts the personally owned work profiles that get a web link and cannot open it: no browser is in their inventory,
// and none is required for them (source document: evaluating app requirements).
func (f *forecast) countNoBrowser(ctx context.Context, s *Store, app models.App) error {
	def, known := apptype.Get(app.Type)
	if !known || !def.WebLink() || !def.Platform.Covers(models.AndroidEnterprise) {
		return nil
	}
	var browsers []*assignedApp
	for _, a := range f.snapshot.apps {
		if apptype.IsBrowser(a.detection) {
			browsers = append(browsers, a)
		}
	}
	has, args := s.inventoryHas(apptype.Browsers())
	var devices []reach.DeviceRow
	err := s.db.Rows(ctx).Omit("Inventory").Where("enrolled AND platform = ? AND ownership = ?", models.AndroidEnterprise, models.Personal).
		Where("NOT ("+has+")", args...).Find(&devices).Error
	if err != nil {
		return err
	}
	for _, d := range devices {
		after := f.snapshot.Decide(&f.after, d.Subject())
		if (after.Required || after.Offered()) && !f.getsOne(browsers, d) {
			f.NoBrowser++
		}
	}
	return nil
}

// getsOne reports whether one of the apps is required for the device and fits it.
func (f *forecast) getsOne(apps []*assignedApp, d reach.DeviceRow) bool {
	for _, a := range apps {
		answer := f.snapshot.Answer(f.snapshot.object(a.App), d.Subject(), d.Device)
		if answer.Decision.Required && answer.Unfit.Empty() {
			return true
		}
	}
	return false
}
