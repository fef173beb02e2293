package store_test

import (
	"fmt"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

func TestOnePersonCannotFillTheListOfDevices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.PortalUser)
		for i := range 20 {
			if _, err := f.AddMyDevice(ctx, field.Form{"name": {fmt.Sprintf("Phone %d", i)}, "platform": {string(models.Android)}}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.AddMyDevice(ctx, field.Form{"name": {"One more"}, "platform": {string(models.Android)}}); models.KindOf(err) != models.KindInvalid {
			t.Errorf("the 21st device: %v", err)
		}
	})
}

func TestSubgroupsAreAddedInSteps(t *testing.T) {
	f := storetest.New(t)
	ctx := storetest.System(t)
	g, err := f.AddGroup(ctx, field.Form{"name": {"Everyone"}, "kind": {string(models.UserGroup)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.AddSubgroup(ctx, g.ID, make([]models.ID, 501)...); models.KindOf(err) != models.KindInvalid {
		t.Errorf("501 groups at once: %v", err)
	}
}
