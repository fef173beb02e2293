package storetest_test

import (
	"os"
	"testing"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/installer"
	"appdepot/models/store/storetest"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}

// TestTenantIsAsTheServerLeavesIt: devices that answered have nothing to do, the others have their orders, and the counters of
// an app that is required everywhere count every device.
func TestTenantIsAsTheServerLeavesIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		made := f.Tenant(t, storetest.TenantSize{Devices: 100, Apps: 60, Assigned: 40, Assignments: 300, Groups: 40, Inventory: 3, Events: 20})
		waiting := 0
		for _, d := range made.Devices {
			answer, err := f.CheckIn(t.Context(), d.Token, checkin.CheckIn{InventoryHash: d.Hash})
			if err != nil {
				t.Fatal(err)
			}
			if len(answer.Orders) != d.Orders || answer.InventoryWanted {
				t.Errorf("%s has %d orders, and had %d", d.Token, len(answer.Orders), d.Orders)
			}
			if d.Orders > 0 {
				waiting++
			}
		}
		if waiting == 0 || waiting == len(made.Devices) {
			t.Errorf("%d of %d devices wait", waiting, len(made.Devices))
		}
		ctx := f.As(t, models.Administrator)
		counts, err := f.Counts(ctx, made.Apps[3].ID)
		if err != nil {
			t.Fatal(err)
		}
		all := counts.Installed + counts.Failed + counts.Pending + counts.NotInstalled + counts.NotApplicable + counts.Unknown
		if all != len(made.Devices) || counts.Installed == 0 || counts.Pending == 0 {
			t.Errorf("an app required on all %d devices is counted as %+v", len(made.Devices), counts)
		}
	})
}
