package handlertest

import (
	"strconv"
	"strings"
	"testing"

	"appdepot/handlers/web/webtest"
	"appdepot/models/field"
)

// Limits wants each text of the form on a page to say how long it may be, and an answer with one character more to come back
// with what was typed and what is wrong with it. Submit is the form's button.
func Limits(t *testing.T, b *webtest.Browser, path string, fields []field.Field, submit string) {
	t.Helper()
	for _, f := range fields {
		if f.Control != field.Text && f.Control != field.LongText && f.Control != field.Link {
			continue
		}
		b.Visit(path)
		most, typed := strconv.Itoa(f.Limit()), strings.Repeat("x", f.Limit()+1)
		if got := b.Doc().Find(`[name="`+f.Key+`"]`).AttrOr("maxlength", ""); got != most {
			t.Errorf("%s: the page lets %s have %q characters, the declaration %s", path, f.Key, got, most)
		}
		b.Fill(f.Label, typed)
		b.Press(submit)
		b.Status(422)
		b.SeeFor(f.Label, most)
		if got := b.Value(f.Label); !f.Secret && got != typed {
			t.Errorf("%s: of what was typed for %s came back %.20q", path, f.Key, got)
		}
	}
}
