package company

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// App is an app on the device that a person looks at.
type App struct {
	ui.PortalApp
	ID, Device         string
	Required, Featured bool
	Since              time.Time // of its state
	Status             AppStatus
}

// AppStatus is where an app stands and the one right button: a request (Button), an address (Open), or none.
type AppStatus struct {
	Kind        ui.Kind
	Label, Note string
	Code        string // of the error that the device reported, behind Details; empty for none
	Button      string // its label
	Again       bool   // the button tries again what was requested before
	Open        string // the address the button leads to; empty when it sends a request
	Remove      string // address that asks before uninstalling; empty when it cannot be
	InProgress  bool   // it changes by itself
}

// DeviceSwitcher lets a person look at another of their devices. Devices is empty when they have none.
type DeviceSwitcher struct {
	Name     string
	OS       models.OS
	Enrolled bool
	Devices  []DeviceChoice
}

// DeviceChoice is a device to look at.
type DeviceChoice struct {
	Label, URL string
	OS         models.OS
	Current    bool
}

// Category is a category with the apps the device can have of it.
type Category struct {
	ID, Name, URL string
	Apps          int
}

// Sub is the line below an app's name.
func Sub(publisher, version string) string {
	if publisher == "" || version == "" {
		return publisher + version
	}
	return publisher + " · " + version
}

// externalLink is a link to another site.
func externalLink(url string) templ.Attributes {
	return templ.Attributes{"href": string(templ.URL(url)), "rel": "noopener noreferrer", "target": "_blank"}
}

// polling lets a part of the page follow what moves; it ends with the answer that leaves it out.
func polling(moving bool, url string) templ.Attributes {
	if !moving {
		return nil
	}
	return templ.Attributes{"hx-get": url, "hx-trigger": "every 5s", "hx-swap": "outerMorph", "hx-target": "this"}
}

// origin says how an app came to the device.
func (a App) origin(ctx context.Context) string {
	if a.Required {
		return say.C(ctx, "intent", "Required")
	}
	return say.T(ctx, "Optional")
}

// icon is the picture of the chosen device.
func (s DeviceSwitcher) icon() string { return icon.Device(s.OS.Platform, s.OS.Model) }

// requestName is what the button that sends a request is called: what it does, and with which app.
func (a App) requestName(ctx context.Context) string {
	if a.Status.Again {
		return say.T(ctx, "Retry %s", a.Name)
	}
	return say.T(ctx, "Install %s", a.Name)
}

// actionLook is where the button of an app stands.
type actionLook int

const (
	inRow  actionLook = iota // quiet, but for what needs attention
	inCard                   // of a featured app
	alone                    // on the app's own page
)

func (l actionLook) style(a App) ui.Style {
	if l == inRow && !a.Status.Again {
		return ""
	}
	return ui.Primary
}

// removeLink asks before the app is uninstalled.
func (a App) removeLink(ctx context.Context) templ.Attributes {
	attrs := ui.Confirm(a.Status.Remove)
	attrs["aria-label"] = say.T(ctx, "Uninstall %s", a.Name)
	return attrs
}

// openLink leads to what the app opens.
func (a App) openLink(ctx context.Context) templ.Attributes {
	attrs := externalLink(a.Status.Open)
	attrs["aria-label"] = say.T(ctx, "%s, %s", a.Status.Button, a.Name)
	return attrs
}

// requestURL is where requests for the app go.
func (a App) requestURL() string { return link.CompanyRequests(a.ID) }
