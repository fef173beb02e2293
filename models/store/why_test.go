package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/store/storetest"
	"appdepot/models/targeting"
)

func TestWhyNamesThePathThroughNestedGroups(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		must(t, d.AddMember(d.ctx, d.scanners.ID, d.annas.ID))
		d.assign(t, in(models.Required, d.sales), out(models.Required, d.scanners), in(models.Uninstall, d.salesNL))
		w, err := d.Why(d.ctx, d.app.ID, d.annas.ID)
		must(t, err)
		if w.Intent != models.Uninstall || w.User.Name != "Anna" || !w.Unfit.Empty() {
			t.Errorf("%q for %q, %v", w.Intent, w.User.Name, w.Unfit)
		}
		var verdicts []targeting.Verdict
		for _, x := range w.Decision.Weighed {
			verdicts = append(verdicts, x.Verdict)
		}
		if diff := cmp.Diff([]targeting.Verdict{targeting.LeftOut, targeting.LeavesOut, targeting.Applies}, verdicts); diff != "" {
			t.Errorf("verdicts (-want +got):\n%s", diff)
		}
		var path []string
		for _, g := range w.Paths[d.sales.ID] {
			path = append(path, g.Name)
		}
		if diff := cmp.Diff([]string{"Sales", "Sales NL"}, path); diff != "" {
			t.Errorf("path (-want +got):\n%s", diff)
		}
	})
}

func TestWhyIsForThoseWhoMaySeeTheDevice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		if _, err := d.Why(d.as(d.bram), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindForbidden {
			t.Errorf("somebody else's device: %v", err)
		}
		if _, err := d.Why(d.ctx, d.app.ID, models.NewID()); models.KindOf(err) != models.KindNotFound {
			t.Errorf("a device that does not exist: %v", err)
		}
		if _, err := d.Why(d.ctx, models.NewID(), d.annas.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("an app that does not exist: %v", err)
		}
	})
}
