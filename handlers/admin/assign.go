package admin

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/models/targeting"
	"appdepot/views/admin"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// assigning is one set of assignments being edited: an app's, which lives in the address until it is saved, or a draft's,
// which lives with the draft.
type assigning struct {
	BaseURL  string       // of the editor's routes: /apps/{id}/assignments
	State    string       // query that every address below BaseURL carries; empty when the set is kept elsewhere
	Address  string       // of the page that shows the set
	App      models.App   // its Type and Values say what is allowed; a zero ID has no assignments yet
	Also     []models.App // one app of each further type that gets the same assignments
	Assigned []models.DraftAssignment
	Fixed    bool                                                          // may only be looked at
	Save     func(set []models.DraftAssignment) (assigning, error)         // keeps a changed set
	Show     func(editor admin.AssignEditorProps) (templ.Component, error) // the page around the editor, with the fragment "assign"
}

// assignRoutes adds the routes of an editor below a base, such as /apps/:id/assignments. Open finds the set a request is
// about.
func (p portal) assignRoutes(g *web.Group, base string, write access.Action, open func(echo.Context) (assigning, error)) {
	with := func(h func(echo.Context, assigning) error) echo.HandlerFunc {
		return func(c echo.Context) error {
			a, err := open(c)
			if err != nil {
				return err
			}
			return h(c, a)
		}
	}
	g.GET(base+"/groups/:intent", write, with(p.pickGroups))
	g.POST(base+"/groups/:intent", write, with(p.addGroups))
	g.POST(base+"/targets/:target", write, with(p.addTarget))
	g.POST(base+"/targets/:target/mode", write, with(p.switchTarget))
	g.POST(base+"/targets/:target/delete", write, with(p.removeTarget))
}

// at is an address of the editor.
func (a assigning) at(path string) string {
	if a.State == "" {
		return a.BaseURL + path
	}
	return a.BaseURL + path + "?" + a.State
}

// rule is what the app's type allows.
func (a assigning) rule() apptype.AssignRule {
	d, ok := apptype.Get(a.App.Type)
	if !ok {
		return apptype.AssignRule{}
	}
	return d.Assign(a.App.Values)
}

// addTarget takes all users or all devices in.
func (p portal) addTarget(c echo.Context, a assigning) error {
	d, err := targetOf(c.Param("target"))
	if err != nil {
		return err
	}
	if slices.Contains(a.Assigned, d) {
		return p.changed(c, a, a.Assigned)
	}
	return p.changed(c, a, append(slices.Clone(a.Assigned), d))
}

// switchTarget turns included into excluded and back.
func (p portal) switchTarget(c echo.Context, a assigning) error {
	d, err := targetOf(c.Param("target"))
	if err != nil {
		return err
	}
	set := slices.Clone(a.Assigned)
	if i := slices.Index(set, d); i >= 0 {
		set[i] = switched(d)
	}
	return p.changed(c, a, set)
}

func switched(d models.DraftAssignment) models.DraftAssignment {
	if d.Mode == models.Exclude {
		d.Mode = models.Include
	} else {
		d.Mode = models.Exclude
	}
	return d
}

func (p portal) removeTarget(c echo.Context, a assigning) error {
	d, err := targetOf(c.Param("target"))
	if err != nil {
		return err
	}
	rest := slices.DeleteFunc(slices.Clone(a.Assigned), func(x models.DraftAssignment) bool { return x == d })
	return p.changed(c, a, rest)
}

// changed keeps a set and shows it: in place for htmx, else at its address.
func (p portal) changed(c echo.Context, a assigning, set []models.DraftAssignment) error {
	next, err := a.Save(set)
	if err != nil {
		return err
	}
	if web.Part(c) != "assign" {
		return web.Done(c, next.Address)
	}
	c.Response().Header().Set("HX-Push-Url", next.Address)
	return p.showAssigning(c, next, http.StatusOK)
}

// showAssigning shows the page with the editor.
func (p portal) showAssigning(c echo.Context, a assigning, status int) error {
	editor, err := p.editor(c, a)
	if err != nil {
		return err
	}
	page, err := a.Show(editor)
	if err != nil {
		return err
	}
	return web.Page(c, status, page)
}

