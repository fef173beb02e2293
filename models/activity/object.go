package activity

import (
	"slices"

	"appdepot/models"
	"appdepot/models/forms"
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
	Kind    string // what is stored; never changes
	Name    models.Text
	Area    Area
	Fields  []Field                // what its activities record of it
	HasType bool                   // besides Fields they record the answers to the questions of its app type
	Names   map[string]models.Text // the words for objects that are stored under a key instead of a name
	ByType  bool                   // without a name of its own it is stored under the ID of its app type, or of the kind of app in the pane
}

var (
	app             = Object{Kind: "app", Name: models.T("App"), Area: Apps, HasType: true, Fields: appFields}
	catalogSource   = Object{Kind: "catalogSource", Name: models.T("Catalog source"), Area: Connectors, Fields: sourceFields}
	category        = Object{Kind: "category", Name: models.T("Category"), Area: Apps, Fields: asked(forms.Category)}
	device          = Object{Kind: "device", Name: models.T("Device"), Area: Devices, Fields: deviceFields}
	draft           = Object{Kind: "draft", Name: models.T("Draft"), Area: Packages, HasType: true, ByType: true, Fields: draftFields}
	enrollmentToken = Object{Kind: "enrollmentToken", Name: models.T("Enrollment token"), Area: Devices, Fields: tokenFields}
	group           = Object{Kind: "group", Name: models.T("Group"), Area: People, Fields: groupFields}
	organization    = Object{Kind: "organization", Name: models.T("Organization"), Area: Tenant}
	pkg             = Object{Kind: "package", Name: models.T("Package"), Area: Packages, Fields: packageFields}
	playConnection  = Object{Kind: "playConnection", Name: models.T("Managed Google Play"), Area: Connectors, Fields: playFields, Names: playNames}
	settings        = Object{Kind: "settings", Name: models.T("Settings"), Area: Tenant, Fields: settingsFields, Names: settingsNames}
	user            = Object{Kind: "user", Name: models.T("User"), Area: People, Fields: asked(forms.User)}
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

// Field is what an activity records under this key.
func (o Object) Field(key string) (Field, bool) {
	if i := slices.IndexFunc(o.Fields, func(f Field) bool { return f.Key == key }); i >= 0 {
		return o.Fields[i], true
	}
	return Field{}, false
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
