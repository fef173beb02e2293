package admin_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
)

// workshop is a site with a few Windows apps (Win32).
type workshop struct {
	*handlertest.Site
	ctx  context.Context
	apps map[string]models.App
}

func newWorkshop(t *testing.T, names ...string) *workshop {
	t.Helper()
	site := handlertest.New(t)
	s := &workshop{Site: site, ctx: site.Fixture.As(t, models.Administrator), apps: site.Windows(t, names...)}
	return s
}

func (s *workshop) id(name string) string { return string(s.apps[name].ID) }

// relate gives an app the only relations of a kind.
func (s *workshop) relate(t *testing.T, name string, kind models.RelationKind, others ...string) {
	t.Helper()
	now, err := s.App(s.ctx, s.apps[name].ID)
	no(t, err)
	var set []models.Relation
	for _, other := range others {
		set = append(set, models.Relation{OtherID: s.apps[other].ID, Automatic: true})
	}
	no(t, s.SetRelations(s.ctx, now.ID, now.Version, kind, set))
}

// row is the line of an app in a list of relations.
func row(name string) string { return `tr:has(th:contains("` + name + `"))` }

// has are an app's own relations as "dependency Runtime yes".
func (s *workshop) has(t *testing.T, id models.ID) (list []string) {
	t.Helper()
	all, err := s.Relations(s.ctx, id)
	no(t, err)
	for _, l := range all.Own {
		line := string(l.Kind) + " " + l.App.Name
		if l.Automatic || l.Uninstall {
			line += " yes"
		}
		list = append(list, line)
	}
	return list
}

func (s *workshop) expect(t *testing.T, id models.ID, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, s.has(t, id)); diff != "" {
		t.Errorf("relations -want +got\n%s", diff)
	}
}

func TestDependenciesOfAnAppAreChosenAnsweredAndSaved(t *testing.T) {
	s := newWorkshop(t, "Editor", "Runtime", "Fonts")
	b := s.As(models.ApplicationManager)
	b.Visit(link.App(s.id("Editor")))
	b.Click("Relationships")
	b.See("This app depends on no other app.")
	b.Click("Edit dependencies")
	b.Click("+ Add Dependencies")
	b.DontSee("Editor Example")
	b.Check("Runtime Example · Version 1.0")
	b.Check("Fonts Example · Version 1.0")
	b.Press("Add apps")
	b.See("Not saved yet")
	b.Within(row("Runtime"), func() { b.Press("No") })
	b.See("Runtime is assigned to nobody and is not installed automatically")
	b.Click("+ Add Dependencies")
	b.See("Already chosen")
	b.Click("Cancel")
	b.Press("Save")
	b.See("The dependencies of Editor are saved.")
	s.expect(t, s.apps["Editor"].ID, "dependency Fonts yes", "dependency Runtime")

	b.See("No other app depends on this app or supersedes it.")
	b.Visit(link.AppSection(s.id("Runtime"), "relationships"))
	b.See("Depends on this app, and does not install it")
	b.Visit(link.AppRelations(s.id("Editor"), apptype.Dependencies))
	b.Within(row("Fonts"), func() { b.Press("Remove Fonts") })
	b.DontSee("Fonts")
	b.Press("Save")
	s.expect(t, s.apps["Editor"].ID, "dependency Runtime")
}

func TestSupersededAppIsKeptUnlessSaidOtherwise(t *testing.T) {
	s := newWorkshop(t, "Editor", "Old editor", "Older editor")
	b := s.As(models.Administrator)
	b.Visit(link.AppRelations(s.id("Editor"), apptype.Supersedence))
	b.Click("+ Add Supersedence")
	b.Check("Old editor Example · Version 1.0")
	b.Press("Add apps")
	b.Click("+ Add Supersedence")
	b.Choose("Yes")
	b.Check("Older editor Example · Version 1.0")
	b.Press("Add apps")
	b.Press("Save")
	s.expect(t, s.apps["Editor"].ID, "supersedence Old editor", "supersedence Older editor yes")
}

