package help_test

import (
	"slices"
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
)

func TestHelpExplainsEveryType(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.ReadOnlyOperator)
	b.Visit(link.Apps())
	b.Click("App types")
	for _, e := range slices.Concat(apptype.Pane(), apptype.NotAddable()) {
		at := b.Doc().Find("#" + e.ID)
		if at.Length() != 1 {
			t.Fatalf("%s has %d places on the page", e.ID, at.Length())
		}
		for _, d := range e.Types {
			if d.Package != nil && !d.Fetched() && !strings.Contains(at.Text(), d.Package.Extensions[0]) {
				t.Errorf("%s does not say that it takes %s", d.ID, d.Package.Extensions[0])
			}
			if !strings.Contains(at.Text(), d.AccountNote) {
				t.Errorf("%s does not say that %s", d.ID, d.AccountNote)
			}
			for _, step := range d.Steps {
				if e.Heading != "" && !strings.Contains(at.Text(), step.Title) {
					t.Errorf("%s does not name the step %s", d.ID, step.Title)
				}
			}
		}
	}
	b.See("Depends on “Targeted platform”.")
	b.See("Any package works, older or newer.")
}
