package kit

import (
	"context"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/say"
)

// ChangedField is the name of what changed: a question of the app's type, or what every app has besides them.
func ChangedField(ctx context.Context, kind, key string) string {
	if d, ok := apptype.Get(kind); ok {
		if f, ok := field.ByKey(d.Fields(), key); ok {
			return RegistryText(ctx, f.Label)
		}
	}
	intent, mode, _ := strings.Cut(key, ".")
	switch {
	case mode == string(models.Include):
		return say.T(ctx, "%s, included", FullIntentName(ctx, models.Intent(intent)))
	case mode == string(models.Exclude):
		return say.T(ctx, "%s, excluded", FullIntentName(ctx, models.Intent(intent)))
	case key == "categories":
		return say.T(ctx, "Category")
	case key == apptype.Dependencies:
		return say.T(ctx, "Dependencies")
	case key == apptype.Dependencies+".automatic":
		return say.T(ctx, "Automatically install")
	case key == apptype.Supersedence:
		return say.T(ctx, "Supersedence")
	case key == apptype.Supersedence+".uninstall":
		return say.T(ctx, "Uninstall previous version")
	case key == "logo":
		return say.T(ctx, "Logo")
	case key == "name":
		return say.T(ctx, "Name")
	}
	return key
}
