package audit

import (
	"context"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/admin/kit/list"
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
	all, err := r.all(c)
	if err != nil {
		return err
	}
	return all.Serve(c, func(p ui.ListProps) (templ.Component, error) {
		days := views.AuditDaysProps{From: c.QueryParam("from"), To: c.QueryParam("to")}
		for _, k := range p.Keep {
			if k.Name != "from" && k.Name != "to" {
				days.Keep = append(days.Keep, k)
			}
		}
		p.Further = views.AuditDays(days)
		return views.Audit(views.AuditProps{Frame: web.Admin(c, say.T(c.Request().Context(), "Audit logs")), List: p}), nil
	})
}

// all describes the audit log.
func (r events) all(c echo.Context) (list.List[models.Event], error) {
	ctx := list.Context(c)
	filters, err := r.filters(ctx)
	l := kit.Listing{C: c, Path: link.Audit(), ID: "list"}
	open := c.QueryParam("open")
	return list.List[models.Event]{
		Name: "audit", Path: link.Audit(), Caption: say.T(ctx, "Audit logs"), Search: say.T(ctx, "Search by target or person"), Sort: "-date",
		Things:  func(n int) string { return say.N(ctx, "%s event", "%s events", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s events", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No events match these filters."),
		Filters: filters, Also: []string{"from", "to"},
		Columns: auditColumns(ctx, func(e models.Event) templ.Component {
			return views.Toggle(ctx, e, toggleURL(l, "open", string(e.ID)), open == string(e.ID))
		}),
		Row: func(e models.Event) list.Row {
			return list.Row{ID: string(e.ID), Name: say.Text(ctx, activity.Of(e.Action).Words) + ", " + views.AuditTarget(ctx, e).Label}
		},
		Detail: func(e models.Event) templ.Component {
			if open != string(e.ID) {
				return nil
			}
			return views.AuditDetail(views.AuditDetailProps{Event: e, Who: who(ctx, e), Changes: viewkit.Changes(ctx, e, "")})
		},
		Read: func(ctx context.Context, q list.Query) (models.Listing[models.Event], error) {
			return r.store.Events(ctx, auditQuery(ctx, q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return r.store.CountEvents(ctx, auditQuery(ctx, q))
		},
	}, err
}

// auditQuery is the query of a list. Days are whole days where the reader is, the last one included.
func auditQuery(ctx context.Context, q list.Query) store.EventQuery {
	zone := say.Zone(ctx)
	e := store.EventQuery{
		IDs: q.IDs, Search: q.Search(), Names: views.TargetKeys(ctx, q.Search()), Actors: kit.IDs(q.Values["actor"]),
		Kinds: q.Values["kind"], Actions: q.Values["action"], Page: q.Page,
	}
	if from, err := time.ParseInLocation(time.DateOnly, q.Get("from"), zone); err == nil {
		e.From = from
	}
	if to, err := time.ParseInLocation(time.DateOnly, q.Get("to"), zone); err == nil {
		e.To = to.AddDate(0, 0, 1)
	}
	return e
}

// filters are the filters of the log; "Initiated by" offers the people who may use the admin portal.
func (r events) filters(ctx context.Context) ([]ui.Filter, error) {
	people, err := r.store.Users(ctx, people.UserQuery{Roles: access.Roles(access.UseAdminPortal)})
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
	return []ui.Filter{
		{Name: "kind", Label: say.T(ctx, "Category"), Options: kinds},
		{Name: "action", Label: say.T(ctx, "Activity"), Options: actions},
		{Name: "actor", Label: say.T(ctx, "Initiated by"), Options: actors},
	}, err
}

func auditColumns(ctx context.Context, toggle func(models.Event) templ.Component) []list.Column[models.Event] {
	type column = list.Column[models.Event]
	type part = list.Part[models.Event]
	words := func(e models.Event) string { return say.Text(ctx, activity.Of(e.Action).Words) }
	return []column{
		{Label: say.T(ctx, "Details"), Width: "col-act", NoFile: true, Cell: toggle},
		{
			Key: "date", Label: say.T(ctx, "Date"), Width: "col-lg", Priority: "2", Sort: "-date",
			Cell:  func(e models.Event) templ.Component { return views.AuditTime(e.At) },
			Under: func(e models.Event) templ.Component { return views.AuditTime(e.At) },
			Text:  func(e models.Event) string { return e.At.UTC().Format(time.RFC3339) },
		},
		{
			Key: "actor", Label: say.T(ctx, "Initiated by"), Width: "col-xl", Priority: "3",
			Cell: func(e models.Event) templ.Component { return views.Initiator(who(ctx, e), e.ActorEmail) },
			Parts: []part{
				{Label: say.T(ctx, "Initiated by"), Text: func(e models.Event) string { return who(ctx, e) }},
				{Label: say.T(ctx, "Initiator email"), Text: func(e models.Event) string { return e.ActorEmail }},
				{Label: say.T(ctx, "Initiator ID"), Text: func(e models.Event) string { return string(e.ActorID) }},
			},
		},
		{Label: say.T(ctx, "IP address"), NoCell: true, Text: func(e models.Event) string { return e.Address }},
		{Key: "activity", Label: say.T(ctx, "Activity"), Name: true, Cell: func(e models.Event) templ.Component { return views.Activity(words(e)) }, Text: words},
		{
			Key: "category", Label: say.T(ctx, "Category"), Width: "col-lg", Priority: "4",
			Text: func(e models.Event) string { return say.Text(ctx, activity.ObjectOf(e.ObjectKind).Name) },
		},
		{
			Key: "target", Label: say.T(ctx, "Target"), Width: "col-xl", Priority: "2", Truncate: true,
			Cell:  func(e models.Event) templ.Component { return views.Target(views.AuditTarget(ctx, e)) },
			Under: func(e models.Event) templ.Component { return views.Target(views.AuditTarget(ctx, e)) },
			Text:  func(e models.Event) string { return views.AuditTarget(ctx, e).Label },
		},
		{Label: say.T(ctx, "Changed properties"), NoCell: true, Text: func(e models.Event) string { return changesText(ctx, e) }},
		{Label: say.T(ctx, "Activity ID"), NoCell: true, Text: func(e models.Event) string { return string(e.ID) }},
	}
}

// who is the name of who did it; nobody was signed in when they failed to.
func who(ctx context.Context, e models.Event) string {
	if e.ActorName == "" {
		return say.T(ctx, "Not signed in")
	}
	return e.ActorName
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

// changesText is all changes of an event in one cell.
func changesText(ctx context.Context, e models.Event) string {
	var parts []string
	for _, c := range viewkit.Changes(ctx, e, "") {
		parts = append(parts, c.Name+": "+c.Old+" → "+c.New)
	}
	return strings.Join(parts, "; ")
}
