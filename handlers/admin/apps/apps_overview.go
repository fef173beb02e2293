package apps

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/admin/kit/installs"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/remedy"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

const maxProblemDevices = 5 // on the overview

// show is the overview of an app.
func (r apps) show(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "")
	if err != nil {
		return err
	}
	page := views.AppOverviewProps{AppFrameProps: frame, Counts: h.Counts, Now: web.Now(c)}
	if page.Users, err = r.store.UserCounts(ctx, h.ID); err != nil {
		return err
	}
	failures, err := r.store.AppFailures(ctx, h.ID)
	if err != nil {
		return err
	}
	for _, f := range failures {
		page.Failures = append(page.Failures, failureOf(c, f))
	}
	if page.Problems, err = installs.Of(c, r.store, h.ID).First(c, maxProblemDevices); err != nil {
		return err
	}
	if page.Essentials, err = r.essentials(c, h.App); err != nil {
		return err
	}
	return web.Page(c, 200, views.AppOverview(page))
}

// failureOf describes the failures that share an error code, with what to do about them.
func failureOf(c echo.Context, f store.Failures) views.AppFailure {
	ctx := c.Request().Context()
	known := remedy.Of(f.Code)
	line := views.AppFailure{Devices: f.Devices, Means: say.Text(ctx, known.Means)}
	if short := remedy.Short(f.Code); !short.Empty() {
		line.Short = say.Text(ctx, short)
	}
	if f.Code != 0 {
		line.Code = checkin.Code(f.Code)
	}
	for _, s := range known.Steps {
		line.Steps = append(line.Steps, say.Text(ctx, s))
	}
	return line
}

func (r apps) essentials(c echo.Context, a models.App) (views.AppEssentials, error) {
	ctx := c.Request().Context()
	e := views.AppEssentials{Created: a.CreatedAt, Modified: a.UpdatedAt}
	categories, err := r.store.AppCategories(ctx, a.ID)
	if err != nil {
		return e, err
	}
	e.Categories = categoryLinks(categories)
	assigned, err := r.store.AssignedTo(ctx, a.ID)
	if err != nil {
		return e, err
	}
	for _, to := range assigned {
		e.Assigned = append(e.Assigned, views.Intent{Intent: to.Intent, Groups: to.Targets})
	}
	if a.VersionID == "" {
		return e, nil
	}
	versions, err := r.store.AppVersions(ctx, a.ID)
	for _, v := range versions {
		if v.Current {
			e.Package = v.FileName
		}
	}
	return e, err
}

func categoryLinks(categories []models.Category) []ui.Link {
	var list []ui.Link
	for _, c := range categories {
		list = append(list, ui.Link{Label: c.Name, URL: link.Query(link.Apps(), "category", string(c.ID))})
	}
	return list
}
