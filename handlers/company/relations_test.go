package company_test

import (
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/views/link"
)

// The link of an app that another supersedes leads to the newer one, which says so.
func TestLinkOfASupersededAppLeadsToTheNewerOne(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	ctx := site.Fixture.As(t, models.Administrator)
	apps := site.Windows(t, "Planner 5", "Planner 6")
	for _, a := range apps {
		noError(t, site.AssignApp(ctx, a.ID, 1, []models.DraftAssignment{{Intent: models.Available, Mode: models.Include, Target: models.TargetAllUsers}}))
	}
	_, err := site.AddDevice(ctx, models.Device{Name: "Laptop", Platform: models.Windows, OSVersion: "10.0.26100", Ownership: models.Corporate,
		PrimaryUserID: site.Person(t, models.PortalUser).ID, Enrolled: true})
	noError(t, err)
	b := site.As(models.PortalUser)
	b.Visit(link.CompanyApps())
	b.See("Planner 5")
	newer, err := site.App(ctx, apps["Planner 6"].ID)
	noError(t, err)
	noError(t, site.SetRelations(ctx, newer.ID, newer.Version, models.Supersedence, []models.Relation{{OtherID: apps["Planner 5"].ID}}))
	b.Visit(link.CompanyApps())
	b.DontSee("Planner 5")
	b.Visit(link.CompanyApp(string(apps["Planner 5"].ID)))
	b.AtPath(link.CompanyApp(string(newer.ID)))
	b.See("The app on this page replaced Planner 5.")
}
