package people

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/people"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/people"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// picking is the pane in which people choose what comes into a group: its members, or groups that are nested in it.
type picking struct {
	store   *store.Store
	key     string                    // of what is chosen, in the form
	address func(group string) string // of the pane
	title   func(context.Context) string
	legend  func(context.Context, models.Group) string
	missing func(context.Context) string // says that nothing is chosen
	none    func(context.Context) string // says that there is nothing to choose from
	choices func(c echo.Context, g models.Group, f field.Form) (options []ui.PickerOption, many bool, err error)
	add     func(ctx context.Context, group models.ID, chosen ...models.ID) error
	added   reason.With1[string]
}

func (p picking) new(c echo.Context) error {
	g, err := findGroup(c, p.store)
	if err != nil {
		return err
	}
	return p.show(c, http.StatusOK, g, field.Form{}, "")
}

func (p picking) create(c echo.Context) error {
	g, err := findGroup(c, p.store)
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	chosen := kit.IDs(f[p.key])
	if f.Get("find") != "" {
		return p.show(c, http.StatusOK, g, f, "")
	}
	if len(chosen) == 0 {
		return p.show(c, http.StatusUnprocessableEntity, g, f, p.missing(ctx))
	}
	err = p.add(ctx, g.ID, chosen...)
	if e := web.UserError(err); e != nil {
		return p.show(c, web.Status(err), g, f, kit.ErrorText(ctx, e))
	}
	return kit.Finish(c, err, p.added.Of(g.Name), link.Group(string(g.ID)))
}

// show offers the first choices that a search finds.
func (p picking) show(c echo.Context, status int, g models.Group, f field.Form, problem string) error {
	ctx := c.Request().Context()
	options, many, err := p.choices(c, g, f)
	if err != nil {
		return err
	}
	title := p.title(ctx)
	return web.Page(c, status, views.Choose(views.ChooseProps{
		Frame: web.Admin(c, title, groupCrumbs(c, g)...),
		Pane: ui.PaneProps{
			Title: title, Sub: g.Name, Action: p.address(string(g.ID)), Submit: title, Cancel: link.Group(string(g.ID)),
		},
		Name: p.key, Legend: p.legend(ctx, g), Query: f.Get("q"), Problem: problem, None: p.none(ctx), Many: many, Options: options,
	}))
}

// removeFromGroup takes what the address names out of its group.
func removeFromGroup(c echo.Context, s *store.Store, parameter string, remove func(ctx context.Context, group, id models.ID) error, removed reason.With1[string]) error {
	g, err := findGroup(c, s)
	if err != nil {
		return err
	}
	id, err := web.PathID(c, parameter)
	if err != nil {
		return err
	}
	err = remove(c.Request().Context(), g.ID, id)
	return kit.Finish(c, err, removed.Of(g.Name), link.Group(string(g.ID)))
}

func (r members) picking() picking {
	return picking{
		store: r.store, key: "member", address: link.NewGroupMember, choices: r.choices, add: r.store.AddMember, added: reason.MembersAdded,
		title:  func(ctx context.Context) string { return say.T(ctx, "Add members") },
		legend: func(ctx context.Context, g models.Group) string { return views.KindName(ctx, g.Kind) },
		missing: func(ctx context.Context) string {
			return say.T(ctx, "Select at least one member.")
		},
		none: func(ctx context.Context) string {
			return say.T(ctx, "All available members are already in this group.")
		},
	}
}

func (r members) new(c echo.Context) error { return r.picking().new(c) }

func (r members) create(c echo.Context) error { return r.picking().create(c) }

// choices keep what is chosen already among them.
func (r members) choices(c echo.Context, g models.Group, f field.Form) (options []ui.PickerOption, many bool, err error) {
	found, err := r.store.MemberChoices(c.Request().Context(), g, f.Get("q"), kit.IDs(f["member"])...)
	for _, m := range found {
		options = append(options, memberOption(c, g, m, f["member"]))
	}
	return options, len(found) >= people.MostChoices, err
}

func memberOption(c echo.Context, g models.Group, m people.MemberLine, chosen []string) ui.PickerOption {
	o := ui.PickerOption{Value: string(m.ID), Label: m.Name, Sub: m.Detail, Keywords: m.Detail, Icon: "person", Set: slices.Contains(chosen, string(m.ID))}
	if g.Kind == models.DeviceGroup {
		platform := models.Platform(m.Detail)
		o.Sub, o.Icon = viewkit.PlatformName(c.Request().Context(), platform), icon.Device(platform, m.Model)
	}
	return o
}

func (r members) delete(c echo.Context) error {
	return removeFromGroup(c, r.store, "member", r.store.RemoveMember, reason.MemberRemoved)
}

func (r nestedGroups) picking() picking {
	return picking{
		store: r.store, key: "group", address: link.NewGroupNested, choices: r.choices, add: r.store.AddSubgroup, added: reason.GroupsNested,
		title:  func(ctx context.Context) string { return say.T(ctx, "Add nested group") },
		legend: func(ctx context.Context, _ models.Group) string { return say.T(ctx, "Groups") },
		missing: func(ctx context.Context) string {
			return say.T(ctx, "Select at least one group.")
		},
		none: func(ctx context.Context) string {
			return say.T(ctx, "No other groups of this kind. Create one under Groups.")
		},
	}
}

func (r nestedGroups) new(c echo.Context) error { return r.picking().new(c) }

func (r nestedGroups) create(c echo.Context) error { return r.picking().create(c) }

func (r nestedGroups) choices(c echo.Context, g models.Group, f field.Form) (options []ui.PickerOption, many bool, err error) {
	ctx := c.Request().Context()
	found, err := r.store.GroupChoices(ctx, f.Get("q"), g.Kind)
	for _, other := range found {
		if other.ID != g.ID {
			options = append(options, ui.PickerOption{
				Value: string(other.ID), Label: other.Name, Icon: views.GroupIcon(other.Kind), Set: slices.Contains(f["group"], string(other.ID)),
				Sub: say.N(ctx, "%s member", "%s members", other.Members),
			})
		}
	}
	return options, len(found) >= people.MostChoices, err
}

func (r nestedGroups) delete(c echo.Context) error {
	return removeFromGroup(c, r.store, "child", r.store.RemoveSubgroup, reason.GroupUnnested)
}
