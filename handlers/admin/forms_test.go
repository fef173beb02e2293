package admin_test

import (
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

func TestLimitsAreThoseOfTheDeclaration(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.Administrator)
	d, err := s.AddDevice(storetest.System(t), models.Device{Name: "PC", Platform: models.Windows, Ownership: models.Corporate})
	if err != nil {
		t.Fatal(err)
	}
	for path, form := range map[string]struct {
		fields []field.Field
		submit string
	}{
		link.NewCategory():                       {forms.Category, "Create category"},
		link.NewGroup():                          {forms.NewGroup, "Add group"},
		link.NewUser():                           {forms.NewUser, "Add user"},
		link.DeviceSection(string(d.ID), "edit"): {forms.Device, "Save"},
		link.NewCatalogSource():                  {forms.CatalogSource, "Add source"},
		link.PlayConnection("connect"):           {forms.PlayConnection, "Connect"},
		link.NewEnrollmentToken():                {forms.EnrollmentToken, "Create token"},
	} {
		handlertest.Limits(t, b, path, form.fields, form.submit)
	}
}