func TestCircleIsNamedAtItsRowAndNotSaved(t *testing.T) {
	s := newWorkshop(t, "Editor", "Runtime", "Libraries")
	s.relate(t, "Editor", models.Dependency, "Runtime")
	s.relate(t, "Runtime", models.Dependency, "Libraries")
	b := s.As(models.Administrator)
	b.Visit(link.AppRelations(s.id("Libraries"), apptype.Dependencies))
	b.Click("+ Add Dependencies")
	b.Check("Editor Example · Version 1.0")
	b.Press("Add apps")
	b.See("Libraries → Editor → Runtime → Libraries")
	b.Press("Save")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Nothing was saved yet")
	b.Within(row("Editor"), func() { b.Press("Remove Editor") })
	b.See("This app depends on no other app.")
	s.expect(t, s.apps["Libraries"].ID)
}

func TestTwoPeopleRelateOneApp(t *testing.T) {
	s := newWorkshop(t, "Editor", "Runtime", "Fonts")
	b := s.As(models.Administrator)
	b.Visit(link.AppRelations(s.id("Editor"), apptype.Dependencies))
	b.Click("+ Add Dependencies")
	b.Check("Runtime Example · Version 1.0")
	b.Press("Add apps")
	s.relate(t, "Editor", models.Dependency, "Fonts")
	b.Press("Save")
	b.Status(http.StatusConflict)
	b.See("changed by somebody else meanwhile")
	b.See("Saving it replaces what the app has now: Fonts.")
	b.Within(row("Runtime"), func() { b.See("Yes") })
	s.expect(t, s.apps["Editor"].ID, "dependency Fonts yes")
	b.Press("Save")
	s.expect(t, s.apps["Editor"].ID, "dependency Runtime yes")
}

func TestReadersSeeRelationsAndChangeNothing(t *testing.T) {
	s := newWorkshop(t, "Editor", "Runtime")
	s.relate(t, "Editor", models.Dependency, "Runtime")
	for _, role := range []models.Role{models.HelpDeskOperator, models.ReadOnlyOperator} {
		b := s.As(role)
		b.Visit(link.AppSection(s.id("Editor"), "relationships"))
		b.Within(row("Runtime"), func() { b.See("Yes") })
		if b.Doc().Find("a[aria-label='Edit dependencies']").Length() != 0 {
			t.Errorf("%s may edit dependencies", role)
		}
		b.Visit(link.AppRelations(s.id("Editor"), apptype.Dependencies))
		b.Status(http.StatusForbidden)
	}
}

func TestOtherTypesHaveNoRelations(t *testing.T) {
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.App(string(y.app.ID)))
	b.DontSee("Relationships")
	b.Visit(link.AppSection(string(y.app.ID), "relationships"))
	b.Status(http.StatusNotFound)
}

func TestPictureLeadsFromAppToApp(t *testing.T) {
	s := newWorkshop(t, "Suite", "Editor", "Old editor", "Runtime", "Libraries")
	s.relate(t, "Suite", models.Dependency, "Editor")
	s.relate(t, "Editor", models.Dependency, "Runtime")
	s.relate(t, "Editor", models.Supersedence, "Old editor")
	s.relate(t, "Runtime", models.Dependency, "Libraries")
	b := s.As(models.ReadOnlyOperator)
	b.Visit(link.AppSection(s.id("Editor"), "relationships"))
	b.See("Suite depends on Editor")
	b.See("Editor supersedes Old editor")
	b.See("1 more app is joined to these.")
	b.DontSee("Libraries")
	b.Click("Show one step more")
	b.See("Runtime depends on Libraries")
	b.DontSee("Show one step more")
	b.Within("svg.graph", func() { b.Click("Runtime") })
	b.AtPath(link.AppSection(s.id("Runtime"), "relationships"))
}

func TestRelatedAppsAreNamedWhenOneIsToBeDeleted(t *testing.T) {
	s := newWorkshop(t, "Editor", "Runtime")
	s.relate(t, "Editor", models.Dependency, "Runtime")
	b := s.As(models.ApplicationManager)
	b.Visit(link.AppSection(s.id("Runtime"), "delete"))
	b.See("Runtime cannot be deleted yet")
	b.See("Editor depends on it")
	b.Click("Show relationships")
	b.AtPath(link.AppSection(s.id("Runtime"), "relationships"))

	b.Visit(link.AppSection(s.id("Editor"), "delete"))
	b.See("It depends on Runtime")
}
