package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

// The keys of a web clip's answers.
const (
	appURL           = "appUrl"
	managedOnly      = "useManagedBrowser"
	fullScreen       = "fullScreenEnabled"
	anyScope         = "ignoreManifestScope"
	precomposed      = "preComposedIconEnabled"
	targetApp        = "targetApplicationBundleIdentifier"
	clipNotRemovable = "People cannot remove a required web clip, and deleting the assignment leaves it installed. To remove it, assign it as Uninstall first."
)

// clipAddress asks what a web clip opens.
func clipAddress() field.Field {
	return field.Field{Key: appURL, Label: "App URL", Control: field.Link, Required: true, Fixed: field.Assigned,
		Ask:  "Enter an app URL.",
		Hint: "The URL that the web clip opens. It cannot be changed after the app is assigned."}
}

// detectClip finds a web clip by its address.
func detectClip(v field.Values) models.Detection { return models.Detection{Kind: "web", ID: v[appURL]} }
