package apptype

import "strings"

// GeneralType is one of the general types that every app type belongs to (source document: app types). Texts are English source text.
type GeneralType struct {
	Name     string
	Installs string // what is installed, and by whom
	Updates  string // who updates it

	kind string // how the General of its types begins
}

var generalTypes = []GeneralType{
	{kind: "Store app", Name: "Store apps", Installs: "Appdepot installs the app on the device.", Updates: "Updates are automatic."},
	{kind: "LOB app", Name: "Line-of-business apps", Installs: "Appdepot installs the app on the device, from the file that you supply.", Updates: "You update the app."},
	{kind: "Built-in app", Name: "Built-in apps", Installs: "Appdepot installs the app on the device.", Updates: "Updates are automatic."},
	{kind: "Web app", Name: "Web apps", Installs: "Appdepot creates a shortcut to the web app on the device's home screen.", Updates: "Updates are automatic."},
}

// GeneralTypes lists the general types. Callers do not change them.
func GeneralTypes() []GeneralType { return generalTypes }

// Has reports whether an app type belongs to the general type.
func (g GeneralType) Has(d *Definition) bool { return strings.HasPrefix(d.General, g.kind) }
