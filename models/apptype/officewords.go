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
		words = append(words, models.T("Included apps: %s.", apps))
	}
	for _, p := range office.Products {
		if slices.Contains(c.Others, p.ID) {
			words = append(words, models.T("Also included for people with a license: %s.", p.Name))
		}
	}
	words = append(words, versionInWords(c, stays)...)
	if c.RemoveMSI {
		words = append(words, models.T("Office installed by Windows Installer is removed first."))
	} else {
		words = append(words, models.T("Devices with Office installed by Windows Installer do not get the suite."))
	}
	return append(words, oneSuite)
}

// versionInWords says which version devices get, and which ones they may have: see detectOffice.
func versionInWords(c office.Config, stays bool) []models.Text {
	switch {
	case c.Version == "":
		return []models.Text{models.T("The suite follows its channel: %s.", channelName(c.Channel))}
	case stays:
		return []models.Text{models.T("The suite stays at version %s. Devices with an older or newer version get it too.", c.Version)}
	}
	return []models.Text{
		models.T("Version %s is installed, then updated from its channel: %s.", c.Version, channelName(c.Channel)),
		models.T("Devices with an older version get this one. A newer version counts as installed."),
	}
}

var oneSuite = models.T("A device has one Microsoft 365 Apps suite. A suite assigned later replaces this one, and apps it leaves out are removed.")

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
