package add_test

import (
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// Apps that come by themselves have properties and assignments like others; what the source says is only read.
func TestLicensedAppsHavePropertiesAndAssignments(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"iosVppApp", "macOSVppApp", "microsoftStoreForBusinessApp"} {
		t.Run(id, func(t *testing.T) {
			s := handlertest.New(t)
			d, _ := apptype.Get(id)
			app := s.Sync(t, d, d.Example)
			b := s.As(models.Administrator)
			b.Visit(link.Apps())
			b.See(app.Name)
			b.Visit(link.AppSection(string(app.ID), "properties"))
			b.See("Total licenses")
			b.See(d.Example.Get("totalLicenseCount"))
			b.Visit(link.AppProperties(string(app.ID), apptype.Information))
			b.Fill("Name", "Renamed by us")
			b.Press("Save")
			b.See("The app was saved.")
			kept, err := s.App(storetest.System(t), app.ID)
			if err != nil || kept.Name != "Renamed by us" || kept.Values["totalLicenseCount"] != d.Example.Get("totalLicenseCount") {
				t.Errorf("kept as %+v, %v", kept, err)
			}
			b.Visit(link.AppSection(string(app.ID), "assignments"))
			b.Press("+ Add all users, Required")
			b.See("Included")
			list, err := s.Apps(storetest.System(t), store.AppQuery{})
			if err != nil || len(list.Items) != 1 {
				t.Errorf("%d apps, %v", len(list.Items), err)
			}
		})
	}
}
