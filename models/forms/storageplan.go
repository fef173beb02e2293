package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// StoragePlan asks how much the organization may keep.
var StoragePlan = []field.Field{{
	Key: "plan", Label: "Plan", Control: field.Choice, Required: true,
	Ask:  "Choose trial or full.",
	Hint: "The trial plan has room for 2 GB of packages and 500 apps, the full plan for 10,000 apps and packages of any size together.",
	Options: []field.Option{
		{Value: string(models.PlanTrial), Label: models.T("Trial")}, {Value: string(models.PlanFull), Label: models.T("Full")},
	},
}}
