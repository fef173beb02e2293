package connectors

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/connect/lookup"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/connectors"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// search is a draft with what is searched for in the catalog of its kind of app.
type search struct {
	c       echo.Context
	draft   models.Draft
	catalog apptype.Catalog
	query   lookup.Query
}

// find reads the search for the draft in the path. A draft whose kind of app comes from no catalog has none.
func (r lookups) find(c echo.Context) (search, error) {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return search{}, err
	}
	def, ok := apptype.Get(d.Type)
	if !ok || def.Lookup == "" {
		return search{}, models.NotFound("This app type has no catalog. Go back to the draft and enter the details.")
	}
	home := say.Local(c.Request().Context())
	return search{c, d, def.Lookup, lookup.Query{
		Text: c.FormValue("search"), Country: cmp.Or(c.FormValue("country"), home.Country), Language: home.Tag,
		Variant: c.FormValue("variant"),
	}}, nil
}

// show is the search, with its results.
func (r lookups) show(c echo.Context) error {
	s, err := r.find(c)
	if err != nil {
		return err
	}
	if _, asked := c.QueryParams()["search"]; !asked {
		return web.Page(c, http.StatusOK, views.Lookup(s.page()))
	}
	return s.showHits(models.Text{}, http.StatusOK)
}

// showHits shows what the catalog finds, and why an app could not be chosen.
func (s search) showHits(problem models.Text, status int) error {
	props := s.page()
	hits, e, err := searchCatalog(s.c, s.catalog, s.query)
	switch {
	case err != nil:
		return err
	case e != nil && len(e.Fields) > 0:
		props.Wrong, status = e.Fields["search"], http.StatusUnprocessableEntity
	case e != nil:
		problem = e.Text
	}
	props.Searched, props.Problem, props.Hits = e == nil, problem, hits
	return web.Page(s.c, status, views.Lookup(props))
}

// searchCatalog searches a catalog. Refused is why it does not answer, or what is wrong with what was typed.
func searchCatalog(c echo.Context, in apptype.Catalog, q lookup.Query) (lines []views.LookupHit, refused *models.Error, err error) {
	ctx := c.Request().Context()
	hits, err := web.ServerOf(c).Lookup.Search(ctx, in, q)
	if e, told := errors.AsType[*models.Error](err); told {
		refused, err = e, nil
	}
	for _, h := range hits {
		lines = append(lines, lookupLine(in, h))
	}
	return lines, refused, err
}

func lookupLine(in apptype.Catalog, h lookup.Hit) views.LookupHit {
	tile := ui.TileProps{ID: h.ID, Name: h.Name, Size: 32}
	if h.Icon != "" {
		tile.Image = link.LookupIcon(string(in), h.Icon)
	}
	return views.LookupHit{ID: h.ID, Name: h.Name, Publisher: h.Publisher, Version: h.Version, Price: h.Price, Kind: h.Kind, Tile: tile, Unavailable: h.Unavailable}
}

func (s search) page() views.LookupProps {
	ctx, id := s.c.Request().Context(), string(s.draft.ID)
	back := link.DraftStep(id, store.WizardSteps(s.draft)[0].Key)
	props := views.LookupProps{
		Frame:   web.Admin(s.c, viewkit.LookupTitle(ctx, s.catalog), kit.AllApps(s.c), ui.Link{URL: back, Label: kit.DraftTitle(s.c, s.draft)}),
		Catalog: s.catalog, Draft: id, Version: strconv.Itoa(s.draft.Version), Back: back, Text: s.query.Text, Country: s.query.Country,
	}
	if s.catalog == apptype.AppStore {
		props.Countries = kit.Countries(ctx)
	}
	return props
}

// update makes an app of the catalog the one that the draft is about.
func (r lookups) update(c echo.Context) error {
	s, err := r.find(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	lookups := web.ServerOf(c).Lookup
	item, err := lookups.Item(ctx, s.catalog, c.FormValue("app"), s.query)
	if e, told := errors.AsType[*models.Error](err); told {
		return s.showHits(e.Text, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	if len(item.Variants) > 1 && s.query.Variant == "" {
		return s.showInstallers(item)
	}
	_, err = lookups.Choose(ctx, s.draft.ID, web.Version(c), s.catalog, item)
	if e := web.UserError(err); e != nil {
		return s.showHits(e.Text, web.Status(err))
	}
	return kit.Finish(c, err, reason.DetailsFilledIn.Of(item.Name), s.page().Back)
}

// showInstallers asks which installer of an app is meant.
func (s search) showInstallers(item lookup.Item) error {
	ctx, props := s.c.Request().Context(), s.page()
	props.Several = &views.LookupSeveral{ID: item.ID, Name: item.Name}
	for _, v := range item.Variants {
		spoken := say.T(ctx, "Any language")
		if v.Language != "" {
			spoken = say.SpokenName(ctx, v.Language)
		}
		props.Several.Variants = append(props.Several.Variants, views.LookupVariant{
			ID: v.ID, Version: v.Version, Architecture: v.Architecture, Language: spoken, Scope: views.VariantScope(ctx, v.Scope), Kind: v.Kind,
		})
	}
	return web.Page(s.c, http.StatusOK, views.Lookup(props))
}

// icon passes on a picture that a search listed; the browser itself asks no other server.
func (r lookups) icon(c echo.Context) error {
	picture := web.ServerOf(c).Lookup.Icon(c.Request().Context(), apptype.Catalog(c.Param("catalog")), c.QueryParam("at"))
	if picture == nil {
		return models.NotFound("This image does not exist.")
	}
	c.Response().Header().Set("Cache-Control", "private, max-age=600")
	return c.Blob(http.StatusOK, http.DetectContentType(picture), picture)
}
