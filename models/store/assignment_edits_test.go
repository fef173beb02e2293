package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// desk is a depot with two people who may assign apps.
type desk struct {
	*depot
	first, second context.Context
	other         models.App
}

func newDesk(t *testing.T, f storetest.Fixture) desk {
	t.Helper()
	d := desk{depot: newDepot(t, f, "webApp"), first: f.As(t, models.Administrator), second: f.As(t, models.HelpDeskOperator)}
	d.other = models.App{ID: models.NewID(), Name: "Yard Map", Type: "webApp", Platform: models.AllPlatforms,
		Values: map[string]string{"appUrl": "https://map.example.com/"}}
	must(t, f.InsertApps(d.ctx, d.other))
	return d
}

// edit opens the assignments of apps and makes them this set.
func (d desk) edit(t *testing.T, ctx context.Context, set []models.DraftAssignment, apps ...models.App) store.AssignmentEdit {
	t.Helper()
	var objects []models.Object
	for _, a := range apps {
		objects = append(objects, models.AppOf(a.ID))
	}
	e, err := d.EditAssignments(ctx, objects)
	must(t, err)
	if e, err = d.ChangeAssignmentEdit(ctx, e.ID, e.Version, set); err != nil {
		t.Fatal(err)
	}
	return e
}

// assignedTo lists an app's assignments as "required include Sales".
func (d desk) assignedTo(t *testing.T, app models.App) []string {
	t.Helper()
	lines, err := d.Assignments(d.ctx, app.ID)
	must(t, err)
	list := []string{}
	for _, l := range lines {
		list = append(list, fmt.Sprintf("%s %s %s", l.Intent, l.Mode, l.GroupName))
	}
	return list
}

func (d desk) expect(t *testing.T, app models.App, want ...string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), d.assignedTo(t, app)); diff != "" {
		t.Errorf("the assignments of %s (-want +got):\n%s", app.Name, diff)
	}
}

func TestSetIsKeptUntilItIsSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		e := d.edit(t, d.first, []models.DraftAssignment{in(models.Required, d.sales)}, d.app)
		d.expect(t, d.app)
		again, err := d.EditAssignments(d.first, []models.Object{models.AppOf(d.app.ID)})
		must(t, err)
		if again.ID != e.ID || len(again.Assigned) != 1 {
			t.Errorf("opened again: %+v", again)
		}
		_, err = d.AssignmentEdit(d.second, e.ID)
		cause, refused := errors.AsType[access.Refusal](err)
		if want := (access.Refusal{Action: access.EditAssignments, Object: access.AssignmentEdit(e.AssignmentEdit), Reason: access.NotOwner}); !refused || cause != want {
			t.Errorf("somebody else reads it: %v, because of %v", err, cause)
		}
		editors, err := d.AssignmentEditors(d.second, models.AppOf(d.app.ID))
		must(t, err)
		if len(editors) != 1 || editors[0].UserName == "" {
			t.Errorf("others see %+v", editors)
		}
		_, err = d.SaveAssignmentEdit(d.first, e.ID, e.Version)
		must(t, err)
		d.expect(t, d.app, "required include Sales")
		if open, err := d.OpenAssignmentEdit(d.first, models.AppOf(d.app.ID)); err != nil || open != "" {
			t.Errorf("open after saving: %q, %v", open, err)
		}
		events, err := d.AppHistory(d.ctx, d.app.ID, models.Page{})
		must(t, err)
		if len(events.Items) != 1 {
			t.Errorf("%d lines in the audit log; want the one of saving", len(events.Items))
		}
	})
}

func TestSetThatSomebodyElseOvertook(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		d.assign(t, in(models.Required, d.sales))
		mine := d.edit(t, d.first, []models.DraftAssignment{in(models.Required, d.sales), in(models.Uninstall, d.scanners)}, d.app)
		d.assign(t, in(models.Available, d.sales))
		_, err := d.SaveAssignmentEdit(d.first, mine.ID, mine.Version)
		if models.KindOf(err) != models.KindConflict {
			t.Fatalf("saving over what somebody saved: %v", err)
		}
		d.expect(t, d.app, "available include Sales")
		kept, err := d.AssignmentEdit(d.first, mine.ID)
		must(t, err)
		if len(kept.Assigned) != 2 || len(kept.Moved()) != 1 {
			t.Errorf("what was edited: %+v", kept)
		}
		kept, err = d.ReapplyAssignmentEdit(d.first, kept.ID, kept.Version)
		must(t, err)
		_, err = d.SaveAssignmentEdit(d.first, kept.ID, kept.Version)
		must(t, err)
		d.expect(t, d.app, "available include Sales", "uninstall include Scanners")
	})
}

func TestSetIsGivenUpForWhatSomebodySaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		mine := d.edit(t, d.first, []models.DraftAssignment{in(models.Uninstall, d.scanners)}, d.app)
		d.assign(t, in(models.Required, d.sales))
		mine, err := d.TakeOverAssignments(d.first, mine.ID, mine.Version)
		must(t, err)
		if mine.Changed() || len(mine.Assigned) != 1 || mine.Assigned[0].GroupID != d.sales.ID {
			t.Errorf("taken over: %+v", mine)
		}
	})
}

// An edited description is no reason to make anybody look at assignments again.
func TestOnlyOtherAssignmentsAreAConflict(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		mine := d.edit(t, d.first, []models.DraftAssignment{in(models.Required, d.sales)}, d.app)
		d.assign(t) // the app is newer, its assignments are the same
		_, err := d.SaveAssignmentEdit(d.first, mine.ID, mine.Version)
		must(t, err)
		d.expect(t, d.app, "required include Sales")
	})
}

func TestOneSetForSeveralApps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		d.assign(t, in(models.Required, d.sales), in(models.Uninstall, d.scanners))
		must(t, d.AssignApp(d.ctx, d.other.ID, 1, []models.DraftAssignment{in(models.Required, d.sales), in(models.Available, d.salesNL)}))
		e, err := d.EditAssignments(d.first, []models.Object{models.AppOf(d.app.ID), models.AppOf(d.other.ID)})
		must(t, err)
		if diff := cmp.Diff([]models.DraftAssignment{in(models.Required, d.sales)}, e.Assigned); diff != "" {
			t.Errorf("what they have in common (-want +got):\n%s", diff)
		}
		staff := d.group(t, "Staff", models.UserGroup)
		e, err = d.ChangeAssignmentEdit(d.first, e.ID, e.Version, []models.DraftAssignment{in(models.Required, staff)})
		must(t, err)
		_, err = d.SaveAssignmentEdit(d.first, e.ID, e.Version)
		must(t, err)
		d.expect(t, d.app, "required include Staff", "uninstall include Scanners")
		d.expect(t, d.other, "required include Staff", "available include Sales NL")
	})
}

func TestSeveralAppsAreAssignedTogetherOrNotAtAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		must(t, d.AssignApp(d.ctx, d.other.ID, 1, []models.DraftAssignment{in(models.Available, d.sales)}))
		e := d.edit(t, d.first, []models.DraftAssignment{in(models.Required, d.sales)}, d.app, d.other)
		if _, err := d.SaveAssignmentEdit(d.first, e.ID, e.Version); models.KindOf(err) != models.KindInvalid {
			t.Fatalf("one group in two intents: %v", err)
		}
		d.expect(t, d.app)
		d.expect(t, d.other, "available include Sales")
	})
}

func TestSetIsDiscarded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		e := d.edit(t, d.first, []models.DraftAssignment{in(models.Required, d.sales)}, d.app)
		if err := d.DiscardAssignmentEdit(d.second, e.ID); models.KindOf(err) != models.KindForbidden {
			t.Errorf("by somebody else: %v", err)
		}
		must(t, d.DiscardAssignmentEdit(d.first, e.ID))
		d.expect(t, d.app)
		if _, err := d.AssignmentEdit(d.first, e.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("it is still there: %v", err)
		}
	})
}

func TestTwoWindowsOfOnePerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		e := d.edit(t, d.first, []models.DraftAssignment{in(models.Required, d.sales)}, d.app)
		_, err := d.ChangeAssignmentEdit(d.first, e.ID, e.Version, nil)
		must(t, err)
		if _, err := d.SaveAssignmentEdit(d.first, e.ID, e.Version); models.KindOf(err) != models.KindConflict {
			t.Errorf("saving what the other window changed: %v", err)
		}
		d.expect(t, d.app)
	})
}

func TestSetsEndWithTheirAppsAndWithTime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDesk(t, f)
		d.edit(t, d.first, []models.DraftAssignment{in(models.Required, d.sales)}, d.app)
		old := d.edit(t, d.second, []models.DraftAssignment{in(models.Required, d.sales)}, d.app)
		f.Clock.Pass(20 * 24 * time.Hour)
		young := d.edit(t, d.first, nil, d.app)
		f.Clock.Pass(20 * 24 * time.Hour)
		must(t, f.Sweep(d.ctx))
		if _, err := d.AssignmentEdit(d.second, old.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("40 days old: %v", err)
		}
		_, err := d.AssignmentEdit(d.first, young.ID)
		must(t, err)
		must(t, d.DeleteApp(d.ctx, d.app.ID))
		lines, err := d.AssignmentEdits(d.first)
		must(t, err)
		if len(lines) != 0 {
			t.Errorf("still listed: %+v", lines)
		}
		must(t, f.Sweep(d.ctx))
		if _, err := d.AssignmentEdit(d.first, young.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("of an app that is gone: %v", err)
		}
	})
}
