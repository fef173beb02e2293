package people

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store/people"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r members) new(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	return r.showPicker(c, http.StatusOK, g, field.Form{}, "")
}

func (r members) create(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	chosen := kit.IDs(f["member"])
	if f.Get("find") != "" {
		return r.showPicker(c, http.StatusOK, g, f, "")
	}
	if len(chosen) == 0 {
		return r.showPicker(c, http.StatusUnprocessableEntity, g, f, say.T(ctx, "Nothing is chosen. Choose at least one member to add."))
	}
	err = r.store.AddMember(ctx, g.ID, chosen...)
	if e := web.UserError(err); e != nil {
		return r.showPicker(c, web.Status(err), g, f, kit.ErrorText(ctx, e))
	}
	return kit.Finish(c, err, reason.MembersAdded.Of(g.Name), link.Group(string(g.ID)))
}

// showPicker offers the first choices that a search finds; what is chosen already stays among them.
func (r members) showPicker(c echo.Context, status int, g models.Group, f field.Form, problem string) error {
	ctx := c.Request().Context()
	choices, err := r.store.MemberChoices(ctx, g, f.Get("q"), kit.IDs(f["member"])...)
	if err != nil {
		return err
	}
	title := say.T(ctx, "Add members")
	page := viewkit.ChooseProps{
		Frame: web.Admin(c, title, groupCrumbs(c, g)...),
		Pane: ui.PaneProps{
			Title: title, Sub: g.Name, Action: link.NewGroupMember(string(g.ID)), Submit: title, Cancel: link.Group(string(g.ID)),
		},
		Name: "member", Legend: viewkit.KindName(ctx, g.Kind), Query: f.Get("q"), Problem: problem, Many: len(choices) >= people.MostChoices,
	}
	for _, m := range choices {
		page.Options = append(page.Options, memberOption(c, g, m, f["member"]))
	}
	return web.Page(c, status, viewkit.Choose(page))
}

func memberOption(c echo.Context, g models.Group, m people.MemberLine, chosen []string) ui.PickerOption {
	o := ui.PickerOption{Value: string(m.ID), Label: m.Name, Sub: m.Detail, Keywords: m.Detail, Icon: "person", Set: slices.Contains(chosen, string(m.ID))}
	if g.Kind == models.DeviceGroup {
		platform := models.Platform(m.Detail)
		o.Sub, o.Icon = viewkit.PlatformName(c.Request().Context(), platform), viewkit.PlatformIcon(platform)
	}
	return o
}

func (r members) remove(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	member, err := web.PathID(c, "member")
	if err != nil {
		return err
	}
	err = r.store.RemoveMember(c.Request().Context(), g.ID, member)
	return kit.Finish(c, err, reason.MemberRemoved.Of(g.Name), link.Group(string(g.ID)))
}

func (r nestedGroups) new(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	return r.showPicker(c, http.StatusOK, g, field.Form{}, "")
}

func (r nestedGroups) create(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	chosen := kit.IDs(f["group"])
	if f.Get("find") != "" {
		return r.showPicker(c, http.StatusOK, g, f, "")
	}
	if len(chosen) == 0 {
		return r.showPicker(c, http.StatusUnprocessableEntity, g, f, say.T(ctx, "Nothing is chosen. Choose at least one group to nest."))
	}
	err = r.store.AddSubgroup(ctx, g.ID, chosen...)
	if e := web.UserError(err); e != nil {
		return r.showPicker(c, web.Status(err), g, f, kit.ErrorText(ctx, e))
	}
	return kit.Finish(c, err, reason.GroupsNested.Of(g.Name), link.Group(string(g.ID)))
}

func (r nestedGroups) showPicker(c echo.Context, status int, g models.Group, f field.Form, problem string) error {
	ctx := c.Request().Context()
	groups, err := r.store.GroupChoices(ctx, f.Get("q"), g.Kind)
	if err != nil {
		return err
	}
	title := say.T(ctx, "Nest a group")
	page := viewkit.ChooseProps{
		Frame: web.Admin(c, title, groupCrumbs(c, g)...),
		Pane: ui.PaneProps{
			Title: title, Sub: g.Name, Action: link.NewGroupNested(string(g.ID)), Submit: title, Cancel: link.Group(string(g.ID)),
		},
		Name: "group", Legend: say.T(ctx, "Groups"), Query: f.Get("q"), Problem: problem, Many: len(groups) >= people.MostChoices,
	}
	for _, other := range groups {
		if other.ID != g.ID {
			page.Options = append(page.Options, ui.PickerOption{
				Value: string(other.ID), Label: other.Name, Icon: viewkit.GroupIcon(other.Kind), Set: slices.Contains(f["group"], string(other.ID)),
				Sub: say.N(ctx, "%s member", "%s members", other.Members),
			})
		}
	}
	return web.Page(c, status, viewkit.Choose(page))
}

func (r nestedGroups) remove(c echo.Context) error {
	g, err := findGroup(c, r.store)
	if err != nil {
		return err
	}
	child, err := web.PathID(c, "child")
	if err != nil {
		return err
	}
	err = r.store.RemoveSubgroup(c.Request().Context(), g.ID, child)
	return kit.Finish(c, err, reason.GroupUnnested.Of(g.Name), link.Group(string(g.ID)))
}
