package apps

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	viewform "appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

const latestEvents = 5 // of an app's history beside its properties

// appProperties shows every property of an app.
func (p portal) appProperties(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, p.store, "properties")
	if err != nil {
		return err
	}
	properties, err := p.store.PropertiesOf(ctx, h.App)
	if err != nil {
		return err
	}
	page := views.AppPropertiesProps{AppFrameProps: frame, Sections: propertySections(h, properties), Now: web.Now(c)}
	categories, err := p.store.AppCategories(ctx, h.ID)
	if err != nil {
		return err
	}
	page.Categories = categoryLinks(categories)
	if page.Assigned, err = p.assignedTargets(c, h.ID); err != nil {
		return err
	}
	if page.Editors, err = kit.AssignmentEditors(c, p.store, h.ID); err != nil {
		return err
	}
	same, err := p.store.SameName(ctx, h.Name, h.ID)
	if err != nil {
		return err
	}
	for _, a := range same {
		page.Same = append(page.Same, ui.Link{Label: viewkit.TypeName(ctx, a.Type) + ", " + viewkit.PlatformName(ctx, a.Platform), URL: link.App(string(a.ID))})
	}
	if page.Package, err = p.packageFacts(c, h.App); err != nil {
		return err
	}
	events, err := p.store.AppHistory(ctx, h.ID, models.Page{Size: latestEvents})
	if err != nil {
		return err
	}
	for _, e := range events.Items {
		page.History = append(page.History, views.NewAppEvent(ctx, e, h.Type))
	}
	return web.Page(c, 200, views.AppProperties(page))
}

// propertySections are the sections of the app's wizard, with what can no longer change locked.
func propertySections(h store.AppHead, d store.Properties) []views.PropertySection {
	form := d.FormOf(h.App)
	state := viewform.State{Form: form}.Complete(d.Fields())
	var sections []views.PropertySection
	for _, step := range d.Steps {
		for _, s := range step.Sections {
			if len(state.Shown(s.Fields)) == 0 {
				continue // everything in it is asked otherwise
			}
			open := slices.ContainsFunc(s.Fields, func(f field.Field) bool { return !f.IsLocked(state.Form) })
			sections = append(sections, views.PropertySection{Section: s, Form: form, Editable: open})
		}
	}
	return sections
}

// assignedTargets are who an app is assigned to, by intent.
func (p portal) assignedTargets(c echo.Context, app models.ID) ([]views.AssignmentsOf, error) {
	ctx := c.Request().Context()
	lines, err := p.store.Assignments(ctx, app)
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
		last := &list[len(list)-1]
		last.Targets = append(last.Targets, t)
	}
	return list, nil
}

