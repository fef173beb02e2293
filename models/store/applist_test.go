package store_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// some puts a few apps into the store and returns them by name.
func some(t *testing.T, f storetest.Fixture) map[string]models.App {
	t.Helper()
	byName := map[string]models.App{}
	for _, a := range []models.App{
		{Name: "Depot Scan", Publisher: "Veldhoek Logistics IT", Platform: models.Android, Type: "androidLobApp", Description: "Scan parcels; 100% offline", Featured: true},
		{Name: "Ångström", Publisher: "Straße & Söhne", Platform: models.Windows, Type: "windowsMobileMSI"},
		{Name: "depot map", Publisher: "Other", Platform: models.AllPlatforms, Type: "webApp"},
		{Name: "R", Publisher: "R Foundation", Platform: models.Windows, Type: "windowsMobileMSI"},
	} {
		a.ID = models.NewID()
		f.Clock.Pass(1000)
		if err := f.InsertApps(storetest.System(t), a); err != nil {
			t.Fatal(err)
		}
		byName[a.Name] = a
	}
	return byName
}

func names(list models.Listing[store.AppLine]) []string {
	var names []string
	for _, l := range list.Items {
		names = append(names, l.Name)
	}
	return names
}

func TestSearchFindsWordsAnywhere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		some(t, f)
		for search, want := range map[string][]string{
			"depot":         {"depot map", "Depot Scan"},
			"SCAN depot":    {"Depot Scan"},
			"veldhoek":      {"Depot Scan"},
			"oek log":       {"Depot Scan"},
			"ångström":      {"Ångström"},
			"STRASSE":       {"Ångström"}, // ß folds to ss
			"r":             {"depot map", "Depot Scan", "R", "Ångström"},
			"it":            {"Depot Scan"},
			"100%":          {"Depot Scan"},
			"00%offline":    nil,
			"_epot":         nil, // no wildcards
			`"depot`:        nil,
			`depot" OR "r`:  nil,
			"depot\x00scan": {"Depot Scan"},
			"depot\xff":     {"depot map", "Depot Scan"},
			"NEAR(":         nil,
			"  ":            {"depot map", "Depot Scan", "R", "Ångström"},
		} {
			list, err := f.Apps(storetest.System(t), store.AppQuery{Search: search})
			if err != nil {
				t.Errorf("%q: %v", search, err)
			}
			if diff := cmp.Diff(want, names(list)); diff != "" {
				t.Errorf("%q finds (-want +got)\n%s", search, diff)
			}
			if total, err := f.CountApps(storetest.System(t), store.AppQuery{Search: search}); err != nil || total.Count != len(want) || total.More {
				t.Errorf("%q counts %+v, %v", search, total, err)
			}
		}
	})
}

func TestSearchFollowsChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		apps, ctx := some(t, f), storetest.System(t)
		if err := f.DeleteApp(ctx, apps["Depot Scan"].ID); err != nil {
			t.Fatal(err)
		}
		list, err := f.Apps(ctx, store.AppQuery{Search: "depot"})
		if diff := cmp.Diff([]string{"depot map"}, names(list)); err != nil || diff != "" {
			t.Errorf("%v, -want +got\n%s", err, diff)
		}
	})
}

func TestFiltersOfApps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		apps, ctx := some(t, f), storetest.System(t)
		category, err := f.AddCategory(ctx, field.Form{"name": {"Warehouse"}})
		if err != nil {
			t.Fatal(err)
		}
		sorted := map[string]any{"app_id": apps["Depot Scan"].ID, "category_id": category.ID}
		if err := f.InsertTable(ctx, "app_categories", sorted); err != nil {
			t.Fatal(err)
		}
		for _, a := range []models.Assignment{
			{Object: models.AppOf(apps["Depot Scan"].ID), Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers},
			{Object: models.AppOf(apps["Depot Scan"].ID), Intent: models.Available, Mode: models.Include, Target: models.TargetAllDevices},
			{Object: models.AppOf(apps["R"].ID), Intent: models.Required, Mode: models.Exclude, Target: models.TargetAllDevices},
		} {
			a.ID = models.NewID()
			if err := f.InsertRows(ctx, &a); err != nil {
				t.Fatal(err)
			}
		}
		yes, no := true, false
		for name, c := range map[string]struct {
			query store.AppQuery
			want  []string
		}{
			"platforms":    {store.AppQuery{Platforms: []models.Platform{models.Android, models.AllPlatforms}}, []string{"depot map", "Depot Scan"}},
			"types":        {store.AppQuery{Types: []string{"webApp"}}, []string{"depot map"}},
			"category":     {store.AppQuery{Categories: []models.ID{category.ID}}, []string{"Depot Scan"}},
			"assigned":     {store.AppQuery{Assigned: &yes}, []string{"Depot Scan"}},
			"not assigned": {store.AppQuery{Assigned: &no}, []string{"depot map", "R", "Ångström"}},
			"featured":     {store.AppQuery{Featured: &yes}, []string{"Depot Scan"}},
			"together":     {store.AppQuery{Search: "depot", Featured: &no}, []string{"depot map"}},
			"by platform":  {store.AppQuery{Sort: models.Sort{By: "platform", Desc: true}}, []string{"R", "Ångström", "Depot Scan", "depot map"}},
			"by time":      {store.AppQuery{Sort: models.Sort{By: "modified"}}, []string{"Depot Scan", "Ångström", "depot map", "R"}},
			"unknown sort": {store.AppQuery{Sort: models.Sort{By: "1; DROP TABLE apps"}}, []string{"depot map", "Depot Scan", "R", "Ångström"}},
		} {
			list, err := f.Apps(ctx, c.query)
			if diff := cmp.Diff(c.want, names(list)); err != nil || diff != "" {
				t.Errorf("%s: %v, -want +got\n%s", name, err, diff)
			}
			if i := slices.Index(names(list), "Depot Scan"); i >= 0 {
				want := []store.AssignedTo{{Intent: models.Required, Targets: 1}, {Intent: models.Available, Targets: 1}}
				if diff := cmp.Diff(want, list.Items[i].Assigned); diff != "" {
					t.Errorf("%s: assigned (-want +got)\n%s", name, diff)
				}
			}
		}
	})
}

