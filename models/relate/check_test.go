package relate

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
)

// shelf makes a graph from lines such as "Editor needs Runtime" and "Editor 2 replaces Editor". Every app that is named is
// there; one called after a web page is no Windows app.
func shelf(lines ...string) *Graph {
	var apps []App
	var arrows []models.AppRelation
	for _, line := range lines {
		a := arrow(line)
		for _, id := range []models.ID{a.AppID, a.OtherID} {
			if id != "" {
				apps = append(apps, App{ID: id, Name: string(id), CanRelate: id != "Web page", Assigned: !strings.HasPrefix(string(id), "Spare")})
			}
		}
		if a.Kind != "" {
			arrows = append(arrows, a)
		}
	}
	return New(apps, arrows)
}

func arrow(line string) models.AppRelation {
	if from, to, ok := strings.Cut(line, " needs "); ok {
		return models.AppRelation{AppID: models.ID(from), Relation: needs(models.ID(to))}
	}
	if from, to, ok := strings.Cut(line, " replaces "); ok {
		return models.AppRelation{AppID: models.ID(from), Relation: replaces(models.ID(to))}
	}
	return models.AppRelation{AppID: models.ID(line)}
}

func needs(id models.ID) models.Relation {
	return models.Relation{Kind: models.Dependency, OtherID: id, Automatic: true}
}

func replaces(id models.ID) models.Relation {
	return models.Relation{Kind: models.Supersedence, OtherID: id}
}

