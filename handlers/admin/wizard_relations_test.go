package admin_test

import (
	"net/http"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/views/link"
)

// begin starts a Windows app (Win32) that is called New editor.
func (s *workshop) begin(t *testing.T) models.Draft {
	t.Helper()
	d, err := s.AddDraft(s.ctx, "win32LobApp")
	no(t, err)
	d, err = s.SaveDraft(s.ctx, d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Form: map[string][]string{"displayName": {"New editor"}}})
	no(t, err)
	return d
}

func TestWizardAsksForRelations(t *testing.T) {
	s := newWorkshop(t, "Runtime", "Fonts", "Old editor")
	d := s.begin(t)
	id := string(d.ID)
	b := s.As(models.ApplicationManager)
	b.Visit(link.DraftStep(id, apptype.Dependencies))
	b.See("This app depends on no other app.")
	b.Click("+ Add Dependencies")
	b.Press("Add apps")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Nothing was chosen. Tick at least one app.")
	b.Check("Runtime Example · Version 1.0")
	b.Check("Fonts Example · Version 1.0")
	b.Press("Add apps")
	b.AtPath(link.DraftStep(id, apptype.Dependencies))
	b.Within(row("Fonts"), func() { b.Press("No") })
	b.Press("Next")
	b.AtPath(link.DraftStep(id, apptype.Supersedence))

	b.Click("+ Add Supersedence")
	b.See("Already a dependency")
	b.Check("Old editor Example · Version 1.0")
	b.Press("Add apps")
	b.Press("Previous")
	b.Within(row("Runtime"), func() { b.See("Yes") })
	b.Within(row("Fonts"), func() { b.Press("Remove Fonts") })
	b.Press("Next")
	b.Press("Next")
	b.AtPath(link.DraftStep(id, store.AssignmentsStep))
	b.Visit(link.DraftStep(id, store.ReviewStep))
	b.Within(row("Runtime"), func() { b.See("Yes") })
	b.Within(row("Old editor"), func() { b.See("No") })
	b.DontSee("Fonts")
}

// What cannot be is told at its row, when one wants to go on, and in the review.
func TestWizardDoesNotGoOnWithImpossibleRelations(t *testing.T) {
	s := newWorkshop(t, "Runtime", "Suite")
	s.relate(t, "Suite", models.Supersedence, "Runtime")
	d := s.begin(t)
	id := string(d.ID)
	b := s.As(models.Administrator)
	b.Visit(link.DraftStep(id, apptype.Dependencies))
	b.Click("+ Add Dependencies")
	b.Check("Runtime Example · Version 1.0")
	b.Check("Suite Example · Version 1.0")
	b.Press("Add apps")
	b.See("Suite supersedes Runtime. Remove one of these relations.")
	b.Press("Next")
	b.Status(http.StatusUnprocessableEntity)
	b.See("These relations cannot be saved like this")
	b.Visit(link.DraftStep(id, store.ReviewStep))
	b.Click("New editor and everything it depends on have to be on a device together, but Suite supersedes Runtime. Remove one of these relations.")
	b.AtPath(link.DraftStep(id, apptype.Dependencies))
	b.Within(row("Suite"), func() { b.Press("Remove Suite") })
	b.Press("Next")
	b.AtPath(link.DraftStep(id, apptype.Supersedence))
}

// Whoever is second is told, and what they ticked is still ticked.
func TestTwoPeopleChooseRelationsOfOneDraft(t *testing.T) {
	s := newWorkshop(t, "Runtime", "Fonts", "Libraries")
	d := s.begin(t)
	b := s.As(models.Administrator)
	b.Visit(link.DraftStep(string(d.ID), apptype.Dependencies))
	b.Click("+ Add Dependencies")
	b.Check("Runtime Example · Version 1.0")
	d, err := s.SaveDraftRelations(s.ctx, d.ID, d.Version, models.Dependency, []models.Relation{{OtherID: s.apps["Fonts"].ID, Automatic: true}})
	no(t, err)
	b.Press("Add apps")
	b.Status(http.StatusConflict)
	b.See("changed by somebody else meanwhile")
	b.See("Already chosen")
	b.Press("Add apps")
	b.Within(row("Fonts"), func() { b.See("Yes") })
	b.Within(row("Runtime"), func() { b.See("Yes") })

	other := s.As(models.ApplicationManager)
	other.Visit(link.DraftStep(string(d.ID), apptype.Dependencies))
	other.Within(row("Fonts"), func() { other.Press("Remove Fonts") })
	b.Within(row("Runtime"), func() { b.Press("No") })
	b.Status(http.StatusConflict)
	b.DontSee("Fonts")
	b.Within(row("Runtime"), func() { b.Press("No") })
	b.Status(http.StatusOK)
}
