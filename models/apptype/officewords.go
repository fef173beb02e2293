package apptype

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype/office"
	"appdepot/models/field"
)

// officeInWords says what the configuration does to a device.
func officeInWords(form field.Form) []models.Text {
	c, stays := officeConfig(func(key string) []string { return form[key] }), false
	if !designed(form) {
		d, problems := office.Parse([]byte(form.Get(officeXML)))
		if len(problems) > 0 || form.Get(officeXML) == "" {
			return []models.Text{oneSuite}
		}
		c = d.Config()
		_, stays = d.Pinned()
	}
	words := []models.Text{}
	if apps := appNames(c.Apps); apps != "" {
		words = append(words, models.T("Every device gets %s.", apps))
	}
	for _, p := range office.Products {
		if slices.Contains(c.Others, p.ID) {
			words = append(words, models.T("It also gets %s, for people who have a license for it.", p.Name))
		}
	}
	words = append(words, versionInWords(c, stays)...)
	if c.RemoveMSI {
		words = append(words, models.T("Office that Windows Installer put there is removed first."))
	} else {
		words = append(words, models.T("Where Windows Installer put an Office, nothing is installed."))
	}
	return append(words, oneSuite)
}

// versionInWords says which version devices get, and which ones they may have: see detectOffice.
func versionInWords(c office.Config, stays bool) []models.Text {
	switch {
	case c.Version == "":
		return []models.Text{models.T("The suite follows its channel: %s.", channelName(c.Channel))}
	case stays:
		return []models.Text{models.T("Version %s is installed and stays. Devices that have an older or a newer one get it, too.", c.Version)}
	}
	return []models.Text{
		models.T("Version %s is installed, and then updated from its channel: %s.", c.Version, channelName(c.Channel)),
		models.T("Devices that have an older version get this one. A newer one counts as installed."),
	}
}

var oneSuite = models.T("A device has one suite of Microsoft 365 Apps. When another one is assigned to it later, that takes the place of this one, and apps that it leaves out are removed.")

func appNames(apps []string) string {
	var names []string
	for _, a := range office.Offered() {
		if slices.Contains(apps, a.ID) {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ", ")
}

func channelName(id string) string {
	i := slices.IndexFunc(office.Channels, func(c office.Channel) bool { return c.ID == id })
	if i < 0 {
		return id
	}
	return office.Channels[i].Name
}
