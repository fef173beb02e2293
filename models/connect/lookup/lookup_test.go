package lookup_test

import (
	"log/slog"
	"net/http"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/connect/lookup"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

// What is chosen in a catalog fills a draft, with its picture; choosing the same once more, as after a crash, changes nothing of that.
func TestAppThatIsChosenFillsItsDraft(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.ApplicationManager)
		c, err := catalog.New(catalog.Options{
			AppStore: "http://apps.example", StandIns: map[string]http.Handler{"apps.example": standin.AppStore()}, Settings: f.CatalogSettings,
		})
		okay(t, err)
		l := lookup.New(f.Store, c, slog.New(slog.NewTextHandler(t.Output(), nil)))
		d, err := f.AddDraft(ctx, apptype.OfCatalog(apptype.AppStore).ID)
		okay(t, err)
		hits, err := l.Search(ctx, apptype.AppStore, lookup.Query{Text: "a", Country: "nl"})
		okay(t, err)
		item, err := l.Item(ctx, apptype.AppStore, hits[0].ID, lookup.Query{Country: "nl"})
		okay(t, err)
		for range 2 {
			d, err = l.Choose(ctx, d.ID, d.Version, apptype.AppStore, item)
			okay(t, err)
			if name := field.Form(d.Form).Get("displayName"); name != hits[0].Name || d.LogoID == "" || d.Found.ID != item.ID {
				t.Errorf("%s, with the picture %q, of %+v", name, d.LogoID, d.Found)
			}
		}
		if l.Icon(ctx, apptype.AppStore, hits[0].Icon) == nil || l.Icon(ctx, apptype.AppStore, "http://apps.example/art/other.png") != nil {
			t.Error("pictures are fetched when a search listed them, and only then")
		}
	})
}

func okay(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
