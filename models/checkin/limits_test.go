package checkin

import (
	"fmt"
	"os"
	"strings"
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

// The limits also stand in sentences of the description.
func TestLimitsAreThoseOfTheSentences(t *testing.T) {
	b, err := os.ReadFile("../../handlers/device/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(b)), " ")
	thousands := func(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }
	for _, want := range []string{
		fmt.Sprintf("A request body is at most %d MiB (%d,%03d,%03d bytes) of JSON", MaxBody>>20, MaxBody/1_000_000, MaxBody/1000%1000, MaxBody%1000),
		fmt.Sprintf("an inventory at most %s lines; a message at most %d results", thousands(MaxInventory), MaxResults),
		fmt.Sprintf("The body is above %d MiB.", MaxBody>>20), fmt.Sprintf("The message is larger than %d MiB.", MaxBody>>20),
		fmt.Sprintf("no final result for %g hours counts as unanswered", Unanswered.Hours()),
		fmt.Sprintf("the server orders again, %g hours later at most", RetryFailed.Hours()),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the description does not say %q", want)
		}
	}
}