// packageFacts are what is known of the file that devices get; nil when there is none.
func (p portal) packageFacts(c echo.Context, a models.App) (*views.PackageFacts, error) {
	ctx := c.Request().Context()
	if a.VersionID == "" {
		return nil, nil
	}
	versions, err := p.store.AppVersions(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(versions, func(v store.VersionLine) bool { return v.Current })
	if i < 0 {
		return nil, nil
	}
	v := versions[i]
	pkg, err := p.store.Package(ctx, v.PackageID)
	if err != nil {
		return nil, err
	}
	facts := &views.PackageFacts{File: v.FileName, Size: say.Size(ctx, v.Size), SHA256: v.SHA256, Added: v.CreatedAt}
	switch {
	case len(pkg.Signers) > 0:
		facts.SignedBy = pkg.Signers[0].Subject
	case pkg.Signature == models.SignatureChecked:
		facts.SignedBy = say.T(ctx, "Nobody")
	}
	return facts, nil
}

// edited is an app with what can be set about it.
type edited struct {
	store.AppHead
	properties store.Properties
}

// answered is the page with what was posted among its answers.
func (e edited) answered(page views.AppEditProps, posted field.Form) views.AppEditProps {
	page.State.Form = e.properties.Take(e.App, page.Section, posted)
	page.State.Known = apptype.WithSetupFile(e.properties.Known, page.State.Form)
	return page
}

// appEdit reads what editing one section of an app needs.
func (p portal) appEdit(c echo.Context) (edited, views.AppEditProps, error) {
	ctx := c.Request().Context()
	head, frame, err := kit.AppFrame(c, p.store, "properties")
	h := edited{AppHead: head}
	if err == nil {
		h.properties, err = p.store.PropertiesOf(ctx, h.App)
	}
	if err != nil {
		return h, views.AppEditProps{}, err
	}
	sections := propertySections(head, h.properties)
	i := slices.IndexFunc(sections, func(s views.PropertySection) bool { return s.Key == c.Param("section") && s.Editable })
	if i < 0 {
		return h, views.AppEditProps{}, models.NotFound("Apps of this type have no such properties. Go back to the properties of the app.")
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
	categories, err := p.store.CategoryNames(ctx)
	if len(categories) > 0 {
		page.Section.Fields = append(slices.Clone(page.Section.Fields), forms.AppCategories(categories))
	}
	return h, page, err
}

// editApp shows one section of an app's properties as a form.
func (p portal) editApp(c echo.Context) error {
	h, page, err := p.appEdit(c)
	if err != nil {
		return err
	}
	sorted, err := p.store.AppCategories(c.Request().Context(), h.ID)
	if err != nil {
		return err
	}
	for _, category := range sorted {
		page.State.Form[forms.AppCategoryKey] = append(page.State.Form[forms.AppCategoryKey], string(category.ID))
	}
	return web.Page(c, 200, views.AppEdit(page))
}

// saveApp changes one section of an app's properties.
func (p portal) saveApp(c echo.Context) error {
	ctx := c.Request().Context()
	h, page, err := p.appEdit(c)
	if err != nil {
		return err
	}
	form, err := kit.Typed(c)
	if err != nil {
		return err
	}
	if change := form.Get(viewform.Command); change != "" {
		page = h.answered(page, form)
		page.State.Form = field.ApplyCommand(page.Section.Fields, page.State.Form, change)
		page.Version = c.FormValue("version")
		return web.Page(c, http.StatusOK, views.AppEdit(page))
	}
	edit := store.AppEdit{Section: page.Section.Key, Form: form}
	if _, asked := field.ByKey(page.Section.Fields, forms.AppCategoryKey); asked {
		wanted := []models.ID{}
		for _, id := range form[forms.AppCategoryKey] {
			wanted = append(wanted, models.ID(id))
		}
		edit.Categories = &wanted
	}
	err = p.store.EditApp(ctx, h.ID, web.Version(c), edit)
	if e := web.Mistakes(err); e != nil {
		page = h.answered(page, form)
		page.State.Errors = e.Fields
		if len(e.Fields) == 0 || !e.Fields["assignments"].Empty() {
			page.Problem = say.Text(ctx, e.Text)
		}
		page.Conflict = e.Kind == models.KindConflict
		page.Version = c.FormValue("version")
		return web.Page(c, web.Status(err), views.AppEdit(page))
	}
	return kit.Did(c, err, models.T("The app was saved."), link.AppSection(string(h.ID), "properties"))
}

// appLogo shows the picture of an app, to be changed.
func (p portal) appLogo(c echo.Context) error {
	_, page, err := p.logoPane(c)
	if err != nil {
		return err
	}
	return web.Page(c, 200, views.AppLogo(page))
}

func (p portal) logoPane(c echo.Context) (store.AppHead, views.AppLogoProps, error) {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, p.store, "properties")
	properties := link.AppSection(string(h.ID), "properties")
	return h, views.AppLogoProps{Frame: frame.Frame, App: h.App, Pane: ui.PaneProps{
		Title: say.T(ctx, "Logo"), Sub: h.Name, Action: link.AppSection(string(h.ID), "logo"), Submit: say.T(ctx, "Save"),
		Cancel: properties, Upload: true,
	}}, err
}

// saveLogo takes a new picture for an app, or removes the one it has.
func (p portal) saveLogo(c echo.Context) error {
	ctx := c.Request().Context()
	h, page, err := p.logoPane(c)
	if err != nil {
		return err
	}
	logo, err := p.chosenLogo(c)
	if err == nil {
		err = p.store.SetLogo(ctx, h.ID, web.Version(c), logo)
	}
	if e := web.Mistakes(err); e != nil {
		page.Problem = say.Text(ctx, e.Text)
		return web.Page(c, web.Status(err), views.AppLogo(page))
	}
	return kit.Did(c, err, models.T("The logo was saved."), page.Pane.Cancel)
}

// chosenLogo keeps the uploaded picture; empty when the logo is to be removed.
func (p portal) chosenLogo(c echo.Context) (models.ID, error) {
	if c.FormValue("remove") != "" {
		return "", nil
	}
	if err := access.May(web.Actor(c), access.ManageApps, access.Object{}); err != nil {
		return "", err
	}
	file, err := c.FormFile("logo")
	if err != nil {
		return "", models.Invalid("No picture arrived. Choose a file and save again.").Because(err)
	}
	r, err := file.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	img, err := p.store.AddImage(c.Request().Context(), r)
	return img.ID, err
}
