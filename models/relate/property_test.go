package relate

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"appdepot/models"
)

var few = []models.ID{"A", "B", "C", "D", "E", "F"}

// table says for each pair of apps whether one leads to the other, by brute force.
type table map[[2]models.ID]bool

func closure(arrows []models.AppRelation, kind models.RelationKind) table {
	leads := table{}
	for _, a := range arrows {
		if a.Kind == kind {
			leads[[2]models.ID{a.AppID, a.OtherID}] = true
		}
	}
	for _, via := range few {
		for _, from := range few {
			for _, to := range few {
				if leads[[2]models.ID{from, via}] && leads[[2]models.ID{via, to}] {
					leads[[2]models.ID{from, to}] = true
				}
			}
		}
	}
	return leads
}

// sound reports whether no app comes before itself and all that an app needs can stand beside it.
func sound(arrows []models.AppRelation) bool {
	needs, replaces := closure(arrows, models.Dependency), closure(arrows, models.Supersedence)
	for _, root := range few {
		pair := [2]models.ID{root, root}
		if needs[pair] || replaces[pair] {
			return false
		}
		together := func(id models.ID) bool { return id == root || needs[[2]models.ID{root, id}] }
		for _, newer := range few {
			for _, older := range few {
				if together(newer) && together(older) && replaces[[2]models.ID{newer, older}] {
					return false
				}
			}
		}
	}
	return true
}

func fewApps() (apps []App) {
	for _, id := range few {
		apps = append(apps, App{ID: id, Name: string(id), CanRelate: true})
	}
	return apps
}

// someRelations draws relations of an app to different other apps.
func someRelations(t *rapid.T, app models.ID) (list []models.Relation) {
	others := slices.DeleteFunc(rapid.Permutation(few).Draw(t, "others"), func(id models.ID) bool { return id == app })
	for _, id := range others[:rapid.IntRange(0, 3).Draw(t, "number")] {
		kind := rapid.SampledFrom([]models.RelationKind{models.Dependency, models.Supersedence}).Draw(t, "kind")
		list = append(list, models.Relation{Kind: kind, OtherID: id})
	}
	return list
}

// Whatever people do, in whatever order, the graph stays sound; and what is refused would have made it unsound.
func TestAcceptedGraphsAreSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := New(fewApps(), nil)
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			app := rapid.SampledFrom(few).Draw(t, "app")
			wanted := someRelations(t, app)
			next := g.without(app)
			for _, r := range wanted {
				next.add(models.AppRelation{AppID: app, Relation: r})
			}
			problems := Check(g, app, wanted)
			if sound(next.arrows) != (len(problems) == 0) {
				t.Fatalf("%v of %s on %v: sound %t, problems %v", wanted, app, g.arrows, sound(next.arrows), problems)
			}
			if len(problems) == 0 {
				g = next
			}
		}
	})
}

// The order of a list decides which relation is named as the problem, never whether there is one.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var arrows []models.AppRelation
		for _, app := range few[1:] {
			for _, r := range someRelations(t, app) {
				arrows = append(arrows, models.AppRelation{AppID: app, Relation: r})
			}
		}
		if !sound(arrows) {
			t.Skip("no graph that could have been saved")
		}
		g, wanted := New(fewApps(), arrows), someRelations(t, few[0])
		other := slices.Clone(wanted)
		slices.Reverse(other)
		if a, b := Check(g, few[0], wanted), Check(g, few[0], other); (len(a) == 0) != (len(b) == 0) {
			t.Fatalf("%v: %v, and in the other order %v", wanted, a, b)
		}
	})
}

// Whatever is in a list, every problem and every warning is about a relation of it, and nonsense is always a problem.
func TestProblemsNameARelation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var arrows []models.AppRelation
		for _, app := range few {
			for _, r := range someRelations(t, app) {
				arrows = append(arrows, models.AppRelation{AppID: app, Relation: r})
			}
		}
		g := New(fewApps(), arrows)
		app := rapid.SampledFrom(few).Draw(t, "of")
		wanted := append(someRelations(t, app), models.Relation{Kind: "friendship", OtherID: few[0]}, needs("nobody"))
		problems := Check(g, app, wanted)
		for _, i := range []int{len(wanted) - 2, len(wanted) - 1} {
			if !slices.ContainsFunc(problems, func(p Problem) bool { return p.Index == i }) {
				t.Fatalf("nothing is wrong with %v", wanted[i])
			}
		}
		for _, p := range append(problems, Warnings(g, app, wanted)...) {
			if p.Index < 0 || p.Index >= len(wanted) || p.Text.Empty() {
				t.Fatalf("%v about %v", p, wanted)
			}
		}
	})
}
