package apptype

import (
	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/targeting"
)

// ObjectOf is an app as what is assigned: its Type and Values decide what its assignments bring and which devices it fits. An app
// of a type that this Appdepot does not know, because a newer one made it, fits nowhere.
func ObjectOf(app models.App, assignments []models.Assignment) targeting.Object {
	o := targeting.Object{ID: app.ID, Kind: targeting.App, Assignments: assignments}
	d, known := Get(app.Type)
	if !known {
		o.Fits = func(models.Device) models.Reason { return reason.UnknownType }
		return o
	}
	o.Rule = d.Assign(app.Values).Rule
	o.Fits = func(device models.Device) models.Reason { return d.Fits(app.Values, device) }
	return o
}
