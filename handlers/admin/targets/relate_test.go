package targets_test

import (
	"net/http"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
)

func TestDependenciesOfAnAppAreChosenAnsweredAndSaved(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Editor", "Runtime", "Fonts")
	b := s.As(models.ApplicationManager)
	b.Visit(link.App(s.ID("Editor")))
	b.Click("Relationships")
	b.See("This app has no dependencies.")
	b.Click("Edit dependencies")
	b.Click("+ Add dependency")
	b.DontSee("Editor Example")
	b.Check("Runtime Example · Version 1.0")
	b.Check("Fonts Example · Version 1.0")
	b.Press("Add apps")
	b.See("Unsaved changes")
	b.Within(admintest.Row("Runtime"), func() { b.Press("No") })
	b.See("Runtime is not assigned and not installed automatically")
	b.Click("+ Add dependency")
	b.See("Already selected")
	b.Click("Cancel")
	b.Press("Save")
	b.See("The dependencies of Editor were saved.")
	s.Expect(t, s.Apps["Editor"].ID, "dependency Fonts yes", "dependency Runtime")

	b.See("No apps depend on or supersede this app.")
	b.Visit(link.AppSection(s.ID("Runtime"), "relationships"))
	b.See("Depends on this app but does not install it")
	b.Visit(link.AppRelations(s.ID("Editor"), apptype.Dependencies))
	b.Within(admintest.Row("Fonts"), func() { b.Press("Remove Fonts") })
	b.DontSee("Fonts")
	b.Press("Save")
	s.Expect(t, s.Apps["Editor"].ID, "dependency Runtime")
}

func TestSupersededAppIsKeptUnlessSaidOtherwise(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Editor", "Old editor", "Older editor")
	b := s.As(models.Administrator)
	b.Visit(link.AppRelations(s.ID("Editor"), apptype.Supersedence))
	b.Click("+ Add app to supersede")
	b.Check("Old editor Example · Version 1.0")
	b.Press("Add apps")
	b.Click("+ Add app to supersede")
	b.Choose("Yes")
	b.Check("Older editor Example · Version 1.0")
	b.Press("Add apps")
	b.Press("Save")
	s.Expect(t, s.Apps["Editor"].ID, "supersedence Old editor", "supersedence Older editor yes")
}

func TestCircleIsNamedAtItsRowAndNotSaved(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Editor", "Runtime", "Libraries")
	s.Relate(t, "Editor", models.Dependency, "Runtime")
	s.Relate(t, "Runtime", models.Dependency, "Libraries")
	b := s.As(models.Administrator)
	b.Visit(link.AppRelations(s.ID("Libraries"), apptype.Dependencies))
	b.Click("+ Add dependency")
	b.Check("Editor Example · Version 1.0")
	b.Press("Add apps")
	b.See("Libraries → Editor → Runtime → Libraries")
	b.Press("Save")
	b.Status(http.StatusUnprocessableEntity)
	b.See("The changes were not saved")
	b.Within(admintest.Row("Editor"), func() { b.Press("Remove Editor") })
	b.See("This app has no dependencies.")
	s.Expect(t, s.Apps["Libraries"].ID)
}

func TestTwoPeopleRelateOneApp(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Editor", "Runtime", "Fonts")
	b := s.As(models.Administrator)
	b.Visit(link.AppRelations(s.ID("Editor"), apptype.Dependencies))
	b.Click("+ Add dependency")
	b.Check("Runtime Example · Version 1.0")
	b.Press("Add apps")
	s.Relate(t, "Editor", models.Dependency, "Fonts")
	b.Press("Save")
	b.Status(http.StatusConflict)
	b.See("changed while you were editing")
	b.See("Saving it replaces what the app has now: Fonts.")
	b.Within(admintest.Row("Runtime"), func() { b.See("Yes") })
	s.Expect(t, s.Apps["Editor"].ID, "dependency Fonts yes")
	b.Press("Save")
	s.Expect(t, s.Apps["Editor"].ID, "dependency Runtime yes")
}

func TestReadersSeeRelationsAndChangeNothing(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Editor", "Runtime")
	s.Relate(t, "Editor", models.Dependency, "Runtime")
	for _, role := range []models.Role{models.HelpDeskOperator, models.ReadOnlyOperator} {
		b := s.As(role)
		b.Visit(link.AppSection(s.ID("Editor"), "relationships"))
		b.Within(admintest.Row("Runtime"), func() { b.See("Yes") })
		if b.Doc().Find("a[aria-label='Edit dependencies']").Length() != 0 {
			t.Errorf("%s may edit dependencies", role)
		}
		b.Visit(link.AppRelations(s.ID("Editor"), apptype.Dependencies))
		b.Status(http.StatusForbidden)
	}
}

func TestOtherTypesHaveNoRelations(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.App(string(y.app.ID)))
	b.DontSee("Relationships")
	b.Visit(link.AppSection(string(y.app.ID), "relationships"))
	b.Status(http.StatusNotFound)
	b.See("Only apps of these types depend on other apps or supersede them: Windows app (Win32), Enterprise App Catalog app (Win32).")
}

func TestPictureLeadsFromAppToApp(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Suite", "Editor", "Old editor", "Runtime", "Libraries")
	s.Relate(t, "Suite", models.Dependency, "Editor")
	s.Relate(t, "Editor", models.Dependency, "Runtime")
	s.Relate(t, "Editor", models.Supersedence, "Old editor")
	s.Relate(t, "Runtime", models.Dependency, "Libraries")
	b := s.As(models.ReadOnlyOperator)
	b.Visit(link.AppSection(s.ID("Editor"), "relationships"))
	b.See("Suite depends on Editor")
	b.See("Editor supersedes Old editor")
	b.See("1 more app is linked to these.")
	b.DontSee("Libraries")
	b.Click("Show more levels")
	b.See("Runtime depends on Libraries")
	b.DontSee("Show more levels")
	b.Within("svg.graph", func() { b.Click("Runtime") })
	b.AtPath(link.AppSection(s.ID("Runtime"), "relationships"))
}

func TestRelatedAppsAreNamedWhenOneIsToBeDeleted(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Editor", "Runtime")
	s.Relate(t, "Editor", models.Dependency, "Runtime")
	b := s.As(models.ApplicationManager)
	b.Visit(link.AppSection(s.ID("Runtime"), "delete"))
	b.See("Runtime cannot be deleted yet")
	b.See("Editor depends on it")
	b.Click("Show relationships")
	b.AtPath(link.AppSection(s.ID("Runtime"), "relationships"))

	b.Visit(link.AppSection(s.ID("Editor"), "delete"))
	b.See("It depends on Runtime")
}
