package devices

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/admin/kit/list"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/devices"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the list of enrollment tokens.
func (r tokens) list(c echo.Context) error {
	return r.all(c).Serve(c, func(p ui.ListProps) (templ.Component, error) {
		ctx := c.Request().Context()
		frame := web.Admin(c, say.T(ctx, "Enrollment tokens"), ui.Link{Label: say.T(ctx, "Devices"), URL: link.Devices()})
		return views.Tokens(views.TokensProps{Frame: frame, List: p}), nil
	})
}

// all describes the list of enrollment tokens.
func (r tokens) all(c echo.Context) list.List[store.TokenLine] {
	ctx := list.Context(c)
	return list.List[store.TokenLine]{
		Name: "enrollment-tokens", Path: link.EnrollmentTokens(), Caption: say.T(ctx, "Enrollment tokens"),
		Search: say.T(ctx, "Search by note, user, or device"), Sort: "-created",
		Things:  func(n int) string { return say.N(ctx, "%s token", "%s tokens", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s tokens", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No tokens match these filters."),
		Filters: []ui.Filter{tokenStates(ctx)}, Columns: tokenColumns(ctx, web.Now(c)),
		Row: func(t store.TokenLine) list.Row { return list.Row{ID: string(t.ID), Name: tokenName(ctx, t)} },
		Read: func(ctx context.Context, q list.Query) (models.Listing[store.TokenLine], error) {
			return r.store.EnrollmentTokens(ctx, tokenQuery(q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return r.store.CountEnrollmentTokens(ctx, tokenQuery(q))
		},
	}
}

func tokenName(ctx context.Context, t store.TokenLine) string {
	return views.TokenName(ctx, t.Note, t.UserName)
}

func tokenQuery(q list.Query) store.TokenQuery {
	return store.TokenQuery{IDs: q.IDs, Search: q.Search(), States: list.Texts[models.TokenState](q, "state"), Oldest: !q.Sort.Desc, Page: q.Page}
}

func tokenStates(ctx context.Context) ui.Filter {
	f := ui.Filter{Name: "state", Label: say.T(ctx, "Status")}
	for _, s := range []models.TokenState{models.TokenOpen, models.TokenUsed, models.TokenExpired, models.TokenRevoked} {
		f.Options = append(f.Options, ui.Option{Value: string(s), Label: views.TokenStateName(ctx, s)})
	}
	return f
}

func tokenColumns(ctx context.Context, now time.Time) []list.Column[store.TokenLine] {
	type column = list.Column[store.TokenLine]
	status := func(t store.TokenLine) templ.Component {
		return views.TokenStatus(t.State(now), t.DeviceID, t.DeviceName)
	}
	return []column{
		{
			Key: "note", Label: say.T(ctx, "Note"), Name: true,
			Text: func(t store.TokenLine) string { return tokenName(ctx, t) },
		},
		{
			Key: "status", Label: say.T(ctx, "Status"), Width: "col-xl", Priority: "2", Cell: status, Under: status,
			Parts: []list.Part[store.TokenLine]{
				{Label: say.T(ctx, "Status"), Text: func(t store.TokenLine) string { return views.TokenStateName(ctx, t.State(now)) }},
				{Label: say.T(ctx, "Device"), Text: func(t store.TokenLine) string { return t.DeviceName }},
			},
		},
		{
			Key: "user", Label: say.T(ctx, "Primary user"), Width: "col-lg", Priority: "3", Truncate: true,
			Text: func(t store.TokenLine) string { return t.UserName },
		},
		{
			Key: "ownership", Label: say.T(ctx, "Ownership"), Width: "col-md", Priority: "5",
			Text: func(t store.TokenLine) string { return views.OwnershipName(ctx, t.Ownership) },
		},
		{
			Key: "creator", Label: say.T(ctx, "Created by"), Width: "col-lg", Priority: "5", Truncate: true,
			Text: func(t store.TokenLine) string { return t.CreatorName },
		},
		list.Moment(now, column{Key: "created", Label: say.T(ctx, "Created"), Width: "col-md", Priority: "4", Sort: "-created"},
			func(t store.TokenLine) time.Time { return t.CreatedAt }),
		{
			Key: "expires", Label: say.T(ctx, "Valid until"), Width: "col-xl", Priority: "4",
			Cell: func(t store.TokenLine) templ.Component { return views.TokenExpires(t.ExpiresAt) },
			Text: func(t store.TokenLine) string { return t.ExpiresAt.UTC().Format(time.RFC3339) },
		},
		{
			Label: say.T(ctx, "Actions"), Width: "col-md", NoFile: true,
			Cell: func(t store.TokenLine) templ.Component {
				return views.TokenActions(t.ID, tokenName(ctx, t), t.State(now))
			},
			Text: func(store.TokenLine) string { return "" },
		},
	}
}

func (r tokens) new(c echo.Context) error { return kit.ShowForm(c, tokenForm(c, field.Form{})) }

// create shows the token in its answer, and nowhere else: not in an address, and no browser keeps the answer.
func (r tokens) create(c echo.Context) error {
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	token, made, err := r.store.AddEnrollmentToken(ctx, f)
	if e := web.UserError(err); e != nil {
		again := tokenForm(c, f)
		return web.Page(c, web.Status(err), viewkit.FormPane(kit.WithErrors(again, e)))
	}
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, views.TokenMade(views.TokenMadeProps{
		Frame: web.Admin(c, say.T(ctx, "Enrollment token"), ui.Link{Label: say.T(ctx, "Enrollment tokens"), URL: link.EnrollmentTokens()}),
		Token: token, Expires: made.ExpiresAt, User: f.Get("user"),
	}))
}

func (r tokens) revoke(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.RevokeEnrollmentToken(c.Request().Context(), id), reason.TokenRevoked, link.EnrollmentTokens())
}

// tokenFields are what this person is asked. Whose the device is asks nobody who enrolls devices of their own alone.
func tokenFields(c echo.Context) []field.Field {
	return slices.DeleteFunc(slices.Clone(forms.EnrollmentToken), func(f field.Field) bool {
		return f.Key == "ownership" && !web.Rights(c).Can(access.EnrollDevices)
	})
}

func tokenForm(c echo.Context, f field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Create enrollment token")
	return viewkit.FormPaneProps{
		Frame:  web.Admin(c, title, ui.Link{Label: say.T(ctx, "Enrollment tokens"), URL: link.EnrollmentTokens()}),
		Pane:   ui.PaneProps{Title: title, Action: link.EnrollmentTokens(), Submit: say.T(ctx, "Create token"), Cancel: link.EnrollmentTokens()},
		Fields: tokenFields(c), State: form.State{Form: f},
		Failed: say.T(ctx, "The token was not created"),
	}
}
