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
