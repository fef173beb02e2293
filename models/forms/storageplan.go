package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// StoragePlan asks how much the organization may keep.
var StoragePlan = []field.Field{{
	Key: "plan", Label: "Plan", Control: field.Choice, Required: true,
	Ask:  "Choose trial or full.",
	Hint: "Trial plan: 2 GB of packages and 500 apps. Full plan: unlimited packages and 10,000 apps.",
	Options: []field.Option{
		{Value: string(models.PlanTrial), Label: models.T("Trial")}, {Value: string(models.PlanFull), Label: models.T("Full")},
	},
}}
