package apps

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	viewform "appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

const maxEvents = 5 // of an app's history beside its properties

// show shows every property of an app.
func (r properties) show(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "properties")
	if err != nil {
		return err
	}
	properties, err := r.store.PropertiesOf(ctx, h.App)
	if err != nil {
		return err
	}
	page := views.AppPropertiesProps{AppFrameProps: frame, Sections: propertySections(h, properties), Now: web.Now(c)}
	categories, err := r.store.AppCategories(ctx, h.ID)
	if err != nil {
		return err
	}
	page.Categories = categoryLinks(categories)
	if page.Assigned, err = assignedTargets(c, r.store, h.ID); err != nil {
		return err
	}
	if page.Editors, err = kit.AssignmentEditors(c, r.store, h.ID); err != nil {
		return err
	}
	same, err := r.store.SameName(ctx, h.Name, h.ID)
	if err != nil {
		return err
	}
	for _, a := range same {
		page.SameName = append(page.SameName, ui.Link{Label: viewkit.TypeName(ctx, a.Type) + ", " + viewkit.PlatformName(ctx, a.Platform), URL: link.App(string(a.ID))})
	}
	if page.Package, err = r.packageFacts(c, h.App); err != nil {
		return err
	}
	events, err := r.store.AppHistory(ctx, h.ID, models.Page{Size: maxEvents})
	if err != nil {
		return err
	}
	for _, e := range events.Items {
		page.History = append(page.History, views.NewAppEvent(ctx, e, h.Type))
	}
	return web.Page(c, 200, views.AppProperties(page))
}

// propertySections are the sections of the app's wizard. Fields that can no longer change are locked.
func propertySections(h store.AppHead, d store.Properties) []views.PropertySection {
	form := d.FormOf(h.App)
	state := viewform.State{Form: form}.Complete(d.Fields())
	var sections []views.PropertySection
	for _, step := range d.Steps {
		for _, s := range step.Sections {
			if len(state.Shown(s.Fields)) == 0 {
				continue // other pages ask for everything in it
			}
			open := slices.ContainsFunc(s.Fields, func(f field.Field) bool { return !f.IsLocked(state.Form) })
			sections = append(sections, views.PropertySection{Section: s, Form: form, Editable: open})
		}
	}
	return sections
}

// assignedTargets are the targets an app is assigned to, grouped by intent.
func assignedTargets(c echo.Context, s *store.Store, app models.ID) ([]views.AssignmentsOf, error) {
	ctx := c.Request().Context()
	lines, err := s.Assignments(ctx, app)
	if err != nil {
		return nil, err
	}
	var list []views.AssignmentsOf
	for _, a := range lines {
		if len(list) == 0 || list[len(list)-1].Intent != a.Intent {
			list = append(list, views.AssignmentsOf{Intent: a.Intent})
		}
		t := views.AssignedTarget{Name: a.GroupName, Members: say.Number(ctx, a.Members), Excluded: a.Mode == models.Exclude}
		switch a.Target {
		case models.TargetAllUsers:
			t.Name = say.T(ctx, "All users")
		case models.TargetAllDevices:
			t.Name = say.T(ctx, "All devices")
		default:
			t.URL = link.Group(string(a.GroupID))
		}
		t.Filter, t.Settings = viewkit.Narrowed(ctx, a.Assignment)
		last := &list[len(list)-1]
		last.Targets = append(last.Targets, t)
	}
	return list, nil
}

