package apptype

import (
	"slices"

	"appdepot/models"
)

// browsers are package names of browsers for Android.
var browsers = []string{
	"com.microsoft.emmx", "com.android.chrome", "org.mozilla.firefox", "org.mozilla.focus", "com.sec.android.app.sbrowser", "com.opera.browser",
	"com.brave.browser", "com.duckduckgo.mobile.android", "com.vivaldi.browser", "com.microsoft.intune.mam.managedbrowser",
}

// Browsers are the lines of an Android device's inventory that show a browser.
func Browsers() (list []models.Detection) {
	for _, id := range browsers {
		list = append(list, models.Detection{Kind: "android", ID: id})
	}
	return list
}

// IsBrowser reports whether an app that is found this way is a browser for Android.
func IsBrowser(d models.Detection) bool {
	return d.Kind == "android" && slices.Contains(browsers, d.ID)
}

// WebLink reports whether apps of the type are links that the device's browser opens.
func (d *Definition) WebLink() bool { return d.address != "" }
