package kit

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
)

// RegistryText translates a text of the registry.
func RegistryText(ctx context.Context, source string) string {
	return say.Text(ctx, models.Text{Source: source})
}

// URLIf is an address, or nothing for those who may not go there.
func URLIf(is bool, url string) string {
	if is {
		return url
	}
	return ""
}

// FullIntentName is an intent as a heading.
func FullIntentName(ctx context.Context, i models.Intent) string {
	switch i {
	case models.Required:
		return say.C(ctx, "intent", "Required")
	case models.Available:
		return say.T(ctx, "Available for enrolled devices")
	case models.AvailableWithoutEnrollment:
		return say.T(ctx, "Available with or without enrollment")
	default:
		return say.C(ctx, "intent", "Uninstall")
	}
}
