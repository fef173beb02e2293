package problem

import (
	"context"
	"net/http"

	"appdepot/models"
	"appdepot/views/link"
	"appdepot/views/say"
)

// Title is the heading for a status: of what a person can mend, it is the reason in short.
func Title(ctx context.Context, status int, why models.Text) string {
	if status == http.StatusUnprocessableEntity && why.Reason != nil {
		return say.Short(ctx, *why.Reason)
	}
	switch status {
	case http.StatusNotFound:
		return say.T(ctx, "Not found")
	case http.StatusForbidden:
		return say.T(ctx, "No permission")
	case http.StatusConflict, http.StatusUnprocessableEntity:
		return say.T(ctx, "Nothing was changed")
	case http.StatusRequestEntityTooLarge:
		return say.T(ctx, "Too large")
	case http.StatusTooManyRequests:
		return say.T(ctx, "Too many attempts")
	case http.StatusServiceUnavailable:
		return say.T(ctx, "Temporarily unavailable")
	default:
		return say.T(ctx, "Something went wrong")
	}
}

// homeLabel is the button to the first page of a portal, which its URL tells.
func homeLabel(ctx context.Context, home string) string {
	if home == link.Company() {
		return say.T(ctx, "Go to Company Portal")
	}
	return say.T(ctx, "Go to home page")
}
