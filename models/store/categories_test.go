package store_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

func TestCategoryNamesAreUniqueWithoutRegardToCase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		c, err := f.AddCategory(ctx, field.Form{"name": {"  Photos &\x00  Media\xff "}})
		if err != nil {
			t.Fatal(err)
		}
		if c.Name != "Photos & Media" {
			t.Errorf("name kept as %q", c.Name)
		}
		if _, err := f.AddCategory(ctx, field.Form{"name": {"PHOTOS & media"}}); models.KindOf(err) != models.KindInvalid {
			t.Errorf("a second category of that name: %v", err)
		}
		lines, err := f.Categories(ctx)
		if err != nil || len(lines) != 1 {
			t.Fatalf("%d categories, %v", len(lines), err)
		}
	})
}

func TestTwoPeopleRenameOneCategory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		c, err := f.AddCategory(ctx, field.Form{"name": {"Business"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.RenameCategory(ctx, c.ID, c.Version, field.Form{"name": {"Office"}}); err != nil {
			t.Fatal(err)
		}
		if err := f.RenameCategory(ctx, c.ID, c.Version, field.Form{"name": {"Work"}}); models.KindOf(err) != models.KindConflict {
			t.Errorf("the second rename: %v", err)
		}
		if c, _ := f.Category(ctx, c.ID); c.Name != "Office" {
			t.Errorf("the name is %q, the first rename was lost", c.Name)
		}
	})
}

func TestDeletedCategoryIsGone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		c, err := f.AddCategory(ctx, field.Form{"name": {"Business"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.DeleteCategory(ctx, c.ID); err != nil {
			t.Fatal(err)
		}
		if err := f.PinCategory(ctx, c.ID, true); models.KindOf(err) != models.KindNotFound {
			t.Errorf("pinning it afterwards: %v", err)
		}
	})
}

// Two people add the last category there can be; one of them does, and the other hears why not.
func TestThereAreAtMost200Categories(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		var rows []models.Category
		for i := range 199 {
			name := fmt.Sprint("category ", i)
			rows = append(rows, models.Category{ID: models.NewID(), Name: name, NameKey: name, Version: 1})
		}
		if err := f.InsertRows(ctx, &rows); err != nil {
			t.Fatal(err)
		}
		var errs [2]error
		var both sync.WaitGroup
		for i := range errs {
			both.Go(func() { _, errs[i] = f.AddCategory(ctx, field.Form{"name": {fmt.Sprint("late ", i)}}) })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("both or neither was added: %v, %v", errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil && (models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "200 categories")) {
				t.Error(err)
			}
		}
	})
}
