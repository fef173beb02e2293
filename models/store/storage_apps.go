package store

import (
	"slices"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// roomForApp refuses one app more than the plan allows. Of apps that are added at once each sees the others.
func (t *tx) roomForApp(app models.App) error {
	uncounted := apptype.Uncounted()
	if slices.Contains(uncounted, app.Type) {
		return nil
	}
	plan, err := t.plan()
	if err != nil {
		return err
	}
	n, err := db.Count[models.App](t.Ctx, t.DB.Where("type NOT IN ?", uncounted))
	if err != nil || int(n) < plan.Apps() {
		return err
	}
	if plan == models.PlanTrial {
		return models.Invalid("The trial plan allows %s apps. Delete unused apps, or ask an Administrator for the full plan on the Storage page.", plan.Apps())
	}
	return models.Invalid("You can have up to %s apps. Delete unused apps first.", plan.Apps())
}