// Turning pages forwards and back shows every app once, in one order, also where the values sorted by are equal.
func TestPagesOfApps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		var apps []models.App
		for i := range 23 {
			platform := models.DevicePlatforms[i%2]
			apps = append(apps, models.App{ID: models.NewID(), Name: fmt.Sprintf("App %02d", i/2), Platform: platform, Type: "webApp"})
		}
		if err := f.InsertApps(ctx, apps...); err != nil {
			t.Fatal(err)
		}
		for _, by := range []string{"name", "-name", "platform", "-platform", "type", "modified", "-modified", "failed", "-failed"} {
			q := store.AppQuery{Sort: models.Sort{By: by}, Page: models.Page{Size: 5}}
			if by[0] == '-' {
				q.Sort = models.Sort{By: by[1:], Desc: true}
			}
			all := turn(t, f, q)
			if len(all) != len(apps) {
				t.Errorf("by %s: %d of %d apps", by, len(all), len(apps))
			}
		}
	})
}

// People change addresses, and keep them while the order of a list changes.
func TestForeignCursorsAreRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		const id = `"id":"01a20bb1-1036-72ed-b0e6-42fa0f2be760"`
		for cursor, by := range map[string]string{
			`no JSON`: "name", `{}`: "name", `{"id":"x"}`: "name", `{"t":"a\u0000",` + id + `}`: "name", `{"i":5,` + id + `}`: "name",
			`{"t":"a",` + id + `}`: "modified", `{"a":"2026-01-01T00:00:00Z",` + id + `}`: "failed", `{"i":4611686018427387904,` + id + `}`: "failed",
		} {
			page := models.Page{After: base64.RawURLEncoding.EncodeToString([]byte(cursor))}
			_, err := f.Apps(storetest.System(t), store.AppQuery{Sort: models.Sort{By: by}, Page: page})
			if err == nil || models.KindOf(err) != models.KindInvalid {
				t.Errorf("%s: %v", cursor, err)
			}
		}
	})
}

// turn reads all pages forwards, then back, and returns the ids in order after checking that both ways agree.
func turn(t *testing.T, f storetest.Fixture, q store.AppQuery) []models.ID {
	t.Helper()
	var pages [][]models.ID
	for {
		list, err := f.Apps(storetest.System(t), q)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, ids(list))
		if list.Next == "" {
			q.Page.After, q.Page.Before = "", list.Previous
			break
		}
		q.Page.After = list.Next
	}
	for i := len(pages) - 2; i >= 0; i-- {
		list, err := f.Apps(storetest.System(t), q)
		if diff := cmp.Diff(pages[i], ids(list)); err != nil || diff != "" {
			t.Errorf("page %d read backwards: %v, -want +got\n%s", i, err, diff)
		}
		q.Page.Before = list.Previous
	}
	if q.Page.Before != "" {
		t.Errorf("there is a page before the first")
	}
	all := slices.Concat(pages...)
	if unique := slices.Compact(slices.Sorted(slices.Values(all))); len(unique) != len(all) {
		t.Errorf("%d apps are shown twice", len(all)-len(unique))
	}
	return all
}

func ids(list models.Listing[store.AppLine]) []models.ID {
	var ids []models.ID
	for _, l := range list.Items {
		ids = append(ids, l.ID)
	}
	return ids
}
