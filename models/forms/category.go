package forms

import "appdepot/models/field"

// Category asks for a category's name.
var Category = []field.Field{{
	Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: 80, // reference, limits
	Ask:  "A category needs a name. Type the name people will see in the Company Portal.",
	Hint: "Up to %s characters. The name is not translated.",
}}
