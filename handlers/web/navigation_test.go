package web

import (
	"context"
	"testing"

	"appdepot/views/link"
)

func TestPlaceInTheNavigation(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		link.AdminHome():                     link.AdminHome(),
		link.Apps():                          link.Apps(),
		link.App("one"):                      link.Apps(),
		link.CatalogUpdates():                link.CatalogUpdates(),
		link.DraftStep("one", "information"): link.Apps(),
		link.NewUpload():                     link.Apps(),
		link.AppTypes():                      link.Apps(),
		link.Storage():                       link.Storage(),
		link.Account():                       "",
	} {
		if got := currentURL(path, sections(context.Background())); got != want {
			t.Errorf("%s stands at %q, not %q", path, got, want)
		}
	}
}
