package checkin

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

func TestLimitsAreThoseOfTheDescription(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile("../../handlers/device/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	schemas := doc.Components.Schemas
	property := func(schema, name string) *uint64 { return schemas[schema].Value.Properties[name].Value.MaxLength }
	for name, c := range map[string]struct {
		described *uint64
		limit     uint64
	}{
		"MaxInventory": {schemas["Inventory"].Value.MaxItems, MaxInventory},
		"MaxResults":   {schemas["Results"].Value.MaxItems, MaxResults},
		"MaxDetail":    {property("Result", "detail"), MaxDetail},
		"MaxKind":      {property("InventoryLine", "kind"), MaxKind},
		"MaxID":        {property("InventoryLine", "id"), MaxID},
		"MaxName":      {property("DeviceFacts", "name"), MaxName},
		"MaxVersion":   {property("InventoryLine", "version"), MaxVersion},
		"MaxToken":     {property("EnrollmentRequest", "enrollmentToken"), MaxToken},
	} {
		if c.described == nil || *c.described != c.limit {
			t.Errorf("%s is %d, and the description says something else", name, c.limit)
		}
	}
}
