package add_test

import (
	"net/http"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/views/link"
)

func TestWizardAsksForRelations(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Runtime", "Fonts", "Old editor")
	d := s.Begin(t)
	id := string(d.ID)
	b := s.As(models.ApplicationManager)
	b.Visit(link.DraftStep(id, apptype.Dependencies))
	b.See("This app has no dependencies.")
	b.Click("+ Add dependency")
	b.Press("Add apps")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Select at least one app.")
	b.Check("Runtime Example · Version 1.0")
	b.Check("Fonts Example · Version 1.0")
	b.Press("Add apps")
	b.AtPath(link.DraftStep(id, apptype.Dependencies))
	b.Within(admintest.Row("Fonts"), func() { b.Press("No") })
	b.Press("Next")
	b.AtPath(link.DraftStep(id, apptype.Supersedence))

	b.Click("+ Add app to supersede")
	b.See("Already a dependency")
	b.Check("Old editor Example · Version 1.0")
	b.Press("Add apps")
	b.Press("Previous")
	b.Within(admintest.Row("Runtime"), func() { b.See("Yes") })
	b.Within(admintest.Row("Fonts"), func() { b.Press("Remove Fonts") })
	b.Press("Next")
	b.Press("Next")
	b.AtPath(link.DraftStep(id, store.AssignmentsStep))
	b.Visit(link.DraftStep(id, store.ReviewStep))
	b.Within(admintest.Row("Runtime"), func() { b.See("Yes") })
	b.Within(admintest.Row("Old editor"), func() { b.See("No") })
	b.DontSee("Fonts")
}

// What cannot be is told at its row, when one wants to go on, and in the review.
func TestWizardDoesNotGoOnWithImpossibleRelations(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Runtime", "Suite")
	s.Relate(t, "Suite", models.Supersedence, "Runtime")
	d := s.Begin(t)
	id := string(d.ID)
	b := s.As(models.Administrator)
	b.Visit(link.DraftStep(id, apptype.Dependencies))
	b.Click("+ Add dependency")
	b.Check("Runtime Example · Version 1.0")
	b.Check("Suite Example · Version 1.0")
	b.Press("Add apps")
	b.See("Suite supersedes Runtime. Remove one of these relationships.")
	b.Press("Next")
	b.Status(http.StatusUnprocessableEntity)
	b.See("The relationships need your attention")
	b.Visit(link.DraftStep(id, store.ReviewStep))
	b.Click("New editor needs all its dependencies on the same device, but Suite supersedes Runtime. Remove one of these relationships.")
	b.AtPath(link.DraftStep(id, apptype.Dependencies))
	b.Within(admintest.Row("Suite"), func() { b.Press("Remove Suite") })
	b.Press("Next")
	b.AtPath(link.DraftStep(id, apptype.Supersedence))
}

// Whoever is second is told, and what they ticked is still ticked.
func TestTwoPeopleChooseRelationsOfOneDraft(t *testing.T) {
	t.Parallel()
	s := admintest.NewRelationsSite(t, "Runtime", "Fonts", "Libraries")
	d := s.Begin(t)
	b := s.As(models.Administrator)
	b.Visit(link.DraftStep(string(d.ID), apptype.Dependencies))
	b.Click("+ Add dependency")
	b.Check("Runtime Example · Version 1.0")
	d, err := s.SaveDraftRelations(s.Ctx, d.ID, d.Version, models.Dependency, []models.Relation{{OtherID: s.Apps["Fonts"].ID, Automatic: true}})
	admintest.NoError(t, err)
	b.Press("Add apps")
	b.Status(http.StatusConflict)
	b.See("changed this while you were editing")
	b.See("Already selected")
	b.Press("Add apps")
	b.Within(admintest.Row("Fonts"), func() { b.See("Yes") })
	b.Within(admintest.Row("Runtime"), func() { b.See("Yes") })

	other := s.As(models.ApplicationManager)
	other.Visit(link.DraftStep(string(d.ID), apptype.Dependencies))
	other.Within(admintest.Row("Fonts"), func() { other.Press("Remove Fonts") })
	b.Within(admintest.Row("Runtime"), func() { b.Press("No") })
	b.Status(http.StatusConflict)
	b.DontSee("Fonts")
	b.Within(admintest.Row("Runtime"), func() { b.Press("No") })
	b.Status(http.StatusOK)
}
