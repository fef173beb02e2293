package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// StoragePlan asks how much the organization may keep. What the plans allow say the plans themselves.
var StoragePlan = []field.Field{{
	Key: "plan", Label: "Plan", Control: field.Choice, Required: true,
	Ask: "Choose trial or full.",
	Options: []field.Option{
		{Value: string(models.PlanTrial), Label: models.T("Trial")}, {Value: string(models.PlanFull), Label: models.T("Full")},
	},
}}
