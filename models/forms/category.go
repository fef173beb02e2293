package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// Category asks for a category's name.
var Category = []field.Field{{
	Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: 80, // reference, limits
	Ask:  "Enter a name.",
	Hint: "Up to %s characters. The name is not translated.",
}}

// AppCategoryKey is the key of AppCategories.
const AppCategoryKey = "category"

// AppCategories asks under which of these categories people find an app.
func AppCategories(all []models.Category) field.Field {
	f := field.Field{Key: AppCategoryKey, Label: "Category", Control: field.Choices, Hint: "The app appears under each selected category."}
	for _, c := range all {
		f.Options = append(f.Options, field.Option{Value: string(c.ID), Label: models.T("%s", c.Name)})
	}
	return f
}
