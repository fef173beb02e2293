package targets

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/targeting"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// show explains an app on a device.
func (r deviceApps) show(c echo.Context) error {
	w, err := r.find(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	device, app := string(w.Device.ID), string(w.App.ID)
	question := whyQuestion(ctx, w)
	page := views.WhyProps{
		Title: question,
		Frame: web.Admin(c, question,
			ui.Link{Label: say.T(ctx, "Devices"), URL: link.Devices()}, ui.Link{Label: w.Device.Name, URL: link.Device(device)}),
		App: w.App, Device: w.Device, User: w.User.Name, Trail: trail(ctx, w, web.Now(c)),
	}
	if w.Retryable() && !w.JustAsked() && web.Rights(c).CanTo(access.RetryInstalls, access.Device(w.Device)) {
		page.Retry = link.DeviceAppRetry(device, app)
	}
	return web.Page(c, http.StatusOK, views.Why(page))
}

// whyQuestion asks for what is so: that the device gets the app, loses it, or does neither.
func whyQuestion(ctx context.Context, w store.Why) string {
	switch {
	case w.Intent == models.Uninstall:
		return say.T(ctx, "Why does %s uninstall %s?", w.Device.Name, w.App.Name)
	case w.Intent == "" || !w.Unfit.Empty():
		return say.T(ctx, "Why does %s not get %s?", w.Device.Name, w.App.Name)
	default:
		return say.T(ctx, "Why does %s get %s?", w.Device.Name, w.App.Name)
	}
}

// retry lets the device try again what failed.
func (r deviceApps) retry(c echo.Context) error {
	w, err := r.find(c)
	if err != nil {
		return err
	}
	if err := r.store.RetryInstall(c.Request().Context(), w.App.ID, w.Device.ID); err != nil {
		return err
	}
	if err := web.Success(c, reason.RetryOrdered.Of(w.Device.Name, w.App.Name)); err != nil {
		return err
	}
	return web.Redirect(c, link.DeviceApp(string(w.Device.ID), string(w.App.ID)))
}

func (r deviceApps) find(c echo.Context) (store.Why, error) {
	device, err := web.PathID(c, "id")
	if err != nil {
		return store.Why{}, err
	}
	app, err := web.PathID(c, "app")
	if err != nil {
		return store.Why{}, err
	}
	return r.store.Why(c.Request().Context(), app, device)
}

// trail is the answer in steps: every assignment weighed, the result, what came of it and what comes next.
func trail(ctx context.Context, w store.Why, now time.Time) []ui.Reason {
	var steps []ui.Reason
	for _, x := range w.Decision.Weighed {
		steps = append(steps, weighed(ctx, w, x))
	}
	if len(steps) == 0 {
		steps = append(steps, ui.Reason{Icon: "people-team", Title: say.T(ctx, "The app is not assigned"), Text: say.T(ctx, "Assign it to a group first.")})
	}
	if w.Asked != nil {
		steps = append(steps, requestStep(ctx, w, now))
	}
	steps = append(steps, ui.Reason{End: true, Icon: "arrow-right", Title: say.T(ctx, "Result"), Text: say.Reason(ctx, w.Result)})
	if !w.Unfit.Empty() && !notApplicable(w) {
		steps = append(steps, ui.Reason{Kind: ui.Bad, Icon: "subtract-circle", Title: say.T(ctx, "Not applicable"), Text: say.Reason(ctx, w.Unfit)})
	}
	if w.Install != nil {
		steps = append(steps, outcome(ctx, w, now))
	}
	if next := nextStep(ctx, w, now); next != "" {
		steps = append(steps, ui.Reason{Icon: "clock", Title: say.T(ctx, "What happens next"), Text: next})
	}
	return steps
}

// nextStep says when the app is looked at again on the device; nothing when only a change makes that happen.
func nextStep(ctx context.Context, w store.Why, now time.Time) string {
	switch {
	case !w.Device.Enrolled:
		return ""
	case w.AtNextCheckIn() || w.NextDue != nil && !w.NextDue.After(now):
		return say.T(ctx, "Evaluated again at its next check-in.")
	case w.NextDue != nil:
		return say.T(ctx, "Evaluated again at the first check-in after %s, even without changes.", say.When(ctx, *w.NextDue))
	}
	return ""
}

// notApplicable tells that the device knows already that the app is not for it, so that one step says so.
func notApplicable(w store.Why) bool {
	return w.Install != nil && w.Install.State == models.StateNotApplicable
}

// verdictKinds color what became of an assignment; what did not matter has no color.
var verdictKinds = map[targeting.Verdict]ui.Kind{
	targeting.Applies: ui.OK, targeting.LeftOut: ui.Bad, targeting.LeavesOut: ui.Bad, targeting.NotEnrolled: ui.Bad, targeting.Overruled: ui.Bad,
}

// weighed is one assignment with what became of it, and its filter and settings when it has any.
func weighed(ctx context.Context, w store.Why, x targeting.Weighed) ui.Reason {
	r := weighedTarget(ctx, w, x)
	filter, settings := viewkit.Narrowed(ctx, x.Assignment)
	for _, words := range []string{filter, settings} {
		if words != "" {
			r.More = append(r.More, words)
		}
	}
	return r
}

func weighedTarget(ctx context.Context, w store.Why, x targeting.Weighed) ui.Reason {
	a := x.Assignment
	r := ui.Reason{Kind: verdictKinds[x.Verdict], Icon: "checkmark", Text: say.Reason(ctx, x.Reason)}
	if x.Verdict != targeting.Applies {
		r.Icon = "subtract-circle"
	}
	intent := viewkit.IntentHeading(ctx, a.Intent)
	switch {
	case a.Target != models.TargetGroup:
		r.Title = say.T(ctx, "%s, included: %s", intent, views.TargetName(ctx, a))
		return r
	case a.Mode == models.Exclude:
		r.Title = say.T(ctx, "%s, excluded:", intent)
	default:
		r.Title = say.T(ctx, "%s, included:", intent)
	}
	r.Link = ui.Link{Label: a.GroupName, URL: link.Group(string(a.GroupID))}
	if path := w.Paths[a.GroupID]; len(path) > 1 {
		var names []string
		for _, g := range path[1:] {
			names = append(names, g.Name)
		}
		r.Text = say.T(ctx, "%s Member through %s.", r.Text, strings.Join(names, " › "))
	}
	return r
}

func requestStep(ctx context.Context, w store.Why, now time.Time) ui.Reason {
	when := say.AgoWithin(ctx, w.Asked.CreatedAt, now)
	r := ui.Reason{Kind: ui.OK, Icon: "building-shop", Title: say.T(ctx, "Requested"), Text: say.T(ctx, "The app was requested on this device (%s).", when)}
	if w.Asked.Action == models.UninstallAction {
		r.Title, r.Text = say.T(ctx, "Uninstall requested"), say.T(ctx, "An uninstall was requested on this device (%s).", when)
	}
	return r
}

// outcome is what happened to the app on the device.
func outcome(ctx context.Context, w store.Why, now time.Time) ui.Reason {
	i := w.Install
	text, code := say.Failure(ctx, i.Reason)
	r := ui.Reason{Icon: "clock", Title: viewkit.StateName(ctx, i.State), Text: text}
	if code != "" {
		r.Code = ui.Link{Label: code, URL: link.ErrorCode(code)}
	}
	switch i.State {
	case models.StateInstalled:
		r.Kind, r.Icon = ui.OK, "checkmark"
	case models.StateFailed, models.StateUninstallFailed:
		r.Kind, r.Icon = ui.Bad, "dismiss"
	case models.StateNotApplicable:
		r.Kind, r.Icon = ui.Bad, "subtract-circle"
	}
	since := say.AgoWithin(ctx, i.Since, now)
	if w.Order != nil && w.Order.Attempt > 1 {
		r.Text = say.T(ctx, "%s Status changed: %s. Attempts: %s.", r.Text, since, say.Number(ctx, w.Order.Attempt))
	} else {
		r.Text = say.T(ctx, "%s Status changed: %s.", r.Text, since)
	}
	return r
}
