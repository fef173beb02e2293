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
	c := officeConfig(func(key string) []string { return form[key] })
	if !designed(form) {
		d, problems := office.Parse([]byte(form.Get(officeXML)))
		if len(problems) > 0 || form.Get(officeXML) == "" {
			return []models.Text{oneSuite}
		}
		c = d.Config()
	}
	words := []models.Text{}
	if apps := named(c.Apps); apps != "" {
		words = append(words, models.T("Every device gets %s.", apps))
	}
	for _, p := range office.Products {
		if slices.Contains(c.Others, p.ID) {
			words = append(words, models.T("It also gets %s, for people who have a license for it.", p.Name))
		}
	}
	if c.Version == "" {
		words = append(words, models.T("The suite follows its channel: %s.", channelName(c.Channel)))
	} else {
		words = append(words, models.T("Version %s is installed, and then updated from its channel: %s.", c.Version, channelName(c.Channel)))
	}
	if c.RemoveMSI {
		words = append(words, models.T("Office that Windows Installer put there is removed first."))
	} else {
		words = append(words, models.T("Where Windows Installer put an Office, nothing is installed."))
	}
	return append(words, oneSuite)
}

var oneSuite = models.T("A device has one suite of Microsoft 365 Apps. When another one is assigned to it later, that takes the place of this one, and apps that it leaves out are removed.")

func named(apps []string) string {
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
