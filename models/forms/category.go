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
	return among(all, field.Field{Key: AppCategoryKey, Label: "Category", Control: field.Choices, Hint: "The app appears under each selected category."})
}

// SelectedCategories asks which of these categories several apps get ("add") and lose ("remove").
func SelectedCategories(all []models.Category) []field.Field {
	return []field.Field{
		among(all, field.Field{Key: "add", Label: "Add to", Control: field.Choices, Hint: "The selected apps also appear under these categories."}),
		among(all, field.Field{Key: "remove", Label: "Remove from", Control: field.Choices, Hint: "If you select a category in both lists, the apps keep it."}),
	}
}

// among offers categories.
func among(all []models.Category, f field.Field) field.Field {
	for _, c := range all {
		f.Options = append(f.Options, field.Option{Value: string(c.ID), Label: models.T("%s", c.Name)})
	}
	return f
}
