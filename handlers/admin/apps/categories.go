package apps

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/layout"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is App categories.
func (r categories) list(c echo.Context) error {
	ctx := c.Request().Context()
	lines, err := r.store.Categories(ctx)
	if err != nil {
		return err
	}
	page := views.CategoriesProps{
		Frame: web.Admin(c, say.T(ctx, "App categories")),
	}
	for _, l := range lines {
		page.Rows = append(page.Rows, views.CategoryRow{ID: string(l.ID), Name: l.Name, Apps: l.Apps, FirstApps: kit.CategoryTiles(l.First), Pinned: l.Pinned})
	}
	return web.Page(c, 200, views.Categories(page))
}

// show is the page of one category, with its commands.
func (r categories) show(c echo.Context) error {
	ctx := c.Request().Context()
	category, err := r.find(c)
	if err != nil {
		return err
	}
	sorted, err := r.store.CountApps(ctx, store.AppQuery{Categories: []models.ID{category.ID}})
	if err != nil {
		return err
	}
	return web.Page(c, 200, views.Category(views.CategoryProps{
		Frame: categoryFrame(c, category.Name), Category: category, Apps: sorted.Count,
	}))
}

// categoryFrame is the frame of a page below the list of categories.
func categoryFrame(c echo.Context, title string) layout.AdminProps {
	return web.Admin(c, title, ui.Link{Label: say.T(c.Request().Context(), "App categories"), URL: link.Categories()})
}

func (r categories) find(c echo.Context) (models.Category, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Category{}, err
	}
	return r.store.Category(c.Request().Context(), id)
}

// categoryPane is the form for a category; version is empty for a new one.
func categoryPane(c echo.Context, title, action, submit, version string, typed field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	return viewkit.FormPaneProps{
		Frame: categoryFrame(c, title), Fields: forms.Category, State: form.State{Form: typed}, Version: version,
		Pane:   ui.PaneProps{Title: title, Action: action, Submit: submit, Cancel: link.Categories()},
		Failed: say.T(ctx, "The category was not saved"),
	}
}

// new is the form for a new category.
func (r categories) new(c echo.Context) error { return kit.ShowForm(c, newCategoryPane(c, nil)) }

func newCategoryPane(c echo.Context, typed field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	return categoryPane(c, say.T(ctx, "Create category"), link.Categories(), say.T(ctx, "Create category"), "", typed)
}

func (r categories) create(c echo.Context) error {
	form, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	created, err := r.store.AddCategory(c.Request().Context(), form)
	return kit.FinishForm(c, err, newCategoryPane(c, form), reason.CategoryCreated.Of(created.Name), link.Categories())
}

// edit is the form for another name.
func (r categories) edit(c echo.Context) error {
	category, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.ShowForm(c, renamePane(c, category, strconv.Itoa(category.Version), field.Form{"name": {category.Name}}))
}

func renamePane(c echo.Context, category models.Category, version string, typed field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	edit := link.CategorySection(string(category.ID), "edit")
	return categoryPane(c, say.T(ctx, "Rename %s", category.Name), edit, say.T(ctx, "Rename category"), version, typed)
}

// update renames a category.
func (r categories) update(c echo.Context) error {
	category, err := r.find(c)
	if err != nil {
		return err
	}
	form, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = r.store.RenameCategory(c.Request().Context(), category.ID, web.Version(c), form)
	return kit.FinishForm(c, err, renamePane(c, category, form.Get("version"), form), reason.CategoryRenamed.Of(form.Get("name")), link.Categories())
}

// pin shows a category on the dashboard.
func (r categories) pin(c echo.Context) error {
	return r.setPinned(c, true, reason.CategoryPinned)
}

// unpin takes a category off the dashboard.
func (r categories) unpin(c echo.Context) error {
	return r.setPinned(c, false, reason.CategoryUnpinned)
}

func (r categories) setPinned(c echo.Context, pinned bool, done models.Reason) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.PinCategory(c.Request().Context(), id, pinned), done, link.Categories())
}

// confirmDelete asks before a category is deleted.
func (r categories) confirmDelete(c echo.Context) error {
	ctx := c.Request().Context()
	category, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: categoryFrame(c, category.Name),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Delete %s?", category.Name), Action: link.CategorySection(string(category.ID), "delete"),
			Button: say.T(ctx, "Delete category"), Cancel: link.Categories(),
		},
		Sentences: []string{say.T(ctx, "Its apps stay, without this category. This cannot be undone.")},
	})
}

// delete removes a category; its apps stay.
func (r categories) delete(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.DeleteCategory(c.Request().Context(), id), reason.CategoryDeleted, link.Categories())
}
