package audit

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/store"
	"appdepot/models/store/people"
	views "appdepot/views/admin/audit"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the audit log.
func (r events) list(c echo.Context) error {
	ctx := c.Request().Context()
	q := auditQuery(c)
	list, err := r.store.Events(ctx, q)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.Audit(), ID: "list"}
	filter, err := r.filterBar(l, q)
	if err != nil {
		return err
	}
	shown := kit.CountOnPage(c, say.N(ctx, "%s event", "%s events", len(list.Items)), list.Previous, list.Next)
	page := views.AuditProps{
		Frame: web.Admin(c, say.T(ctx, "Audit logs")), Filter: filter, Keep: hiddenFields(l, "from", "to"),
		From: c.QueryParam("from"), To: c.QueryParam("to"), Export: kit.ExportURL(l),
		Pager: l.Pager(shown, list.Previous, list.Next), Clear: l.ClearURL(), Filtered: q.Filtered(),
	}
	for _, e := range list.Items {
		page.Rows = append(page.Rows, auditRow(l, e))
	}
	return web.Page(c, http.StatusOK, views.Audit(page))
}

// auditQuery reads the search, filters and page from the address. Days are whole days where the reader is, the last one
// included.
func auditQuery(c echo.Context) store.EventQuery {
	zone := say.Zone(c.Request().Context())
	q := store.EventQuery{
		Search: c.QueryParam("q"), Names: views.TargetKeys(c.Request().Context(), c.QueryParam("q")), Actors: kit.IDs(c.QueryParams()["actor"]),
		Kinds: c.QueryParams()["kind"], Actions: c.QueryParams()["action"], Page: web.PageOf(c),
	}
	if from, err := time.ParseInLocation(time.DateOnly, c.QueryParam("from"), zone); err == nil {
		q.From = from
	}
	if to, err := time.ParseInLocation(time.DateOnly, c.QueryParam("to"), zone); err == nil {
		q.To = to.AddDate(0, 0, 1)
	}
	return q
}

// filterBar is the search and the filters; "Initiated by" offers the people who may use the admin portal.
func (r events) filterBar(l kit.Listing, q store.EventQuery) (ui.FilterBarProps, error) {
	ctx := l.C.Request().Context()
	people, err := r.store.Users(ctx, people.UserQuery{Roles: access.Roles(access.UseAdminPortal)})
	if err != nil {
		return ui.FilterBarProps{}, err
	}
	var actors, kinds, actions []ui.Option
	for _, u := range people.Items {
		actors = append(actors, ui.Option{Value: string(u.ID), Label: u.Name})
	}
	for _, o := range activity.Objects() {
		kinds = append(kinds, ui.Option{Value: o.Kind, Label: say.Text(ctx, o.Name)})
	}
	for _, a := range activity.All() {
		actions = append(actions, ui.Option{Value: a.Kind, Label: say.Text(ctx, a.Words)})
	}
	bar := l.FilterBar(say.T(ctx, "Search by target or person"),
		ui.Filter{Name: "kind", Label: say.T(ctx, "Category"), Options: kinds},
		ui.Filter{Name: "action", Label: say.T(ctx, "Activity"), Options: actions},
		ui.Filter{Name: "actor", Label: say.T(ctx, "Initiated by"), Options: actors},
	)
	for _, day := range []string{"from", "to"} {
		if v := l.C.QueryParam(day); v != "" {
			bar.Keep = append(bar.Keep, ui.Pair{Name: day, Value: v})
		}
	}
	if q.Filtered() {
		bar.ClearURL = l.ClearURL()
	}
	return bar, nil
}

func auditRow(l kit.Listing, e models.Event) views.AuditRow {
	ctx := l.C.Request().Context()
	row := views.AuditRow{
		ID: string(e.ID), Who: who(ctx, e), Email: e.ActorEmail, ActorID: string(e.ActorID), At: e.At, Target: views.AuditTarget(ctx, e), Address: e.Address,
		Activity: say.Text(ctx, activity.Of(e.Action).Words), Category: say.Text(ctx, activity.ObjectOf(e.ObjectKind).Name),
		Open: l.C.QueryParam("open") == string(e.ID),
	}
	if row.Open {
		row.Changes = viewkit.Changes(ctx, e, "")
	}
	row.Toggle = toggleURL(l, "open", string(e.ID))
	return row
}

// who is the name of who did it; nobody was signed in when they failed to.
func who(ctx context.Context, e models.Event) string {
	if e.ActorName == "" {
		return say.T(ctx, "Not signed in")
	}
	return e.ActorName
}

// hiddenFields are the list's parameters as hidden fields, without some of them and without the page.
func hiddenFields(l kit.Listing, without ...string) []ui.Pair {
	var pairs []ui.Pair
	for name, values := range l.C.QueryParams() {
		if slices.Contains(without, name) || name == "after" || name == "before" || name == "open" {
			continue
		}
		for _, v := range values {
			pairs = append(pairs, ui.Pair{Name: name, Value: v})
		}
	}
	slices.SortFunc(pairs, func(a, b ui.Pair) int { return strings.Compare(a.Name+"\x00"+a.Value, b.Name+"\x00"+b.Value) })
	return pairs
}

// toggleURL is the same page of the list with a parameter set to a value, or without it when it is set already.
func toggleURL(l kit.Listing, name, value string) string {
	set := map[string][]string{name: {value}}
	if l.C.QueryParam(name) == value {
		set[name] = nil
	}
	for _, cursor := range []string{"after", "before"} {
		set[cursor] = l.C.QueryParams()[cursor]
	}
	return l.With(set)
}

// export is the audit log as a file: the same search and filters, all pages.
func (r events) export(c echo.Context) error {
	ctx := c.Request().Context()
	q := auditQuery(c)
	head := []string{
		say.T(ctx, "Date"), say.T(ctx, "Initiated by"), say.T(ctx, "Initiator email"), say.T(ctx, "Initiator ID"), say.T(ctx, "IP address"), say.T(ctx, "Activity"), say.T(ctx, "Category"),
		say.T(ctx, "Target"), say.T(ctx, "Changed properties"), say.T(ctx, "Activity ID"),
	}
	rows := kit.AllPages(func(page models.Page) (rows [][]string, next string, err error) {
		q.Page = page
		list, err := r.store.Events(ctx, q)
		for _, e := range list.Items {
			rows = append(rows, []string{
				e.At.UTC().Format(time.RFC3339), who(ctx, e), e.ActorEmail, string(e.ActorID), e.Address, say.Text(ctx, activity.Of(e.Action).Words), say.Text(ctx, activity.ObjectOf(e.ObjectKind).Name),
				views.AuditTarget(ctx, e).Label, changesText(ctx, e), string(e.ID),
			})
		}
		return rows, list.Next, err
	})
	return kit.SendCSV(c, "audit.csv", head, rows)
}

// changesText is all changes of an event in one cell.
func changesText(ctx context.Context, e models.Event) string {
	var parts []string
	for _, c := range viewkit.Changes(ctx, e, "") {
		parts = append(parts, c.Name+": "+c.Old+" → "+c.New)
	}
	return strings.Join(parts, "; ")
}
