package apptype

import (
	"maps"
	"reflect"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/targeting"
)

// ObjectOf is an app as what is assigned: its Type and Values decide what its assignments bring and which devices it fits. An app
// of a type that this Appdepot does not know, because a newer one made it, fits nowhere.
func ObjectOf(app models.App, assignments []models.Assignment) targeting.Object {
	o := targeting.Object{ID: app.ID, Kind: models.AppObject, Assignments: assignments}
	d, known := Get(app.Type)
	if !known {
		o.Fits = func(models.Device) models.Reason { return reason.UnknownType }
		return o
	}
	o.Rule = d.Assign(app.Values).Rule
	o.Fits = func(device models.Device) models.Reason { return d.Fits(app.Values, device) }
	return o
}

// SameInOrders reports whether check-ins speak of two states of an app alike.
func SameInOrders(a, b models.App) bool {
	return a.Name == b.Name && a.DisplayVersion == b.DisplayVersion && a.VersionID == b.VersionID && maps.Equal(a.Values, b.Values)
}

// SamePlan reports whether devices get the same from two states of an app: where it is wanted, which devices it fits, how it is
// recognized, its version and whether it can be taken away. What a device is told about how to install it may differ.
func SamePlan(a, b models.App) bool {
	if a.VersionID != b.VersionID || a.DisplayVersion != b.DisplayVersion {
		return false
	}
	d, known := Get(a.Type)
	if !known || maps.Equal(a.Values, b.Values) {
		return true // an unknown type fits nowhere, whatever its values
	}
	fit := func(app models.App) any {
		if d.fits != nil {
			return app.Values
		}
		return [2]string{app.Values[minimumOS], app.Values[architectures]}
	}
	return d.Assign(a.Values).Rule == d.Assign(b.Values).Rule && d.CanUninstall(a.Values) == d.CanUninstall(b.Values) &&
		reflect.DeepEqual(d.Detect(a.Values), d.Detect(b.Values)) && reflect.DeepEqual(fit(a), fit(b))
}
