package company

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/store"
	"appdepot/views/company"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// card is an app as the pages show it for one device.
func card(c echo.Context, a store.PortalApp, d store.DeviceLine) company.App {
	ctx, id := c.Request().Context(), string(a.ID)
	return company.App{
		ID:        id,
		PortalApp: ui.PortalApp{Tile: icon.App(a.ID, a.Type, a.Name, a.LogoID, 0), Name: a.Name, URL: link.CompanyApp(id), Sub: company.Sub(a.Publisher, a.DisplayVersion), Text: a.Description},
		Device:    string(d.ID),
		Required:  a.Decision.Required,
		Featured:  a.Featured,
		Since:     a.Install.Since,
		Status:    appStatus(ctx, a, d, web.Now(c)),
	}
}

func cards(c echo.Context, list []store.PortalApp, d store.DeviceLine) []company.App {
	var all []company.App
	for _, a := range list {
		all = append(all, card(c, a, d))
	}
	return all
}

// appStatus is where the app stands and the one right button.
func appStatus(ctx context.Context, a store.PortalApp, d store.DeviceLine, now time.Time) company.AppStatus {
	s := company.AppStatus{InProgress: a.Stage.Moving()}
	switch a.Stage {
	case store.StageOpen:
		s.Open, s.Button = a.Address, say.T(ctx, "Open")
	case store.StageOffered:
		s.Button, s.Note = say.T(ctx, "Install"), say.T(ctx, "On %s", d.Name)
	case store.StageWaiting:
		s.Kind, s.Label = ui.Info, say.T(ctx, "Waiting for check-in")
		s.Note = say.T(ctx, "%s installs it at its next check-in.", d.Name)
	case store.StageInstalling:
		s = installingStatus(ctx, a, now)
	case store.StageInstalled:
		s.Kind, s.Label, s.Note = ui.OK, say.T(ctx, "Installed"), say.T(ctx, "On %s", d.Name)
	case store.StageReplace:
		s.Kind, s.Label, s.Note, s.Button = ui.OK, say.T(ctx, "Installed"), say.Personal(ctx, a.Install.Reason), say.T(ctx, "Install")
	case store.StageFailed:
		s = failedStatus(ctx, a)
	case store.StageMissing:
		s.Kind, s.Label, s.Note = ui.Warn, say.T(ctx, "Not installed"), say.Personal(ctx, a.Install.Reason)
		s.Button, s.Again = say.T(ctx, "Retry"), true
	case store.StageRemoving:
		s.Kind, s.Label = ui.Info, say.T(ctx, "Uninstalling")
		s.Note = say.T(ctx, "%s uninstalls it at its next check-in.", d.Name)
	case store.StageUnfit:
		s.Kind, s.Label, s.Note = ui.Mute, say.T(ctx, "Not for this device"), say.Personal(ctx, a.Unfit)
	default:
		s = notEnrolledStatus(ctx, a)
	}
	if a.Held() {
		s.Note = say.T(ctx, "On %s. It works with other apps, so you cannot uninstall it.", d.Name)
	}
	if a.MayRemove() {
		s.Remove = link.CompanyUninstall(string(a.ID))
	}
	return s
}

func installingStatus(ctx context.Context, a store.PortalApp, now time.Time) company.AppStatus {
	if a.Stuck(now) {
		return company.AppStatus{Kind: ui.Warn, Label: say.T(ctx, "No progress for %s hours", say.Hours(ctx, checkin.StuckAfter)), Button: say.T(ctx, "Retry"), Again: true, InProgress: true,
			Note: say.T(ctx, "Select Retry to start again. Your files are safe.")}
	}
	return company.AppStatus{Kind: ui.Info, Label: say.T(ctx, "Installing"), Note: say.Personal(ctx, a.Install.Reason), InProgress: true}
}

func failedStatus(ctx context.Context, a store.PortalApp) company.AppStatus {
	if a.Install.State == models.StateUninstallFailed {
		return company.AppStatus{Kind: ui.Bad, Label: say.T(ctx, "Uninstall failed"), Note: say.Personal(ctx, a.Install.Reason), Code: say.ErrorCode(a.Install.Reason)}
	}
	return company.AppStatus{Kind: ui.Bad, Label: say.T(ctx, "Installation failed"), Button: say.T(ctx, "Retry"), Again: true, Code: say.ErrorCode(a.Install.Reason),
		Note: say.Personal(ctx, a.Install.Reason) + " " + say.T(ctx, "Select Retry to try again now.")}
}

// notEnrolledStatus is an app on a device that gets no orders: what it opens, its page in a store, or the way to enroll.
func notEnrolledStatus(ctx context.Context, a store.PortalApp) company.AppStatus {
	if a.LeadsTo != "" {
		return company.AppStatus{Open: a.LeadsTo, Button: say.T(ctx, "Open in browser"),
			Note: say.T(ctx, "Your device is not enrolled. Open the page in the browser.")}
	}
	if a.StorePage != "" {
		return company.AppStatus{Open: a.StorePage, Button: say.T(ctx, "Open in store"),
			Note: say.T(ctx, "Your device is not enrolled. Install the app from the store.")}
	}
	return company.AppStatus{Kind: ui.Mute, Label: say.T(ctx, "Enroll to install"),
		Note: say.T(ctx, "Enroll this device on the Devices page to install apps.")}
}
