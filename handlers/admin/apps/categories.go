package apps

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/layout"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// categories lists all categories.
func (p portal) categories(c echo.Context) error {
	ctx := c.Request().Context()
	lines, err := p.store.Categories(ctx)
	if err != nil {
		return err
	}
	page := views.CategoriesProps{
		Frame: web.Admin(c, say.T(ctx, "App categories")),
	}
	for _, l := range lines {
		page.Rows = append(page.Rows, views.CategoryRow{ID: string(l.ID), Name: l.Name, Apps: l.Apps, First: kit.TilesOf(l.First), Pinned: l.Pinned})
	}
	return web.Page(c, 200, views.Categories(page))
}

// category is the page of one category, with its commands.
func (p portal) category(c echo.Context) error {
	ctx := c.Request().Context()
	category, err := p.categoryOf(c)
	if err != nil {
		return err
	}
	list, err := p.store.Apps(ctx, store.AppQuery{Categories: []models.ID{category.ID}, Page: models.Page{Size: 1}})
	if err != nil {
		return err
	}
	return web.Page(c, 200, views.Category(views.CategoryProps{
		Frame: categoryFrame(c, category.Name), Category: category, Apps: list.Total,
	}))
}

// categoryFrame is the frame of a page below the list of categories.
func categoryFrame(c echo.Context, title string) layout.AdminProps {
	return web.Admin(c, title, ui.Link{Label: say.T(c.Request().Context(), "App categories"), URL: link.Categories()})
}

func (p portal) categoryOf(c echo.Context) (models.Category, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Category{}, err
	}
	return p.store.Category(c.Request().Context(), id)
}

// categoryPane is the form in which a category gets its name; version is empty for a new one.
func categoryPane(c echo.Context, title, action, submit, version string, typed field.Form) viewkit.AskProps {
	ctx := c.Request().Context()
	return viewkit.AskProps{
		Frame: categoryFrame(c, title), Fields: forms.Category, State: form.State{Form: typed}, Version: version,
		Pane:   ui.PaneProps{Title: title, Action: action, Submit: submit, Cancel: link.Categories()},
		Failed: say.T(ctx, "The category was not saved"),
	}
}

// newCategory asks for the name of a new category.
func (p portal) newCategory(c echo.Context) error { return kit.Ask(c, newCategoryPane(c, nil)) }

func newCategoryPane(c echo.Context, typed field.Form) viewkit.AskProps {
	ctx := c.Request().Context()
	return categoryPane(c, say.T(ctx, "Create category"), link.Categories(), say.T(ctx, "Create category"), "", typed)
}

// addCategory makes a category.
func (p portal) addCategory(c echo.Context) error {
	form, err := kit.Typed(c)
	if err != nil {
		return err
	}
	added, err := p.store.AddCategory(c.Request().Context(), form)
	return kit.Asked(c, err, newCategoryPane(c, form), models.T("The category %s was created.", added.Name), link.Categories())
}

// editCategory asks for another name of a category.
func (p portal) editCategory(c echo.Context) error {
	category, err := p.categoryOf(c)
	if err != nil {
		return err
	}
	return kit.Ask(c, renamePane(c, category, strconv.Itoa(category.Version), field.Form{"name": {category.Name}}))
}

func renamePane(c echo.Context, category models.Category, version string, typed field.Form) viewkit.AskProps {
	ctx := c.Request().Context()
	edit := link.CategorySection(string(category.ID), "edit")
	return categoryPane(c, say.T(ctx, "Rename %s", category.Name), edit, say.T(ctx, "Rename"), version, typed)
}

// renameCategory gives a category another name.
func (p portal) renameCategory(c echo.Context) error {
	category, err := p.categoryOf(c)
	if err != nil {
		return err
	}
	form, err := kit.Typed(c)
	if err != nil {
		return err
	}
	err = p.store.RenameCategory(c.Request().Context(), category.ID, web.Version(c), form)
	return kit.Asked(c, err, renamePane(c, category, form.Get("version"), form), models.T("The category was renamed to %s.", form.Get("name")), link.Categories())
}

// pinCategory shows a category on the dashboard, unpinCategory takes it off.
func (p portal) pinCategory(c echo.Context) error {
	return p.pin(c, true, models.T("The category is on the dashboard now."))
}

func (p portal) unpinCategory(c echo.Context) error {
	return p.pin(c, false, models.T("The category is no longer on the dashboard."))
}

func (p portal) pin(c echo.Context, pinned bool, done models.Text) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	return kit.Did(c, p.store.PinCategory(c.Request().Context(), id, pinned), done, link.Categories())
}

// sureDeleteCategory asks before a category is deleted.
func (p portal) sureDeleteCategory(c echo.Context) error {
	ctx := c.Request().Context()
	category, err := p.categoryOf(c)
	if err != nil {
		return err
	}
	return kit.Sure(c, viewkit.SureProps{
		Frame: categoryFrame(c, category.Name),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Delete the category %s?", category.Name), Action: link.CategorySection(string(category.ID), "delete"),
			Button: say.T(ctx, "Delete category"), Cancel: link.Categories(),
		},
		Sentences: []string{say.T(ctx, "The apps in it stay, without this category. This cannot be undone.")},
	})
}

// deleteCategory removes a category; its apps stay.
func (p portal) deleteCategory(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	return kit.Did(c, p.store.DeleteCategory(c.Request().Context(), id), models.T("The category was deleted. Its apps stay."), link.Categories())
}
