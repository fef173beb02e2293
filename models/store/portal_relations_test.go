package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// offered are apps that are available to Anna's group, with relations between them: "Editor 2 Editor" says which newer app
// supersedes which older one.
func offered(t *testing.T, d *depot, names []string, newer ...[2]string) map[string]models.App {
	t.Helper()
	apps := map[string]models.App{}
	for _, name := range names {
		a := models.App{ID: models.NewID(), Name: name, Type: "androidStoreApp", Platform: models.Android, Values: map[string]string{}}
		must(t, d.InsertApps(d.ctx, a))
		a.Version = 1
		apps[name] = a
	}
	for _, pair := range newer {
		row := models.AppRelation{AppID: apps[pair[0]].ID, Relation: models.Relation{Kind: models.Supersedence, OtherID: apps[pair[1]].ID}}
		must(t, d.InsertRows(d.ctx, &row))
	}
	return apps
}

func (d *depot) grant(t *testing.T, a models.App, set ...models.DraftAssignment) {
	t.Helper()
	now, err := d.App(d.ctx, a.ID)
	must(t, err)
	must(t, d.AssignApp(d.ctx, a.ID, now.Version, set))
}

func TestPeopleSeeTheNewestApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		apps := offered(t, d, []string{"Editor", "Editor 2", "Editor 3"}, [2]string{"Editor 2", "Editor"}, [2]string{"Editor 3", "Editor 2"})
		available, required := in(models.Available, d.sales), in(models.Required, d.sales)
		steps := []struct {
			name  string
			app   string
			set   []models.DraftAssignment
			want  []string
			leads string // the page of Editor, to
		}{
			{"a newer app that is assigned to nobody changes nothing", "Editor", []models.DraftAssignment{available}, []string{"Editor offered"}, ""},
			{"by way of an app that is not assigned", "Editor 3", []models.DraftAssignment{available}, []string{"Editor 3 offered"}, "Editor 3"},
			{"the nearest is the first", "Editor 2", []models.DraftAssignment{available}, []string{"Editor 3 offered"}, "Editor 2"},
			{"what is required stays", "Editor", []models.DraftAssignment{required}, []string{"Editor waiting", "Editor 3 offered"}, ""},
			{"for others nothing is newer", "Editor", []models.DraftAssignment{available}, []string{"Editor 3 offered"}, "Editor 2"},
			{"the newest is gone", "Editor 3", nil, []string{"Editor 2 offered"}, "Editor 2"},
		}
		for _, s := range steps {
			d.grant(t, apps[s.app], s.set...)
			if diff := cmp.Diff(s.want, d.sees(t, d.anna, d.annas, store.PortalQuery{})); diff != "" {
				t.Errorf("%s (-want +got)\n%s", s.name, diff)
			}
			a, err := d.MyApp(d.as(d.anna), apps["Editor"].ID, d.annas.ID)
			must(t, err)
			if a.SupersededBy != apps[s.leads].ID {
				t.Errorf("%s: its page leads to %s, want %s", s.name, a.SupersededBy, s.leads)
			}
		}
		err := d.RequestInstall(d.as(d.anna), apps["Editor"].ID, d.annas.ID)
		if models.KindOf(err) != models.KindConflict {
			t.Errorf("asking for what was replaced: %v", err)
		}
		must(t, d.RequestInstall(d.as(d.anna), apps["Editor 2"].ID, d.annas.ID))
	})
}

func TestPeopleCannotTakeOffWhatBelongsTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "winGetApp")
		d.onWindows(t)
		d.assign(t, in(models.Available, d.sales))
		must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateInstalled}))
		removable := func(want bool) {
			t.Helper()
			a, err := d.MyApp(d.as(d.anna), d.app.ID, d.annas.ID)
			must(t, err)
			if a.MayRemove() != want {
				t.Errorf("may be removed: %t, want %t (stage %s)", a.MayRemove(), want, a.Stage)
			}
			if a.Held() == want {
				t.Errorf("held by a dependency: %t, want %t", a.Held(), !want)
			}
		}
		removable(true)
		other := offered(t, d, []string{"Other"})["Other"]
		must(t, d.InsertRows(d.ctx, &models.AppRelation{AppID: other.ID, Relation: models.Relation{Kind: models.Dependency, OtherID: d.app.ID}}))
		removable(false)
		if err := d.RequestUninstall(d.as(d.anna), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("taking off a dependency: %v", err)
		}
	})
}
