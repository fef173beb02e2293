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
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (p portal) askMembers(c echo.Context) error {
	g, err := p.pathGroup(c)
	if err != nil {
		return err
	}
	return p.chooseMembers(c, http.StatusOK, g, field.Form{}, "")
}

func (p portal) addMembers(c echo.Context) error {
	g, err := p.pathGroup(c)
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
		return p.chooseMembers(c, http.StatusOK, g, f, "")
	}
	if len(chosen) == 0 {
		return p.chooseMembers(c, http.StatusUnprocessableEntity, g, f, say.T(ctx, "Nothing is chosen. Choose at least one member to add."))
	}
	err = p.store.AddMember(ctx, g.ID, chosen...)
	if e := web.UserError(err); e != nil {
		return p.chooseMembers(c, web.Status(err), g, f, kit.ErrorText(ctx, e))
	}
	return kit.Finish(c, err, reason.MembersAdded.Of(g.Name), link.Group(string(g.ID)))
}

// chooseMembers offers the first choices that a search finds; what is chosen already stays among them.
func (p portal) chooseMembers(c echo.Context, status int, g models.Group, f field.Form, problem string) error {
	ctx := c.Request().Context()
	choices, err := p.store.MemberChoices(ctx, g, f.Get("q"), kit.IDs(f["member"])...)
	if err != nil {
		return err
	}
	title := say.T(ctx, "Add members")
	page := viewkit.ChooseProps{
		Frame: web.Admin(c, title, groupCrumbs(c, g)...),
		Pane: ui.PaneProps{
			Title: title, Sub: g.Name, Action: link.NewGroupMember(string(g.ID)), Submit: title, Cancel: link.Group(string(g.ID)),
		},
		Name: "member", Legend: viewkit.KindName(ctx, g.Kind), Query: f.Get("q"), Problem: problem, Many: len(choices) >= store.MostChoices,
	}
	for _, m := range choices {
		page.Options = append(page.Options, memberOption(c, g, m, f["member"]))
	}
	return web.Page(c, status, viewkit.Choose(page))
}

func memberOption(c echo.Context, g models.Group, m store.MemberLine, chosen []string) ui.PickerOption {
	o := ui.PickerOption{Value: string(m.ID), Label: m.Name, Sub: m.Detail, Keywords: m.Detail, Icon: "person", Set: slices.Contains(chosen, string(m.ID))}
	if g.Kind == models.DeviceGroup {
		platform := models.Platform(m.Detail)
		o.Sub, o.Icon = viewkit.PlatformName(c.Request().Context(), platform), viewkit.PlatformIcon(platform)
	}
	return o
}

func (p portal) askNested(c echo.Context) error {
	g, err := p.pathGroup(c)
	if err != nil {
		return err
	}
	return p.chooseNested(c, http.StatusOK, g, field.Form{}, "")
}

func (p portal) addNested(c echo.Context) error {
	g, err := p.pathGroup(c)
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
		return p.chooseNested(c, http.StatusOK, g, f, "")
	}
	if len(chosen) == 0 {
		return p.chooseNested(c, http.StatusUnprocessableEntity, g, f, say.T(ctx, "Nothing is chosen. Choose at least one group to nest."))
	}
	err = p.store.AddSubgroup(ctx, g.ID, chosen...)
	if e := web.UserError(err); e != nil {
		return p.chooseNested(c, web.Status(err), g, f, kit.ErrorText(ctx, e))
	}
	return kit.Finish(c, err, reason.GroupsNested.Of(g.Name), link.Group(string(g.ID)))
}

func (p portal) chooseNested(c echo.Context, status int, g models.Group, f field.Form, problem string) error {
	ctx := c.Request().Context()
	groups, err := p.store.GroupChoices(ctx, f.Get("q"), g.Kind)
	if err != nil {
		return err
	}
	title := say.T(ctx, "Nest a group")
	page := viewkit.ChooseProps{
		Frame: web.Admin(c, title, groupCrumbs(c, g)...),
		Pane: ui.PaneProps{
			Title: title, Sub: g.Name, Action: link.NewGroupNested(string(g.ID)), Submit: title, Cancel: link.Group(string(g.ID)),
		},
		Name: "group", Legend: say.T(ctx, "Groups"), Query: f.Get("q"), Problem: problem, Many: len(groups) >= store.MostChoices,
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
