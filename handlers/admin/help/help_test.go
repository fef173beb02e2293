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

// Every code that a device can report has a page, whether Appdepot knows it or not; what is no code has none.
func TestHelpExplainsErrorCodes(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.ReadOnlyOperator)
	for code, says := range map[string]string{"1618": "Another installation was running", "0x87D5501F": "checksum does not match", "77": "does not know this code"} {
		b.Visit(link.ErrorCode(code))
		b.See("Error code " + code)
		b.See(says)
	}
	for _, none := range []string{"-1", "0x41", "1e3", "99999999999", "setup"} {
		b.Visit(link.ErrorCode(none))
		b.Status(404)
	}
}

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
