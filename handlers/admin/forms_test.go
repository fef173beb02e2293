package admin_test

import (
	"strconv"
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/views/link"
)

// TestLimitsAreThoseOfTheDeclaration wants each text of a form to say in the page how long it may be, and an answer with one
// character more to come back with what was typed and what is wrong with it.
func TestLimitsAreThoseOfTheDeclaration(t *testing.T) {
	b := handlertest.New(t).As(models.Administrator)
	for path, form := range map[string]struct {
		fields []field.Field
		submit string
	}{
		link.NewCategory(): {forms.Category, "Create category"},
		link.NewGroup():    {forms.NewGroup, "Add group"},
		link.NewUser():     {forms.NewUser, "Add user"},
	} {
		for _, f := range form.fields {
			if f.Control != field.Text && f.Control != field.LongText && f.Control != field.Link {
				continue
			}
			b.Visit(path)
			most, typed := strconv.Itoa(f.Limit()), strings.Repeat("x", f.Limit()+1)
			if got := b.Doc().Find(`[name="`+f.Key+`"]`).AttrOr("maxlength", ""); got != most {
				t.Errorf("%s: the page lets %s have %q characters, the declaration %s", path, f.Key, got, most)
			}
			b.Fill(f.Label, typed)
			b.Press(form.submit)
			b.Status(422)
			b.SeeFor(f.Label, most)
			if got := b.Value(f.Label); got != typed && !f.Secret {
				t.Errorf("%s: of what was typed for %s came back %.20q", path, f.Key, got)
			}
		}
	}
}