// told are the problems as "number: beginning of the sentence".
func told(problems []Problem) (list []string) {
	for _, p := range problems {
		list = append(list, strings.TrimSpace(string(rune('0'+p.Index))+": "+p.Text.String()))
	}
	return list
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name   string
		shelf  []string
		app    models.ID
		wanted []models.Relation
		want   []string // beginnings
	}{
		{"nothing wrong", []string{"Runtime", "Old editor", "Editor"}, "Editor", []models.Relation{needs("Runtime"), replaces("Old editor")}, nil},
		{"what was there before does not count", []string{"Editor needs Runtime"}, "Editor", []models.Relation{replaces("Runtime")}, nil},
		{"itself", []string{"Editor"}, "Editor", []models.Relation{needs("Editor"), replaces("Editor")},
			[]string{"0: Editor cannot depend on itself.", "1: Editor cannot supersede itself."}},
		{"deleted meanwhile", []string{"Editor"}, "Editor", []models.Relation{needs("Runtime")}, []string{"0: An app in this list no longer exists."}},
		{"another type", []string{"Editor", "Web page"}, "Editor", []models.Relation{needs("Web page")}, []string{"0: Web page is of another type. Remove Web page. Only apps of these types"}},
		{"of another type", []string{"Editor", "Web page"}, "Web page", []models.Relation{needs("Editor")}, []string{"0: Only apps of these types can"}},
		{"twice", []string{"Editor", "Runtime"}, "Editor", []models.Relation{needs("Runtime"), needs("Runtime")}, []string{"1: Runtime is listed twice. Remove one."}},
		{"needed and replaced", []string{"Editor", "Runtime"}, "Editor", []models.Relation{needs("Runtime"), replaces("Runtime")},
			[]string{"1: Runtime cannot be both a dependency and superseded. Remove one of the two."}},
		{"a cycle of dependencies", []string{"Runtime needs Libraries", "Libraries needs Editor"}, "Editor", []models.Relation{needs("Runtime")},
			[]string{"0: These dependencies form a loop: Editor → Runtime → Libraries → Editor. Remove one."}},
		{"a cycle of supersedence", []string{"Editor 2 replaces Editor"}, "Editor", []models.Relation{replaces("Editor 2")},
			[]string{"0: These apps supersede each other in a loop: Editor → Editor 2 → Editor. Remove one."}},
		{"depending on two of which one replaces the other", []string{"New runtime replaces Runtime", "Editor"}, "Editor",
			[]models.Relation{needs("Runtime"), needs("New runtime")},
			[]string{"1: Editor needs all its dependencies on the same device, but New runtime supersedes Runtime. Remove one of these relationships."}},
		{"replacing where another app depends on both", []string{"Editor needs Runtime", "Editor needs New runtime"}, "New runtime",
			[]models.Relation{replaces("Runtime")},
			[]string{"0: Editor needs all its dependencies on the same device, but New runtime supersedes Runtime. Remove one of these relationships."}},
		{"replacing by way of another", []string{"Editor needs Runtime", "Editor needs Runtime 3", "Runtime 3 replaces Runtime 2", "Runtime"}, "Runtime 2",
			[]models.Relation{replaces("Runtime")},
			[]string{"0: Editor needs all its dependencies on the same device, but Runtime 3 supersedes Runtime. Remove one of these relationships."}},
		{"replacing what a dependency depends on", []string{"Runtime needs Libraries", "Editor"}, "Editor",
			[]models.Relation{needs("Runtime"), replaces("Libraries")},
			[]string{"1: Editor needs all its dependencies on the same device, but Editor supersedes Libraries. Remove one of these relationships."}},
		{"depending on what replaces it", []string{"Editor 2 replaces Editor"}, "Editor", []models.Relation{needs("Editor 2")},
			[]string{"0: Editor needs all its dependencies on the same device, but Editor 2 supersedes Editor. Remove one of these relationships."}},
		{"replacing what another app depends on is for that app to tell", []string{"Editor needs Runtime", "New runtime"}, "New runtime",
			[]models.Relation{replaces("Runtime")}, nil},
		{"everything at once", []string{"Runtime needs Editor", "Web page"}, "Editor",
			[]models.Relation{needs("Editor"), needs("Runtime"), needs("Web page")},
			[]string{"0: Editor cannot depend on itself.", "1: These dependencies form a loop", "2: Web page is of another type"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := told(Check(shelf(test.shelf...), test.app, test.wanted))
			for i := range got {
				if i < len(test.want) && strings.HasPrefix(got[i], test.want[i]) {
					got[i] = test.want[i]
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// chain is n apps after a name, each related to the next.
func chain(name string, n int, verb string) (lines []string) {
	for i := range n - 1 {
		lines = append(lines, numbered(name, i)+verb+numbered(name, i+1))
	}
	return lines
}

func numbered(name string, i int) string { return name + " " + strings.Repeat("I", i+1) }

func TestGraphsOfDependenciesHaveALimit(t *testing.T) {
	lines := append(chain("Left", 60, " needs "), chain("Right", 40, " needs ")...)
	lines = append(lines, "Left I needs Shared", "Right I needs Shared", "Editor")
	// Left has 60 and Right 40 apps; Shared joins them and counts once.
	got := told(Check(shelf(lines...), "Editor", []models.Relation{needs("Left I")}))
	if len(got) != 1 || !strings.HasPrefix(got[0], "0: With Left I, dependencies would link 102 apps") {
		t.Errorf("102 apps: %q", got)
	}
	lines = append(chain("Left", 60, " needs "), chain("Right", 39, " needs ")...)
	wanted := []models.Relation{needs("Left I"), needs("Right I"), needs("Spare")}
	got = told(Check(shelf(append(lines, "Editor", "Spare")...), "Editor", wanted))
	if len(got) != 1 || !strings.HasPrefix(got[0], "2: With Spare, dependencies would link 101 apps") {
		t.Errorf("100 apps and one more: %q", got)
	}
}

func TestAnAppSupersedesTenAtMost(t *testing.T) {
	lines := []string{"Editor"}
	var wanted []models.Relation
	for i := range MostSuperseded + 1 {
		lines = append(lines, numbered("Old", i))
		wanted = append(wanted, replaces(models.ID(numbered("Old", i))))
	}
	got := told(Check(shelf(lines...), "Editor", wanted))
	if len(got) != 1 || !strings.Contains(got[0], "supersedence would link 12 apps") {
		t.Errorf("eleven superseded apps: %q", got)
	}
	got = told(Check(shelf(append(chain("Old", 11, " replaces "), "Editor")...), "Editor", wanted[:1]))
	if len(got) != 1 || !strings.Contains(got[0], "supersedence would link 12 apps") {
		t.Errorf("a chain of eleven below it: %q", got)
	}
}

func TestWarn(t *testing.T) {
	g := shelf("Editor", "Spare runtime", "Spare fonts", "New fonts replaces Fonts", "Viewer needs Old editor", "Old editor needs Fonts")
	byHand := needs("Spare fonts")
	byHand.Automatic = false
	wanted := []models.Relation{needs("Spare runtime"), byHand, needs("Fonts"), replaces("Old editor"), needs("Nowhere")}
	want := []string{
		"0: Spare runtime is not assigned. Devices still get it, but its install status is not shown.",
		"1: Spare fonts is not assigned and not installed automatically, so this app fails on devices without it.",
		"2: New fonts supersedes Fonts. Devices that get it report a conflict for this app.",
		"3: Viewer depends on Old editor. Devices that get Editor instead report a conflict for it.",
		"3: Old editor depends on Fonts, which stays on devices when Old editor is removed.",
	}
	if diff := cmp.Diff(want, told(Warnings(g, "Editor", wanted))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestWhatRelationsForbid(t *testing.T) {
	g := shelf("Editor needs Runtime", "Editor 2 replaces Editor", "Editor 3 replaces Editor 2", "Alone")
	for id, want := range map[models.ID][2]string{
		"Alone": {"", ""},
		"Editor": {"Editor was not deleted. It is related to Editor 2, Runtime by dependency or supersedence. Remove these relationships first.",
			"People cannot uninstall this app themselves because it depends on Runtime."},
		"Runtime": {"Runtime was not deleted. It is related to Editor by dependency or supersedence. Remove these relationships first.",
			"People cannot uninstall this app themselves because it is a dependency of Editor."},
		"Editor 3": {"Editor 3 was not deleted. It is related to Editor 2 by dependency or supersedence. Remove these relationships first.", ""},
	} {
		if got := [2]string{g.DeleteProblem(id).String(), g.UninstallProblem(id).String()}; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if diff := cmp.Diff([]models.ID{"Editor 2", "Editor 3"}, g.SupersededBy("Editor")); diff != "" {
		t.Errorf("what takes Editor's place (-want +got)\n%s", diff)
	}
}
