package targets

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/icon"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// new shows the apps that can be added.
func (ed relationChoices) new(c echo.Context, r kit.RelationSet) error {
	return ed.show(c, r, models.Text{}, http.StatusOK)
}

// create adds the chosen apps, or searches when that was asked for.
func (ed relationChoices) create(c echo.Context, r kit.RelationSet) error {
	sent, err := web.Form(c)
	if err != nil {
		return err
	}
	if len(sent["find"]) > 0 {
		return ed.show(c, r, models.Text{}, http.StatusOK)
	}
	set := r.Set()
	for _, text := range sent["app"] {
		id, err := models.ParseID(text)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(set, func(x models.Relation) bool { return x.OtherID == id }) {
			set = append(set, answer(models.Relation{Kind: r.Kind, OtherID: id}, c.FormValue("answer") == yes))
		}
	}
	if len(set) == len(r.Set()) {
		return ed.show(c, r, models.T("Select at least one app."), http.StatusUnprocessableEntity)
	}
	next, err := r.Save(set)
	if e := web.UserError(err); e != nil && e.Kind == models.KindConflict {
		return ed.show(c, next, models.T("Another administrator changed this while you were editing. Your selection is kept below. Check it and add it again."), web.Status(err))
	}
	if err != nil {
		return err
	}
	return web.Redirect(c, next.Address)
}

// show lists the apps that qualify. What was ticked stays ticked, also when a search no longer finds it.
func (ed relationChoices) show(c echo.Context, r kit.RelationSet, problem models.Text, status int) error {
	ctx := c.Request().Context()
	search := c.FormValue("q")
	found, more, err := ed.store.RelationChoices(ctx, search)
	if err != nil {
		return err
	}
	title := views.RelationPickTitle(ctx, r.Kind)
	no := c.FormValue("answer") == "no" || c.FormValue("answer") == "" && r.Kind == models.Supersedence
	page := views.PickProps{
		Frame: web.Admin(c, title), Name: "app", Question: views.RelationQuestion(r.Kind, no),
		Pane:   ui.PaneProps{Title: title, Sub: r.App.Name, Action: r.At("/apps"), Submit: say.T(ctx, "Add apps"), Cancel: r.Address},
		Failed: say.T(ctx, "No app was added"), Search: search, More: more,
	}
	ticked := c.Request().Form["app"]
	for _, a := range found {
		if a.ID != r.App.ID {
			page.Options = append(page.Options, relatedOption(r, ctx, a, slices.Contains(ticked, string(a.ID))))
		}
	}
	for _, id := range ticked {
		if !slices.ContainsFunc(found, func(a store.RelatedApp) bool { return string(a.ID) == id }) {
			page.Kept = append(page.Kept, id)
		}
	}
	page.Words = views.AppWords(ctx, len(page.Options), search, say.T(ctx, "No other apps of these types yet: %s. Add the app first.", views.RelatedTypeNames(ctx)))
	if !problem.Empty() {
		page.Problem = say.Text(ctx, problem)
	}
	return web.Page(c, status, views.Pick(page))
}

// relatedOption is an app in the picker. One that has a relation already cannot be chosen.
func relatedOption(r kit.RelationSet, ctx context.Context, a store.RelatedApp, ticked bool) ui.PickerOption {
	tile := icon.App(a.ID, a.Type, a.Name, a.LogoID, 32)
	o := ui.PickerOption{Value: string(a.ID), Label: a.Name, Sub: viewkit.RelatedSub(ctx, a.Publisher, a.DisplayVersion), Keywords: a.Publisher, Tile: &tile, Set: ticked}
	for _, x := range r.All {
		switch {
		case x.OtherID != a.ID:
			continue
		case x.Kind == r.Kind:
			o.Note, o.Set, o.Disabled = say.T(ctx, "Already selected"), true, true
		case x.Kind == models.Dependency:
			o.Note, o.Set, o.Disabled = say.T(ctx, "Already a dependency"), false, true
		default:
			o.Note, o.Set, o.Disabled = say.T(ctx, "Already superseded"), false, true
		}
	}
	return o
}
