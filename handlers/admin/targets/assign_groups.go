package targets

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store/people"
	"appdepot/models/targeting"
	views "appdepot/views/admin/targets"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// mostListed is how many groups the pane lists; when there are more it offers a search on the server.
const mostListed = 200

// new shows the groups that can be added to an intent.
func (ed groupChoices) new(c echo.Context, a kit.AssignmentSet) error {
	return ed.show(c, a, models.Text{}, http.StatusOK)
}

// create adds the chosen groups, or searches when that was asked for.
func (ed groupChoices) create(c echo.Context, a kit.AssignmentSet) error {
	form, err := web.Form(c)
	if err != nil {
		return err
	}
	intent, err := intentOf(c)
	if err != nil {
		return err
	}
	if len(form["find"]) > 0 {
		return ed.show(c, a, models.Text{}, http.StatusOK)
	}
	set := slices.Clone(a.Assigned)
	for _, g := range form["group"] {
		id, err := models.ParseID(g)
		if err != nil {
			return err
		}
		d := models.DraftAssignment{Intent: intent, Mode: modeOf(c), Target: models.TargetGroup, GroupID: id}
		if placeOf(set, d) < 0 {
			set = append(set, d)
		}
	}
	if len(set) == len(a.Assigned) {
		return ed.show(c, a, models.T("Select at least one group."), http.StatusUnprocessableEntity)
	}
	problem, err := ed.conflictText(c, a, set)
	if err != nil {
		return err
	}
	if !problem.Empty() {
		return ed.show(c, a, problem, http.StatusUnprocessableEntity)
	}
	next, err := a.Save(set)
	if err != nil {
		return err
	}
	return web.Redirect(c, next.Address)
}

// conflictText says why what is new in the set does not go together with the rest; empty when it does.
func (ed groupChoices) conflictText(c echo.Context, a kit.AssignmentSet, set []models.DraftAssignment) (models.Text, error) {
	lines, err := ed.store.AssignmentLines(c.Request().Context(), set)
	if err != nil {
		return models.Text{}, err
	}
	list := make([]models.Assignment, 0, len(lines))
	for _, old := range []bool{true, false} { // of two that clash, the later is the problem
		for _, l := range lines {
			if slices.Contains(a.Assigned, l.Draft()) == old {
				list = append(list, l.Assignment)
			}
		}
	}
	for _, problem := range targeting.Check(list, a.Allow()) {
		if problem.Index >= len(a.Assigned) {
			return problem.Text, nil
		}
	}
	return models.Text{}, nil
}

func (ed groupChoices) show(c echo.Context, a kit.AssignmentSet, problem models.Text, status int) error {
	ctx := c.Request().Context()
	intent, err := intentOf(c)
	if err != nil {
		return err
	}
	search := c.FormValue("q")
	groups, err := ed.store.Groups(ctx, people.GroupQuery{Search: search, Page: models.Page{Size: mostListed}})
	if err != nil {
		return err
	}
	title := say.T(ctx, "Select groups")
	options := groupOptions(a, c, intent, groups.Items)
	page := views.PickProps{
		Frame: web.Admin(c, title), Name: "group", Options: options, Question: views.PickMode(modeOf(c) == models.Exclude),
		Pane: ui.PaneProps{Title: title, Sub: views.GroupsSub(ctx, intent, a.Name(ctx)), Action: a.At("/groups/" + string(intent)),
			Submit: title, Cancel: a.Address},
		Failed: say.T(ctx, "No group was added"), Search: search, More: groups.Next != "", Words: views.GroupWords(ctx, len(options), search),
	}
	for _, id := range c.Request().Form["group"] { // what was ticked stays ticked, also when a search no longer finds it
		if !slices.ContainsFunc(groups.Items, func(g people.GroupLine) bool { return string(g.ID) == id }) {
			page.Kept = append(page.Kept, id)
		}
	}
	if !problem.Empty() {
		page.Problem = say.Text(ctx, problem)
	}
	return web.Page(c, status, views.Pick(page))
}

// groupOptions are the groups; those that are in the set already, and those that the type does not allow, cannot be chosen.
func groupOptions(a kit.AssignmentSet, c echo.Context, intent models.Intent, groups []people.GroupLine) []ui.PickerOption {
	ctx, form := c.Request().Context(), c.Request().Form
	var options []ui.PickerOption
	for _, g := range groups {
		to := models.Assignment{Target: models.TargetGroup, GroupKind: g.Kind, GroupName: g.Name}
		icon, _, members := views.TargetLook(ctx, to, g.Members)
		o := ui.PickerOption{Value: string(g.ID), Label: g.Name, Sub: members, Icon: icon,
			Set: slices.Contains(form["group"], string(g.ID))}
		if note := unavailable(a, intent, g); !note.Empty() {
			o.Note, o.Disabled = say.Text(ctx, note), true
		}
		options = append(options, o)
	}
	return options
}

// unavailable says why a group cannot be added to an intent; empty when it can.
func unavailable(a kit.AssignmentSet, intent models.Intent, g people.GroupLine) models.Text {
	for _, d := range a.Assigned {
		switch {
		case d.GroupID != g.ID:
		case d.Intent == intent && d.Mode == models.Exclude:
			return models.T("Already excluded")
		case d.Intent == intent:
			return models.T("Already included")
		}
	}
	return models.Text{}
}

func intentOf(c echo.Context) (models.Intent, error) {
	intent := models.Intent(c.Param("intent"))
	if !slices.Contains(models.Intents, intent) {
		return "", models.NotFound("This intent does not exist. Go back to the app and try again.")
	}
	return intent, nil
}

func modeOf(c echo.Context) models.Mode {
	if c.FormValue("mode") == string(models.Exclude) {
		return models.Exclude
	}
	return models.Include
}
