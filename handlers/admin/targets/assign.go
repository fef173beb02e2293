package targets

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	"appdepot/models/targeting"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// AssignRoutes adds the routes of an editor below a base, such as /apps/:id/assignments. Open finds the set a request is
// about.
func (ed editors) AssignRoutes(g *web.Group, base string, write access.Action, open func(echo.Context) (kit.AssignmentSet, error)) {
	with := func(h func(echo.Context, kit.AssignmentSet) error) echo.HandlerFunc { return opened(open, h) }
	gc := groupChoices{ed}
	g.GET(base+"/groups/:intent", write, with(gc.new))
	g.POST(base+"/groups/:intent", write, with(gc.create))
	t := targets{ed}
	g.POST(base+"/targets/:target", write, with(t.create))
	g.POST(base+"/targets/:target/mode", write, with(t.update))
	g.POST(base+"/targets/:target/delete", write, with(t.delete))
}

// create takes all users or all devices in.
func (ed targets) create(c echo.Context, a kit.AssignmentSet) error {
	d, err := targetOf(c.Param("target"))
	if err != nil {
		return err
	}
	if placeOf(a.Assigned, d) >= 0 {
		return ed.save(c, a, a.Assigned)
	}
	return ed.save(c, a, append(slices.Clone(a.Assigned), d))
}

// update turns included into excluded and back.
func (ed targets) update(c echo.Context, a kit.AssignmentSet) error {
	d, err := targetOf(c.Param("target"))
	if err != nil {
		return err
	}
	set := slices.Clone(a.Assigned)
	if i := placeOf(set, d); i >= 0 {
		set[i] = switched(set[i])
	}
	return ed.save(c, a, set)
}

func switched(d models.DraftAssignment) models.DraftAssignment {
	if d.Mode == models.Exclude {
		d.Mode = models.Include
	} else {
		d.Mode = models.Exclude
	}
	return d
}

func (ed targets) delete(c echo.Context, a kit.AssignmentSet) error {
	d, err := targetOf(c.Param("target"))
	if err != nil {
		return err
	}
	set := slices.Clone(a.Assigned)
	if i := placeOf(set, d); i >= 0 {
		set = slices.Delete(set, i, i+1)
	}
	return ed.save(c, a, set)
}

// placeOf finds the assignment of the same intent, mode and target, whatever its filter and settings; -1 for none.
func placeOf(set []models.DraftAssignment, d models.DraftAssignment) int {
	return slices.IndexFunc(set, func(x models.DraftAssignment) bool { return keyOf(x) == keyOf(d) })
}

// save keeps a set and shows it: in place for htmx, else at its address.
func (ed targets) save(c echo.Context, a kit.AssignmentSet, set []models.DraftAssignment) error {
	next, err := a.Save(set)
	if err != nil {
		return err
	}
	return inPlace(c, "assign", next.Address, func() error { return ed.ShowAssignments(c, next, http.StatusOK) })
}

// ShowAssignments shows the page with the editor.
func (ed editors) ShowAssignments(c echo.Context, a kit.AssignmentSet, status int) error {
	editor, err := ed.AssignmentEditor(c, a)
	if err != nil {
		return err
	}
	page, err := a.Show(views.AssignEditor(editor))
	if err != nil {
		return err
	}
	return web.Page(c, status, page)
}

// AssignmentEditor is the set as the page shows it.
func (ed editors) AssignmentEditor(c echo.Context, a kit.AssignmentSet) (viewkit.AssignEditorProps, error) {
	ctx := c.Request().Context()
	lines, err := ed.store.AssignmentLines(ctx, a.Assigned)
	if err != nil {
		return viewkit.AssignEditorProps{}, err
	}
	var impact store.Impact
	for i, thing := range a.Things {
		one, err := thing.Impact(ctx, ed.store)
		if err != nil {
			return viewkit.AssignEditorProps{}, err
		}
		if impact = one.With(impact); i == 0 {
			impact = one
		}
	}
	return viewkit.AssignEditorProps{
		Parts: assignParts(a, c, lines), Impact: append(consequences(ctx, impact), thingNotes(a, c)...), Conflicts: conflicts(ctx, impact.Conflicts),
	}, nil
}