// editor is the set as the page shows it.
func (p portal) editor(c echo.Context, a assigning) (admin.AssignEditorProps, error) {
	ctx := c.Request().Context()
	lines, err := p.store.AssignmentLines(ctx, a.Assigned)
	if err != nil {
		return admin.AssignEditorProps{}, err
	}
	impact, err := p.store.Impact(ctx, a.App, a.Assigned)
	if err != nil {
		return admin.AssignEditorProps{}, err
	}
	for _, other := range a.Also {
		more, err := p.store.Impact(ctx, other, a.Assigned)
		if err != nil {
			return admin.AssignEditorProps{}, err
		}
		impact = impact.With(more)
	}
	return admin.AssignEditorProps{
		Parts: a.parts(c, lines), Impact: append(consequences(ctx, impact), a.removal(c)...), Conflicts: conflicts(ctx, impact.Conflicts),
	}, nil
}

// removal is what to know before the app is taken off devices, when some are to lose it.
func (a assigning) removal(c echo.Context) []ui.Consequence {
	ctx := c.Request().Context()
	d, ok := apptype.Get(a.App.Type)
	removes := slices.ContainsFunc(a.Assigned, func(x models.DraftAssignment) bool { return x.Intent == models.Uninstall && x.Mode == models.Include })
	if !ok || d.Removal == "" || !removes {
		return nil
	}
	return []ui.Consequence{{Kind: ui.Warn, Icon: "warning-filled", Label: say.T(ctx, "Before you uninstall"), Note: say.Text(ctx, models.Text{Source: d.Removal})}}
}

// parts sorts the lines into their intents. An intent that the type does not allow is there only while it has lines.
func (a assigning) parts(c echo.Context, lines []store.AssignmentLine) []admin.AssignPart {
	list := make([]models.Assignment, len(lines))
	for i, l := range lines {
		list[i] = l.Assignment
	}
	problems := map[int]models.Text{}
	for _, p := range targeting.Check(list, a.rule().Allow) {
		problems[p.Index] = p.Text
	}
	var parts []admin.AssignPart
	for _, intent := range models.Intents {
		part := a.part(intent, list)
		part.Note = admin.IntentHint(c.Request().Context(), a.App.Type, intent)
		for i, l := range lines {
			if l.Intent == intent {
				part.Rows = append(part.Rows, a.row(c, l, problems[i]))
			}
		}
		if a.rule().Intents[intent] || len(part.Rows) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// part is an intent with what can be added to it.
func (a assigning) part(intent models.Intent, list []models.Assignment) admin.AssignPart {
	part := admin.AssignPart{Intent: intent}
	if a.Fixed || !a.rule().Intents[intent] {
		return part
	}
	part.AddGroup = a.at("/groups/" + string(intent))
	add := func(target models.TargetKind) string {
		d := models.DraftAssignment{Intent: intent, Mode: models.Include, Target: target}
		if !a.fits(list, d) {
			return ""
		}
		return a.at("/targets/" + keyOf(d))
	}
	part.AddUsers, part.AddDevices = add(models.TargetAllUsers), add(models.TargetAllDevices)
	return part
}

// fits reports whether one more assignment goes together with the others.
func (a assigning) fits(list []models.Assignment, d models.DraftAssignment) bool {
	one := models.Assignment{Intent: d.Intent, Mode: d.Mode, Target: d.Target, GroupID: d.GroupID}
	all := append(list[:len(list):len(list)], one)
	return !slices.ContainsFunc(targeting.Check(all, a.rule().Allow), func(p targeting.Problem) bool { return p.Index == len(list) })
}

func (a assigning) row(c echo.Context, l store.AssignmentLine, problem models.Text) admin.AssignRow {
	ctx := c.Request().Context()
	d := models.DraftAssignment{Intent: l.Intent, Mode: l.Mode, Target: l.Target, GroupID: l.GroupID}
	row := admin.AssignRow{Name: admin.TargetName(ctx, l.Assignment), Excluded: l.Mode == models.Exclude}
	if !problem.Empty() {
		row.Problem = say.Text(ctx, problem)
	}
	row.Icon, row.Kind, row.Members = admin.TargetLook(ctx, l.Assignment, l.Members)
	if a.Fixed {
		return row
	}
	row.Remove = a.at("/targets/" + keyOf(d) + "/delete")
	if l.Target == models.TargetGroup {
		row.Switch = a.at("/targets/" + keyOf(d) + "/mode")
	}
	return row
}
