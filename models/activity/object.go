package activity

import (
	"slices"

	"appdepot/models"
)

// Area is a part of the product that activities belong to.
type Area string

// The areas.
const (
	Apps       Area = "apps"       // what is offered: apps and their categories
	Packages   Area = "packages"   // what becomes an app
	Devices    Area = "devices"    // with what enrolls them
	People     Area = "people"     // users and groups
	Connectors Area = "connectors" // services outside
	Tenant     Area = "tenant"     // the organization and its settings
)

// Object is a kind of object in the audit log.
type Object struct {
	Kind string // what is stored; never changes
	Name models.Text
	Area Area
}

var (
	app             = Object{"app", models.T("App"), Apps}
	catalogSource   = Object{"catalogSource", models.T("Catalog source"), Connectors}
	category        = Object{"category", models.T("Category"), Apps}
	device          = Object{"device", models.T("Device"), Devices}
	draft           = Object{"draft", models.T("Draft"), Packages}
	enrollmentToken = Object{"enrollmentToken", models.T("Enrollment token"), Devices}
	group           = Object{"group", models.T("Group"), People}
	organization    = Object{"organization", models.T("Organization"), Tenant}
	pkg             = Object{"package", models.T("Package"), Packages}
	playConnection  = Object{"playConnection", models.T("Managed Google Play"), Connectors}
	settings        = Object{"settings", models.T("Settings"), Tenant}
	user            = Object{"user", models.T("User"), People}
)

var objects = []Object{
	app, catalogSource, category, device, draft, enrollmentToken, group, organization, pkg, playConnection, settings, user,
}

// Objects lists every kind of object, ordered by kind.
func Objects() []Object { return slices.Clone(objects) }

// ObjectOf is the kind of object that is stored as this; of one that is unknown here its name is what is stored.
func ObjectOf(kind string) Object {
	if i := slices.IndexFunc(objects, func(o Object) bool { return o.Kind == kind }); i >= 0 {
		return objects[i]
	}
	return Object{Kind: kind, Name: models.T("Other (%s)", kind)}
}

// In lists the stored kinds of the objects of an area.
func In(area Area) []string {
	var kinds []string
	for _, o := range objects {
		if o.Area == area {
			kinds = append(kinds, o.Kind)
		}
	}
	return kinds
}
