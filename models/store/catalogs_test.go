package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

func TestCatalogSources(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		typed := field.Form{"name": {"  Our\x00 packages "}, "kind": {string(models.WingetREST)}, "location": {"https://winget.veldhoek.example/api"}}
		c, err := f.AddCatalogSource(ctx, typed)
		okay(t, err)
		if c.Name != "Our packages" || c.Version != 1 {
			t.Errorf("kept as %+v", c)
		}
		typed.Set("name", "OUR PACKAGES")
		if _, err := f.AddCatalogSource(ctx, typed); models.KindOf(err) != models.KindInvalid {
			t.Errorf("a second source of that name: %v", err)
		}
		typed = field.Form{"name": {"Dock"}, "kind": {string(models.WingetFolder)}, "location": {"dock"}}
		okay(t, f.EditCatalogSource(ctx, c.ID, c.Version, typed))
		if err := f.EditCatalogSource(ctx, c.ID, c.Version, typed); models.KindOf(err) != models.KindConflict {
			t.Errorf("a change of what was changed meanwhile: %v", err)
		}
		list, err := f.CatalogSources(f.As(t, models.ApplicationManager))
		if err != nil || len(list) != 1 || list[0].Name != "Dock" || list[0].Kind != models.WingetFolder || list[0].Location != "dock" {
			t.Errorf("%+v %v", list, err)
		}
		okay(t, f.RemoveCatalogSource(ctx, c.ID))
		if err := f.RemoveCatalogSource(ctx, c.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("removed twice: %v", err)
		}
		events, err := f.Events(ctx, store.EventQuery{Kinds: []string{"catalogSource"}})
		okay(t, err)
		if len(events.Items) != 3 {
			t.Errorf("%d lines in the log, want one for each change", len(events.Items))
		}
	})
}

func TestCatalogSourceSaysEverythingThatIsWrong(t *testing.T) {
	f := storetest.New(t)
	ctx := f.As(t, models.Administrator)
	_, err := f.AddCatalogSource(ctx, field.Form{"name": {strings.Repeat("n", 81)}, "kind": {"git"}, "location": {" "}})
	e, ok := err.(*models.Error)
	if !ok || len(e.Fields) != 3 {
		t.Errorf("%v, want a sentence for each of the three answers", err)
	}
	for range 20 {
		_, err = f.AddCatalogSource(ctx, field.Form{"name": {string(models.NewID())}, "kind": {string(models.WingetREST)}, "location": {"https://x.example"}})
		okay(t, err)
	}
	if _, err := f.AddCatalogSource(ctx, field.Form{"name": {"one more"}, "kind": {string(models.WingetREST)}, "location": {"https://x.example"}}); models.KindOf(err) != models.KindInvalid {
		t.Errorf("one source too many: %v", err)
	}
}

func TestCatalogSettings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		fresh, err := f.CatalogSettings(ctx)
		if err != nil || !cmp.Equal(fresh, models.CatalogSettings{Sources: []models.CatalogSource{}}) {
			t.Fatalf("a fresh store: %+v %v", fresh, err)
		}
		okay(t, f.SwitchAppStore(ctx, false))
		okay(t, f.SwitchMicrosoftStore(ctx, false))
		okay(t, f.SwitchMicrosoftStore(ctx, true))
		if _, err := f.SyncPlay(ctx, nil); models.KindOf(err) != models.KindConflict {
			t.Errorf("synchronized without a connection: %v", err)
		}
		okay(t, f.ConnectPlay(ctx, field.Form{"location": {"https://play.example"}, "account": {"veldhoek"}}, "Veldhoek"))
		at := f.Clock.Now().UTC()
		okay(t, second(f.SyncPlay(ctx, nil)))
		got, err := f.CatalogSettings(ctx)
		okay(t, err)
		want := models.CatalogSettings{
			AppStoreOff: true, Sources: []models.CatalogSource{},
			Play: models.PlayConnection{Address: "https://play.example", Account: "veldhoek", Name: "Veldhoek", ConnectedAt: at, SyncedAt: at},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		okay(t, f.DisconnectPlay(ctx))
		if got, err := f.CatalogSettings(ctx); err != nil || got.Play.Connected() {
			t.Errorf("still connected: %+v %v", got.Play, err)
		}
		if err := f.DisconnectPlay(ctx); models.KindOf(err) != models.KindConflict {
			t.Errorf("disconnected twice: %v", err)
		}
		if err := f.ConnectPlay(ctx, field.Form{}, ""); models.KindOf(err) != models.KindInvalid {
			t.Errorf("a connection to nothing: %v", err)
		}
	})
}

func TestOnlyAdministratorsChangeCatalogs(t *testing.T) {
	f := storetest.New(t)
	ctx := f.As(t, models.ApplicationManager)
	source := field.Form{"name": {"x"}, "kind": {string(models.WingetREST)}, "location": {"https://x.example"}}
	_, add := f.AddCatalogSource(ctx, source)
	_, read := f.CatalogSource(ctx, models.NewID())
	for what, err := range map[string]error{
		"add a source": add, "open a source": read,
		"change a source":  f.EditCatalogSource(ctx, models.NewID(), 1, source),
		"remove a source":  f.RemoveCatalogSource(ctx, models.NewID()),
		"switch the store": f.SwitchAppStore(ctx, false),
		"switch the other": f.SwitchMicrosoftStore(ctx, false),
		"connect":          f.ConnectPlay(ctx, field.Form{"location": {"https://x.example"}, "account": {"x"}}, ""),
		"disconnect":       f.DisconnectPlay(ctx),
	} {
		if models.KindOf(err) != models.KindForbidden {
			t.Errorf("an Application Manager may %s: %v", what, err)
		}
	}
	if _, err := f.CatalogSettings(f.As(t, models.ReadOnlyOperator)); models.KindOf(err) != models.KindForbidden {
		t.Errorf("a Read Only Operator reads the settings: %v", err)
	}
}