// packageFacts describe the package of the current version; nil when there is none.
func (r properties) packageFacts(c echo.Context, a models.App) (*views.PackageFacts, error) {
	ctx := c.Request().Context()
	if a.VersionID == "" {
		return nil, nil
	}
	versions, err := r.store.AppVersions(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(versions, func(v store.VersionLine) bool { return v.Current })
	if i < 0 {
		return nil, nil
	}
	v := versions[i]
	pkg, err := r.store.Package(ctx, v.PackageID)
	if err != nil {
		return nil, err
	}
	facts := &views.PackageFacts{File: v.FileName, Size: say.Size(ctx, v.Size), SHA256: v.SHA256, Added: v.CreatedAt}
	switch {
	case len(pkg.Signers) > 0:
		facts.SignedBy = pkg.Signers[0].Subject
	case pkg.Signature == models.SignatureChecked:
		facts.SignedBy = say.T(ctx, "Not signed")
	}
	return facts, nil
}

// editedApp is an app with the definition of its properties.
type editedApp struct {
	store.AppHead
	properties store.Properties
}

// withPosted is the page with the posted answers in its form.
func (e editedApp) withPosted(page views.AppEditProps, posted field.Form) views.AppEditProps {
	page.State.Form = e.properties.Take(e.App, page.Section, posted)
	page.State.Known = apptype.WithSetupFile(e.properties.Known, page.State.Form)
	return page
}

// find reads the app and builds the page on which one section of its properties is edited.
func (r properties) find(c echo.Context) (editedApp, views.AppEditProps, error) {
	ctx := c.Request().Context()
	head, frame, err := kit.AppFrame(c, r.store, "properties")
	h := editedApp{AppHead: head}
	if err == nil {
		h.properties, err = r.store.PropertiesOf(ctx, h.App)
	}
	if err != nil {
		return h, views.AppEditProps{}, err
	}
	sections := propertySections(head, h.properties)
	i := slices.IndexFunc(sections, func(s views.PropertySection) bool { return s.Key == c.Param("section") && s.Editable })
	if i < 0 {
		return h, views.AppEditProps{}, models.NotFound("Apps of this type do not have these properties. Go back to the app's properties.")
	}
	page := views.AppEditProps{
		Frame: web.Admin(c, say.T(ctx, "Edit %s", h.Name), frame.Frame.Crumbs[0], ui.Link{Label: h.Name, URL: link.App(string(h.ID))},
			ui.Link{Label: say.T(ctx, "Properties"), URL: link.AppSection(string(h.ID), "properties")}),
		App: h.App, Section: sections[i].Section, Version: strconv.Itoa(h.Version),
		InUse: h.Stage == field.Assigned || h.Counts.Total() > 0,
	}
	page.ByName = h.properties.FoundByName(h.properties.ValuesOf(h.App))
	page.State = viewform.State{
		Form: sections[i].Form, Post: link.AppProperties(string(h.ID), sections[i].Key), Known: apptype.WithSetupFile(h.properties.Known, sections[i].Form),
	}
	if page.Section.Key != apptype.Information {
		return h, page, nil
	}
	categories, err := r.store.CategoryNames(ctx)
	if len(categories) > 0 {
		page.Section.Fields = append(slices.Clone(page.Section.Fields), forms.AppCategories(categories))
	}
	return h, page, err
}

// edit is the form for one section of an app's properties.
func (r properties) edit(c echo.Context) error {
	h, page, err := r.find(c)
	if err != nil {
		return err
	}
	categories, err := r.store.AppCategories(c.Request().Context(), h.ID)
	if err != nil {
		return err
	}
	for _, category := range categories {
		page.State.Form[forms.AppCategoryKey] = append(page.State.Form[forms.AppCategoryKey], string(category.ID))
	}
	return web.Page(c, 200, views.AppEdit(page))
}

// update saves one section of an app's properties.
func (r properties) update(c echo.Context) error {
	ctx := c.Request().Context()
	h, page, err := r.find(c)
	if err != nil {
		return err
	}
	form, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	if change := form.Get(viewform.Command); change != "" {
		page = h.withPosted(page, form)
		if f, asks := field.ToConfirm(page.Section.Fields, change); asks {
			return kit.AskFirst(c, page.Frame, page.State.Post, page.Section.Fields, f, page.State.Form, form)
		}
		page.State.Form = field.ApplyCommand(page.Section.Fields, page.State.Form, change)
		page.Version = c.FormValue("version")
		return web.Page(c, http.StatusOK, views.AppEdit(page))
	}
	edit := store.AppEdit{Section: page.Section.Key, Form: form}
	if _, ok := field.ByKey(page.Section.Fields, forms.AppCategoryKey); ok {
		categories := []models.ID{}
		for _, id := range form[forms.AppCategoryKey] {
			categories = append(categories, models.ID(id))
		}
		edit.Categories = &categories
	}
	err = r.store.EditApp(ctx, h.ID, web.Version(c), edit)
	if e := web.UserError(err); e != nil {
		page = h.withPosted(page, form)
		page.State.Errors = e.Fields
		if len(e.Fields) == 0 || !e.Fields["assignments"].Empty() {
			page.Problem = say.Text(ctx, e.Text)
		}
		page.Conflict = e.Kind == models.KindConflict
		page.Version = c.FormValue("version")
		return web.Page(c, web.Status(err), views.AppEdit(page))
	}
	return kit.Finish(c, err, reason.AppSaved, link.AppSection(string(h.ID), "properties"))
}
