package store_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/store/storetest"
)

// tenant makes apps that are assigned to groups of which the site's person is in none.
func (d *site) tenant(apps, assignments int) {
	d.t.Helper()
	var rows []models.App
	for i := range apps {
		rows = append(rows, models.App{ID: models.NewID(), Type: "webApp", Platform: models.AllPlatforms, Name: fmt.Sprint("tenant-", i),
			Values: map[string]string{"appUrl": fmt.Sprintf("https://tenant-%d.example/", i)}})
	}
	d.must(d.InsertApps(d.ctx, rows...))
	sets := make([][]models.DraftAssignment, apps)
	for i := range assignments {
		group := d.group(fmt.Sprint("Group ", i), models.UserGroup)
		sets[i%apps] = append(sets[i%apps], to(models.Required, group))
	}
	for i, set := range sets {
		d.assign(rows[i], set...)
	}
}

// cost is the number of statements that a check-in takes: the first after something moved, one that plans, and an idle one.
type cost struct{ moved, planned, idle int64 }

func measureCost(t *testing.T, f storetest.Fixture, apps, assignments int) cost {
	d := newSite(t, f)
	d.tenant(apps, assignments)
	app := d.webApp("intranet")
	d.assign(app, toAllUsers(models.Required))
	other := d.enroll("LAPTOP-2")
	queries := f.CountQueries()
	measure := func(a *agent) int64 {
		before := queries.Load()
		m := checkin.CheckIn{InventoryHash: checkin.InventoryHash(a.inventory), Inventory: a.inventory}
		_, err := f.CheckIn(t.Context(), a.token, m)
		d.must(err)
		return queries.Load() - before
	}
	c := cost{moved: measure(d.pc), planned: measure(other)}
	d.pc.obey(d.pc.ask())
	d.pc.ask()
	c.idle = measure(d.pc)
	return c
}

func TestCheckInTakesFewStatements(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		most := cost{moved: 14, planned: 7, idle: 1}
		if strings.HasPrefix(f.Options.Database, "postgres") { // it is sent what is written as one
			most = cost{moved: 11, planned: 4, idle: 1}
		}
		if c := measureCost(t, f, 10, 20); c.moved > most.moved || c.planned > most.planned || c.idle > most.idle {
			t.Errorf("statements: %+v, at most %+v", c, most)
		}
	})
}

func TestCheckInCostsTheSameHoweverManyAppsThereAre(t *testing.T) {
	small := measureCost(t, storetest.New(t), 10, 20)
	large := measureCost(t, storetest.New(t), 200, 500)
	if small != large {
		t.Errorf("statements with 10 apps and 20 assignments: %+v; with 200 and 500: %+v", small, large)
	}
}

func TestCountersStayTrue(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newSite(t, f)
		dice := rand.New(rand.NewPCG(1, 2))
		var apps []models.App
		for i := range 5 {
			apps = append(apps, d.webApp(fmt.Sprint("app-", i)))
		}
		agents := []*agent{d.pc, d.enroll("LAPTOP-2"), d.enroll("LAPTOP-3")}
		for range 60 {
			app, a := apps[dice.IntN(len(apps))], agents[dice.IntN(len(agents))]
			switch dice.IntN(6) {
			case 0:
				d.assign(app, toAllUsers(models.Required))
			case 1:
				d.assign(app, toAllUsers(models.Uninstall))
			case 2:
				d.assign(app)
			case 3:
				d.fail(a)
			case 4:
				a.inventory = nil
				f.Clock.Pass(time.Duration(dice.IntN(30)) * time.Hour)
			default:
				a.obey(a.ask())
			}
		}
		d.must(f.Leave(t.Context(), agents[2].token))
		kept := d.allCounts()
		d.must(f.RecountInstalls(d.ctx))
		if again := d.allCounts(); fmt.Sprint(again) != fmt.Sprint(kept) {
			t.Errorf("recounting changed %v to %v", kept, again)
		}
		if len(kept) == 0 {
			t.Error("nothing was counted")
		}
	})
}

// fail checks in and reports every order as failed.
func (d *site) fail(a *agent) {
	d.t.Helper()
	for _, o := range a.ask().Orders {
		a.report(checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Failed, ErrorCode: 5})
	}
}

func (d *site) allCounts() []map[string]any {
	d.t.Helper()
	counts, err := d.AllCounts(d.ctx)
	d.must(err)
	return counts
}
