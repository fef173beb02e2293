package targeting

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"appdepot/models"
)

var staff = []models.Group{
	{ID: "Staff", Kind: models.UserGroup, Name: "Staff"}, {ID: "Sales", Kind: models.UserGroup, Name: "Sales"},
	{ID: "Sales NL", Kind: models.UserGroup, Name: "Sales NL"}, {ID: "Kiosks", Kind: models.DeviceGroup, Name: "Kiosks"},
}

// depot has Sales NL in Sales in Staff.
func depot() *Snapshot {
	return NewSnapshot().WithGroups(staff, Nesting{"Staff": {"Sales"}, "Sales": {"Sales NL"}})
}

func app(id models.ID, assignments ...models.Assignment) Object {
	return Object{ID: id, Kind: models.AppObject, Assignments: assignments}
}

// unnamed is an assignment as it is stored, without the group's kind and name.
func unnamed(a models.Assignment) models.Assignment {
	a.GroupKind, a.GroupName = "", ""
	return a
}

func reaching(s *Snapshot, subject Subject) (reached ids) {
	for _, o := range s.Reaching(subject) {
		reached = append(reached, o.ID)
	}
	return reached
}

func TestAnswerHasDecisionPathAndFit(t *testing.T) {
	s := depot().Replace([]Object{{ID: "scan", Kind: models.AppObject,
		Assignments: []models.Assignment{unnamed(include(required, users("Staff"))), unnamed(exclude(required, devices("Kiosks")))},
		Fits: func(d models.Device) models.Reason {
			if d.Platform != models.Windows {
				return models.Reason{Code: "notForThis"}
			}
			return models.Reason{}
		}}})
	subject := Subject{DeviceID: "d", UserID: "u", Enrolled: true, Groups: s.nesting.Containers().Of(ids{"Sales NL"}), Direct: ids{"Sales NL"}}
	a := s.Answer(s.Object("scan"), subject, models.Device{Platform: models.IOS})
	if !a.Required || a.Unfit.Code != "notForThis" {
		t.Errorf("required %t, unfit %q", a.Required, a.Unfit)
	}
	var names []string
	for _, g := range a.Paths["Staff"] {
		names = append(names, g.Name)
	}
	if diff := cmp.Diff([]string{"Staff", "Sales", "Sales NL"}, names); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
	want := trail{"applies: userIncluded(Staff)",
		"notReached: deviceNotInGroup(Kiosks)"}
	if diff := cmp.Diff(want, trailOf(a.Decision)); diff != "" {
		t.Errorf("trail (-want +got):\n%s", diff)
	}
	if a := s.Answer(s.Object("scan"), subject, models.Device{Platform: models.Windows}); !a.Unfit.Empty() {
		t.Errorf("unfit on Windows: %s", a.Unfit)
	}
}

func TestSnapshotsAreNeverChanged(t *testing.T) {
	laptop := Subject{DeviceID: "d", UserID: "u", Groups: Groups{"Sales": true}, Enrolled: true}
	first := depot().Replace([]Object{app("a", include(required, allUsers)), app("b", include(required, allUsers)), app("c", include(required, users("Sales")))})
	second := first.Replace([]Object{app("b", include(required, users("Staff"))), app("d", include(available, allDevices))}, "c")
	third := first.WithGroups([]models.Group{{ID: "Sales", Kind: models.UserGroup, Name: "Selling"}}, Nesting{}).WithScope(models.SameKind)
	for _, tt := range []struct {
		name string
		s    *Snapshot
		want ids
	}{{"first", first, ids{"a", "b", "c"}}, {"second", second, ids{"a", "d"}}, {"third", third, ids{"a", "b", "c"}}} {
		if diff := cmp.Diff(tt.want, reaching(tt.s, laptop)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	if before, after := first.Object("c").Assignments[0].GroupName, third.Object("c").Assignments[0].GroupName; before != "Sales" || after != "Selling" {
		t.Errorf("the group is called %q before and %q after it was renamed", before, after)
	}
	if first.Scope() != models.AcrossKinds || third.Scope() != models.SameKind || second.Object("c") != nil {
		t.Error("scope or objects are those of another snapshot")
	}
}

// What is replaced one by one is what is read at once.
func TestReplacingIsReadingAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := []models.Group{}
		for _, g := range []models.ID{"u1", "u2", "u3"} {
			groups = append(groups, models.Group{ID: g, Kind: models.UserGroup, Name: string(g)})
		}
		for _, g := range deviceGroups {
			groups = append(groups, models.Group{ID: g, Kind: models.DeviceGroup, Name: string(g)})
		}
		s, now := NewSnapshot().WithGroups(groups, Nesting{}), map[models.ID]Object{}
		for range rapid.IntRange(0, 12).Draw(t, "changes") {
			id := rapid.SampledFrom(ids{"a", "b", "c"}).Draw(t, "app")
			if rapid.IntRange(0, 3).Draw(t, "gone") == 0 {
				delete(now, id)
				s = s.Replace(nil, id)
				continue
			}
			o := app(id)
			for i := range rapid.IntRange(0, 4).Draw(t, "assignments") {
				o.Assignments = append(o.Assignments, drawAssignment(t, i))
			}
			now[id] = o
			s = s.Replace([]Object{o})
		}
		var all []Object
		for _, o := range now {
			all = append(all, o)
		}
		anew := NewSnapshot().WithGroups(groups, Nesting{}).Replace(all)
		w := drawWorld(t)
		if diff := cmp.Diff(reaching(anew, w.subject), reaching(s, w.subject)); diff != "" {
			t.Fatalf("read anew and replaced (-anew +replaced):\n%s", diff)
		}
		for id := range now {
			if diff := cmp.Diff(anew.Decide(anew.Object(id), w.subject), s.Decide(s.Object(id), w.subject)); diff != "" {
				t.Fatalf("%s (-anew +replaced):\n%s", id, diff)
			}
		}
	})
}

// An object that does not reach a subject comes to nothing for it.
func TestWhatDoesNotReachComesToNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		s := NewSnapshot().WithScope(w.scope)
		o := Object{ID: "a", Kind: models.AppObject, Assignments: w.assignments, Rule: w.rule}
		s.objects["a"] = &o
		s.include(&o)
		if intent, _ := s.Decide(&o, w.subject).Intent(true); intent != "" && len(s.Reaching(w.subject)) == 0 {
			t.Fatalf("the app does not reach the subject, and is %s", intent)
		}
	})
}
