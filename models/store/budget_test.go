package store_test

import (
	"fmt"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// The number of queries of a page is fixed: it does not grow with what the page shows.
func TestQueriesOfPages(t *testing.T) {
	f := storetest.New(t)
	ctx, fl := storetest.System(t), newFleet(t, f)
	assignToAll(t, f, fl.app.ID)
	readers := map[string]struct {
		most int
		read func() error
	}{
		"the count of apps":    {1, func() error { _, err := f.CountApps(ctx, store.AppQuery{}); return err }},
		"all apps":             {3, func() error { _, err := f.Apps(ctx, store.AppQuery{}); return err }},
		"a search":             {4, func() error { _, err := f.Apps(ctx, store.AppQuery{Search: "depot"}); return err }},
		"the head of an app":   {4, func() error { _, err := f.AppHead(ctx, fl.app.ID); return err }},
		"its properties":       {3, func() error { _, err := f.PropertiesOf(ctx, fl.app); return err }},
		"its devices":          {1, func() error { _, err := f.Installs(ctx, store.InstallQuery{AppID: fl.app.ID}); return err }},
		"its users":            {1, func() error { _, err := f.InstallUsers(ctx, store.InstallUserQuery{AppID: fl.app.ID}); return err }},
		"the head of a device": {2, func() error { _, err := f.DeviceHead(ctx, fl.devices[0].ID); return err }},
		"its apps":             {1, func() error { _, err := f.ManagedApps(ctx, fl.devices[0].ID); return err }},
		"its activity":         {2, func() error { _, err := f.DeviceActivity(ctx, fl.devices[0].ID, models.Page{}); return err }},
		"categories":           {2, func() error { _, err := f.Categories(ctx); return err }},
		"the dashboard":        {10, func() error { _, err := f.Dashboard(ctx, time.UTC); return err }},
	}
	for _, more := range []bool{false, true} {
		if more {
			moreApps(t, f, fl)
		}
		for name, r := range readers {
			n, err := f.Queries(r.read)
			if err != nil {
				t.Fatal(name, err)
			}
			if n > r.most {
				t.Errorf("%s takes %d queries, at most %d are allowed (many apps: %t)", name, n, r.most, more)
			}
		}
	}
}

// moreApps adds apps that are assigned, sorted into pinned categories and stand on devices.
func moreApps(t *testing.T, f storetest.Fixture, fl fleet) {
	t.Helper()
	ctx := storetest.System(t)
	for i := range 30 {
		a := models.App{ID: models.NewID(), Name: fmt.Sprintf("Depot %d", i), Type: "webApp", Platform: models.AllPlatforms}
		if err := f.InsertApps(ctx, a); err != nil {
			t.Fatal(err)
		}
		assignToAll(t, f, a.ID)
		c, err := f.AddCategory(ctx, field.Form{"name": {a.Name}})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.PinCategory(ctx, c.ID, true); err != nil {
			t.Fatal(err)
		}
		if err := f.InsertTable(ctx, "app_categories", map[string]any{"app_id": a.ID, "category_id": c.ID}); err != nil {
			t.Fatal(err)
		}
		if err := f.InsertInstalls(ctx, models.Install{AppID: a.ID, DeviceID: fl.devices[0].ID, State: models.StateFailed}); err != nil {
			t.Fatal(err)
		}
	}
}
