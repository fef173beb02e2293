package main

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

const specPath = "../../handlers/device/openapi.yaml"

// spec loads the description of the device API and checks it, examples included.
func spec(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile(specPath)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context(), openapi3.EnableExamplesValidation(), openapi3.EnableSchemaPatternValidation()); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheDescriptionIsValidOpenAPI31(t *testing.T) {
	doc := spec(t)
	if !doc.IsOpenAPI31OrLater() {
		t.Errorf("the description is OpenAPI %s, want 3.1", doc.OpenAPI)
	}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			if op.OperationID == "" || op.Summary == "" {
				t.Errorf("%s %s has no operationId or no summary", method, path)
			}
		}
	}
}
