package admin

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/remedy"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

const mostProblems = 5 // devices on the overview

// appFrame reads what every page about an app shows. Current is the section of the tab.
func (p portal) appFrame(c echo.Context, current string) (store.AppHead, admin.AppFrameProps, error) {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return store.AppHead{}, admin.AppFrameProps{}, err
	}
	h, err := p.store.AppHead(ctx, id)
	if err != nil {
		return h, admin.AppFrameProps{}, err
	}
	d, _ := apptype.Get(h.Type)
	return h, admin.AppFrameProps{
		Frame:     web.Admin(c, h.Name, ui.Link{Label: say.T(ctx, "All apps"), URL: link.Apps()}),
		App:       h.App,
		Stage:     h.Stage,
		Current:   current,
		Devices:   h.Counts.Total(),
		Versions:  h.Versions,
		Ending:    admin.EndingOf(ctx, h.Type, h.Values, web.Now(c)),
		Versioned: d != nil && d.Package != nil && !d.Fetched(),
		Related:   apptype.CanRelate(h.Type),
	}, nil
}

// app is the overview of one app.
func (p portal) app(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := p.appFrame(c, "")
	if err != nil {
		return err
	}
	page := admin.AppOverviewProps{AppFrameProps: frame, Counts: h.Counts, Now: web.Now(c)}
	if page.Users, err = p.store.UserCounts(ctx, h.ID); err != nil {
		return err
	}
	failures, err := p.store.AppFailures(ctx, h.ID)
	if err != nil {
		return err
	}
	for _, f := range failures {
		page.Failures = append(page.Failures, explain(c, f))
	}
	worst, err := p.store.Installs(ctx, store.InstallQuery{AppID: h.ID, Page: models.Page{Size: mostProblems}})
	if err != nil {
		return err
	}
	page.Problems = deviceRows(worst.Items)
	if page.Essentials, err = p.essentials(c, h.App); err != nil {
		return err
	}
	return web.Page(c, 200, admin.AppOverview(page))
}

// explain puts an error code into words.
func explain(c echo.Context, f store.Failures) admin.AppFailure {
	ctx := c.Request().Context()
	r := remedy.Of(f.Code)
	line := admin.AppFailure{Devices: f.Devices, Means: say.Text(ctx, r.Means)}
	if f.Code != 0 {
		line.Code = checkin.Code(f.Code)
	}
	for _, s := range r.Steps {
		line.Steps = append(line.Steps, say.Text(ctx, s))
	}
	return line
}

func (p portal) essentials(c echo.Context, a models.App) (admin.AppEssentials, error) {
	ctx := c.Request().Context()
	e := admin.AppEssentials{Created: a.CreatedAt, Modified: a.UpdatedAt}
	categories, err := p.store.AppCategories(ctx, a.ID)
	if err != nil {
		return e, err
	}
	e.Categories = categoryLinks(categories)
	assigned, err := p.store.AssignedTo(ctx, a.ID)
	if err != nil {
		return e, err
	}
	for _, to := range assigned {
		e.Assigned = append(e.Assigned, admin.Intent{Intent: to.Intent, Groups: to.Targets})
	}
	if a.VersionID == "" {
		return e, nil
	}
	versions, err := p.store.AppVersions(ctx, a.ID)
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