// thingNotes are what to know before things are uninstalled from devices, and which accounts people need to install them.
func thingNotes(a kit.AssignmentSet, c echo.Context) []ui.Consequence {
	ctx := c.Request().Context()
	included := func(is func(models.Intent) bool) bool {
		return slices.ContainsFunc(a.Assigned, func(x models.DraftAssignment) bool { return x.Mode == models.Include && is(x.Intent) })
	}
	var notes []ui.Consequence
	add := func(note ui.Consequence) {
		if note.Note != "" && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	for _, thing := range a.Things {
		if included(func(i models.Intent) bool { return i == models.Uninstall }) {
			add(ui.Consequence{Kind: ui.Warn, Icon: "warning-filled", Label: say.T(ctx, "Before you uninstall"), Note: viewkit.SourceText(ctx, thing.UninstallNote)})
		}
		if included(func(i models.Intent) bool { return i != models.Uninstall }) {
			add(ui.Consequence{Kind: ui.Info, Icon: "person", Label: say.T(ctx, "Store account"), Note: viewkit.SourceText(ctx, thing.AccountNote)})
		}
	}
	return notes
}

// assignParts sorts the lines into their intents. An intent that the type does not allow is there only while it has lines.
func assignParts(a kit.AssignmentSet, c echo.Context, lines []store.AssignmentLine) []viewkit.AssignPart {
	list := make([]models.Assignment, len(lines))
	for i, l := range lines {
		list[i] = l.Assignment
	}
	problems := map[int]models.Text{}
	for _, p := range targeting.Check(list, a.Allow()) {
		problems[p.Index] = p.Text
	}
	var parts []viewkit.AssignPart
	for _, intent := range models.Intents {
		part := assignPart(a, intent, list)
		part.Note = a.Things[0].Hint(c.Request().Context(), intent)
		for i, l := range lines {
			if l.Intent == intent {
				part.Rows = append(part.Rows, assignRow(a, c, l, problems[i]))
			}
		}
		if a.Allow().Intents[intent] || len(part.Rows) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// assignPart is an intent with what can be added to it.
func assignPart(a kit.AssignmentSet, intent models.Intent, list []models.Assignment) viewkit.AssignPart {
	part := viewkit.AssignPart{Intent: intent}
	if a.Fixed || !a.Allow().Intents[intent] {
		return part
	}
	part.AddGroup = a.At("/groups/" + string(intent))
	add := func(target models.TargetKind) string {
		d := models.DraftAssignment{Intent: intent, Mode: models.Include, Target: target}
		if !fitsTogether(a, list, d) {
			return ""
		}
		return a.At("/targets/" + keyOf(d))
	}
	part.AddUsers, part.AddDevices = add(models.TargetAllUsers), add(models.TargetAllDevices)
	return part
}

// fitsTogether reports whether one more assignment goes together with the others.
func fitsTogether(a kit.AssignmentSet, list []models.Assignment, d models.DraftAssignment) bool {
	all := append(list[:len(list):len(list)], d.For(models.Object{}))
	return !slices.ContainsFunc(targeting.Check(all, a.Allow()), func(p targeting.Problem) bool { return p.Index == len(list) })
}

func assignRow(a kit.AssignmentSet, c echo.Context, l store.AssignmentLine, problem models.Text) viewkit.AssignRow {
	ctx := c.Request().Context()
	d := l.Draft()
	row := viewkit.AssignRow{Name: views.TargetName(ctx, l.Assignment), Excluded: l.Mode == models.Exclude}
	if row.Excluded && l.Intent == models.Uninstall {
		row.Note = say.T(ctx, "Keeps the app")
	}
	if !problem.Empty() {
		row.Problem = say.Text(ctx, problem)
	}
	row.Filter, row.Settings = viewkit.Narrowed(ctx, l.Assignment)
	row.Icon, row.Kind, row.Members = views.TargetLook(ctx, l.Assignment, l.Members)
	if a.Fixed {
		return row
	}
	row.Remove = a.At("/targets/" + keyOf(d) + "/delete")
	if l.Target == models.TargetGroup {
		row.Switch = a.At("/targets/" + keyOf(d) + "/mode")
	}
	return row
}
